// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/value/allocate.hpp>
#include <levy/value/brackets.hpp>
#include <levy/value/money.hpp>
#include <levy/value/ratio.hpp>

using namespace levy;

TEST_CASE("minor units follow ISO 4217", "[value]") {
    const std::pair<const char*, int> known[] = {
        {"VND", 0}, {"JPY", 0}, {"KRW", 0}, {"UGX", 0}, {"CLP", 0}, {"ISK", 0},
        {"EUR", 2}, {"USD", 2}, {"HUF", 2}, {"MRU", 2}, {"MGA", 2}, {"BHD", 3},
        {"KWD", 3}, {"OMR", 3}, {"TND", 3}, {"IQD", 3}, {"CLF", 4}, {"UYW", 4}};
    for (const auto& [letters, digits] : known) {
        const auto found = currency::read(letters);
        REQUIRE(found);
        CHECK(minor_digits(*found) == digits);
    }
    for (const auto* wrong : {"XYZ", "vnd", "VN", "VNDD", "", "XAU"})
        CHECK_FALSE(currency::read(wrong));
    CHECK(minor_unit("KWD") == 0.001_n);
}

TEST_CASE("money of one currency adds, scales and compares", "[value]") {
    const money<"VND"> price{902500000};
    CHECK(price / 0.95_n == money<"VND">{950000000});
    CHECK(price - price == money<"VND">{});
    CHECK(money<"EUR">{3} / money<"EUR">{2} == 1.5_n);
    CHECK(money<"EUR">{0.005_n}.to_minor_unit(rounding::half_up) == money<"EUR">{0.01_n});
    CHECK(money<"VND">{0.5_n}.to_minor_unit(rounding::half_up) == money<"VND">{1});
    CHECK(to_text(money<"EUR">{25.50_n}) == "EUR 25.5");
    CHECK(to_text(ratio{0.075_n}) == "7.5%");
    CHECK(to_text(ratio{number{1, 11}}) == "1/11");
    CHECK_THROWS_AS((amount{1, "EUR"} + amount{1, "USD"}), contract_violation);
}

TEST_CASE("an allocation loses nothing", "[value]") {
    const std::vector<number> thirds{1, 1, 1};
    CHECK(allocated(100, thirds, 1) == std::vector<number>{34, 33, 33});
    CHECK(allocated(0.05_n, std::vector<number>{3, 7}, 0.01_n) ==
          std::vector<number>{0.02_n, 0.03_n});
    CHECK(allocated(10, std::vector<number>{0, 1}, 1) == std::vector<number>{0, 10});
    CHECK_THROWS_AS(allocated(1, std::vector<number>{0, 0}, 1), contract_violation);
    CHECK(rc::check("the parts add up and none is further than a unit from its share", [] {
        const auto size = *rc::gen::inRange(1, 8);
        std::vector<number> weights;
        number sum;
        for (int i = 0; i < size; ++i) {
            weights.emplace_back(*rc::gen::inRange(i == 0 ? 1 : 0, 1000));
            sum += weights.back();
        }
        const number total{*rc::gen::inRange(0, 1'000'000)};
        number parts;
        const auto shares = allocated(total, weights, 1);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            parts += shares[i];
            RC_ASSERT(abs(shares[i] - total * weights[i] / sum) < 1);
        }
        RC_ASSERT(parts == total);
    }));
}

TEST_CASE("a marginal scale taxes each slice at its own rate, a whole one takes one rate",
          "[value]") {
    const bracket_scale<number> scale{{25, 0.02_n}, {100, 0.03_n}};
    SECTION("at the first threshold nothing is owed; one cent above owes the rate on that cent") {
        CHECK(marginal_tax(scale, 24_n) == 0_n);
        CHECK(marginal_tax(scale, 25_n) == 0_n);
        CHECK(marginal_tax(scale, 25.01_n) == 0.0002_n);
        CHECK(marginal_tax(scale, 100_n) == 1.5_n);
        CHECK(marginal_tax(scale, 101_n) == 1.53_n);
    }
    SECTION("the whole base takes the rate of the last threshold reached") {
        CHECK(whole_tax(scale, 24_n) == 0_n);
        CHECK(whole_tax(scale, 25_n) == 0.5_n);
        CHECK(whole_tax(scale, 99_n) == 1.98_n);
        CHECK(whole_tax(scale, 100_n) == 3_n);
    }
    SECTION("more base never owes less") {
        const auto base = GENERATE(0, 24, 25, 26, 99, 100, 101, 1'000'000);
        CHECK(marginal_tax(scale, number{base}) <= marginal_tax(scale, number{base + 1}));
    }
}
