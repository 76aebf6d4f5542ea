// SPDX-License-Identifier: Apache-2.0
#include "irrational.hpp"

#include <levy/value/contract.hpp>
#include <levy/value/rounding.hpp>

namespace levy::feel {

namespace {

constexpr int shown_digits = 34;
constexpr int working_digits = 60;

/// Places before the point, or less by one; -2 for 0.00123.
int magnitude(const number& n) {
    const auto size = abs(n);
    return static_cast<int>(size.numerator_text().size()) -
           static_cast<int>(size.denominator_text().size());
}

number power_of_ten(int places) {
    return places >= 0 ? power(number{10}, places) : number{1} / power(number{10}, -places);
}

number to_digits(const number& n, int digits) {
    if (n.is_zero()) return n;
    auto places = magnitude(n);
    // The estimate is one too small where the leading digits are larger.
    if (abs(n) >= power_of_ten(places)) ++places;
    return rounded(n, power_of_ten(places - digits), rounding::half_even);
}

number kept(const number& n) { return to_digits(n, working_digits); }

/// 2 (z + z³/3 + z⁵/5 + …) for z = (n - 1) / (n + 1): quick where n is near 1.
number logarithm_near_one(const number& n) {
    const auto z = kept((n - number{1}) / (n + number{1}));
    const auto square = kept(z * z);
    const auto least = power_of_ten(-working_digits - 2);
    number sum;
    auto term = z;
    for (std::int64_t odd = 1; abs(term) > least; odd += 2) {
        sum += kept(term / odd);
        term = kept(term * square);
    }
    return sum * 2;
}

number full_logarithm(const number& n) {
    static const number of_ten = logarithm_near_one(number{10});
    const auto places = magnitude(n);
    return logarithm_near_one(kept(n / power_of_ten(places))) + of_ten * places;
}

/// e to a part of the exponent so small that the series ends soon, then squared back.
number full_exponential(const number& exponent) {
    constexpr int most = 2000;
    if (abs(exponent) > most) throw number_too_precise{};
    constexpr int halvings = 16;
    const auto part = kept(exponent / (std::int64_t{1} << halvings));
    const auto least = power_of_ten(-working_digits - 2 * halvings);
    number sum{1};
    number term{1};
    for (std::int64_t n = 1; abs(term) > least; ++n) {
        term = to_digits(term * part / n, working_digits + halvings);
        sum += term;
    }
    for (int i = 0; i < halvings; ++i) sum = to_digits(sum * sum, working_digits + halvings);
    return sum;
}

}  // namespace

number logarithm(const number& n) {
    LEVY_EXPECTS(n.sign() > 0);
    return to_digits(full_logarithm(n), shown_digits);
}

number exponential(const number& exponent) {
    return to_digits(full_exponential(exponent), shown_digits);
}

number real_power(const number& base, const number& exponent) {
    LEVY_EXPECTS(base.sign() > 0);
    const auto product = kept(exponent * full_logarithm(base));
    return to_digits(full_exponential(product), shown_digits);
}

}  // namespace levy::feel
