// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/changes.hpp>

#include "../the_law.hpp"

using namespace levy;
using tests::the_law;

namespace {

std::vector<rule::change> changes(const char* id, const char* after, const char* last,
                                  std::optional<day> known = {}) {
    const auto by = the_law().instrument(id);
    const auto days = the_law().calendar_of(id);
    REQUIRE(by);
    REQUIRE(days);
    return rule::changes_between(*by, *days, *read_day(after), *read_day(last), known);
}

const rule::change* about(const std::vector<rule::change>& all, const char* subject,
                          const char* from) {
    for (const auto& c : all)
        if (c.subject == subject && to_text(c.from) == from) return &c;
    return nullptr;
}

}  // namespace

TEST_CASE("a change begins after the first day and by the last", "[rule]") {
    CHECK(changes("xx/flat-levy", "2024-06-29", "2024-06-30").empty());
    const auto on_the_day = changes("xx/flat-levy", "2024-06-30", "2024-07-01");
    REQUIRE(on_the_day.size() == 1);
    CHECK(on_the_day.front().subject == "rate");
    CHECK(on_the_day.front().before == "3%");
    CHECK(on_the_day.front().after == "4.5%");
    CHECK(on_the_day.front().cited->text() == "gazette no. 12");
    CHECK(changes("xx/flat-levy", "2024-07-01", "2030-01-01").empty());
}

TEST_CASE("tables differ cell by cell, and cells that change alike make one line", "[rule]") {
    const auto all = changes("vn/foreign-supplier-tax", "2025-06-30", "2025-07-01");
    std::vector<std::string> lines;
    for (const auto& c : all)
        if (c.is == rule::change::kind::rate && !c.restated)
            lines.push_back(c.where + ": " + c.before + " to " + c.after);
    CHECK(lines == std::vector<std::string>{
                       "services, hospitality management, royalty, software, not known: 5% to 10%",
                       "transport, goods with services: 3% to 10%", "other: 2% to 10%"});
}

TEST_CASE("the same words under a new text are no change", "[rule]") {
    const auto all = changes("vn/late-payment-interest", "2026-06-30", "2026-07-01");
    REQUIRE_FALSE(all.empty());
    CHECK(std::all_of(all.begin(), all.end(), [](const rule::change& c) { return c.restated; }));
}

TEST_CASE("terms of filing are told by what they come to", "[rule]") {
    const auto all = changes("vn/foreign-supplier-tax", "2026-06-30", "2026-07-01");
    const auto* filing = about(all, "the supplier files and pays", "2026-07-01");
    REQUIRE(filing);
    CHECK(filing->before == "for each quarter, that of 2026-Q2 by 2026-07-31");
    CHECK(filing->after == "for each month, that of 2026-07 by 2026-08-20");
    const auto* period = about(all, "assessed per", "2026-07-01");
    REQUIRE(period);
    CHECK(period->before + " to " + period->after == "quarter to month");
}

TEST_CASE("exceptions and questions begin and end", "[rule]") {
    const auto all = changes("vn/foreign-supplier-tax", "2026-06-30", "2026-07-01");
    const auto of_name = [&](const char* where) {
        return std::find_if(all.begin(), all.end(), [&](const rule::change& c) {
            return c.is == rule::change::kind::exception && c.where == where;
        });
    };
    REQUIRE(of_name("store") != all.end());
    CHECK(of_name("store")->before.empty());
    CHECK_FALSE(of_name("store")->note.empty());
    REQUIRE(of_name("unregistered seller") != all.end());
    CHECK(of_name("unregistered seller")->after.empty());
    const auto opened = std::count_if(all.begin(), all.end(), [](const rule::change& c) {
        return c.is == rule::change::kind::reading && c.before.empty();
    });
    CHECK(opened >= 3);
}

TEST_CASE("law made known later is told with its day, and not to whoever asks before", "[rule]") {
    const auto all = changes("vn/foreign-contractor-tax", "2024-12-31", "2025-01-01");
    const auto with_day = std::find_if(all.begin(), all.end(), [](const rule::change& c) {
        return c.is == rule::change::kind::rate && !c.restated;
    });
    REQUIRE(with_day != all.end());
    CHECK(with_day->where == "goods with services");
    CHECK(to_text(*with_day->published) == "2025-12-15");
    const auto before =
        changes("vn/foreign-contractor-tax", "2024-12-31", "2025-01-01", *read_day("2025-12-14"));
    CHECK(std::none_of(before.begin(), before.end(),
                       [](const rule::change& c) { return c.is == rule::change::kind::rate; }));
}

TEST_CASE("a rule that ends and the one that replaces it", "[rule]") {
    const auto old_rule = changes("xx/old-levy", "2024-12-31", "2025-01-01");
    REQUIRE(old_rule.size() == 1);
    CHECK(old_rule.front().is == rule::change::kind::life);
    CHECK(old_rule.front().before == "in force");
    CHECK(old_rule.front().after == "not in force");
    const auto in = the_law().jurisdiction("xx");
    REQUIRE(in);
    const auto routes =
        rule::changes_between(**in, *read_day("2023-12-31"), *read_day("2025-01-01"));
    REQUIRE(routes.size() == 2);
    CHECK(routes[0].is == rule::change::kind::offset);
    CHECK(routes[1].subject == "route");
}
