// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/value/number.hpp>

namespace levy::feel {

/// Values that no fraction holds, as plain FEEL has them: to 34 significant digits, half even, the
/// last of them right (60 are reckoned). Only + - * / of exact numbers are used, so every machine
/// gives the same digits.
/// What lies beyond e ** ±2,000 is `number_too_precise`.
[[nodiscard]] number logarithm(const number& n);  // natural; n > 0
[[nodiscard]] number exponential(const number& exponent);
/// `base ** exponent` for a base above 0; what is exact in 34 digits is exact here.
[[nodiscard]] number real_power(const number& base, const number& exponent);

}  // namespace levy::feel
