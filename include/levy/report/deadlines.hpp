// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <levy/rule/deadlines.hpp>

namespace levy::report {

/// What falls due under one or several rules in a stretch of time, ready to be shown.
struct deadline_page {
    std::string title;
    period over;
    std::vector<std::pair<rule::instrument_handle, rule::due_calendar>> rules;
    const rule::calendar* days = nullptr;  // shown besides where `with_days_off`
    bool with_days_off = false;
    bool with_swaps = true;
};

/// For a terminal: one day a line, why it moved, what no calendar can list, the days off, the
/// sources.
[[nodiscard]] std::string to_text(const deadline_page& page, std::size_t width = 100);

/// `schema: levy.calendar/1`.
[[nodiscard]] std::string to_json(const deadline_page& page,
                                  const std::map<std::string, std::string>& hashes);

/// iCalendar (RFC 5545): one whole-day event a deadline. The same page gives the same bytes.
[[nodiscard]] std::string to_icalendar(const deadline_page& page);

}  // namespace levy::report
