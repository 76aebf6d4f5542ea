// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/feel/expr.hpp>

namespace levy::feel {

/// The comparison that says the same with its sides exchanged: `a < b` is `b > a`.
[[nodiscard]] constexpr operation mirrored(operation by) noexcept {
    switch (by) {
        case operation::less:
            return operation::more;
        case operation::at_most:
            return operation::at_least;
        case operation::more:
            return operation::less;
        case operation::at_least:
            return operation::at_most;
        default:
            return by;
    }
}

}  // namespace levy::feel
