// SPDX-License-Identifier: Apache-2.0
// The one file that knows Boost's numbers: it costs seconds to compile and nobody else need pay.
#include <atomic>

#include <boost/multiprecision/cpp_int.hpp>

#include <levy/value/number.hpp>

namespace levy {

namespace mp = boost::multiprecision;

namespace detail {

struct big_rational {
    std::atomic<int> holders{1};
    mp::cpp_rational is;

    static const mp::cpp_rational& of(const number& n) { return n.big_->is; }

    static mp::cpp_rational widened(const number& n) {
        if (!n.is_small()) return n.big_->is;
        return mp::cpp_rational{mp::cpp_int{n.small_}, mp::cpp_int{n.denominator_}};
    }

    /// Back to 64 bits where it fits, so that equal values always have one form.
    static number normal(mp::cpp_rational value) {
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        const auto& top = mp::numerator(value);
        const auto& bottom = mp::denominator(value);
        number result;
        if (top >= least && top <= most && bottom <= most) {
            result.small_ = static_cast<std::int64_t>(top);
            result.denominator_ = static_cast<std::int64_t>(bottom);
            return result;
        }
        constexpr unsigned most_bits = 4096;
        if (mp::msb(mp::abs(top)) >= most_bits || mp::msb(bottom) >= most_bits)
            throw number_too_precise{};
        auto held = new big_rational;  // owned by the count
        held->is = std::move(value);
        result.big_ = held;
        result.denominator_ = 0;
        return result;
    }

    static mp::cpp_int from(uint128 n) {
        mp::cpp_int wide{static_cast<std::uint64_t>(n >> 64)};
        wide <<= 64;
        wide += static_cast<std::uint64_t>(n);
        return wide;
    }
};

}  // namespace detail

using detail::big_rational;

void number::share(big_rational* held) noexcept {
    held->holders.fetch_add(1, std::memory_order_relaxed);
}

void number::release(big_rational* held) noexcept {
    if (held->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held;
}

number number::big_from(bool negative, detail::uint128 top, detail::uint128 bottom) {
    mp::cpp_int signed_top = big_rational::from(top);
    if (negative) signed_top = -signed_top;
    return big_rational::normal(mp::cpp_rational{signed_top, big_rational::from(bottom)});
}

number number::big_add(const number& a, const number& b) {
    return big_rational::normal(big_rational::widened(a) + big_rational::widened(b));
}

number number::big_multiply(const number& a, const number& b) {
    return big_rational::normal(big_rational::widened(a) * big_rational::widened(b));
}

number number::big_divide(const number& a, const number& b) {
    return big_rational::normal(big_rational::widened(a) / big_rational::widened(b));
}

number number::big_floor(const number& a) {
    const auto& value = big_rational::of(a);
    mp::cpp_int quotient;
    mp::cpp_int rest;
    mp::divide_qr(mp::cpp_int{mp::numerator(value)}, mp::cpp_int{mp::denominator(value)}, quotient,
                  rest);
    if (rest < 0) quotient -= 1;
    return big_rational::normal(mp::cpp_rational{quotient});
}

int number::big_compare(const number& a, const number& b) {
    return big_rational::widened(a).compare(big_rational::widened(b));
}

int number::big_sign(const number& a) { return big_rational::of(a).sign(); }

bool number::big_is_integer(const number& a) { return mp::denominator(big_rational::of(a)) == 1; }

std::string number::numerator_text() const {
    return is_small() ? std::to_string(small_) : mp::cpp_int{mp::numerator(big_->is)}.str();
}

std::string number::denominator_text() const {
    return is_small() ? std::to_string(denominator_) : mp::cpp_int{mp::denominator(big_->is)}.str();
}

number whole_from_digits(std::string_view digits) {
    return big_rational::normal(mp::cpp_rational{mp::cpp_int{std::string{digits}}});
}

number power(const number& base, int exponent) {
    constexpr int most = 1000;
    LEVY_EXPECTS(exponent >= -most && exponent <= most);
    LEVY_EXPECTS(exponent >= 0 || !base.is_zero());
    number result{1};
    number square = base;
    for (auto left = static_cast<unsigned>(exponent < 0 ? -exponent : exponent); left != 0;
         left /= 2) {
        if (left % 2 != 0) result *= square;
        if (left > 1) square *= square;
    }
    return exponent < 0 ? number{1} / result : result;
}

}  // namespace levy
