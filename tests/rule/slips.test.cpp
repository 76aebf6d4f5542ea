// SPDX-License-Identifier: Apache-2.0
// What a beginner's rule is told: each mistake once, at its place, with what to write.
#include "slips.hpp"

#include <levy/rule/assess.hpp>
#include <levy/rule/cases.hpp>
#include <levy/rule/request.hpp>

using namespace levy;
using slips::told;

namespace {

std::string told_of_case(const std::string& expect) {
    const auto text = std::make_shared<const source_text>(
        "slips.cases.yaml",
        "levy: 1\ncases_of: xx/slips\ncases:\n  - {case: one, why: so, period: 2024, given: "
        "{revenue: 1}" +
            expect + "}\n");
    diagnostics sink;
    if (const auto document = read_yaml(text, sink)) rule::check_cases(*document, sink);
    return slips::lines_of(sink);
}

const std::string column = "columns: [{name: medium, type: text, one_of: [search, social]}]";

}  // namespace

TEST_CASE("a case that expects nothing tests nothing", "[rule]") {
    const std::string told_so =
        " cases: a case says what it expects | expect: {due: 100}, or expect: {error: missing}\n";
    CHECK(told_of_case(", expect: {}") == "4:69" + told_so);
    CHECK(told_of_case("") == "4:5" + told_so);
    CHECK(told_of_case(", periods: [{period: 2024, expect: {}}]") == "4:5" + told_so);
    CHECK(told_of_case(", periods: [{period: 2024, expect: {}}, {period: 2025, expect: {due: 1}}]")
              .empty());
    CHECK(told_of_case(", expect: {due: 1}").empty());
    CHECK(told_of_case(", expect: {due: 450,000}") ==
          "4:75 literal: a comma inside {…} ends a value, so '450,000' is no number | 450_000 or "
          "450.000?\n");
}

TEST_CASE("a word, a column or an exception is named once", "[rule]") {
    CHECK(told("one_of: [search, social]}\n", "one_of: [search, social, search]}\n") ==
          "20:49 name: 'search' is one of the words already | keep one of the two, or give this "
          "one another name (20:33 first here)\n");
    CHECK(told("      - {name: exempt_small,",
               "      - {name: exempt_small, when: medium = \"search\", value: taxed, source: act "
               "s.6}\n"
               "      - {name: exempt_small,") ==
          "32:16 name: 'exempt_small' is an exception of this formula already | keep one of the "
          "two, or give this one another name (31:16 first here)\n");
    CHECK(told(column, "columns: [{name: medium, type: text}, {name: medium, type: text}]")
              .starts_with("15:50 name: 'medium' is a column of this table already | keep one of "
                           "the two, or give this one another name (15:22 first here)\n"));
    CHECK(told("{pay: period.next, source: act s.8}",
               "{pay: period.next, source: act s.8, exceptions: [{name: a, when: small, pay: "
               "period.end, source: act s.8}, {name: a, when: not(small), pay: period.end, source: "
               "act s.8}]}") ==
          "35:131 name: 'a' is an exception of these terms already | keep one of the two, or give "
          "this one another name (35:73 first here)\n");
}

TEST_CASE("bounds that no value meets are refused where they stand", "[rule]") {
    CHECK(told("min: 0, max: 1_000_000", "min: 10, max: 1") ==
          "19:31 range: no value is at least `min` and at most `max` | exchange the two, or drop "
          "one (19:40 below `min`)\n");
    CHECK(told("min: 0, max: 1_000_000", "min: 1, max: 1").empty());
}

TEST_CASE("a table that collects gives a list", "[rule]") {
    const auto with = [](const std::string& sum) {
        auto rule = slips::changed("    gives: ratio\n", "    gives: ratio\n    hit: collect\n");
        const std::string whole = "taxed * (rate + by_medium(medium))";
        return rule.replace(rule.find(whole), whole.size(), sum);
    };
    const auto of = [](const std::string& rule) {
        const auto text = std::make_shared<const source_text>("slips.yaml", rule);
        diagnostics sink;
        const auto document = read_yaml(text, sink);
        REQUIRE(document);
        (void)rule::read_rule(*document, text, {}, sink);
        return slips::lines_of(sink);
    };
    CHECK(of(with("taxed * by_medium(medium)")).find("list of ratio") != std::string::npos);
    CHECK(of(with("taxed * sum(by_medium(medium))")).empty());
}

