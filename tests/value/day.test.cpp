// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/value/period.hpp>
#include <levy/value/timeline.hpp>

using namespace levy;

namespace {
day d(const char* text) { return *read_day(text); }
}  // namespace

TEST_CASE("days are read, counted and printed", "[value]") {
    CHECK(to_text(d("2024-02-29")) == "2024-02-29");
    CHECK(d("2024-03-01") - d("2024-02-28") == 2);
    CHECK(d("2024-06-30") + 1 == d("2024-07-01"));
    CHECK(d("2024-06-30").weekday() == weekday::sunday);
    CHECK(d("1970-01-01").weekday() == weekday::thursday);
    CHECK(d("0001-01-01") == first_day);
    CHECK(d("9999-12-31") == last_day);
    CHECK(d("2024-12-31").day_of_year() == 366);
    for (const auto* wrong : {"2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01",
                              "2024/01/01", "", "2024-01-32", "0000-01-01"})
        CHECK_FALSE(read_day(wrong));
    CHECK(rc::check("a day reads back from its text", [] {
        const auto any = day::at(*rc::gen::inRange(first_day.count(), last_day.count()));
        RC_ASSERT(read_day(to_text(any)) == any);
    }));
}

TEST_CASE("months end where the month ends", "[value]") {
    CHECK(plus_months(d("2024-01-31"), 1) == d("2024-02-29"));
    CHECK(plus_months(d("2023-01-31"), 1) == d("2023-02-28"));
    CHECK(plus_months(d("2024-03-31"), -1) == d("2024-02-29"));
    CHECK(months_between(d("2024-01-31"), d("2024-02-29")) == 0);
    CHECK(months_between(d("2024-01-15"), d("2024-03-15")) == 2);
    CHECK(months_between(d("2024-03-15"), d("2024-01-15")) == -2);
    CHECK(last_of_month(2024, 2) == d("2024-02-29"));
}

TEST_CASE("periods are read in their five forms and know their kind", "[value]") {
    CHECK(read_period("2024") == period{d("2024-01-01"), d("2024-12-31")});
    CHECK(read_period("2024-H2") == period{d("2024-07-01"), d("2024-12-31")});
    CHECK(read_period("2024-Q1") == period{d("2024-01-01"), d("2024-03-31")});
    CHECK(read_period("2024-02") == period{d("2024-02-01"), d("2024-02-29")});
    CHECK(read_period("2024-06-30") == period{d("2024-06-30"), d("2024-06-30")});
    CHECK(read_period("2024-01-01..2024-02-15") == period{d("2024-01-01"), d("2024-02-15")});
    for (const auto* wrong :
         {"2024-Q5", "2024-H3", "2024-13", "24", "2024-02-01..2024-01-01", "2024-Q", "2024Q1"})
        CHECK_FALSE(read_period(wrong));
    for (const auto* text :
         {"2024", "2024-H2", "2024-Q1", "2024-02", "2024-06-30", "2024-01-01..2024-02-15"})
        CHECK(to_text(*read_period(text)) == text);
    CHECK(fits(period_kind::quarter, *read_period("2024-02")));
    CHECK(fits(period_kind::quarter, *read_period("2024-Q1")));
    CHECK_FALSE(fits(period_kind::month, *read_period("2024-Q1")));
    CHECK_FALSE(fits(period_kind::quarter, *read_period("2024-03-31..2024-04-01")));
    CHECK(fits(period_kind::accounting_year, *read_period("2024-04-01..2025-03-31")));
    CHECK_FALSE(fits(period_kind::accounting_year, *read_period("2024-04-01..2025-04-01")));
    CHECK(fits(period_kind::payment, *read_period("2020")));
    CHECK(read_period("2024-Q1")->months() == 3);
    CHECK(read_period("2024-Q1")->next() == d("2024-04-01"));
}

TEST_CASE("a timeline answers on two clocks", "[value]") {
    timeline<int> law;
    law.add(d("2022-01-01"), d("2024-06-20"), 1);
    law.add(d("2022-01-01"), d("2026-03-26"), 0);
    const auto on = [&](const char* day_text, std::optional<day> known) {
        const auto* entry = law.in_force(d(day_text), known);
        return entry ? entry->is : -1;
    };
    SECTION("enacted late and repealed from its start") {
        CHECK(on("2023-01-01", d("2024-06-19")) == -1);
        CHECK(on("2023-01-01", d("2024-06-20")) == 1);
        CHECK(on("2023-01-01", d("2026-03-25")) == 1);
        CHECK(on("2023-01-01", d("2026-03-26")) == 0);
        CHECK(on("2023-01-01", std::nullopt) == 0);
        CHECK(on("2021-12-31", std::nullopt) == -1);
    }
    SECTION(
        "a later publication wipes what an earlier one had scheduled, and its own later days "
        "stand") {
        timeline<int> rate;
        rate.add(d("2019-07-01"), std::nullopt, 0);
        rate.add(d("2026-01-01"), d("2024-12-31"), 75);
        rate.add(d("2026-01-01"), d("2025-11-19"), 0);
        rate.add(d("2026-07-01"), d("2025-11-19"), 75);
        const auto at = [&](const char* day_text, const char* known) {
            return rate.in_force(d(day_text), d(known))->is;
        };
        CHECK(at("2026-03-01", "2025-11-18") == 75);
        CHECK(at("2026-03-01", "2025-11-19") == 0);
        CHECK(at("2026-07-01", "2025-11-19") == 75);
        CHECK(at("2026-06-30", "2025-11-19") == 0);
    }
    SECTION("an entry without a publication is known from its first day, the first one always") {
        timeline<int> plain;
        plain.add(d("2020-01-01"), std::nullopt, 1);
        plain.add(d("2025-01-01"), std::nullopt, 2);
        CHECK(plain.in_force(d("2026-01-01"), d("2024-12-31"))->is == 1);
        CHECK(plain.in_force(d("2026-01-01"), d("2025-01-01"))->is == 2);
        CHECK(plain.in_force(d("2020-06-01"), d("2019-01-01"))->is == 1);
        CHECK(plain.in_force(d("2020-06-01"), d("2019-01-01"), true) == nullptr);
        CHECK(plain.changes(d("2024-12-31"), d("2025-01-01")).size() == 1);
        CHECK(plain.changes(d("2025-01-01"), d("2025-12-31")).empty());
    }
}
