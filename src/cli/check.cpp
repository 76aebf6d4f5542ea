// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <map>
#include <ostream>
#include <set>

#include <levy/report/problems.hpp>
#include <levy/revenue/figure.hpp>
#include <levy/rule/cases.hpp>
#include <levy/rule/read.hpp>
#include <levy/rule/unread.hpp>
#include <levy/scenario/estimate.hpp>

#include "command.hpp"
#include "documents.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

namespace {

/// What a file inside `…/law/<country>/` is to the law there: `xx/flat-levy`, `xx/jurisdiction`.
struct place_in_law {
    std::string rules;  // the folder that holds `law/`
    std::string country, name;
};

std::optional<place_in_law> place_of(const fs::path& file) {
    const auto country = file.parent_path();
    if (country.parent_path().filename() != "law") return std::nullopt;
    const auto rules = country.parent_path().parent_path();
    return place_in_law{rules.empty() ? "." : rules.string(), country.filename().string(),
                        file.stem().string()};
}

/// Checks one path after another against one law and one set of figures: what several files stand
/// on is read once, and what is wrong with it is told once.
class files_check {
public:
    explicit files_check(const common_options& common) : rules_{rules_folder(common)} {}

    void path(const std::string& written) {
        std::error_code failed;
        const auto path = fs::path{written}.lexically_normal().string();  // `./rules` is `rules`
        const bool of_figures = fs::exists(fs::path{path} / "assumptions.csv");
        const auto files = yaml_files({path});
        if (fs::is_directory(path, failed) && files.empty() && !of_figures)
            return problems_.append(documents_.at(path).problems);  // a folder is no file
        // A folder of figures, or one that holds it.
        for (const auto& folder : {fs::path{path}, fs::path{path} / "figures"})
            if (fs::exists(folder / "assumptions.csv"))
                problems_.append_new(figures_in(folder.string()).problems());
        for (const auto& file : files) one(file);
    }

    [[nodiscard]] const diagnostics& problems() const noexcept { return problems_; }
    [[nodiscard]] std::size_t files() const noexcept { return count_; }

private:
    const outcome<law>& law_in(const std::string& rules) {
        const auto known = laws_.find(rules);
        return known != laws_.end() ? known->second
                                    : laws_.emplace(rules, law::open(rules)).first->second;
    }
    const outcome<revenue::figures>& figures_in(const std::string& folder) {
        const auto known = figures_.find(folder);
        return known != figures_.end()
                   ? known->second
                   : figures_.emplace(folder, revenue::figures::open(folder)).first->second;
    }

    void one(const std::string& path) {
        ++count_;
        const auto reform = path.ends_with(".cases.yaml") ? "" : documents_.reform_of(path);
        if (!reform.empty()) {
            if (reforms_.insert(reform).second) changed_law(reform);
        } else if (const auto place = place_of(path); place && fs::is_regular_file(path)) {
            in_law(path, *place);
        } else {
            by_its_keys(path);
        }
    }

    void in_law(const std::string& path, const place_in_law& place) {
        const auto& under = law_in(place.rules);
        if (!under) return problems_.append_new(under.problems());
        if (path.ends_with(".cases.yaml")) return cases_in(*under, path);
        if (place.name == "sources")
            problems_.append_new(under->problems_of_sources(place.country));
        else if (place.name == "jurisdiction")
            loaded(under->jurisdiction(place.country));
        else
            loaded(under->instrument(place.country + "/" + place.name));
    }

    /// A rule or a jurisdiction: what is wrong with it, or else what it could do without.
    template <class Handle>
    void loaded(const outcome<Handle>& made) {
        auto found = made.problems();
        if (made) rule::check_unread(**made, found);
        problems_.append_new(found);
    }

    void cases_in(const law& under, const std::string& path) {
        const auto& file = documents_.at(path);
        auto found = file.problems;
        if (file.root && file.root->find("cases_of"))
            rule::check_cases(under, *file.root, found);
        else if (file.root)
            refuse_kind(file, found);
        problems_.append_new(found);
    }

