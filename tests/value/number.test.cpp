// SPDX-License-Identifier: Apache-2.0
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/value/number_text.hpp>
#include <levy/value/rounding.hpp>

using namespace levy;
using rational = boost::multiprecision::cpp_rational;
using boost::multiprecision::cpp_int;

namespace {

rational wide(const number& n) {
    return rational{cpp_int{n.numerator_text()}, cpp_int{n.denominator_text()}};
}

/// Integers that crowd the limits of 64 bits, where the representation changes.
std::int64_t edgy() {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const auto pick = *rc::gen::inRange(0, 6);
    const auto small = static_cast<std::int64_t>(*rc::gen::inRange(-1000, 1000));
    if (pick == 0) return most - std::abs(small);
    if (pick == 1) return -most - 1 + std::abs(small);
    if (pick == 2) return (std::int64_t{1} << 32) + small;
    if (pick == 3) return small;
    return *rc::gen::arbitrary<std::int64_t>();
}

number any_number() {
    auto d = edgy();
    if (d == 0) d = 1;
    const number first{edgy(), d};
    return *rc::gen::inRange(0, 3) == 0 ? first * number{edgy()} : first;
}

}  // namespace

TEST_CASE("a number agrees with an exact rational of any size", "[value]") {
    CHECK(sizeof(number) == 16);
    CHECK(rc::check("sum, difference, product, quotient, order", [] {
        const auto a = any_number();
        const auto b = any_number();
        RC_ASSERT(wide(a + b) == wide(a) + wide(b));
        RC_ASSERT(wide(a - b) == wide(a) - wide(b));
        RC_ASSERT(wide(a * b) == wide(a) * wide(b));
        if (!b.is_zero()) RC_ASSERT(wide(a / b) == wide(a) / wide(b));
        RC_ASSERT((a < b) == (wide(a) < wide(b)));
        RC_ASSERT((a == b) == (wide(a) == wide(b)));
        RC_ASSERT((a + b) - b == a);
    }));
    CHECK(rc::check("floor lies at or below, by less than one", [] {
        const auto a = any_number();
        const auto below = floor(a);
        RC_ASSERT(below.is_integer());
        RC_ASSERT(below <= a);
        RC_ASSERT(a < below + 1);
        RC_ASSERT(ceil(a) == -floor(-a));
    }));
    CHECK(rc::check("text reads back as the same number", [] {
        const auto a = any_number();
        RC_ASSERT(read_number(to_text(a)) == a);
    }));
}

TEST_CASE("what fits in 64 bits is never on the heap, so equal values have one form", "[value]") {
    const number most{std::numeric_limits<std::int64_t>::max()};
    const number least{std::numeric_limits<std::int64_t>::min()};
    CHECK((most + 1) - 1 == most);
    CHECK(((most + 1) - 1).fits_int64());
    CHECK_FALSE((most + 1).fits_int64());
    CHECK(-least - 1 == most);
    CHECK(to_text(most * most) == "85070591730234615847396907784232501249");
    CHECK(number{2, -4} == number{-1, 2});
}

TEST_CASE("gross-ups close exactly", "[value]") {
    CHECK(902500000_n / 0.95_n == 950000000_n);
    CHECK(floor(902500000_n / 0.95_n) == 950000000_n);
    CHECK(rc::check("k · 0.95 / 0.95 is k", [] {
        const number k{*rc::gen::inRange<std::int64_t>(1, 200'000)};
        RC_ASSERT(k * 0.95_n / 0.95_n == k);
    }));
}

TEST_CASE("a number past 4,096 bits is refused, and the power is bounded", "[value]") {
    const auto big = power(number{2}, 1000);
    CHECK(to_text(power(number{2}, 64)) == "18446744073709551616");
    CHECK_NOTHROW(big * big * big * big);
    CHECK_THROWS_AS(big * big * big * big * big, number_too_precise);
    CHECK_THROWS_AS(power(number{2}, 1001), contract_violation);
    CHECK_THROWS_AS(1_n / 0_n, contract_violation);
    CHECK(power(number{2, 3}, -2) == number{9, 4});
}

TEST_CASE("numbers are read strictly", "[value]") {
    CHECK(read_number("25_000_000") == 25000000_n);
    CHECK(read_number("-7.5") == -7.5_n);
    CHECK(read_number("7.5%") == 0.075_n);
    CHECK(read_number("11/12") == number{11, 12});
    CHECK(read_number("0.1") == number{1, 10});
    CHECK(read_number("007") == 7_n);
    for (const auto* wrong : {"", "1e3", "1,000", "+1", "1.", ".5", "1__0", "_1", "1/0", "12 ",
                              "0x1F", "--1", "1/2/3", "%"})
        CHECK_FALSE(read_number(wrong));
}

TEST_CASE("a finite decimal is printed in full, else the fraction", "[value]") {
    CHECK(to_text(0.0625_n) == "0.0625");
    CHECK(to_text(-12.50_n) == "-12.5");
    CHECK(to_text(number{2, 37}) == "2/37");
    CHECK(to_text(1000000_n) == "1000000");
    CHECK(shown(number{2, 3}, 5) == "0.66667");
    CHECK(shown(number{1, 3}) == "0.3333333333333333333333333333333333");
    CHECK(shown(123456_n, 3) == "123000");
    CHECK(shown(0.00012345_n, 2) == "0.00012");
}
