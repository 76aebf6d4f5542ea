// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/value/number.hpp>

namespace levy::feel {

/// Values that no fraction holds, as plain FEEL has them: to 34 significant digits, the last of
/// them right, for 110 are reckoned, in software, so that every machine gives the same. What is
/// exact in 34 digits is exact here. What lies beyond e ** ±2,000 is `number_too_precise`.
[[nodiscard]] number logarithm(const number& n);  // natural; n > 0
[[nodiscard]] number exponential(const number& exponent);
[[nodiscard]] number square_root(const number& n);  // n >= 0
/// `base ** exponent` for a base above 0.
[[nodiscard]] number real_power(const number& base, const number& exponent);

}  // namespace levy::feel
