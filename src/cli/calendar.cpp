// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/report/deadlines.hpp>

#include "command.hpp"

namespace levy::cli {

namespace {

std::string title_of(const std::string& what, int year) {
    return "What falls due in " + std::to_string(year) + ": " + what;
}

bool wanted(const std::string& party, const calendar_options& asked) {
    return asked.party.empty() || asked.party == party;
}

}  // namespace

/// levy calendar RULE|CC --year Y: the days on which somebody files or pays; with a country also
/// the days off.
exit_status calendar(const common_options& common, const calendar_options& asked, io to) {
    const auto under = open_law(common, to);
    if (!under) return found_problems;
    if (!asked.party.empty() && std::find(rule::parties().begin(), rule::parties().end(),
                                          asked.party) == rule::parties().end()) {
        to.err << "levy calendar: '" << asked.party
               << "' is no party; supplier, buyer, platform or bank\n";
        return bad_usage;
    }
    report::deadline_page page;
    page.over = {*day::from(asked.year, 1, 1), *day::from(asked.year, 12, 31)};
    const auto readings = pairs_of(asked.readings, "calendar", to);
    if (!readings) return bad_usage;
    const bool country = asked.of.find('/') == std::string::npos;
    std::vector<std::string> ids{asked.of};
    diagnostics problems;
    rule::jurisdiction_handle in;
    if (country) {
        const auto found = under->jurisdiction(asked.of);
        if (!found) {
            print(found.problems(), common, to);
            return found_problems;
        }
        in = *found;
        ids = under->rules();
        std::erase_if(ids, [&](const std::string& id) { return !id.starts_with(asked.of + "/"); });
        page.title = title_of(in->title, asked.year);
        page.with_days_off = true;
    }
    problems.append(under->refused_readings(ids, *readings));
    for (const auto& id : ids) {
        if (!problems.ok()) break;
        const auto by = under->instrument(id);
        const auto days = under->calendar_of(id);
        if (!by || !days) {
            problems.append(by ? days.problems() : by.problems());
            continue;
        }
        if (!country) page.title = title_of((*by)->title, asked.year);
        page.days = *days;
        page.with_swaps = !*days || (*days)->counts_swaps(*readings);
        auto due = rule::due_days(*by, *days, page.over, *readings);
        std::erase_if(due.listed, [&](const auto& d) { return !wanted(d.party, asked); });
        std::erase_if(due.open, [&](const auto& o) { return !wanted(o.party, asked); });
        page.rules.emplace_back(*by, std::move(due));
    }
    print(problems, common, to);
    if (!problems.ok()) return found_problems;
    const auto text = common.format == "ics"    ? report::to_icalendar(page)
                      : common.format == "json" ? report::to_json(page, under->receipt()) + "\n"
                                                : report::to_text(page, width_of(asked.out, to));
    return write(text, asked.out, "calendar", to);
}

}  // namespace levy::cli
