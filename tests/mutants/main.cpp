// SPDX-License-Identifier: Apache-2.0
// Changes one thing of a file of law at a time and runs the file's cases on the result. A mutant
// lives if every case still passes; each one that lives is a missing case, or stands with its
// reason in the list of survivors.
//
// Changed: figures, days and counts of days by one; comparisons, operators, truths, some and every;
// one side of `and`, `or`, `if`, `min`, `max`, a filter or a `not` left out; start, end and next of
// a period of several days; the edges and the words of a table's rows; text literals, reasons,
// defaults, rounding and its unit, rolling, rhythm, what is overpaid, prorating; an exception, a
// condition, a step, an offset, a penalty, an instalment, a bound, a charge, a rounding or
// `dated_by` left out; a source from memory that was looked up, or the other way round.
//
// Not changed, for no case can see it: prose and citations; the kind of a charge, `window`, `per`
// and `status`, which speak to scenarios; a check left out, which only wrong law would meet.
// rules/figures is data: its readers refuse what is malformed, and scenarios' `expect` blocks stand
// on it; one run of them is seconds, one for each of its thousands of figures hours.
//
// usage: levy-mutants RULES_FOLDER RULE_ID LIST_OF_SURVIVORS     (also CC/jurisdiction, CC/sources)
//        levy-mutants RULES_FOLDER REFORM_FILE LIST_OF_SURVIVORS
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include <levy/rule/cases.hpp>

#include "../own_folder.hpp"
#include "mutant.hpp"

namespace {

using namespace levy;

/// What its own cases say of a changed file.
enum class fate { alive, killed, refused };
using trial = std::function<fate(const source_handle& changed)>;

fate fate_of(const rule::case_report& report) {
    if (!report.problems.ok()) return fate::refused;
    return report.ok() ? fate::alive : fate::killed;
}

/// `path | mutation | reason`, one a line; # begins a remark. `path/*` leaves out all that is
/// below: what tests of another kind hold.
struct survivors {
    std::set<std::string> known, met;
    std::vector<std::string> left_out;

