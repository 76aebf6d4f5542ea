// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/calendar.hpp>

namespace levy::rule {

bool calendar::works_on(day on, bool with_swaps) const {
    if (with_swaps)
        if (const auto swap = swaps.find(on); swap != swaps.end()) return swap->second;
    return !rest.contains(on.weekday()) && !holidays.contains(on);
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
