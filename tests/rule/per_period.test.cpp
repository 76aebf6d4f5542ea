// SPDX-License-Identifier: Apache-2.0
// A sum of a year meets a sum of a month only where `prorate` scales it.
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

std::string rule_of(const std::string& define, const std::string& outputs) {
    return R"(levy: 1
rule: xx/periods
title: A levy by month
currency: EUR
assessed: per month
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: act s.1}
parameters:
  yearly: {type: money, per: year, values: {2020-01-01: {value: 1_200, source: act s.2}}}
  scaled:
    {type: money, per: year, prorate: months, values: {2020-01-01: {value: 1_200, source: act s.2}}}
  rate: {type: ratio, values: {2020-01-01: {value: 3%, source: act s.3}}}
tables:
  slices:
    columns: [{name: base, type: money, per: year}]
    gives: ratio
    slices: true
    values: {2020-01-01: {source: act s.4, rows: [["< 100", 1%], [">= 100", 2%]]}}
  of_base:
    columns: [{name: base, type: money, per: year}]
    gives: ratio
    values: {2020-01-01: {source: act s.4, rows: [["< 100", 1%], [">= 100", 2%]]}}
  fixed:
    columns: [{name: big, type: boolean}]
    gives: {type: money, per: year}
    values: {2020-01-01: {source: act s.4, rows: [["true", 100], ["false", 200]]}}
inputs:
  monthly: {type: money, min: 1}
  of_quarter: {type: money, per: quarter, min: 1}
  of_day: {type: money, per: day, min: 1}
  of_year: {type: money, window: previous_calendar_year, min: 1}
  months: {list: {sum: {type: money, per: month}}}
define:
  probe: )" +
           define + "\noutputs:\n  due: " + outputs + "\n";
}

const std::string plain_output = "{value: monthly * rate, source: act s.5}";

diagnostics problems_of(const std::string& define, const std::string& outputs) {
    diagnostics sink;
    const auto in = std::make_shared<const source_text>("periods.yaml", rule_of(define, outputs));
    const auto document = read_yaml(in, sink);
    REQUIRE(document);
    (void)rule::read_rule(*document, in, {}, sink);
    return sink;
}

void refused(const std::string& define, const std::string& outputs = plain_output) {
    const auto problems = problems_of(define, outputs);
    INFO(define << "\n" << outputs << "\n" << to_text(problems));
    CHECK(problems.size() == 1);
    if (problems.empty()) return;
    CHECK(problems.front().id == code::time_basis);
    CHECK(problems.front().primary.where.in != nullptr);
}
void loads(const std::string& define, const std::string& outputs = plain_output) {
    const auto problems = problems_of(define, outputs);
    INFO(define << "\n" << outputs << "\n" << to_text(problems));
    CHECK(problems.ok());
}

}  // namespace

TEST_CASE("sums of two kinds of period do not meet in arithmetic", "[rule]") {
    for (const std::string other : {"yearly", "of_quarter", "of_day", "of_year"}) {
        for (const std::string sign : {" + ", " - ", " < ", " >= ", " = ", " != ", " / "})
            refused("monthly" + sign + other);
        refused(other + " - monthly");
    }
    refused("monthly * (yearly / of_quarter)");
    refused("sum(months.sum) + yearly");
    refused("(monthly + 0) - yearly");
    refused("monthly * rate - yearly * rate");
    refused("max(0, monthly) - max(0, yearly)");
    refused("round half up(monthly, 0) - round half up(yearly, 0)");
    refused("convert(monthly, \"EUR\", period.end) - yearly");
    refused("monthly - at(yearly, period.end)");
    refused("monthly - sum(spans(yearly, period.start, period.end).value)");
}

TEST_CASE("sums of two kinds of period do not meet in functions, tests and lists", "[rule]") {
    for (const std::string other : {"yearly", "of_quarter", "of_day", "of_year"}) {
        for (const std::string function : {"min", "max", "sum", "mean", "median"})
            refused(function + "(monthly, " + other + ")");
        refused("'[monthly, " + other + "]'");
        refused("'max([monthly, " + other + "])'");
        refused("if monthly > 0 then monthly else " + other);
        refused("monthly between 0 and " + other);
        refused("monthly in [0.." + other + "]");
        refused("monthly in (< " + other + ")");
        refused("list contains(months.sum, " + other + ")");
        refused("append(months.sum, " + other + ")");
        refused("'concatenate(months.sum, [" + other + "])'");
        refused("insert before(months.sum, 1, " + other + ")");
        refused("index of(months.sum, " + other + ")");
        refused("some m in months satisfies m.sum > " + other);
        refused("'{a: monthly} = {a: " + other + "}'");
    }
}

TEST_CASE("thresholds, rows and results of a table keep their period", "[rule]") {
    refused("slices(monthly)");
    refused("of_base(monthly)");
    refused("slices(yearly) - monthly");
    refused("fixed(true) + monthly");
    loads("slices(yearly)");
    loads("slices(yearly) + of_year");
    loads("fixed(true) + of_year");
}

TEST_CASE("an output is of the rule's period, or of the one that it names", "[rule]") {
    const auto output = [](const std::string& value, const std::string& more = "") {
        return "{value: " + value + ", source: act s.5" + more + "}";
    };
    refused("monthly", output("yearly"));
    refused("monthly", output("fixed(true)"));
    refused("monthly", output("if monthly > 0 then yearly else 0"));
    refused("monthly", output("of_quarter", ", per: year"));
    refused("due + yearly");
    refused("monthly", output("monthly",
                              ", exceptions: [{name: x, when: monthly > 0, value: "
                              "yearly, source: act s.6}]"));
    refused(
        "{value: monthly, exceptions: [{name: x, when: monthly > 0, value: yearly, source: act "
        "s.6}]}");
    loads("monthly", output("yearly", ", per: year"));
    loads("monthly", output("monthly"));
    loads("due + monthly");
}

TEST_CASE("a sum of a year that is prorated is of the rule's period", "[rule]") {
    loads("monthly - scaled");
    loads("max(monthly, scaled)");
    refused("of_year - scaled");
    refused("monthly - at(scaled, period.end)");
    loads("of_year - at(scaled, period.end)");
}

TEST_CASE("periods cancel, and what is of no period meets all", "[rule]") {
    loads("monthly * (of_year / yearly)");
    loads("monthly * rate");
    loads("monthly + 0");
    loads("of_year + yearly");
}