    void by_its_keys(const std::string& path) {
        const auto file = documents_.take(path);
        if (!file.root) return problems_.append_new(file.problems);
        diagnostics found;
        if (file.root->find("scenario"))
            scenario_file(file, found);
        else if (file.root->find("rule"))
            rule_file(file, found);
        else if (file.root->find("sources_of"))
            (void)rule::read_sources(*file.root, found);
        else if (file.root->find("cases_of"))
            rule::check_cases(*file.root, found);
        else
            refuse_kind(file, found);
        problems_.append_new(found);
    }

    static void rule_file(const documents::document& file, diagnostics& sink) {
        const auto made = rule::read_rule(*file.root, file.text, {}, sink);
        if (made) rule::check_unread(*made, sink);
    }

    static void refuse_kind(const documents::document& file, diagnostics& sink) {
        const auto begin = file.root->where.begin;
        if (file.root->find("jurisdiction"))
            return sink.refuse(code::file, {file.text, begin, begin + 1},
                               "a jurisdiction is read with the rules that it names",
                               "put it at law/COUNTRY/jurisdiction.yaml in a folder of rules");
        sink.refuse(
            code::key, {file.text, begin, begin + 1},
            "this file is no rule, jurisdiction, list of sources, cases, scenario or reform",
            "begin with `levy: 1` and `rule:`, `jurisdiction:`, `sources_of:`, `cases_of:`, "
            "`scenario:` or `reform:`");
    }

    /// A reform against the law that it changes, with the rules that it adds.
    void changed_law(const std::string& path) {
        const auto& file = documents_.at(path);
        auto found = file.problems;
        const auto by = file.root ? rule::read_reform(*file.root, file.text, found) : std::nullopt;
        if (by) {
            const auto& stands = law_in(rules_);
            const auto under = stands ? stands->under(*by) : outcome<law>{stands.problems()};
            found.append(under.problems());
            problems_.append_new(found);
            if (under)
                for (const auto& cases : cases_of(*by)) cases_in(*under, cases);
            return;
        }
        problems_.append_new(found);
    }

    /// A scenario against the law and the figures; what its words mean, not what comes of them.
    void scenario_file(const documents::document& file, diagnostics& sink) {
        const auto asked = scenario::read_scenario(*file.root, file.text, sink);
        if (!asked) return;
        const auto& under = law_in(rules_);
        const auto& from = figures_in((fs::path{rules_} / "figures").string());
        if (!under) return sink.append(under.problems());
        if (!from) return sink.append(from.problems());
        sink.append(scenario::check(*asked, *under, *from));
    }

    std::string rules_;
    documents documents_;
    std::map<std::string, outcome<law>> laws_;
    std::map<std::string, outcome<revenue::figures>> figures_;
    std::set<std::string> reforms_;  // each is checked once, whichever of its files is named
    diagnostics problems_;
    std::size_t count_ = 0;
};

std::string counted(std::size_t n, const char* what) {
    return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

/// `3 problems in 2 files`.
std::string summary_of(const diagnostics& problems) {
    std::set<std::string> files;
    for (const auto& p : problems)
        if (p.level == severity::error) files.insert(file_of(p));
    return counted(problems.errors(), "problem") + " in " + counted(files.size(), "file");
}

}  // namespace

exit_status check(const common_options& common, std::vector<std::string> paths, io to) {
    if (paths.empty()) {
        paths.push_back(rules_folder(common));
        if (fs::is_directory("examples")) paths.emplace_back("examples");
    }
    files_check made{common};
    for (const auto& path : paths) made.path(path);
    const auto problems = in_file_order(made.problems());
    if (common.format == "json") {
        to.out << report::to_json(problems) << '\n';
    } else {
        to.err << shown(problems, to);
        if (problems.ok())
            to.out << counted(made.files(), "file") << ", no problems\n";
        else
            to.err << '\n' << summary_of(problems) << '\n';
    }
    return problems.ok() ? done : found_problems;
}

}  // namespace levy::cli
