// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <levy/value/contract.hpp>

namespace levy {

/// A numerator or denominator grew past 4,096 bits: the step must round earlier.
class number_too_precise : public std::runtime_error {
public:
    number_too_precise() : std::runtime_error{"too precise: round earlier"} {}
};

namespace detail {

struct big_rational;  // a numerator and a denominator of any size; known to number_big.cpp alone

__extension__ using int128 = __int128;
__extension__ using uint128 = unsigned __int128;

constexpr uint128 gcd128(uint128 a, uint128 b) {
    while (b != 0) {
        if ((a >> 64) == 0 && (b >> 64) == 0) {  // 64-bit division is several times cheaper
            auto x = static_cast<std::uint64_t>(a);
            auto y = static_cast<std::uint64_t>(b);
            while (y != 0) x = std::exchange(y, x % y);
            return x;
        }
        a = std::exchange(b, a % b);
    }
    return a;
}

}  // namespace detail

/// An exact rational number in 16 bytes: lowest terms, positive denominator. What does not fit in
/// 64 bits lives on the heap, shared and never changed.
///
/// Errors  dividing by zero breaks the contract (callers check first); `number_too_precise` past
/// 4,096 bits. Cost    an addition of whole numbers is one 64-bit addition with an overflow check.
class number {
public:
    constexpr number() noexcept : small_{0}, denominator_{1} {}

    template <std::integral Integer>
    constexpr number(Integer n)
        : number{static_cast<detail::int128>(n), detail::int128{1}} {
    }  // NOLINT(google-explicit-constructor)

    template <std::integral Top, std::integral Bottom>
    constexpr number(Top n, Bottom d)
        : number{static_cast<detail::int128>(n), static_cast<detail::int128>(d)} {}

    constexpr number(const number& other) noexcept : denominator_{other.denominator_} {
        if (other.is_small()) {
            small_ = other.small_;
        } else {
            big_ = other.big_;
            share(big_);
        }
    }
    constexpr number(number&& other) noexcept : denominator_{other.denominator_} {
        if (other.is_small()) {
            small_ = other.small_;
        } else {
            big_ = other.big_;
            other.small_ = 0;
            other.denominator_ = 1;
        }
    }
    constexpr number& operator=(const number& other) noexcept {
        number copy{other};
        swap(copy);
        return *this;
    }
    constexpr number& operator=(number&& other) noexcept {
        number taken{std::move(other)};
        swap(taken);
        return *this;
    }
    constexpr ~number() {
        if (!is_small()) release(big_);
    }

    [[nodiscard]] constexpr bool is_zero() const noexcept { return is_small() && small_ == 0; }
    [[nodiscard]] constexpr int sign() const {
        if (is_small()) return small_ > 0 ? 1 : small_ < 0 ? -1 : 0;
        return big_sign(*this);
    }
    [[nodiscard]] constexpr bool is_integer() const {
        return is_small() ? denominator_ == 1 : big_is_integer(*this);
    }
    [[nodiscard]] constexpr bool fits_int64() const noexcept {
        return is_small() && denominator_ == 1;
    }
    [[nodiscard]] constexpr std::int64_t to_int64() const {
        LEVY_EXPECTS(fits_int64());
        return small_;
    }
    /// Decimal digits of each part; the sign stands in the numerator.
    [[nodiscard]] std::string numerator_text() const;
    [[nodiscard]] std::string denominator_text() const;

    friend constexpr number operator+(const number& a, const number& b) {
        if (a.is_small() && b.is_small()) {
            std::int64_t sum = 0;
            if (a.denominator_ == 1 && b.denominator_ == 1 &&
                !__builtin_add_overflow(a.small_, b.small_, &sum))
                return whole(sum);
            detail::int128 top = 0;
            if (!__builtin_add_overflow(detail::int128{a.small_} * b.denominator_,
                                        detail::int128{b.small_} * a.denominator_, &top))
                return number{top, detail::int128{a.denominator_} * b.denominator_};
        }
        return big_add(a, b);
    }
    friend constexpr number operator-(const number& a, const number& b) { return a + -b; }
    friend constexpr number operator-(const number& a) {
        if (a.is_small()) return number{-detail::int128{a.small_}, detail::int128{a.denominator_}};
        return big_multiply(a, number{-1});
    }
    friend constexpr number operator*(const number& a, const number& b) {
        if (a.is_small() && b.is_small())
            return number{detail::int128{a.small_} * b.small_,
                          detail::int128{a.denominator_} * b.denominator_};
        return big_multiply(a, b);
    }
    friend constexpr number operator/(const number& a, const number& b) {
        LEVY_EXPECTS(!b.is_zero());
        if (a.is_small() && b.is_small())
            return number{detail::int128{a.small_} * b.denominator_,
                          detail::int128{a.denominator_} * b.small_};
        return big_divide(a, b);
    }
    constexpr number& operator+=(const number& b) { return *this = *this + b; }
    constexpr number& operator-=(const number& b) { return *this = *this - b; }
    constexpr number& operator*=(const number& b) { return *this = *this * b; }
    constexpr number& operator/=(const number& b) { return *this = *this / b; }

