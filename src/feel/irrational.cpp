// SPDX-License-Identifier: Apache-2.0
#include "irrational.hpp"

#include <string>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <levy/value/contract.hpp>
#include <levy/value/number_text.hpp>

namespace levy::feel {

namespace {

constexpr int shown_digits = 34;
// So many that the logarithm of what differs from 1 in its 34th digit has 34 right digits.
constexpr unsigned working_digits = 110;

using wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<working_digits>>;

wide wide_of(const number& n) { return wide{n.numerator_text()} / wide{n.denominator_text()}; }

number shown(const wide& n) {
    const auto text = n.str(shown_digits - 1, std::ios_base::scientific);
    const auto places = text.find('e');
    const auto leading = read_number(text.substr(0, places));
    LEVY_EXPECTS(leading.has_value());
    return *leading * power(number{10}, std::stoi(text.substr(places + 1)));
}

number exponential_of(const wide& exponent) {
    constexpr int most = 2000;
    if (abs(exponent) > most) throw number_too_precise{};
    return shown(exp(exponent));
}

}  // namespace

number logarithm(const number& n) {
    LEVY_EXPECTS(n.sign() > 0);
    return shown(log(wide_of(n)));
}

number exponential(const number& exponent) { return exponential_of(wide_of(exponent)); }

number square_root(const number& n) {
    LEVY_EXPECTS(n.sign() >= 0);
    return shown(sqrt(wide_of(n)));
}

number real_power(const number& base, const number& exponent) {
    LEVY_EXPECTS(base.sign() > 0);
    return exponential_of(wide_of(exponent) * log(wide_of(base)));
}

}  // namespace levy::feel
