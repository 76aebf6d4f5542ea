// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/deadlines.hpp>

#include "../the_law.hpp"

using namespace levy;

namespace {

rule::due_calendar due_in(const char* id, int year,
                          const std::map<std::string, std::string>& readings = {}) {
    const auto by = tests::the_law().instrument(id);
    REQUIRE(by);
    const auto days = tests::the_law().calendar_of(id);
    REQUIRE(days);
    return rule::due_days(*by, *days, {*day::from(year, 1, 1), *day::from(year, 12, 31)}, readings);
}

const rule::deadline* of_period(const rule::due_calendar& due, const char* party,
                                const char* over) {
    for (const auto& d : due.listed)
        if (d.party == party && to_text(d.over) == over) return &d;
    return nullptr;
}

}  // namespace

TEST_CASE("a year's deadlines are those that fall into it, by the terms of their periods",
          "[rule]") {
    const auto due = due_in("xx/gross-up", 2024);
    // The last quarter under the old terms, then months; November is the last that falls due.
    REQUIRE(due.listed.size() == 12);
    CHECK(to_text(due.listed.front().over) == "2023-Q4");
    CHECK(due.listed.front().every == "quarter");
    CHECK(to_text(due.listed.front().due) == "2024-01-31");
    CHECK(due.listed.front().cited->text() == "code s.114");
    CHECK(due.listed[1].every == "month");
    CHECK(due.listed[1].cited->text() == "gazette no. 11");
    CHECK(to_text(due.listed.back().over) == "2024-11");
    CHECK(due.listed.back().duty == "return and pay");
}

TEST_CASE("a day due that is no working day says why it moved", "[rule]") {
    const auto due = due_in("xx/gross-up", 2024);
    const auto* march = of_period(due, "supplier", "2024-03");
    REQUIRE(march);
    CHECK(to_text(march->nominal) == "2024-04-20");
    CHECK(to_text(march->due) == "2024-04-22");
    CHECK(march->because == "Saturday");
    CHECK(of_period(due, "supplier", "2024-04")->because == "Founding Day");
    CHECK(of_period(due, "supplier", "2024-05")->because.empty());
    CHECK(of_period(due, "supplier", "2024-05")->certain);
}

TEST_CASE("readings move deadlines", "[rule]") {
    CHECK(to_text(of_period(due_in("xx/gross-up", 2024), "supplier", "2024-09")->due) ==
          "2024-10-22");
    CHECK(to_text(of_period(due_in("xx/gross-up", 2024, {{"X2", "ignore"}}), "supplier", "2024-09")
                      ->due) == "2024-10-21");
    const auto by_default = due_in("vn/foreign-supplier-tax", 2026);
    CHECK(of_period(by_default, "bank", "2026-06") != nullptr);
    CHECK(of_period(by_default, "bank", "2026-07") == nullptr);
    const auto surviving = due_in("vn/foreign-supplier-tax", 2026, {{"D12", "survives"}});
    REQUIRE(of_period(surviving, "bank", "2026-07"));
    CHECK(to_text(of_period(surviving, "bank", "2026-07")->due) == "2026-08-20");
}

TEST_CASE("what no calendar can list is said", "[rule]") {
    const auto due = due_in("xx/gross-up", 2024);
    REQUIRE(due.open.size() == 1);
    CHECK(due.open.front().party == "buyer");
    CHECK(due.open.front().every == "occurrence");
    CHECK(due.open.front().text == "period.end + @\"P10D\"");
    const auto before_the_portal = due_in("vn/foreign-supplier-tax", 2021);
    CHECK(std::any_of(
        before_the_portal.open.begin(), before_the_portal.open.end(),
        [](const rule::open_terms& o) { return o.party == "supplier" && o.text == "unknown"; }));
    // Terms that the facts of a taxpayer decide stand beside the usual ones.
    const auto of_2026 = due_in("vn/foreign-supplier-tax", 2026);
    CHECK(std::any_of(of_2026.open.begin(), of_2026.open.end(),
                      [](const rule::open_terms& o) { return o.terms == "irregular"; }));
}

TEST_CASE("a day beyond the calendar is listed and not certain", "[rule]") {
    const auto due = due_in("xx/gross-up", 2026);
    REQUIRE_FALSE(due.listed.empty());
    CHECK(std::none_of(due.listed.begin(), due.listed.end(),
                       [](const rule::deadline& d) { return d.certain; }));
}
