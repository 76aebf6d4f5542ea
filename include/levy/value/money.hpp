// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string>

#include <levy/value/amount.hpp>
#include <levy/value/rounding.hpp>

namespace levy {

/// A sum whose currency is known when the code is written. One currency adds; two do not compile.
///
/// Units     of the currency, not of its minor unit; exact.
/// Rounding  none but `to_minor_unit`.
template <currency C>
class money {
public:
    static constexpr currency unit = C;

    constexpr money() = default;
    constexpr explicit money(number units) : units_{std::move(units)} {}

    [[nodiscard]] constexpr const number& units() const noexcept { return units_; }
    [[nodiscard]] money to_minor_unit(rounding mode) const {
        return money{rounded(units_, minor_unit(C), mode)};
    }

    friend constexpr money operator+(const money& a, const money& b) {
        return money{a.units_ + b.units_};
    }
    friend constexpr money operator-(const money& a, const money& b) {
        return money{a.units_ - b.units_};
    }
    friend constexpr money operator-(const money& a) { return money{-a.units_}; }
    friend constexpr money operator*(const money& a, const number& factor) {
        return money{a.units_ * factor};
    }
    friend constexpr money operator*(const number& factor, const money& a) { return a * factor; }
    friend constexpr money operator/(const money& a, const number& divisor) {
        return money{a.units_ / divisor};
    }
    /// How many times one sum holds another: a plain number.
    friend constexpr number operator/(const money& a, const money& b) {
        return a.units_ / b.units_;
    }
    friend constexpr bool operator==(const money&, const money&) = default;
    friend constexpr std::strong_ordering operator<=>(const money& a, const money& b) {
        return a.units_ <=> b.units_;
    }

private:
    number units_;
};

template <currency C>
[[nodiscard]] std::string to_text(const money<C>& sum) {
    return to_text(amount{sum.units(), C});
}

static_assert(money<"EUR">{25} + money<"EUR">{0.50_n} == money<"EUR">{25.50_n});

}  // namespace levy
