// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <utility>
#include <vector>

namespace levy::rule {

/// Cells [from, to) of one column, counted from 0.
struct cell_span {
    int from = 0, to = 0;
    friend auto operator<=>(const cell_span&, const cell_span&) = default;
};
using cell_set = std::vector<cell_span>;  // in rising order, apart
using cell_box = std::vector<cell_set>;   // one set a column: their product

/// Rows of a table as boxes over columns that were cut where the rows tell their values apart.
struct grid {
    std::vector<int> sizes;  // cells of each column
    std::vector<cell_box> rows;
};

/// Steps that the proof of a table may take before it gives up and claims nothing.
inline constexpr std::size_t most_work = 50'000'000;

/// What no row covers, as few boxes that do not meet; under `first`, which rows count at all.
/// Nothing is claimed where `complete` is false, as where it takes more than `steps`.
///
/// Cost  one step for each row and each piece of a column in which it is still in question. Rows
///       are parted at their own edges only, pieces that the same rows cover are treated as one,
///       and a row that fills what is left ends the search.
struct coverage {
    std::vector<cell_box> gaps;
    std::vector<bool> counts;
    std::size_t work = 0;
    bool complete = true;
};
[[nodiscard]] coverage cover(const grid& of, bool first, std::size_t steps = most_work);

/// Pairs of rows that have a cell in common and do not say the same, in order, `most` at most.
struct meetings {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::size_t work = 0;
    bool complete = true;  // false: there may be more
};
[[nodiscard]] meetings meet(const grid& of, const std::vector<std::size_t>& says, std::size_t most,
                            std::size_t steps = most_work);

/// What two boxes have in common.
[[nodiscard]] cell_box common(const cell_box& a, const cell_box& b);

}  // namespace levy::rule
