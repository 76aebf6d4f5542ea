// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <ostream>
#include <set>

#include <levy/revenue/figure.hpp>
#include <levy/rule/cases.hpp>
#include <levy/rule/read.hpp>
#include <levy/scenario/estimate.hpp>

#include "command.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

namespace {

/// The law that a file inside `…/law/<cc>/` belongs to, so that its shared sources and neighbours
/// are found.
std::string folder_of_law(const std::string& path) {
    return fs::path{path}.parent_path().parent_path().parent_path().string();
}

void check_rule(const node& document, const source_handle& text, diagnostics& problems) {
    std::map<std::string, rule::source> shared;
    const auto beside = fs::path{text->name()}.parent_path() / "sources.yaml";
    diagnostics ignored;  // the file of sources is checked by itself
    if (fs::exists(beside))
        if (const auto sources = open_source(beside.string(), ignored))
            if (const auto read = read_yaml(sources, ignored))
                if (auto found = rule::read_sources(*read, ignored)) shared = *std::move(found);
    (void)rule::read_rule(document, text, shared, problems);
}

void check_jurisdiction(const std::string& path, diagnostics& problems) {
    const auto folder = folder_of_law(path);
    const auto under = law::open(folder.empty() ? "." : folder);
    if (!under) return problems.append(under.problems());
    const auto in = under->jurisdiction(fs::path{path}.parent_path().filename().string());
    if (!in) problems.append(in.problems());
}

/// A reform against the law that it changes, with the rules that it adds.
void check_reform(const common_options& common, const std::string& path, diagnostics& problems) {
    const auto by = open_reform(path);
    if (!by) return problems.append(by.problems());
    const auto stands = law::open(rules_folder(common));
    if (!stands) return problems.append(stands.problems());
    problems.append(stands->under(*by).problems());
}

/// A scenario against the law and the figures; what its words mean, not what comes of them.
void check_scenario(const common_options& common, const node& document, const source_handle& text,
                    diagnostics& problems) {
    const auto asked = scenario::read_scenario(document, text, problems);
    if (!asked) return;
    const auto folder = rules_folder(common);
    const auto under = law::open(folder);
    const auto from = revenue::figures::open((fs::path{folder} / "figures").string());
    if (!under) return problems.append(under.problems());
    if (!from) return problems.append(from.problems());
    problems.append(scenario::check(*asked, *under, *from));
}

void check_file(const common_options& common, const std::string& path, diagnostics& problems) {
    const auto text = open_source(path, problems);
    if (!text) return;
    const auto document = read_yaml(text, problems);
    if (!document) return;
    if (document->find("rule")) return check_rule(*document, text, problems);
    if (document->find("jurisdiction") && !document->find("scenario"))
        return check_jurisdiction(path, problems);
    if (document->find("sources_of")) return (void)rule::read_sources(*document, problems);
    if (document->find("scenario")) return check_scenario(common, *document, text, problems);
    if (document->find("cases_of")) return rule::check_cases(*document, problems);
    diagnostic problem;
    problem.id = code::key;
    problem.message =
        "this file is no rule, jurisdiction, list of sources, cases, scenario or reform";
    problem.primary.where = {text, document->where.begin, document->where.begin + 1};
    problem.help =
        "begin with `levy: 1` and `rule:`, `jurisdiction:`, `sources_of:`, `cases_of:`, "
        "`scenario:` or `reform:`";
    problems.add(std::move(problem));
}

}  // namespace

exit_status check(const common_options& common, std::vector<std::string> paths, io to) {
    diagnostics problems;
    const bool all = paths.empty();
    if (all) {
        const auto rules = rules_folder(common);
        paths.push_back((fs::path{rules} / "law").string());
        if (fs::is_directory("examples")) paths.emplace_back("examples");
        const auto figures = fs::path{rules} / "figures";
        if (fs::is_directory(figures)) {
            const auto read = revenue::figures::open(figures.string());
            if (!read) problems.append(read.problems());
        }
    }
    std::size_t files = 0;
    std::set<std::string> reforms;  // each is checked once, whichever of its files is named
    for (const auto& path : paths) {
        std::error_code failed;
        if (fs::is_directory(path, failed) && yaml_files({path}).empty() &&
            !fs::exists(fs::path{path} / "assumptions.csv")) {
            check_file(common, path, problems);  // says that a folder is no file
            continue;
        }
        // A folder of figures, or one that holds it.
        for (const auto& figures : {fs::path{path}, fs::path{path} / "figures"}) {
            if (!fs::exists(figures / "assumptions.csv")) continue;
            const auto read = revenue::figures::open(figures.string());
            if (!read) problems.append(read.problems());
        }
        for (const auto& file : yaml_files({path})) {
            ++files;
            const auto reform = file.ends_with(".cases.yaml") ? "" : reform_file_of(file);
            if (reform.empty())
                check_file(common, file, problems);
            else if (reforms.insert(reform).second)
                check_reform(common, reform, problems);
        }
    }
    print(problems, common, to);
    if (problems.ok() && common.format != "json")
        to.out << files << " files, no problems\n";
    else if (problems.ok() && problems.empty())
        to.out << "[]\n";
    return problems.ok() ? done : found_problems;
}

}  // namespace levy::cli
