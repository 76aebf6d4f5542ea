// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <levy/rule/rule.hpp>

namespace levy::rule {

/// A point of a column, or an open span between two neighbouring points; an absent end is infinite.
struct cell {
    std::optional<feel::value> point;
    std::optional<number> above, below;  // open span
    bool is_span = false;
    bool other_text = false;  // any text that no row names
};

/// Whether the test holds on a cell; `decidable` turns false where it cannot be told here, which is
/// so for anything but literals and ranges of literals.
[[nodiscard]] bool holds(const cell& c, const feel::test& t, bool& decidable);
/// Whether one of a row's tests for a column holds on the cell.
[[nodiscard]] bool matches(const cell& c, const std::vector<feel::expr>& tests, bool& decidable);

/// The numbers and words that tests name.
void collect_points(const feel::expr& e, std::set<number>& numbers, std::set<std::string>& texts);
/// All the cells that tests naming these points can tell apart in a column of that type.
[[nodiscard]] std::vector<cell> cells_of(const feel::type& as, std::set<number> numbers,
                                         const std::set<std::string>& texts);
[[nodiscard]] std::string shown(const cell& c);

}  // namespace levy::rule
