// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

const std::string good = R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: act s.1}
readings:
  base:
    question: Which base?
    default: net
    choices:
      net: {text: without tax, source: act s.2}
      gross: {text: with tax, source: act s.2}
parameters:
  rate: {type: ratio, within: "[1%..5%]", values: {2020-01-01: {value: 3%, source: act s.3}}}
  gate: {type: money, values: {2020-01-01: {value: 100, source: act s.3}}}
tables:
  of_kind:
    columns: [{name: kind, type: text, one_of: [a, b]}, {name: sum, type: money}]
    gives: ratio
    values:
      2020-01-01:
        source: act s.4
        rows:
          - [a, "< 10", 1%]
          - [a, ">= 10", 2%]
          - [b, "-", 3%]
inputs:
  revenue: {type: money, min: 0}
  kind: {type: text, one_of: [a, b], default: a}
  foreign: {type: money USD, default: 0}
define:
  taxed: max(0, revenue - gate)
applies:
  - {when: revenue > gate, otherwise: below_threshold, source: act s.5}
outputs:
  due: {charges: turnover_tax, value: taxed * rate, round: half up to 0.01, source: act s.6}
filing:
  supplier:
    2020-01-01: {pay: 'period.end + @"P20D"', source: act s.7}
)";

std::string changed(const std::string& from, const std::string& to) {
    auto text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

diagnostics problems_of(const std::string& text) {
    diagnostics sink;
    const auto source = std::make_shared<const source_text>("rule.yaml", text);
    if (const auto document = read_yaml(source, sink)) {
        const auto read = rule::read_rule(*document, source, {}, sink);
        CHECK(read.has_value() == sink.ok());
    }
    return sink;
}

/// One change of the good rule is one problem, at the text given.
void refused(const std::string& from, const std::string& to, code id, const std::string& pointed_at,
             const std::string& words = "") {
    INFO(from << " -> " << to);
    const auto problems = problems_of(changed(from, to));
    INFO(to_text(problems));
    REQUIRE(problems.size() >= 1);
    CHECK(problems.front().id == id);
    CHECK(std::string{problems.front().primary.where.text()}.substr(0, pointed_at.size()) ==
          pointed_at);
    CHECK((problems.front().message + " | " + problems.front().help).find(words) !=
          std::string::npos);
}

}  // namespace

TEST_CASE("the sample rule has no problem", "[rule]") {
    const auto problems = problems_of(good);
    INFO(to_text(problems));
    CHECK(problems.empty());
}

TEST_CASE("misspelt and missing keys name the nearest", "[rule]") {
    refused("outputs:", "outputts:", code::key, "outputts", "did you mean 'outputs'?");
    refused("title: A sample\n", "", code::key, "l", "'title' is missing");
    refused("charges: turnover_tax", "charge: turnover_tax", code::key, "charge",
            "did you mean 'charges'?");
    refused("title: The Act, read", "title: The Act, of x, read", code::key, "of x", "quote it");
    refused("define:\n  taxed: max(0, revenue - gate)", "define: [1]", code::shape, "[1]");
    refused("levy: 1", "levy: 2", code::literal, "2");
}

TEST_CASE("values are read by their unit", "[rule]") {
    refused("value: 3%, source: act s.3}", "value: three, source: act s.3}", code::literal, "three",
            "a share such as 7.5%");
    refused("value: 100, source", "value: USD 100, source", code::currency, "USD 100");
    refused("value: 3%, source: act s.3}", "value: 7%, source: act s.3}", code::within, "7%",
            "legal band");
    refused("currency: EUR", "currency: EURO", code::currency, "EURO");
    refused("min: 0}", "min: nothing}", code::literal, "nothing");
    refused("half up to 0.01", "half up", code::literal, "half up", "half even");
    refused("per month", "each month", code::literal, "each month");
    refused("kind: {type: text, one_of: [a, b], default: a}",
            "kind: {type: text, one_of: [a, b], default: c}", code::one_of, "c");
    refused("revenue: {type: money, min: 0}", "revenue: {type: cash, min: 0}", code::type, "cash");
    refused("foreign: {type: money USD, default: 0}", "foreign: {type: count}", code::unit,
            "{type: count}", "unit: user");
}

