// SPDX-License-Identifier: Apache-2.0
// What is proven of limits that are cut to a short period, whatever the period.
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

std::string figure(const std::string& name, const std::string& how, const std::string& is) {
    return "  " + name + ": {type: money, per: year, prorate: " + how +
           ", values: {2015-01-01: {value: " + is + ", source: act s.2}}}\n";
}

diagnostics problems_of(const std::string& condition, const std::string& more = "") {
    const auto source = std::make_shared<const source_text>(
        "rule.yaml",
        "levy: 1\nrule: xx/sample\ntitle: A sample\ncurrency: EUR\nassessed: per accounting_year\n"
        "sources: {act: {title: The Act, read: 2026-01-01}}\n"
        "in_force: {2020-01-01: {value: true, source: act s.1}}\nparameters:\n" +
            figure("threshold", "months", "600") + figure("allowance", "months", "1200") +
            figure("by_days", "days", "1200") + figure("whole", "never", "1200") +
            figure("refund", "months", "-100") +
            "  half: {type: ratio, values: {2015-01-01: {value: 50%, source: act s.2}}}\n"
            "inputs: {sum: {type: money, min: 0}, yes: {type: boolean}}\n" +
            more + "applies: [{when: '" + condition +
            "', otherwise: below_threshold, source: act s.3}]\n"
            "outputs: {due: {charges: vat, value: sum, source: act s.4}}\n");
    diagnostics sink;
    const auto document = read_yaml(source, sink);
    REQUIRE(document);
    (void)rule::read_rule(*document, source, {}, sink);
    return sink;
}

/// `never`, `always`, or nothing for what the facts decide.
std::string proven(const std::string& condition, const std::string& more = "") {
    const auto found = problems_of(condition, more);
    INFO(condition << "\n" << to_text(found));
    if (found.empty()) return "";
    CHECK(found.size() == 1);
    CHECK((found.front().id == code::never || found.front().id == code::masked));
    return found.front().id == code::never ? "never" : "always";
}

}  // namespace

TEST_CASE("two limits cut alike are in the order of their years", "[rule][prove]") {
    const auto found = problems_of("allowance < threshold");
    REQUIRE(found.size() == 1);
    CHECK(found.front().message == "the rule never applies: `allowance < threshold` is never true");
    REQUIRE(found.front().related.size() == 2);
    CHECK(found.front().related[0].text == "threshold is 600");
    CHECK(found.front().related[1].text == "allowance is 1,200");
    CHECK(proven("threshold < allowance") == "always");
    CHECK(proven("allowance = threshold") == "never");
    CHECK(proven("threshold >= allowance * half") == "always");
    CHECK(proven("half * allowance > threshold") == "never");
    CHECK(proven("allowance / 12 > threshold") == "never");
    CHECK(proven("allowance - threshold > 0") == "always");
    CHECK(proven("threshold + threshold = allowance") == "always");
    CHECK(proven("0 > threshold") == "never");
    CHECK(proven("-threshold < 0") == "always");
    CHECK(proven("threshold > refund") == "always");
    CHECK(proven("low > high", "define:\n  low: threshold\n  high: allowance - refund\n") ==
          "never");
    SECTION("not where they are cut in two ways, or one is not") {
        CHECK(proven("threshold < by_days").empty());
        CHECK(proven("threshold + by_days > 0").empty());
        CHECK(proven("threshold < sum").empty());
        CHECK(proven("if yes then threshold < allowance else sum > threshold").empty());
    }
}

TEST_CASE("a limit cut to the period is above 0 and at most that of a year", "[rule][prove]") {
    CHECK(proven("allowance > whole") == "never");
    CHECK(proven("allowance <= whole") == "always");
    CHECK(proven("threshold >= whole") == "never");
    CHECK(proven("whole > threshold") == "always");
    CHECK(proven("refund >= -whole") == "always");
    CHECK(proven("refund > whole") == "never");
    CHECK(proven("refund - refund = 0") == "always");
    SECTION("the period decides between") {
        CHECK(proven("allowance < whole").empty());
        CHECK(proven("allowance >= whole").empty());
        CHECK(proven("threshold > whole * half * half").empty());
    }
}

TEST_CASE("definitions that name another limit twice are read once", "[rule][prove]") {
    std::string chain = "define:\n";
    for (int i = 0; i < 40; ++i)
        chain += "  p" + std::to_string(i) + ": p" + std::to_string(i + 1) + " + p" +
                 std::to_string(i + 1) + "\n";
    CHECK(proven("p0 < threshold", chain + "  p40: threshold\n") == "never");
}

