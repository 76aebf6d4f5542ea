// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include <levy/rule/rule.hpp>
#include <levy/value/day.hpp>

namespace levy::rule {

/// Working days of one jurisdiction, and how a day due that is none moves.
struct calendar {
    std::set<weekday> rest;
    period covers;
    std::map<day, std::string> holidays;
    std::map<day, bool> swaps;  // working days exchanged by notice: true worked, false off
    dated<std::string> roll;    // next_working_day, previous_working_day, none
    std::string swaps_doubt;    // doubt id of the reading `swapped_days`
    bool count_swaps = true;    // its default

    /// `with_swaps`: the reading `swapped_days` says that they count.
    [[nodiscard]] bool works_on(day on, bool with_swaps) const;
    /// Why nobody works on that day: a holiday's name, `day off by notice`, or the day of the week;
    /// empty where somebody does.
    [[nodiscard]] std::string why_off(day on, bool with_swaps) const;
    /// Whether swapped days count under the readings chosen.
    [[nodiscard]] bool counts_swaps(const std::map<std::string, std::string>& readings) const;

    struct moved {
        day to;
        bool covered = true;  // false: a day met on the way lies outside `covers`, so holidays
                              // there are not known
    };
    [[nodiscard]] moved rolled(day due, std::string_view how, bool with_swaps) const;
};

}  // namespace levy::rule
