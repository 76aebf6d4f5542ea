// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <ostream>
#include <set>

#include <nlohmann/json.hpp>

#include <levy/report/estimate.hpp>
#include <levy/rule/cases.hpp>
#include <levy/scenario/estimate.hpp>

#include "../report/receipt_json.hpp"
#include "command.hpp"
#include "documents.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

namespace {

struct tally {
    std::size_t passed = 0, failed = 0;
    std::set<std::string> shown;  // a problem that fails many files is shown once
    nlohmann::ordered_json files = nlohmann::ordered_json::array();
};

void add_failures(tally& sum, const std::string& path, std::size_t passed,
                  const std::vector<rule::case_failure>& failed, bool json, io to) {
    sum.passed += passed;
    sum.failed += failed.size();
    nlohmann::ordered_json entry{{"file", path}, {"passed", passed}, {"failed", failed.size()}};
    for (const auto& f : failed) {
        entry["failures"].push_back({{"case", f.name}, {"message", f.why.message}});
        if (json) continue;
        const auto why = to_text(f.why);
        to.err << "failed: " << f.name << '\n';
        if (sum.shown.insert(why).second)
            to.err << why << '\n';
        else
            to.err << "  as above: " << f.why.message << "\n\n";
    }
    sum.files.push_back(std::move(entry));
}

/// Words that a scenario's author wants said stand in the answer for a terminal.
void check_words(const scenario::answer& made, diagnostics& wrong, std::size_t& passed) {
    const auto text = report::to_text(made);
    for (const auto& phrase : made.asked.expected_phrases) {
        if (text.find(phrase.text) != std::string::npos)
            ++passed;
        else
            wrong.refuse(code::expectation, phrase.where,
                         "the answer does not say '" + phrase.text + "'",
                         "the scenario's reason: " + phrase.why);
    }
}

void run_scenario(const std::string& path, const documents::document& file, const law& under,
                  tally& sum, bool json, io to) {
    auto problems = file.problems;
    const auto asked = scenario::read_scenario(*file.root, file.text, problems);
    std::size_t passed = 0;
    if (asked) {
        const auto from = revenue::figures::open((fs::path{under.folder()} / "figures").string());
        if (!from)
            problems.append(from.problems());
        else if (const auto made = scenario::estimate(*asked, under, *from)) {
            problems.append(scenario::check_expectations(*made, under, passed));
            check_words(*made, problems, passed);
        } else {
            problems.append(made.problems());
        }
    }
    std::vector<rule::case_failure> failed;
    for (const auto& p : problems) failed.push_back({path, p});
    add_failures(sum, path, passed, failed, json, to);
}

void run_cases_file(const law& under, const std::string& path, tally& sum, bool json, io to) {
    const auto report = rule::run_cases(under, path);
    auto failed = report.failed;
    for (const auto& p : report.problems) failed.push_back({path, p});
    add_failures(sum, path, report.passed, failed, json, to);
}

/// The cases beside a reform and beside the rules that it adds, under the law as it would be.
void run_reform(const std::string& path, const law& stands, tally& sum, bool json, io to) {
    const auto by = open_reform(path);
    const auto under = by ? stands.under(*by) : outcome<law>{by.problems()};
    if (under) {
        for (const auto& file : cases_of(*by)) run_cases_file(*under, file, sum, json, to);
        return;
    }
    std::vector<rule::case_failure> failed;
    for (const auto& p : under.problems()) failed.push_back({path, p});
    add_failures(sum, path, 0, failed, json, to);
}

}  // namespace

/// levy test PATH…: cases beside rules and reforms, and `expect` blocks of scenarios; a rule of the
/// law without cases fails.
exit_status test(const common_options& common, std::vector<std::string> paths, io to) {
    const auto under = open_law(common, to);
    if (!under) return found_problems;
    if (paths.empty()) paths.push_back((fs::path{under->folder()} / "law").string());
    tally sum;
    documents files;
    std::set<std::string> reforms;  // each is run once, whichever of its files is named
    const bool json = common.format == "json";
    for (const auto& path : yaml_files(paths)) {
        const bool rule_file = path.find("/law/") != std::string::npos &&
                               !path.ends_with(".cases.yaml") && !path.ends_with("sources.yaml");
        if (const auto reform = files.reform_of(path); !reform.empty()) {
            if (reforms.insert(reform).second) run_reform(reform, *under, sum, json, to);
        } else if (path.ends_with(".cases.yaml")) {
            run_cases_file(*under, path, sum, json, to);
        } else if (rule_file && !fs::exists(cases_beside(path))) {
            diagnostic problem;
            problem.id = code::cases;
            problem.message = "'" + path + "' has no cases beside it";
            problem.help = "write " + cases_beside(path);
            add_failures(sum, path, 0, {{path, problem}}, json, to);
        } else if (!rule_file) {
            const auto& file = files.at(path);
            if (!file.root)
                add_failures(sum, path, 0, {{path, file.problems.front()}}, json, to);
            else if (file.root->find("scenario"))
                run_scenario(path, file, *under, sum, json, to);
        }
    }
    if (json)
        to.out << nlohmann::ordered_json{{"schema", "levy.test/1"},
                                         {"passed", sum.passed},
                                         {"failed", sum.failed},
                                         {"files", sum.files},
                                         {"receipt", report::receipt_json(under->receipt())}}
                      .dump(2)
               << '\n';
    else
        to.out << sum.passed << " passed, " << sum.failed << " failed\n";
    return sum.failed == 0 ? done : found_problems;
}

}  // namespace levy::cli
