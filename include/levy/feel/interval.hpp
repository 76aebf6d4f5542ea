// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <levy/value/number.hpp>
#include <levy/value/rounding.hpp>

namespace levy::feel {

/// One end of an interval; `closed`: the end belongs to it.
struct interval_end {
    number at;
    bool closed = true;
    friend bool operator==(const interval_end&, const interval_end&) = default;
};

/// The numbers that a formula may come to: from one end to another, each open, closed or absent
/// (infinite), perhaps without 0. `nothing` holds no number: the formula never has a value.
///
/// Shape  every operation gives an interval that holds the result for any numbers of its operands.
/// Exact  ends are exact; what an interval cannot say (two pieces, other holes) is given away.
/// Errors `number_too_precise`, as for numbers.
class interval {
public:
    interval() = default;  // every number
    [[nodiscard]] static interval nothing();
    [[nodiscard]] static interval only(const number& n);
    [[nodiscard]] static interval between(std::optional<interval_end> low,
                                          std::optional<interval_end> high);
    [[nodiscard]] static interval from(const number& low);   // [low, ∞)
    [[nodiscard]] static interval above(const number& low);  // (low, ∞)
    [[nodiscard]] static interval up_to(const number& high);
    [[nodiscard]] static interval below(const number& high);
    [[nodiscard]] static interval not_zero();

    [[nodiscard]] bool is_empty() const noexcept { return empty_; }
    [[nodiscard]] bool is_everything() const noexcept {
        return !empty_ && !low_ && !high_ && !without_zero_;
    }
    [[nodiscard]] bool holds(const number& n) const;
    [[nodiscard]] const std::optional<interval_end>& low() const noexcept { return low_; }
    [[nodiscard]] const std::optional<interval_end>& high() const noexcept { return high_; }
    /// The one number it holds.
    [[nodiscard]] std::optional<number> single() const;

    friend interval operator+(const interval& a, const interval& b);
    friend interval operator-(const interval& a, const interval& b);
    friend interval operator-(const interval& a);
    friend interval operator*(const interval& a, const interval& b);
    /// Quotients by all of `b` but 0; nothing where `b` holds nothing else.
    friend interval operator/(const interval& a, const interval& b);
    friend bool operator==(const interval&, const interval&) = default;

    /// What lies in either, and whatever an interval cannot leave out between the two.
    friend interval hull(const interval& a, const interval& b);
    /// What lies in both.
    friend interval meet(const interval& a, const interval& b);

private:
    interval normal() &&;

    std::optional<interval_end> low_, high_;
    bool empty_ = false;
    bool without_zero_ = false;  // only where 0 lies inside; an open end says it otherwise
};

[[nodiscard]] interval least(const interval& a, const interval& b);     // min of one of each
[[nodiscard]] interval greatest(const interval& a, const interval& b);  // max of one of each
[[nodiscard]] interval absolute(const interval& a);
[[nodiscard]] interval to_power(const interval& base, int exponent);
/// Remainders `a - b * floor(a / b)`: they have the sign of the divisor.
[[nodiscard]] interval remainder(const interval& a, const interval& b);
/// Multiples of `unit` that `mode` picks.
[[nodiscard]] interval rounded(const interval& a, const number& unit, rounding mode);

/// In an author's words: `any number`, `0 or more`, `more than 0`, `from 0 to 1, without 1`.
[[nodiscard]] std::string to_text(const interval& a);

}  // namespace levy::feel
