// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

namespace levy::revenue {

// libm differs between machines in the last bit, and a simulated answer must be the same bytes
// everywhere. These use
// + − × ÷ and the square root, which IEEE 754 fixes, and are compiled without fused contraction.

/// The natural logarithm of x > 0. Relative error below 4e-16 away from 1, absolute near it.
[[nodiscard]] inline double portable_log(double x) {
    constexpr double ln2_high =
        0x1.62e42fefa38p-1;  // few bits, so that a product with an exponent is exact
    constexpr double ln2_low = 0x1.ef35793c7673p-45;
    constexpr double root_of_half = 0x1.6a09e667f3bcdp-1;
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);  // exact by definition
    if (mantissa < root_of_half) {
        mantissa *= 2;
        --exponent;
    }
    // ln m = 2 artanh((m − 1)/(m + 1)), a series in a small argument.
    const double s = (mantissa - 1) / (mantissa + 1);
    const double square = s * s;
    double tail = 0;
    for (int k = 23; k >= 3; k -= 2) tail = (tail + 1.0 / k) * square;
    return exponent * ln2_high + (2 * s + (2 * s * tail + exponent * ln2_low));
}

/// e to the power x for |x| < 700. Relative error below 4e-16.
[[nodiscard]] inline double portable_exp(double x) {
    constexpr double ln2_high = 0x1.62e42fefa38p-1;
    constexpr double ln2_low = 0x1.ef35793c7673p-45;
    const double turns = std::floor(x / (ln2_high + ln2_low) + 0.5);
    const double rest = (x - turns * ln2_high) - turns * ln2_low;
    double sum = 1;
    for (int k = 17; k >= 1; --k) sum = 1 + sum * rest / k;
    return std::ldexp(sum, static_cast<int>(turns));  // a change of exponent is exact
}

/// `base` > 0 to any power.
[[nodiscard]] inline double portable_pow(double base, double exponent) {
    return portable_exp(exponent * portable_log(base));
}

}  // namespace levy::revenue
