// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace levy {

/// Where each byte of a scalar's text stands in its source.
struct scalar_map {
    std::vector<std::size_t> offsets;  // one a byte of the text, and one past the last; none where
                                       // the source has the very bytes of the text, side by side
    std::size_t end = 0;               // just past the scalar in the source, quotes included
    bool quoted = false;               // '…', "…", | or >
    bool closed = true;                // a quoted text that met its closing quote, or no quotes
};

/// Follows a YAML scalar through its source: `text` is what the YAML library made of the scalar
/// that begins at `start`. Exact for plain, quoted, literal and folded scalars; should the two ever
/// disagree, every further byte is placed at the point of disagreement rather than at a wrong
/// place.
[[nodiscard]] scalar_map map_scalar(std::string_view source, std::size_t start,
                                    std::string_view text);

}  // namespace levy