    friend constexpr bool operator==(const number& a, const number& b) {
        if (a.is_small() && b.is_small())
            return a.small_ == b.small_ && a.denominator_ == b.denominator_;
        return !a.is_small() && !b.is_small() &&
               big_compare(a, b) == 0;  // what fits is never on the heap
    }
    friend constexpr std::strong_ordering operator<=>(const number& a, const number& b) {
        if (a.is_small() && b.is_small())
            return detail::int128{a.small_} * b.denominator_ <=>
                   detail::int128{b.small_} * a.denominator_;
        return big_compare(a, b) <=> 0;
    }

    /// The greatest whole number not above, the least not below.
    friend constexpr number floor(const number& a) {
        if (!a.is_small()) return big_floor(a);
        const auto quotient = a.small_ / a.denominator_;
        return whole(a.small_ % a.denominator_ < 0 ? quotient - 1 : quotient);
    }
    friend constexpr number ceil(const number& a) { return -floor(-a); }
    friend constexpr number abs(const number& a) { return a.sign() < 0 ? -a : a; }
    /// `base` to a whole power of at most 1,000 in size; zero to a negative power breaks the
    /// contract.
    friend number power(const number& base, int exponent);
    /// Reads digits of any length: an optional minus, then decimal digits. For number_text.cpp.
    friend number whole_from_digits(std::string_view digits);

private:
    friend struct detail::big_rational;

    static constexpr number whole(std::int64_t n) noexcept {
        number result;
        result.small_ = n;
        return result;
    }

    constexpr number(detail::int128 top, detail::int128 bottom) : small_{0}, denominator_{1} {
        LEVY_EXPECTS(bottom != 0);
        const bool negative = (top < 0) != (bottom < 0);
        auto a = magnitude(top);
        auto b = magnitude(bottom);
        if (b != 1) {
            const auto common = detail::gcd128(a, b);
            a /= common;
            b /= common;
        }
        constexpr auto most =
            static_cast<detail::uint128>(std::numeric_limits<std::int64_t>::max());
        if (a <= most + (negative ? 1U : 0U) && b <= most) {
            small_ = static_cast<std::int64_t>(negative ? -static_cast<detail::int128>(a)
                                                        : static_cast<detail::int128>(a));
            denominator_ = static_cast<std::int64_t>(b);
        } else {
            *this = big_from(negative, a, b);
        }
    }
    static constexpr detail::uint128 magnitude(detail::int128 n) {
        return n < 0 ? ~static_cast<detail::uint128>(n) + 1 : static_cast<detail::uint128>(n);
    }

    [[nodiscard]] constexpr bool is_small() const noexcept { return denominator_ != 0; }
    constexpr void swap(number& other) noexcept {
        if (is_small() && other.is_small()) {
            std::swap(small_, other.small_);
        } else if (is_small()) {
            const auto mine = small_;
            big_ = other.big_;
            other.small_ = mine;
        } else if (other.is_small()) {
            const auto theirs = other.small_;
            other.big_ = big_;
            small_ = theirs;
        } else {
            std::swap(big_, other.big_);
        }
        std::swap(denominator_, other.denominator_);
    }

    static void share(detail::big_rational* held) noexcept;
    static void release(detail::big_rational* held) noexcept;
    static number big_from(bool negative, detail::uint128 top, detail::uint128 bottom);
    static number big_add(const number& a, const number& b);
    static number big_multiply(const number& a, const number& b);
    static number big_divide(const number& a, const number& b);
    static number big_floor(const number& a);
    static int big_compare(const number& a, const number& b);
    static int big_sign(const number& a);
    static bool big_is_integer(const number& a);

    union {
        std::int64_t small_;  // numerator
        detail::big_rational* big_;
    };
    std::int64_t denominator_;  // 0: the value is on the heap
};

static_assert(sizeof(number) == 16);

constexpr number floor(const number& a);
constexpr number ceil(const number& a);
constexpr number abs(const number& a);
number power(const number& base, int exponent);
number whole_from_digits(std::string_view digits);

inline namespace literals {

/// `0.05_n`, `902'500'000_n`: read from the digits as written, never through a double.
template <char... Digits>
[[nodiscard]] consteval number operator""_n() {
    constexpr char text[] = {Digits...};
    std::int64_t top = 0;
    std::int64_t bottom = 1;
    bool fraction = false;
    for (const char c : text) {
        if (c == '.') {
            fraction = true;
        } else if (c != '\'') {
            LEVY_EXPECTS(c >= '0' && c <= '9');
            top = top * 10 + (c - '0');
            if (fraction) bottom *= 10;
        }
    }
    return number{top, bottom};
}

}  // namespace literals

static_assert(0.05_n * 20 == 1_n);
static_assert(902500000_n / 0.95_n == 950000000_n);
static_assert(floor(number{-1, 2}) == number{-1});

}  // namespace levy
