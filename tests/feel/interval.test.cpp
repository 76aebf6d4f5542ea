// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/feel/interval.hpp>
#include <levy/value/number_text.hpp>

using namespace levy;
using feel::interval;
using feel::interval_end;

namespace {

interval range(int low, bool low_closed, int high, bool high_closed) {
    return interval::between(interval_end{low, low_closed}, interval_end{high, high_closed});
}
const auto open = [](int low, int high) { return range(low, false, high, false); };
const auto closed = [](int low, int high) { return range(low, true, high, true); };
const auto from_open_end = [](int low, int high) { return range(low, true, high, false); };

}  // namespace

TEST_CASE("an interval holds its closed ends and not its open ones", "[feel]") {
    CHECK(closed(0, 1).holds(0));
    CHECK(closed(0, 1).holds(1));
    CHECK_FALSE(open(0, 1).holds(0));
    CHECK_FALSE(open(0, 1).holds(1));
    CHECK(open(0, 1).holds(number{1, 1000}));
    CHECK_FALSE(closed(0, 1).holds(number{1001, 1000}));
    CHECK_FALSE(interval::nothing().holds(0));
    CHECK(interval{}.holds(-5));
    CHECK_FALSE(interval::not_zero().holds(0));
    CHECK(interval::not_zero().holds(number{-1, 7}));
    CHECK(open(0, 0).is_empty());
    CHECK(closed(1, 0).is_empty());
    CHECK(from_open_end(1, 1).is_empty());
}

TEST_CASE("arithmetic keeps an end only where it is reached", "[feel]") {
    const auto positive = interval::above(0);
    CHECK(closed(0, 1) + positive == positive);
    CHECK(interval::only(1) - from_open_end(0, 1) == range(0, false, 1, true));
    CHECK(closed(-1, 2) * closed(-3, 4) == closed(-6, 8));
    CHECK(positive * positive == positive);
    CHECK(range(0, false, 1, true) * interval::from(1) == positive);
    CHECK(closed(0, 1) * interval{} == interval{});
    CHECK(interval::only(0) * interval{} == interval::only(0));
    CHECK(-from_open_end(1, 3) == range(-3, false, -1, true));
}

TEST_CASE("a quotient leaves the divisor's zero out", "[feel]") {
    CHECK(interval::only(1) / closed(2, 4) ==
          interval::between(interval_end{number{1, 4}, true}, interval_end{number{1, 2}, true}));
    CHECK(interval::only(1) / interval::from(0) == interval::above(0));
    CHECK(interval::only(1) / interval::above(1) == open(0, 1));
    CHECK(interval::only(1) / closed(-1, 1) == interval::not_zero());
    CHECK((interval::only(1) / interval::only(0)).is_empty());
    CHECK(closed(0, 2) / closed(1, 2) == closed(0, 2));
}

TEST_CASE("zero alone can be left out, and comes back where it may", "[feel]") {
    CHECK(meet(interval::from(0), interval::not_zero()) == interval::above(0));
    CHECK(meet(interval::only(0), interval::not_zero()).is_empty());
    CHECK(interval::not_zero() * interval::not_zero() == interval::not_zero());
    CHECK(interval::not_zero() + interval::only(0) == interval::not_zero());
    CHECK((interval::not_zero() + interval::only(1)).holds(0));
    CHECK(hull(interval::below(0), interval::above(0)) == interval::not_zero());
    CHECK(hull(interval::below(0), interval::from(0)) == interval{});
    CHECK(absolute(interval::not_zero()) == interval::above(0));
}

TEST_CASE("least and greatest, sizes and powers", "[feel]") {
    CHECK(least(closed(0, 5), closed(2, 3)) == closed(0, 3));
    CHECK(greatest(interval::only(0), interval{}) == interval::from(0));
    CHECK(greatest(interval::only(1), interval{}) == interval::from(1));
    CHECK(least(open(0, 1), closed(0, 1)) == from_open_end(0, 1));
    CHECK(absolute(closed(-3, 2)) == closed(0, 3));
    CHECK(absolute(range(-3, true, -1, false)) == range(1, false, 3, true));
    CHECK(to_power(closed(-2, 1), 2) == closed(0, 4));
    CHECK(to_power(closed(-2, 1), 3) == closed(-8, 1));
    CHECK(to_power(interval::above(1), -1) == open(0, 1));
    CHECK(to_power(closed(2, 3), 1000) == interval::above(0));
    CHECK(to_power(closed(-3, -2), 999) == interval::below(0));
    CHECK(remainder(interval{}, closed(1, 5)) == from_open_end(0, 5));
    CHECK(remainder(interval{}, closed(-5, 3)) == open(-5, 3));
}

