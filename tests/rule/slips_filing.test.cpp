// SPDX-License-Identifier: Apache-2.0
// Instalments and rolling days of a rule in a country without a calendar.
#include <levy/report/assessment.hpp>
#include <levy/rule/assess.hpp>
#include <levy/rule/deadlines.hpp>
#include <levy/rule/request.hpp>

#include "slips.hpp"

using namespace levy;

namespace {

rule::instrument_handle rule_with(const std::string& filing) {
    const auto text = std::make_shared<const source_text>(
        "slips.yaml", slips::changed("pay: period.next, source: act s.8", filing));
    diagnostics sink;
    const auto document = read_yaml(text, sink);
    REQUIRE(document);
    auto read = rule::read_rule(*document, text, {}, sink);
    INFO(to_text(sink));
    REQUIRE(read);
    return std::make_shared<const rule::instrument>(*std::move(read));
}

/// `2024-01-01 pay`, then `not listed: each month from..to: formula`, a line each.
std::string days_of(const std::string& filing) {
    const auto due = rule::due_days(rule_with(filing), nullptr,
                                    {*day::from(2024, 1, 1), *day::from(2024, 12, 31)}, {});
    std::string all;
    for (const auto& d : due.listed) all += to_text(d.due) + " " + d.duty + "\n";
    for (const auto& o : due.open)
        all += "not listed: each " + o.every + " of " + to_text(o.over) + ": " + o.text + "\n";
    return all;
}

rule::assessment assessed(const std::string& filing) {
    const auto by = rule_with(filing);
    request asked;
    asked.period = "2024";
    asked.given = {{"revenue", "6_000"}, {"medium", "search"}};
    const auto about = rule::facts_from(*by, asked);
    REQUIRE(about);
    const auto made = rule::assess(by, *about, nullptr);
    REQUIRE(made);
    return *made;
}

const std::string halves =
    "pay: period.next, source: act s.8, instalments: [{pay: 'period.start + @\"P30D\"', amount: "
    "due / 2}, {pay: unknown, amount: due / 2}]";

}  // namespace

TEST_CASE("days are listed although the sums depend on the facts", "[rule]") {
    CHECK(days_of(halves) == "2024-01-01 pay\n2024-01-31 instalment\n");
    CHECK(days_of("return: period.next, " + halves) ==
          "2024-01-01 return and pay\n2024-01-31 instalment\n");
}

TEST_CASE("a day that depends on the facts is not listed, and the others are", "[rule]") {
    CHECK(days_of("pay: period.next, source: act s.8, instalments: [{pay: 'if revenue > gate then "
                  "period.end "
                  "else period.next', amount: due}]") ==
          "2024-01-01 pay\nnot listed: each calendar_year of 2024: if revenue > gate then "
          "period.end else period.next\n");
    CHECK(days_of("every: quarter, pay: 'if revenue > gate then period.end else period.next', "
                  "source: act "
                  "s.8") ==
          "not listed: each quarter of 2024: if revenue > gate then period.end else "
          "period.next\n");
}

TEST_CASE("an assessment shows the instalments", "[rule]") {
    const auto made = assessed(halves);
    CHECK(report::to_text(made).find("pay by 2025-01-01\n"
                                     "  instalment of 20, pay by 2024-01-31\n"
                                     "  instalment of 20, pay by not known\n") !=
          std::string::npos);
    CHECK(report::to_json(made, {}, true)
              .find(R"("instalments":[{"pay":"2024-01-31","amount":"20"},)"
                    R"({"pay":"unknown","amount":"20"}])") != std::string::npos);
}

TEST_CASE("a day that rolls needs a calendar", "[rule]") {
    const auto rolls = assessed("pay: period.next, roll: next_working_day, source: act s.8");
    REQUIRE(rolls.filing->refused);
    CHECK(rolls.filing->refused->id == code::calendar);
    CHECK(rolls.filing->refused->message ==
          "whether 2025-01-01 is a working day is not known: the rule says `roll: "
          "next_working_day`, and its country has no calendar");
    CHECK_FALSE(assessed("pay: period.next, roll: none, source: act s.8").filing->refused);
    CHECK_FALSE(assessed("pay: period.next, source: act s.8").filing->refused);
}

TEST_CASE("what stands under a misspelt party is read, too", "[rule]") {
    CHECK(slips::told("  buyer:\n    2020-01-01: {pay: period.next, source: act s.8}",
                      "  buyr:\n    2020-01-01: {pya: period.next, source: act s.8}") ==
          "34:3 one_of: 'buyr' is no party | did you mean 'buyer'?\n35:18 key: there is no key "
          "'pya' in an entry of `filing` | did you mean 'pay'?\n");
}
