// SPDX-License-Identifier: Apache-2.0
// Tables that are asked for more than their columns hold, at load and in a run.
#include <catch2/catch.hpp>

#include <levy/rule/assess.hpp>
#include <levy/rule/read.hpp>
#include <levy/rule/request.hpp>

using namespace levy;

namespace {

struct loaded {
    rule::instrument_handle is;
    diagnostics problems;
};

loaded load(const std::string& rate, const std::string& more = "",
            const std::string& column = "{name: x, type: money, min: 10, max: 20}") {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
parameters:
  low:  {type: money, values: {2015-01-01: {value: 10, source: act s.2}}}
  high: {type: money, values: {2015-01-01: {value: 20, source: act s.2}}}
tables:
  t:
    columns: [)" + column + R"(]
    gives: ratio
    values:
      2015-01-01:
        source: act s.4
        rows: [["< 15", 1%], [">= 15", 2%]]
inputs:
  sum:   {type: money, min: 0}
  yes:   {type: boolean}
  small: {type: money, min: 12, max: 18}
  parts: {list: {type: money}, default: []}
)" + more + R"(outputs:
  due: {charges: vat, value: ')" + rate + R"(', source: act s.4}
)");
    loaded made;
    const auto document = read_yaml(source, made.problems);
    REQUIRE(document);
    if (auto read = rule::read_rule(*document, source, {}, made.problems))
        made.is = std::make_shared<const rule::instrument>(*std::move(read));
    return made;
}

std::string told(const loaded& of) {
    INFO(to_text(of.problems));
    if (of.problems.empty()) return "";
    REQUIRE(of.problems.size() == 1);
    CHECK(of.problems.front().id == code::range);
    return of.problems.front().message;
}

}  // namespace

TEST_CASE("facts with which a table is asked for what it does not hold are told", "[rule][prove]") {
    const auto made = load("sum * t(sum)");
    CHECK(told(made) ==
          "the table 't' is asked for a 'x' that it does not hold, for sum [0..10) or > 20, as on "
          "2020-01-01");
    const auto& found = made.problems.front();
    CHECK(found.primary.where.text() == "sum");
    REQUIRE(found.related.size() == 1);
    CHECK(found.related.front().where.text().starts_with("{name: x"));
    CHECK(found.related.front().text == "its values go from 10 up to 20");
    CHECK(found.help ==
          "let the column hold it, or ask only for what it holds: if sum … then t(…) else …");
    SECTION("not where it is asked only for what it holds, or that is known in a run alone") {
        CHECK(told(load("small * t(small)")).empty());
        CHECK(told(load("if sum between low and high then sum * t(sum) else 0")).empty());
        CHECK(told(load("sum * t(sum)",
                        "applies: [{when: sum >= low and sum <= high, otherwise: exempt, source: "
                        "act s.3}]\n"))
                  .empty());
        CHECK(told(load("sum * t(max(low, min(high, sum)))")).empty());
        CHECK(told(load("sum * t(sum(parts))")).empty());
        CHECK(told(load("sum * t(sum)", "", "{name: x, type: money}")).empty());
    }
    SECTION("at a branch, under a name, by a figure") {
        CHECK(told(load("if yes then sum * t(sum) else 0")).find("yes true") != std::string::npos);
        CHECK_FALSE(told(load("if sum >= low then sum * t(sum) else 0")).empty());
        CHECK_FALSE(told(load("sum * r", "define: {r: t(base), base: sum}\n")).empty());
        CHECK_FALSE(told(load("sum * t(if yes then small else sum)")).empty());
        CHECK_FALSE(told(load("sum * t(high + low)")).empty());
        CHECK(told(load("sum * t(high)")).empty());
    }
}

TEST_CASE("a run is refused where a table is asked for what it does not hold", "[rule]") {
    const auto made = load("sum * t(sum(parts))");
    REQUIRE(made.is);
    const auto refused = [&](const std::string& parts) -> std::string {
        const auto about = rule::facts_from(
            *made.is,
            {.period = "2024-06",
             .given = {{"sum", "100"}, {"yes", "true"}, {"small", "12"}, {"parts", parts}}});
        REQUIRE(about);
        const auto run = rule::assess(made.is, *about, nullptr);
        REQUIRE(run);
        if (run->problems.empty()) return "";
        CHECK(run->problems.front().id == code::range);
        return run->problems.front().message;
    };
    CHECK(refused("[10]").empty());
    CHECK(refused("[20]").empty());
    CHECK(refused("[9.99]") == "the table 't' holds a 'x' from 10, and is asked for 9.99");
    CHECK(refused("[20.01]") == "the table 't' holds a 'x' up to 20, and is asked for 20.01");
}