TEST_CASE("an instalment is money of the rule", "[rule]") {
    const auto amount = [](const std::string& is) {
        return told("{pay: period.next, source: act s.8}",
                    "{pay: period.next, source: act s.8, instalments: [{pay: period.end, amount: " +
                        is + "}]}");
    };
    const std::string wanted =
        ", and money EUR is wanted | write a share of what is owed, such "
        "as due / 12\n";
    CHECK(amount("due / 12").empty());
    CHECK(amount("gate").empty());
    CHECK(amount("0").empty());
    CHECK(amount("5_000") == "35:93 unit: this is number" + wanted);
    CHECK(amount("rate") == "35:93 unit: this is ratio" + wanted);
    CHECK(amount("medium") == "35:93 type: this is text" + wanted);
    CHECK(amount("small") == "35:93 type: this is boolean" + wanted);
}

TEST_CASE("a word without its quotes is told to take them", "[rule]") {
    CHECK(told("when: small", "when: medium = search") ==
          "31:45 name: there is no 'search' here | a word stands in quotes: \"search\"\n");
    CHECK(told("'\"buyer\"'", "buyer") ==
          "32:17 name: there is no 'buyer' here | a word stands in quotes: '\"buyer\"'\n");
    CHECK(told("when: small", "when: medium = serch") ==
          "31:45 name: there is no 'serch' here | declare it under `inputs`, `parameters` or "
          "`define`\n");
}

TEST_CASE("what `levy new` left to its author is no law", "[rule]") {
    const std::string left =
        " literal: this text is still to be written | say what it asks for, "
        "or write `status: proposed` while the rule is none\n";
    CHECK(told("title: A levy", "title: FILL IN A levy") == "3:8" + left);
    CHECK(told("title: The Act", "title: \"FILL IN: title\"") == "7:16" + left);
    CHECK(told("value: true, source: act s.1", "value: true, source: act s.1, note: FILL IN") ==
          "9:52" + left);
    CHECK(told("title: A levy", "status: proposed\ntitle: FILL IN A levy").empty());
}

TEST_CASE("one mistake is one message", "[rule]") {
    CHECK(told("{value: 3%, source: act s.3}", "3%") ==
          "12:44 shape: an entry is expected here | write its keys, "
          "one a line or in braces: {value: …, source: …}\n");
    CHECK(told("reason: exempt,", "reason: exemptt,") ==
          "31:61 reason: 'reason' cannot be 'exemptt' | did you mean 'exempt'?\n");
    CHECK(told("reason: exempt, ", "") ==
          "31:50 reason: a zero needs a reason | add `reason: exempt`, or whichever holds\n");
    CHECK(told("small: {type: boolean, default: false}",
               "small: {type: boolean, default: false}\n  users: {type: count}\n  fee: {type: "
               "number, unit: EUR/user, default: 0}\ncarry:\n  last: {type: money, start: users * "
               "fee, next: users * fee}") ==
          "22:10 unit: a count says what it counts | add `unit: user`\n");
}

TEST_CASE("what stops two outputs is told once", "[rule]") {
    auto rule = slips::changed("value: 5_000,", "value: unknown,");
    rule.replace(rule.find("liable:"), 0, "  again: {value: taxed * rate, source: act s.5}\n");
    const auto text = std::make_shared<const source_text>("slips.yaml", rule);
    diagnostics sink;
    const auto document = read_yaml(text, sink);
    REQUIRE(document);
    auto read = rule::read_rule(*document, text, {}, sink);
    INFO(to_text(sink));
    REQUIRE(read);
    const auto by = std::make_shared<const rule::instrument>(*std::move(read));
    request asked;
    asked.period = "2024";
    asked.given = {{"revenue", "6_000"}, {"medium", "search"}};
    const auto about = rule::facts_from(*by, asked);
    REQUIRE(about);
    const auto made = rule::assess(by, *about, nullptr);
    REQUIRE(made);
    CHECK(made->find("due")->refused);
    CHECK(made->find("again")->refused);
    INFO(to_text(made->problems));
    CHECK(made->problems.size() == 1);
}
