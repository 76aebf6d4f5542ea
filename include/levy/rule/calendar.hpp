// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include <levy/rule/rule.hpp>
#include <levy/text/outcome.hpp>
#include <levy/value/day.hpp>

namespace levy::rule {

/// Working days of one jurisdiction, and how a day due that is none moves.
struct calendar {
    std::set<weekday> rest;
    period covers;
    std::map<day, std::string> holidays;
    std::map<day, bool> swaps;  // true: worked, false: off
    dated<std::string> roll;    // next_working_day, previous_working_day, none
    citation cited;

    /// Throws `stopped` (code::calendar) for a day outside `covers`. `count_swaps`: the reading `swapped_days`.
    [[nodiscard]] bool works_on(day on, bool count_swaps) const;
    [[nodiscard]] day rolled(day due, std::string_view roll, bool count_swaps) const;
};

}  // namespace levy::rule
