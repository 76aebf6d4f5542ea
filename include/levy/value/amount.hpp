// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/value/currency.hpp>
#include <levy/value/number.hpp>
#include <levy/value/number_text.hpp>

namespace levy {

/// A sum whose currency is known when the program runs. Two currencies never meet: callers compare
/// them first.
struct amount {
    number units;
    currency unit;

    friend amount operator+(const amount& a, const amount& b) {
        LEVY_EXPECTS(a.unit == b.unit);
        return {a.units + b.units, a.unit};
    }
    friend amount operator-(const amount& a, const amount& b) {
        LEVY_EXPECTS(a.unit == b.unit);
        return {a.units - b.units, a.unit};
    }
    friend amount operator-(const amount& a) { return {-a.units, a.unit}; }
    friend amount operator*(const amount& a, const number& factor) {
        return {a.units * factor, a.unit};
    }
    friend amount operator/(const amount& a, const number& divisor) {
        return {a.units / divisor, a.unit};
    }
    friend bool operator==(const amount&, const amount&) = default;
};

/// `VND 1000`, `EUR 12.5`; exact.
[[nodiscard]] inline std::string to_text(const amount& a) {
    return std::string{a.unit.letters()} + " " + to_text(a.units);
}

}  // namespace levy