TEST_CASE("rounding moves both ends to its grid", "[feel]") {
    const auto half = interval::between(interval_end{number{1, 2}, true}, interval_end{2, true});
    CHECK(rounded(half, 1, rounding::floor) == closed(0, 2));
    CHECK(rounded(half, 1, rounding::half_up) == closed(1, 2));
    CHECK(rounded(half, 1, rounding::half_down) == closed(0, 2));
    CHECK(rounded(open(0, 2), 1, rounding::ceiling) == closed(1, 2));
    CHECK(rounded(open(0, 2), 1, rounding::floor) == closed(0, 1));
    CHECK(rounded(closed(0, 2), 1, rounding::ceiling) == closed(0, 2));
    CHECK(rounded(interval::above(0), 1, rounding::down) == interval::from(0));
}

TEST_CASE("an interval is told in words", "[feel]") {
    CHECK(to_text(interval{}) == "any number");
    CHECK(to_text(interval::not_zero()) == "any number but 0");
    CHECK(to_text(interval::from(0)) == "0 or more");
    CHECK(to_text(interval::above(0)) == "more than 0");
    CHECK(to_text(interval::up_to(5)) == "5 or less");
    CHECK(to_text(interval::below(5)) == "less than 5");
    CHECK(to_text(interval::only(0)) == "0");
    CHECK(to_text(closed(0, 1)) == "from 0 to 1");
    CHECK(to_text(from_open_end(0, 1)) == "from 0 to 1, without 1");
    CHECK(to_text(range(0, false, 1, true)) == "from 0 to 1, without 0");
    CHECK(to_text(open(0, 1)) == "from 0 to 1, without either");
    CHECK(to_text(meet(closed(-1, 1), interval::not_zero())) == "from -1 to 1 but 0");
    CHECK(to_text(interval::nothing()) == "no number");
}

namespace {

interval any_interval() {
    const auto end = [](bool low) -> std::optional<interval_end> {
        if (*rc::gen::inRange(0, 5) == 0) return std::nullopt;
        const number at{*rc::gen::inRange(low ? -6 : -3, low ? 4 : 7), *rc::gen::inRange(1, 3)};
        return interval_end{at, *rc::gen::arbitrary<bool>()};
    };
    const auto low = end(true);
    auto made = interval::between(low, end(false));
    if (*rc::gen::arbitrary<bool>()) made = meet(made, interval::not_zero());
    return made;
}

/// A number of the interval, often near an end or near zero.
number point_of(const interval& of) {
    for (int tries = 0; tries < 40; ++tries) {
        auto at = number{*rc::gen::inRange(-14, 15), *rc::gen::inRange(1, 3)};
        if (of.low() && *rc::gen::arbitrary<bool>()) at = of.low()->at;
        if (of.high() && *rc::gen::inRange(0, 4) == 0) at = of.high()->at;
        if (*rc::gen::inRange(0, 4) == 0) at += number{*rc::gen::inRange(-1, 2), 1000};
        if (of.holds(at)) return at;
    }
    RC_DISCARD("no number of it was found");
}

}  // namespace

TEST_CASE("what numbers of the operands come to lies in the result", "[feel]") {
    CHECK(rc::check("operations of two", [] {
        const auto a = any_interval();
        const auto b = any_interval();
        const auto x = point_of(a);
        const auto y = point_of(b);
        RC_ASSERT((a + b).holds(x + y));
        RC_ASSERT((a - b).holds(x - y));
        RC_ASSERT((a * b).holds(x * y));
        if (!y.is_zero()) RC_ASSERT((a / b).holds(x / y));
        if (!y.is_zero()) RC_ASSERT(remainder(a, b).holds(x - y * floor(x / y)));
        RC_ASSERT(least(a, b).holds(x < y ? x : y));
        RC_ASSERT(greatest(a, b).holds(x < y ? y : x));
        RC_ASSERT(hull(a, b).holds(x));
        RC_ASSERT(hull(a, b).holds(y));
        RC_ASSERT(meet(a, b).holds(x) == b.holds(x));
    }));
    CHECK(rc::check("operations of one", [] {
        const auto a = any_interval();
        const auto x = point_of(a);
        RC_ASSERT((-a).holds(-x));
        RC_ASSERT(absolute(a).holds(abs(x)));
        const auto exponent = *rc::gen::inRange(-3, 4);
        if (exponent >= 0 || !x.is_zero())
            RC_ASSERT(to_power(a, exponent).holds(power(x, exponent)));
        using enum rounding;
        for (const auto mode : {half_up, half_down, half_even, up, down, ceiling, floor})
            for (const auto& unit : {number{1}, number{1, 2}, number{3}})
                RC_ASSERT(rounded(a, unit, mode).holds(rounded(x, unit, mode)));
    }));
}