TEST_CASE("every dated value has a source, and days rise", "[rule]") {
    refused("{value: 3%, source: act s.3}", "{value: 3%}", code::source, "{", "has no source");
    refused("source: act s.6", "source: akt s.6", code::source, "akt", "did you mean 'act'?");
    refused("values: {2020-01-01: {value: 100, source: act s.3}}",
            "values: {2020-01-01: {value: 100, source: act s.3}, 2019-01-01: {value: 90, source: "
            "act s.3}}",
            code::order, "2019-01-01");
    refused("values: {2020-01-01: {value: 100, source: act s.3}}",
            "values: {2020-01-01: {value: 100, source: act s.3}, 2020-01-01: {value: 90, source: "
            "act s.3}}",
            code::duplicate_key, "2020-01-01");
    refused("values: {2020-01-01: {value: 100, source: act s.3}}",
            "values: {2026-07-01: {value: 100, source: act s.3}}", code::published, "{value: 100");
    refused("values: {2020-01-01: {value: 100, source: act s.3}}",
            "values: {first of May: {value: 100, source: act s.3}}", code::literal, "first of May");
}

TEST_CASE("formulas are checked when the file is loaded", "[rule]") {
    refused("revenue - gate)", "revenue - foreign)", code::unit, "foreign",
            "convert(foreign, \"EUR\", period.end)");
    refused("revenue - gate)", "revenu - gate)", code::name, "revenu", "did you mean 'revenue'?");
    refused("value: taxed * rate", "value: taxed * 0.03", code::magic, "0.03");
    refused("value: taxed * rate", "value: taxed * revenue", code::unit, "taxed * revenue",
            "divide first");
    refused("value: taxed * rate", "value: kind", code::type, "kind");
    refused("taxed: max(0, revenue - gate)", "taxed: due - gate\n  other: taxed", code::cycle, "",
            "is defined by itself");
    refused("taxed: max(0, revenue - gate)", "taxed: other - gate\n  other: taxed", code::cycle, "",
            "taxed → other → taxed");
    refused("when: revenue > gate", "when: revenue", code::type, "revenue");
    refused("taxed: max(0, revenue - gate)", "rate: max(0, revenue - gate)", code::name, "rate",
            "has a meaning already");
    refused("taxed: max(0, revenue - gate)", "taxed: max(0, revenue - gate", code::syntax, "(");
    refused("otherwise: below_threshold", "otherwise: too_small", code::reason, "too_small");
    refused("charges: turnover_tax", "charges: turnover", code::one_of, "turnover");
    refused("default: net", "default: nett", code::reading, "nett", "did you mean 'net'?");
    refused("round: half up to 0.01", "round: {by: base, net: half up to 1}", code::reading, "",
            "'gross'");
}

TEST_CASE("tables are proven free of gaps and overlaps, with the case in the message", "[rule]") {
    refused(R"([a, "< 10", 1%])", R"([a, "< 9", 1%])", code::gap, "of_kind", "kind a, sum [9..10)");
    refused(R"([a, "< 10", 1%])", R"([a, "<= 10", 1%])", code::overlap, "[a, \">= 10\"",
            "kind a, sum 10");
    refused(R"([b, "-", 3%])", R"([b, "> 0", 3%])", code::gap, "of_kind", "kind b, sum <= 0");
    refused("          - [b, \"-\", 3%]\n", "", code::gap, "of_kind", "kind b");
    refused(R"([b, "-", 3%])", R"([c, "-", 3%])", code::one_of, "c");
    refused(R"([b, "-", 3%])", R"([b, 3%])", code::shape, "[b, 3%]", "2 cells");
}

TEST_CASE("a zero by exception needs a reason, a fiscal year a word on short ones", "[rule]") {
    refused("source: act s.6}",
            "source: act s.6, exceptions: [{name: none, when: revenue = 0, value: 0, source: act "
            "s.8}]}",
            code::reason, "0", "reason: exempt");
    auto yearly = changed("per month", "per fiscal_year");
    yearly.replace(yearly.find("gate: {type: money,"), 19, "gate: {type: money, per: year,");
    const auto problems = problems_of(yearly);
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().id == code::prorate);
}

TEST_CASE("all problems of a file come in one run", "[rule]") {
    auto text = changed("revenue - gate)", "revenu - gate)");
    text.replace(text.find("source: act s.6"), 15, "source: akt s.6");
    text.replace(text.find("3%, source: act s.3}"), 2, "3x");
    CHECK(problems_of(text).size() == 3);
}

TEST_CASE("places inside folded formulas are exact", "[rule]") {
    const auto problems = problems_of(
        changed("taxed: max(0, revenue - gate)", "taxed: >-\n    max(0, revenue\n    - gatte)"));
    REQUIRE(problems.size() == 1);
    CHECK(to_text(problems.front().primary.where) == "rule.yaml:38:7");
}
