// SPDX-License-Identifier: Apache-2.0
#include <levy/value/period.hpp>

#include "fixture.hpp"

using namespace levy;
using namespace levy::pains;

namespace {

/// The one problem of a rule whose output is that formula.
diagnostic refused(const std::string& inputs, const std::string& formula) {
    const auto problems =
        problems_of("inputs: {base: {type: money}, " + inputs + "}\noutputs: {due: {value: '" +
                    formula + "', source: code s.2}}\n");
    INFO(to_text(problems));
    REQUIRE(problems.errors() == 1);
    return problems.front();
}
std::string owed(const std::string& inputs, const std::string& formula) {
    return due(with("inputs: {base: {type: money}, " + inputs + "}\noutputs: {due: {value: '" +
                    formula + "', source: code s.2}}\n"),
               "100");
}

}  // namespace

// openfisca-core 477, openfisca-france 1534 and 1672: francs and euros stand in one list, and the
// unit is a free text.
TEST_CASE("pain 14: a value has one currency, and two never meet unasked", "[pains]") {
    const auto sum = refused("paid: {type: money USD}", "base + paid");
    CHECK(sum.id == code::unit);
    CHECK(sum.message.find("EUR") != std::string::npos);
    CHECK(sum.message.find("USD") != std::string::npos);
    CHECK(sum.help.find("convert(") != std::string::npos);
    CHECK(sum.related.size() == 1);
    SECTION("a list of dated values holds no other currency than it declares") {
        const auto problems = problems_of(
            "parameters: {gate: {type: money, values: {2020-01-01: {value: 100, source: code s.2}, "
            "2024-01-01: {value: USD 650, source: code s.3}}}}\ninputs: {base: {type: "
            "money}}\noutputs: {due: {value: max(base - gate, 0), source: code s.2}}\n");
        REQUIRE_FALSE(problems.ok());
        CHECK(problems.front().id == code::currency);
    }
    SECTION("nor does a caller's amount") {
        CHECK(due(with("inputs: {base: {type: money}}\noutputs: {due: {value: base, source: code "
                       "s.2}}\n"),
                  "USD 5") == "currency");
    }
    SECTION("a currency changes on a day where the rule says at which rate") {
        const auto changed = with(R"(
parameters:
  old_gate:
    type: money DJF
    optional: true
    values:
      2020-01-01: {value: 1_000, source: code s.2}
      2024-01-01: {value: none, source: code s.3}
  gate:
    type: money
    optional: true
    values:
      2020-01-01: {value: none, source: code s.2}
      2024-01-01: {value: 4, source: code s.3}
  parity: {type: number, unit: DJF/EUR, values: {2020-01-01: {value: 200, source: code s.2}}}
inputs: {base: {type: money}}
outputs:
  due:
    value: >-
      if gate != null then min(base, gate)
      else if old_gate != null then min(base, old_gate / parity) else 0
    source: code s.2
)");
        CHECK(due(changed, "100", "2023-12") == "5");
        CHECK(due(changed, "3", "2023-12") == "3");
        CHECK(due(changed, "100", "2024-01") == "4");
    }
}

// publicodes 524: a unit is taken, and 1 m / 10 cm + 2 gives 210.
TEST_CASE("pain 15: a unit is reckoned with or refused, never carried along", "[pains]") {
    CHECK(refused("a: {type: number, unit: m}, b: {type: number, unit: cm}", "base * (a + b)").id ==
          code::unit);
    CHECK(
        refused(
            "a: {type: number, unit: m}, b: {type: number, unit: cm, min: 1}, two: {type: number}",
            "base * (a / b + two)")
            .id == code::unit);
    CHECK(refused("a: {type: number, unit: EUR/user}", "base + a").id == code::unit);
    CHECK(refused("a: {type: money}", "base * a").id == code::unit);
    CHECK(owed("a: {type: number, unit: EUR/user, default: 2}, heads: {type: count, unit: user, "
               "default: 3}",
               "base + a * heads") == "106");
    SECTION("a month's sum and a year's do not add up") {
        CHECK(refused("a: {type: money, per: year}", "base + a").id == code::time_basis);
    }
}

// openfisca-core 670, 966 and 1146: there is no quarter, week or fortnight, and periods do not
// nest.
TEST_CASE("pain 16: quarters, half-years and any days, each inside one period of the law",
          "[pains]") {
    const auto owed_in = [](const char* kind, const char* over) {
        const auto text = std::make_shared<const source_text>(
            "law/xx/flat-levy.yaml",
            "levy: 1\nrule: xx/flat-levy\ntitle: T\ncurrency: EUR\nassessed: per " +
                std::string{kind} +
                "\nin_force: {2020-01-01: {value: true, source: code s.1}}\ninputs: {base: {type: "
                "money}}\noutputs: {due: {value: base, source: code s.2}}\n");
        return output_of(the_law()
                             .replacing("xx/flat-levy", text)
                             .assess("xx/flat-levy", {.period = over, .given = {{"base", "7"}}}));
    };
    for (const auto& [kind, whole, part, across] :
         {std::tuple{"month", "2024-02", "2024-02-01..2024-02-14", "2024-01-31..2024-02-01"},
          {"bimester", "2024-03-01..2024-04-30", "2024-04", "2024-02-01..2024-03-31"},
          {"quarter", "2024-Q3", "2024-08", "2024-06-30..2024-07-01"},
          {"half_year", "2024-07-01..2024-12-31", "2024-Q4", "2024-Q2..2024-Q3"},
          {"calendar_year", "2024", "2024-Q1", "2023-12-31..2024-01-01"}}) {
        INFO(kind);
        CHECK(owed_in(kind, whole) == "7");
        CHECK(owed_in(kind, part) == "7");
        CHECK(owed_in(kind, across) == "period");
    }
    SECTION("a week and a fortnight are days from one to another") {
        CHECK(owed_in("interval", "2024-12-30..2025-01-05") == "7");
        CHECK(owed_in("interval", "2024-12-30..2025-01-12") == "7");
        CHECK(owed_in("month", "2024-06-03..2024-06-16") == "7");
    }
}
