// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/rule/calendar.hpp>

namespace levy::report {

/// A run of days that the calendar treats alike: off under one name, or worked though a rest day.
struct day_off {
    period over;
    std::string name;
};
[[nodiscard]] std::vector<day_off> days_off_of(const rule::calendar& days, const period& over,
                                               bool with_swaps);

}  // namespace levy::report
