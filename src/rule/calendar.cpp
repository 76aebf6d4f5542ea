// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/calendar.hpp>

namespace levy::rule {

bool calendar::works_on(day on, bool with_swaps) const {
    if (with_swaps)
        if (const auto swap = swaps.find(on); swap != swaps.end()) return swap->second;
    return !rest.contains(on.weekday()) && !holidays.contains(on);
}

std::string calendar::why_off(day on, bool with_swaps) const {
    if (works_on(on, with_swaps)) return {};
    if (const auto holiday = holidays.find(on); holiday != holidays.end()) return holiday->second;
    if (with_swaps && swaps.contains(on)) return "day off by notice";
    auto name = std::string{name_of(on.weekday())};
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

bool calendar::counts_swaps(const std::map<std::string, std::string>& readings) const {
    for (const auto& key : {std::string{"swapped_days"}, swaps_doubt}) {
        const auto chosen = key.empty() ? readings.end() : readings.find(key);
        if (chosen != readings.end()) return chosen->second == "count";
    }
    return count_swaps;
}

calendar::moved calendar::rolled(day due, std::string_view how, bool with_swaps) const {
    moved result{due, covers.holds(due)};
    if (how == "none") return {due, true};
    const int step = how == "previous_working_day" ? -1 : 1;
    while (!works_on(result.to, with_swaps)) {
        result.to = result.to + step;
        result.covered = result.covered && covers.holds(result.to);
    }
    return result;
}

}  // namespace levy::rule
