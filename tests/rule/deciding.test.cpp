// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/deciding.hpp>

#include "../the_law.hpp"

using namespace levy;
using rule::deciding;
using tests::the_law;
using kind = rule::deciding::kind;

namespace {

/// What decides `due` of a rule written for a test: in short, `kind name-or-formula` a step.
std::vector<std::string> path_of(const std::string& value, std::map<std::string, std::string> given,
                                 const std::string& more = {}) {
    const auto under = the_law().replacing(
        "xx/flat-levy", std::make_shared<const source_text>("flat-levy.yaml", R"(levy: 1
rule: xx/flat-levy
title: For a test
currency: EUR
assessed: per month
in_force:
  2020-01-01: {value: true, source: code s.1}
inputs:
  a: {type: number, default: 1}
  b: {type: number, default: 2}
  c: {type: number, default: 0}
  x: {type: boolean, default: true}
  y: {type: boolean, default: false}
  z: {type: boolean, default: false}
)" + more + "outputs:\n  due: {type: number, value: '" + value + "', source: code s.2}\n"));
    const auto made =
        under.assess("xx/flat-levy", {.period = "2022-01", .given = std::move(given)});
    if (!made) FAIL(to_text(made.problems()));
    std::vector<std::string> all;
    const auto add = [&](const auto& self, const deciding& d) -> void {
        all.push_back(std::string{name_of(d.is)} + " " + (d.name.empty() ? d.formula : d.name) +
                      (d.says.empty() ? "" : " | " + d.says));
        for (const auto& inner : d.because) self(self, inner);
    };
    const auto path = rule::deciding_path(*made);
    for (const auto& d : path[0].because) add(add, d);
    return all;
}
using steps = std::vector<std::string>;

}  // namespace

TEST_CASE("of a condition only the parts that settle it decide", "[rule]") {
    const auto of = [](const std::string& condition) {
        return path_of("if " + condition + " then a else b", {});
    };
    SECTION("an `and` that fails, by the first part that does") {
        CHECK(of("x and y and z") == steps{"choice b", "input y", "input b"});
    }
    SECTION("an `and` that holds, by all its parts") {
        CHECK(of("x and not(y)") == steps{"choice a", "input x", "input y", "input a"});
    }
    SECTION("an `or` that holds, by the first part that does") {
        CHECK(of("y or x or z") == steps{"choice a", "input x", "input a"});
    }
    SECTION("an `or` that fails, by all its parts") {
        CHECK(of("y or z") == steps{"choice b", "input y", "input z", "input b"});
    }
}

TEST_CASE("of a comparison both sides are told", "[rule]") {
    CHECK(path_of("if a >= b then a else c", {}) ==
          steps{"choice c", "comparison a >= b | 1 against 2", "input a", "input b", "input c"});
}

TEST_CASE("of a chain of `else if` the branch taken and the conditions before it decide",
          "[rule]") {
    CHECK(path_of("if y then a else if x then b else c", {}) ==
          steps{"choice b", "input y", "input x", "input b"});
}

TEST_CASE("of the least and the greatest the one that won decides", "[rule]") {
    CHECK(path_of("min(a, b)", {}) == steps{"extreme min(a, b) | a, 1 below b", "input a"});
    CHECK(path_of("max(a, b)", {}) == steps{"extreme max(a, b) | b, 1 above a", "input b"});
    CHECK(path_of("max(a, a)", {})[0] == "extreme max(a, a) | a, equal to a");
}

TEST_CASE("a factor of nothing decides a product alone", "[rule]") {
    CHECK(path_of("a * c", {}) == steps{"input c"});
    CHECK(path_of("a * b", {}) == steps{"input a", "input b"});
}

TEST_CASE("of what a formula goes through each step is told once", "[rule]") {
    CHECK(path_of("sum(for i in a..b return if i > a then c else b)", {{"b", "20"}}) ==
          steps{"input a", "input b", "input c"});
}

TEST_CASE("a formula that goes through very many elements is told by what it reads", "[rule]") {
    CHECK(path_of("max(0, sum(for i in a..b return i))", {{"b", "20"}}) ==
          steps{"extreme max(0, sum(for i in a..b return i)) | "
                "sum(for i in a..b return i), 210 above 0",
                "input a", "input b"});
    CHECK(path_of("max(0, sum(for i in a..b return i))", {{"b", "20_000"}}) ==
          steps{"input a", "input b"});
}

TEST_CASE("a definition is told once with what decides it", "[rule]") {
    CHECK(path_of("d + d + c", {}, "define:\n  d: a + b\n") ==
          steps{"definition d", "input a", "input b", "input c"});
}

TEST_CASE("exceptions that held decide, and the value that they give", "[rule]") {
    const auto made = the_law().assess(
        "xx/exceptions-levy",
        {.date = "2021-05-05", .given = {{"price", "100"}, {"book", "true"}, {"luxury", "true"}}});
    REQUIRE(made);
    const auto path = rule::deciding_path(*made);
    REQUIRE(path[0].because.size() == 2);
    const auto& rate = path[0].because[1];
    CHECK(rate.name == "applied_rate");
    CHECK(rate.formula == "rate");
    REQUIRE(rate.because.size() == 3);
    CHECK(rate.because[0].name == "books");
    CHECK(rate.because[1].name == "luxury_books");
    CHECK(rate.because[1].cited->text() == "code s.32");
    CHECK(rate.because[2].name == "rate");
}

TEST_CASE("of a table the row met decides, with its arguments", "[rule]") {
    const auto made = the_law().assess(
        "xx/rate-table", {.period = "2021", .given = {{"revenue", "50"}, {"kind", "advertising"}}});
    REQUIRE(made);
    const auto path = rule::deciding_path(*made);
    const auto& row = path[0].because[1];
    CHECK(row.is == kind::table);
    CHECK(row.says == "by the row [advertising, false, 5%]");
    CHECK(row.cited->text() == "code s.40");
    CHECK(row.because.size() == 2);
}

TEST_CASE("a rule that does not apply is decided by the line that says so", "[rule]") {
    const auto failing = the_law().assess(
        "xx/threshold-levy",
        {.period = "2022", .given = {{"world_revenue", "749_999_999"}, {"local_revenue", "1"}}});
    REQUIRE(failing);
    const auto path = rule::deciding_path(*failing);
    REQUIRE(path.size() == 1);
    CHECK(path[0].formula == "world_revenue >= world_threshold");
    CHECK(path[0].says == "749,999,999 against 750,000,000");
    CHECK(path[0].note == "below_threshold");
    const auto early = the_law().assess(
        "xx/threshold-levy",
        {.period = "2020", .given = {{"world_revenue", "1"}, {"local_revenue", "1"}}});
    REQUIRE(early);
    const auto life = rule::deciding_path(*early);
    REQUIRE(life.size() == 1);
    CHECK(life[0].name == "in_force");
    CHECK(life[0].note == "not_in_force");
}

TEST_CASE("a value read on a day of its own is told with its article", "[rule]") {
    const auto made = the_law().assess(
        "vn/late-payment-interest",
        {.date = "2026-11-23",
         .currency = "VND",
         .given = {{"unpaid", "100"}, {"due_on", "2016-06-20"}, {"paid_on", "2016-07-11"}}});
    REQUIRE(made);
    std::vector<std::string> days;
    const auto look = [&](const auto& self, const deciding& d) -> void {
        if (d.name == "first_rate" && d.cited) days.push_back(d.note);
        for (const auto& inner : d.because) self(self, inner);
    };
    for (const auto& d : rule::deciding_path(*made)) look(look, d);
    CHECK(days == std::vector<std::string>{"on 2016-06-21", "on 2016-07-01"});
}

TEST_CASE("who is liable is cited from the law of the day, not from a later one", "[rule]") {
    const auto liable = [](const std::string& period) {
        const auto made = the_law().assess(
            "vn/foreign-supplier-tax",
            {.period = period,
             .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}});
        REQUIRE(made);
        for (const auto& step : made->trace)
            if (step.is == rule::trace_step::kind::liable) return step.cited->text();
        return std::string{};
    };
    CHECK(liable("2024-Q3") == "law38 Art 42(4)");
    CHECK(liable("2026-07") == "law108 Art 12(2)");
}

TEST_CASE("a reading that is no question on the day cites nothing", "[rule]") {
    const auto made = the_law().assess(
        "vn/foreign-supplier-tax",
        {.period = "2024-Q3",
         .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}});
    REQUIRE(made);
    for (const auto& step : made->trace) {
        if (step.is != rule::trace_step::kind::reading) continue;
        if (step.name == "old_cut") CHECK(step.cited->text() == "cuts annexes");
        if (step.name != "new_cut") continue;
        CHECK_FALSE(step.cited);
        CHECK(step.note == "not a question on this day");
    }
}
