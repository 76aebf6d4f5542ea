// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/assess.hpp>
#include <levy/rule/calendar.hpp>
#include <levy/rule/rule.hpp>

namespace levy::rule {

/// One day on which something falls due.
struct deadline {
    std::string party;    // who files
    std::string terms;    // name of the exception of `filing` met; empty for the usual terms
    std::string duty;     // register, return, pay, or `return and pay` on one day
    std::string every;    // kind of period
    period over;          // the period it is for
    day nominal, due;     // before and after the calendar moved it
    std::string because;  // why it moved; empty where it stands
    bool certain = true;  // false: the calendar does not cover a day met on the way
    std::optional<citation> cited;
};

/// Terms that no calendar can list: they run from each payment, or the law gives no day.
struct open_terms {
    std::string party, terms, every;
    std::string text;  // the day as a formula, `period.end + @"P10D"`, or `unknown`
    period over;       // the part of the window in which they hold
    std::optional<citation> cited;
    std::string note;
};

struct due_calendar {
    std::vector<deadline> listed;  // in order of the day due, then of party
    std::vector<open_terms> open;
};

/// Every day of `window` on which a rule makes somebody file, pay or register, by the terms in
/// force for each period. Terms that depend on facts stand beside the usual ones, under their name.
/// `readings` by name or doubt, as in an assessment.
[[nodiscard]] due_calendar due_days(const instrument_handle& of, const calendar* days,
                                    const period& window,
                                    const std::map<std::string, std::string>& readings);

}  // namespace levy::rule
