// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <levy/report/explanation.hpp>

namespace levy::report {

/// One line of what would change an answer, and the provision behind it.
struct change_line {
    std::string text, why;
    std::set<std::string> cited;  // sources
};

/// The nearest few of each kind, or all; `more` counts those left out. Words of one choice that
/// come to the same stand on one line.
[[nodiscard]] std::vector<change_line> change_lines(const explanation& of, bool full,
                                                    std::size_t& more);

/// `300,000`, `0 (below_threshold)`, `refused, …`.
[[nodiscard]] std::string shown_result(const rule::result& r);
/// `  [law48 Art 9(3), since 2025-07-01]`; empty without a citation.
[[nodiscard]] std::string law_text(const std::optional<citation>& cited,
                                   const std::optional<day>& since);
/// By its doubt where it has one.
[[nodiscard]] inline std::string reading_name(const rule::reading& r) {
    return r.doubt.empty() ? r.name : r.doubt;
}

}  // namespace levy::report
