// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/cases.hpp>

#include "case_file.hpp"
#include "expectation.hpp"

namespace levy::rule {

namespace {

class runner {
public:
    runner(const law& under, const std::string& path) : law_{under} { report_.path = path; }

    case_report go() {
        const auto text = open_source(report_.path, report_.problems);
        if (!text) return std::move(report_);
        const auto document = read_yaml(text, report_.problems);
        if (!document) return std::move(report_);
        const auto file = resolve_cases(law_, *document, report_.problems);
        if (file) run_all(*file);
        return std::move(report_);
    }

private:
    void run_all(const case_file& file) {
        report_.of = file.of;
        const calendar* days = nullptr;
        if (file.rule) {
            const auto found = law_.calendar_of(file.of);
            if (!found) return report_.problems.append(found.problems());
            days = *found;
        }
        for (const auto& one : file.cases) {
            auto wrong = one.wrong;
            if (wrong.ok() && file.rule)
                run_rule(file.rule, one, days, wrong);
            else if (wrong.ok())
                run_flow(*file.jurisdiction, one, wrong);
            if (wrong.ok()) ++report_.passed;
            for (const auto& problem : wrong) report_.failed.push_back({one.name, problem});
        }
    }

    static void run_rule(const instrument_handle& by, const resolved_case& one,
                         const calendar* days, diagnostics& wrong) {
        std::map<std::string, feel::value> carried;
        for (const auto& run : one.runs) {
            auto about = run.about;
            for (const auto& [name, balance] : carried) about.carry[name] = balance;
            const auto made =
                run.refused.ok() ? assess(by, about, days) : outcome<assessment>{run.refused};
            expectation{*run.expect, wrong}.of_rule(about, days, made);
            if (made) carried = made->carry_next;
        }
    }
    static void run_flow(const jurisdiction& in, const resolved_case& one, diagnostics& wrong) {
        const auto& run = one.runs.front();
        const auto made = !run.refused.ok() ? outcome<routing>{run.refused}
                          : one.of_group    ? assess_group(in, run.about)
                                            : assess_flow(in, run.about);
        expectation{*run.expect, wrong}.of_flow(in, run.about, made, one.paid_late);
    }

    const law& law_;
    case_report report_;
};

}  // namespace

case_report run_cases(const law& under, const std::string& path) {
    return runner{under, path}.go();
}

case_report run_cases(const law& under, const std::string& path, std::string_view rule_id,
                      source_handle text) {
    const auto edited = under.replacing(rule_id, std::move(text));
    return runner{edited, path}.go();
}

}  // namespace levy::rule
