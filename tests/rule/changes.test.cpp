// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/changes.hpp>
#include <levy/rule/read.hpp>

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

namespace {

/// What a table of one column says anew from 2022 on, line by line.
std::vector<std::string> rewritten(const std::string& column, const std::string& before,
                                   const std::string& after) {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per occurrence
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
parameters:
  gate:
    type: ratio
    values: {2020-01-01: {value: 5%, source: act s.2}, 2022-01-01: {value: 7%, source: act s.2}}
inputs: {sum: {type: money, min: 0}}
outputs: {due: {value: sum, source: act s.3}}
tables:
  t:
    columns: [{name: base, )" + column + R"(}]
    gives: ratio
    values:
      2020-01-01: {source: act s.4, rows: [)" + before + R"(]}
      2022-01-01: {source: act s.4, rows: [)" + after + "]}\n");
    diagnostics sink;
    const auto document = read_yaml(source, sink);
    REQUIRE(document);
    auto read = rule::read_rule(*document, source, {}, sink);
    INFO(to_text(sink));
    REQUIRE(read);
    std::vector<std::string> lines;
    for (const auto& c :
         rule::changes_between(std::make_shared<const rule::instrument>(*std::move(read)), nullptr,
                               *read_day("2021-12-31"), *read_day("2022-01-01"), {}))
        if (c.is == rule::change::kind::rate)
            lines.push_back(c.where + ": " + c.before + " to " + c.after);
    return lines;
}

using told = std::vector<std::string>;

}  // namespace

TEST_CASE("a column is told in its own words and scale", "[rule]") {
    CHECK(rewritten("type: money, scale: million", "['< 5', 1%], ['>= 5', 2%]",
                    "['< 4', 1%], ['>= 4', 2%]") == told{"[4..5): 1% to 2%"});
    CHECK(rewritten("type: count, unit: user, min: 0", "['<= 5', 1%], ['> 5', 2%]",
                    "['<= 5', 1%], ['> 5', 3%]") == told{">= 6: 2% to 3%"});
    CHECK(rewritten("type: text", "[ads, 1%], ['not(ads)', 2%]", "[ads, 1%], ['not(ads)', 3%]") ==
          told{"any other text: 2% to 3%"});
    CHECK(rewritten("type: boolean", "['true', 1%], ['false', 2%]", "['-', 2%]") ==
          told{"true: 1% to 2%"});
    CHECK(rewritten("type: boolean", "['-', 1%]", "['-', 2%]") == told{"false, true: 1% to 2%"});
}

TEST_CASE("null lies on neither side of an ordered test", "[rule]") {
    CHECK(rewritten("type: money, optional: true", "['null', 0%], ['<= 5', 1%], ['> 5', 2%]",
                    "['null', 0%], ['<= 5', 1%], ['> 5', 3%]") == told{"> 5: 2% to 3%"});
    CHECK(rewritten("type: money, optional: true", "['null', 0%], ['< 5', 1%], ['>= 5', 2%]",
                    "['null', 4%], ['-5', 1%], ['not(null, -5)', 1%]")
              .size() == 2);
}

TEST_CASE("rows that read a figure are compared by what it was and is", "[rule]") {
    CHECK(rewritten("type: ratio", "['< gate', 1%], ['>= gate', 2%]",
                    "['< gate', 1%], ['>= gate', 2%]") == told{"[5%..7%): 2% to 1%"});
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
