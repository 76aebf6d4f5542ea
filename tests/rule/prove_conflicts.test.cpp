// SPDX-License-Identifier: Apache-2.0
// Exceptions that hold at once and differ where that shows in a run alone.
#include <catch2/catch.hpp>

#include <levy/rule/assess.hpp>
#include <levy/rule/read.hpp>

using namespace levy;

namespace {

/// A rule with a definition `r` that has two exceptions, x where `f` is true and y where `g` is.
struct parts {
    std::string x = "when: f, value: hi";
    std::string y = "when: g, value: top";
    std::string applies = "a > 0";
    std::string more = "";  // definitions
    std::string assessed = "per month";
    std::string due = "a * r";
    std::string life = "2020-01-01: {value: true, source: code s.1}";
};

diagnostics problems_of(const parts& of) {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: )" + of.assessed + R"(
sources: {code: {title: Code, read: 2026-01-01}}
in_force: {)" + of.life + R"(}
parameters:
  lo:   {type: ratio, values: {2015-01-01: {value: 1%, source: code s.2}}}
  hi:   {type: ratio, values: {2015-01-01: {value: 2%, source: code s.2}}}
  top:  {type: ratio, values: {2015-01-01: {value: 3%, source: code s.2}}}
  lim:  {type: money, values: {2015-01-01: {value: 500, source: code s.2}}}
  year:
    {type: money, per: year, prorate: months, values: {2015-01-01: {value: 1200, source: code s.2}}}
inputs:
  a: {type: money, min: 0}
  b: {type: money, min: 0, default: 0}
  f: {type: boolean, default: false}
  g: {type: boolean, default: false}
  agreed: {type: ratio, default: 2%}
  parts: {list: {type: money, min: 0}, default: []}
applies:
  - {when: ')" + of.applies + R"(', otherwise: below_threshold, source: code s.2}
define:
)" + of.more + R"(  r:
    value: lo
    source: code s.1
    exceptions:
      - {name: x, )" + of.x + R"(, source: code s.3}
      - {name: y, )" + of.y + R"(, source: code s.3}
outputs:
  due: {charges: vat, value: ')" + of.due + R"(', source: code s.2}
)");
    diagnostics sink;
    if (const auto document = read_yaml(source, sink))
        (void)rule::read_rule(*document, source, {}, sink);
    INFO(to_text(sink));
    for (const auto& one : sink) CHECK(one.id == code::conflict);
    return sink;
}

std::string told(const parts& of) {
    const auto all = problems_of(of);
    return all.empty() ? "" : all.front().message;
}

}  // namespace

TEST_CASE("a conflict under a condition that only a run can tell is shown by its facts",
          "[rule][prove]") {
    const auto all = problems_of({.applies = "a > year"});
    REQUIRE(all.size() == 1);
    const auto& found = all.front();
    CHECK(found.message ==
          "two exceptions of 'r' hold at once and differ, for example with a = 101, f = true, "
          "g = true in 2020-01: 'x' gives 2% and 'y' gives 3%");
    CHECK(found.primary.where.text().starts_with("{name: y"));
    CHECK(found.primary.text == "this gives 3%");
    REQUIRE(found.related.size() == 1);
    CHECK(found.related.front().where.text().starts_with("{name: x"));
    CHECK(found.related.front().text == "this gives 2%");
    CHECK(found.help == "say in one of them when it gives way to the other: when: g and not(f)");
    SECTION("a function of an input, a sum of inputs, of a list") {
        CHECK(told({.applies = "floor(a) > lim"}) ==
              "two exceptions of 'r' hold at once and differ, for example with a = 501, f = true, "
              "g = true in 2020-01: 'x' gives 2% and 'y' gives 3%");
        CHECK_FALSE(told({.applies = "a + b > lim"}).empty());
        CHECK_FALSE(told({.applies = "a * hi > lim"}).empty());
        CHECK_FALSE(told({.applies = "sum(parts) > lim"}).empty());
        CHECK_FALSE(told({.x = "when: 'floor(a) > lim', value: hi"}).empty());
        CHECK_FALSE(told({.x = "when: count(parts) > 1, value: hi"}).empty());
    }
    SECTION("not where no facts were met on which the run is refused") {
        CHECK(told({.y = "when: g and not(f), value: top", .applies = "a > year"}).empty());
        CHECK(told({.x = "when: f and floor(b) <= lim, value: hi",
                    .y = "when: g and ceiling(b) > lim + lim, value: top"})
                  .empty());
        CHECK(told({.applies = "floor(a) > lim and ceiling(a) < lim"}).empty());
        CHECK(told({.applies = "a > year", .due = "if f and g then a * lo else a * r"}).empty());
        CHECK(told({.y = "when: g, value: hi", .applies = "a > year"}).empty());
    }
}

TEST_CASE("values that are known in a run alone are compared in one", "[rule][prove]") {
    const parts formulas{.x = "when: f, value: hi * (b / a)", .y = "when: g, value: top * (b / a)"};
    CHECK(told(formulas) ==
          "two exceptions of 'r' hold at once and differ, for example with a = 1, b = 1, f = true, "
          "g = true in 2020-01: 'x' gives 0.02 and 'y' gives 0.03");
    SECTION("where they never differ, or only where the rule does not apply, nothing is said") {
        auto same = formulas;
        same.y = "when: g, value: hi * (b / a)";
        CHECK(told(same).empty());
        same.y = "when: g, value: (b / a) * hi";
        CHECK(told(same).empty());
        auto outside = formulas;
        outside.applies = "a > 0 and b = 0";
        CHECK(told(outside).empty());
    }
    SECTION("on a day on which both live") {
        auto dated = formulas;
        dated.x = "in_force: ..2021-12-31, when: f, value: hi * (b / a)";
        dated.y = "in_force: 2021-12-01.., when: g, value: top * (b / a)";
        CHECK(told(dated).find(" in 2021-12: ") != std::string::npos);
        dated.y = "in_force: 2022-01-01.., when: g, value: top * (b / a)";
        CHECK(told(dated).empty());
        auto yearly = formulas;
        yearly.assessed = "per accounting_year";
        CHECK(told(yearly).find(" in 2020: ") != std::string::npos);
        yearly.assessed = "per payment";
        CHECK(told(yearly).find(" on 2020-01-01: ") != std::string::npos);
    }
    SECTION("what is a fact itself may agree: that is for the run to say") {
        CHECK(told({.x = "when: f, value: agreed"}).empty());
        CHECK(told({.x = "when: f, value: said", .more = "  said: agreed\n"}).empty());
        CHECK_FALSE(told({.x = "when: f, value: agreed * 1"}).empty());
    }
}

TEST_CASE("who gives way has a case left", "[rule][prove]") {
    const auto help = [](const std::string& x, const std::string& y) {
        const auto all =
            problems_of({.x = "when: " + x + ", value: hi", .y = "when: " + y + ", value: top"});
        REQUIRE(all.size() == 1);
        return all.front().help;
    };
    CHECK(help("f", "f or g") ==
          "say in one of them when it gives way to the other: when: (f or g) and not(f)");
    CHECK(help("f or g", "f") ==
          "'y' holds only where 'x' does: say in 'x' that it gives way: when: (f or g) and not(f)");
    CHECK(help("f", "f") ==
          "both hold in the same cases: take one of them out, or ask in its `when` for what sets "
          "it apart");
    CHECK(help("f and g", "g and f") == help("f", "f"));
}
