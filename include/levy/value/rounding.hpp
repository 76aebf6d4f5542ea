// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <levy/value/number.hpp>

namespace levy {

/// How digits are lost. `up` is away from zero, `down` toward it; a half is exactly between two
/// multiples.
enum class rounding { half_up, half_down, half_even, up, down, ceiling, floor };

[[nodiscard]] std::optional<rounding> read_rounding(std::string_view phrase);  // `half up`
[[nodiscard]] std::string_view name_of(rounding mode);

/// The only way to lose digits: the multiple of `unit` that `mode` picks. `unit` is positive.
[[nodiscard]] constexpr number rounded(const number& n, const number& unit, rounding mode) {
    LEVY_EXPECTS(unit.sign() > 0);
    const bool to_whole = unit == number{1};  // the common case, without a division
    const number steps = to_whole ? n : n / unit;
    const number below = levy::floor(steps);
    const number rest = steps - below;  // in [0, 1)
    if (rest.is_zero()) return n;
    const number half{1, 2};
    const bool negative = n.sign() < 0;
    bool upward = false;
    switch (mode) {
        case rounding::floor:
            upward = false;
            break;
        case rounding::ceiling:
            upward = true;
            break;
        case rounding::down:
            upward = negative;
            break;
        case rounding::up:
            upward = !negative;
            break;
        case rounding::half_up:
            upward = negative ? rest > half : rest >= half;
            break;
        case rounding::half_down:
            upward = negative ? rest >= half : rest > half;
            break;
        case rounding::half_even:
            upward = rest == half ? !(below / 2).is_integer() : rest > half;
            break;
    }
    const number picked = upward ? below + 1 : below;
    return to_whole ? picked : picked * unit;
}

static_assert(rounded(2.5_n, 1, rounding::half_up) == 3_n);
static_assert(rounded(2.5_n, 1, rounding::half_even) == 2_n);
static_assert(rounded(-2.5_n, 1, rounding::half_up) == -3_n);

}  // namespace levy