TEST_CASE("an instalment that reads an output does not reckon it where the rule does not apply",
          "[rule][prove]") {
    const auto with = [](const std::string& amount) {
        const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per accounting_year
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
parameters:
  gate: {type: money, values: {2015-01-01: {value: 100, source: act s.2}}}
  rate: {type: ratio, values: {2015-01-01: {value: 3%, source: act s.2}}}
inputs: {sum: {type: money, min: 0}}
define:
  taxed:
    value: sum
    exceptions: [{name: tiny, when: sum < gate, value: sum * rate, source: act s.3}]
applies: [{when: sum > gate, otherwise: below_threshold, source: act s.3}]
outputs:
  due:
    charges: vat
    value: sum * rate
    source: act s.4
    exceptions: [{name: small, when: sum <= gate, value: sum, source: act s.3}]
  other: {charges: vat, value: taxed * rate, source: act s.4}
filing:
  supplier:
    2020-01-01: {pay: period.end, source: act s.5, instalments: [{pay: period.end, amount: )" +
                                                                                 amount + "}]}\n");
        diagnostics sink;
        const auto document = read_yaml(source, sink);
        REQUIRE(document);
        (void)rule::read_rule(*document, source, {}, sink);
        std::vector<std::string> texts;
        for (const auto& one : sink) texts.push_back(one.message);
        return texts;
    };
    const std::string small = "the exception 'small' of 'due' never holds where the rule applies";
    const std::string tiny = "the exception 'tiny' of 'taxed' never holds where the rule applies";
    CHECK(with("sum * rate") == std::vector{tiny, small});
    CHECK(with("due") == std::vector{tiny, small});
    // A definition is reckoned for it all the same.
    CHECK(with("taxed") == std::vector{small});
}

TEST_CASE("a table whose limits are all cut alike is proven as in a whole year", "[rule][prove]") {
    const auto found = [](const std::string& rows, const std::string& column = "") {
        const auto source = std::make_shared<const source_text>(
            "rule.yaml",
            "levy: 1\nrule: xx/sample\ntitle: A sample\ncurrency: EUR\n"
            "assessed: per accounting_year\n"
            "sources: {act: {title: The Act, read: 2026-01-01}}\n"
            "in_force: {2020-01-01: {value: true, source: act s.1}}\nparameters:\n" +
                figure("low", "months", "600") + figure("high", "months", "1200") +
                figure("by_days", "days", "900") +
                "tables:\n  t:\n    columns: [{name: x, type: money, min: 0" + column +
                "}]\n    gives: ratio\n    values:\n      2015-01-01:\n        source: act s.4\n"
                "        rows: [" +
                rows +
                "]\ninputs: {sum: {type: money, min: 0}}\n"
                "outputs: {due: {charges: vat, value: sum * t(sum), source: act s.4}}\n");
        diagnostics sink;
        const auto document = read_yaml(source, sink);
        REQUIRE(document);
        (void)rule::read_rule(*document, source, {}, sink);
        std::vector<std::string> texts;
        for (const auto& one : sink)
            texts.push_back(std::string{name_of(one.id)} + ": " + one.message);
        return texts;
    };
    using told = std::vector<std::string>;
    CHECK(found(R"~(["< low", 1%], ["[low..high)", 2%], [">= high", 3%])~").empty());
    CHECK(found(R"~(["< low", 1%], [">= high", 3%])~") ==
          told{"gap: the table 't' says nothing for x [600..1200), from 2020-01-01"});
    CHECK(found(R"~(["<= high", 1%], [">= low", 3%])~") ==
          told{"overlap: two rows of the table 't' meet for x [600..1200], from 2020-01-01"});
    CHECK(found(R"~(["[high..low]", 1%], ["-", 3%])~").size() == 1);
    SECTION("not where the period decides how they lie") {
        CHECK(found(R"~(["< low", 1%], ["[low..by_days)", 2%], [">= by_days", 3%])~").empty());
        CHECK(found(R"~(["< low", 1%], [">= high", 3%])~", ", max: 1000") ==
              told{"range: the table 't' is asked for a 'x' that it does not hold, for sum > "
                   "1000, as on 2020-01-01"});
    }
}
