// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include <levy/value/contract.hpp>
#include <levy/value/number.hpp>

namespace levy {

/// Rates by threshold, the thresholds rising. `Sum` is money<C> or number; a rate is a fraction of
/// one.
template <class Sum>
struct bracket {
    Sum from;
    number rate;
};
template <class Sum>
using bracket_scale = std::vector<bracket<Sum>>;

/// Tax due on `base` under a marginal scale: each slice at its own rate.
///
/// Rounding  none. Round once, at the step where the law says so.
/// Edges     a base at or below the first threshold owes zero; so does a negative one.
template <class Sum>
[[nodiscard]] constexpr Sum marginal_tax(const bracket_scale<Sum>& scale, const Sum& base) {
    Sum due{};
    for (std::size_t i = 0; i < scale.size() && base > scale[i].from; ++i) {
        LEVY_EXPECTS(i == 0 || scale[i - 1].from < scale[i].from);
        const bool last = i + 1 == scale.size() || base <= scale[i + 1].from;
        const Sum& end = last ? base : scale[i + 1].from;
        due = due + (end - scale[i].from) * scale[i].rate;
    }
    return due;
}

/// Tax due on `base` where the whole of it takes one rate: that of the last threshold at or below
/// it.
///
/// Edges     a base below the first threshold owes zero.
template <class Sum>
[[nodiscard]] constexpr Sum whole_tax(const bracket_scale<Sum>& scale, const Sum& base) {
    number rate;
    for (const auto& step : scale)
        if (base >= step.from) rate = step.rate;
    return base * rate;
}

}  // namespace levy
