// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <levy/text/span.hpp>

namespace levy {

/// A mark under one line: columns [first, last), counted in code points from 1.
struct mark {
    std::size_t first = 1;
    std::size_t last = 2;
    bool primary = false;
    std::string text;
};

/// Marks by line of one source.
using marks_by_line = std::map<std::size_t, std::vector<mark>>;

/// The lines with their numbers, each with its marks beneath; a line wider than `width` terminal
/// cells is cut around its primary mark. Carets stand under the letters they mean, wide or narrow.
[[nodiscard]] std::string excerpt_of(const source_text& in, const marks_by_line& marks,
                                     std::size_t width);

}  // namespace levy