    explicit survivors(const std::string& path) {
        std::ifstream file{path};
        for (std::string line; std::getline(file, line);) {
            if (line.empty() || line.front() == '#') continue;
            const auto bar = line.find(" | ");
            if (line.substr(0, bar).ends_with("/*"))
                left_out.push_back(line.substr(0, bar - 1));
            else
                known.insert(line.substr(0, line.rfind(" | ")));
        }
    }
    [[nodiscard]] bool leaves_out(const std::string& path) const {
        return std::any_of(left_out.begin(), left_out.end(),
                           [&](const auto& under) { return path.starts_with(under); });
    }
    /// Whether it stands in the list, which is then not stale.
    bool lists(const std::string& what) {
        if (!known.contains(what)) return false;
        met.insert(what);
        return true;
    }
    /// Prints what the list says and no mutant met.
    [[nodiscard]] bool is_stale() const {
        for (const auto& what : known)
            if (!met.contains(what)) std::cout << "listed, and no longer alive: " << what << "\n";
        return met.size() != known.size();
    }
};

std::string cases_beside(const std::string& path) {
    return std::filesystem::path{path}.replace_extension(".cases.yaml").generic_string();
}

/// Runs all mutants of one file; true where each is killed or listed.
bool run(const source_text& text, const node& document, const std::string& id, survivors& listed,
         const trial& on) {
    const auto made = mutants::of_file(document, text);
    std::map<std::string, std::size_t> times;  // the same change at the same path: numbered
    std::map<fate, std::size_t> count;
    std::vector<std::string> alive;
    std::size_t tried = 0;
    for (const auto& m : made.all) {
        if (listed.leaves_out(m.path)) continue;
        ++tried;
        const auto nth = ++times[m.described()];
        const auto what = m.described() + (nth == 1 ? "" : " (" + std::to_string(nth) + ")");
        const auto changed =
            std::make_shared<const source_text>(text.name(), m.applied_to(text.text()));
        const auto came = on(changed);
        ++count[came];
        if (came == fate::alive && !listed.lists(what)) alive.push_back(what);
    }
    for (const auto& what : alive) std::cout << what << " | \n";
    std::cout << tried << " mutants of " << id << ": " << count[fate::killed]
              << " killed by a case, " << count[fate::refused] << " refused when read, "
              << count[fate::alive] - alive.size() << " listed with their reason, " << alive.size()
              << " alive (" << made.moves_a_citation
              << " dates besides that only move a citation)\n";
    return alive.empty();
}

int fail(const std::string& text) {
    std::cerr << text << '\n';
    return 1;
}

/// A file of law by itself, or of a reform, which is read over the law.
int run_file(const std::string& id, const std::string& path, survivors& known, const trial& on) {
    diagnostics problems;
    const auto text = open_source(path, problems);
    const auto document = text ? read_yaml(text, problems) : std::nullopt;
    if (!document) return fail(to_text(problems));
    if (on(text) != fate::alive)
        return fail("the cases of " + id + " fail before anything is changed");
    return run(*text, *document, id, known, on) ? 0 : 1;
}

std::optional<rule::reform> reform_of(const source_handle& text) {
    diagnostics problems;
    const auto document = read_yaml(text, problems);
    return document ? rule::read_reform(*document, text, problems) : std::nullopt;
}

/// The reform's own cases, and those of the rules that it adds.
fate under_reform(const law& stands, const rule::reform& by) {
    const auto under = stands.under(by);
    if (!under) return fate::refused;
    std::vector<std::string> files{cases_beside(by.text->name())};
    for (const auto& added : by.rules) files.push_back(cases_beside(added.text->name()));
    for (const auto& file : files)
        if (const auto came = fate_of(rule::run_cases(*under, file)); came != fate::alive)
            return came;
    return fate::alive;
}

int run_reform(const law& stands, const std::string& path, survivors& known) {
    diagnostics problems;
    const auto text = open_source(path, problems);
    const auto by = text ? reform_of(text) : std::nullopt;
    if (!by) return fail("'" + path + "' is no reform");
    int status = run_file(by->id, path, known, [&](const source_handle& changed) {
        const auto other = reform_of(changed);
        return other ? under_reform(stands, *other) : fate::refused;
    });
    for (std::size_t i = 0; i < by->rules.size(); ++i)
        status |= run_file(by->rules[i].id, by->rules[i].text->name(), known,
                           [&](const source_handle& changed) {
                               auto other = *by;
                               other.rules[i].text = changed;
                               return under_reform(stands, other);
                           });
    return status;
}

/// All cases of a country whose shared sources say something else. The files of a law are found in
/// a folder, so it is written into one.
fate under_sources(const std::string& country, const law& stands, const std::string& changed) {
    namespace fs = std::filesystem;
    const levy::tests::own_folder folder;
    fs::copy(fs::path{stands.folder()} / "law", folder.path() / "law", fs::copy_options::recursive);
    folder.write("law/" + country + "/sources.yaml", changed);
    const auto under = law::open(folder.text());
    auto came = fate::alive;
    for (const auto& entry : fs::directory_iterator{folder.path() / "law" / country})
        if (came == fate::alive && entry.path().string().ends_with(".cases.yaml"))
            came = fate_of(rule::run_cases(*under, entry.path().string()));
    return came;
}

trial trial_of(const law& under, const std::string& id, const std::string& path) {
    if (id.ends_with("/sources"))
        return [&under, country = id.substr(0, id.find('/'))](const source_handle& changed) {
            return under_sources(country, under, changed->text());
        };
    return [&under, id, path](const source_handle& changed) {
        return fate_of(rule::run_cases(under, cases_beside(path), id, changed));
    };
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::cerr << "usage: levy-mutants RULES_FOLDER RULE_ID|REFORM_FILE LIST_OF_SURVIVORS\n";
        return 2;
    }
    const std::string id = words[2];
    const auto under = law::open(words[1]);
    if (!under) return fail(to_text(under.problems()));
    survivors known{words[3]};
    if (id.ends_with(".yaml")) {
        const int status = run_reform(*under, id, known);
        return known.is_stale() ? 1 : status;
    }
    const auto path =
        id.ends_with("/sources") ? under->folder() + "/law/" + id + ".yaml" : under->path_of(id);
    const int status = run_file(id, path, known, trial_of(*under, id, path));
    return known.is_stale() ? 1 : status;
}
