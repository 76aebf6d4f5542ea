// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/reform.hpp>

#include "fixture.hpp"

using namespace levy;
using namespace levy::pains;

namespace {

outcome<law> reformed(const std::string& patches, const law& stands = the_law()) {
    const auto text = std::make_shared<const source_text>(
        "r.yaml", "levy: 1\nreform: r\ntitle: A reform\npatches:\n  " + patches + "\n");
    diagnostics problems;
    const auto document = read_yaml(text, problems);
    const auto by = document ? rule::read_reform(*document, text, problems) : std::nullopt;
    if (!by) return problems;
    return stands.under(*by);
}

/// What 1,000 of revenue owe in a month.
std::string flat(const law& under, const std::string& month) {
    return output_of(
        under.assess("xx/flat-levy", {.period = month, .given = {{"revenue", "1000"}}}));
}

const std::string scale = R"(
tables:
  scale:
    columns: [{name: base, type: money}]
    gives: ratio
    slices: true
    values:
      2020-01-01: {source: code s.2, rows: [["< 100", 0%], [">= 100", 10%]]}
      2024-07-01: {source: code s.3, rows: [["< 200", 0%], [">= 200", 10%]]}
inputs: {base: {type: money}}
outputs: {due: {value: scale(base), source: code s.2}}
)";

}  // namespace

// policyengine-us 9075 and 9077: a reform dated years ahead froze the indexing of the years before
// it, and the published estimates were wrong.
TEST_CASE("pain 6: a reform of later years leaves every earlier value as the law has it",
          "[pains]") {
    const auto under = reformed("xx/flat-levy.parameters.rate: {2030-01-01: 9%}");
    REQUIRE(under);
    for (const auto* month : {"2019-12", "2020-01", "2024-06", "2024-07", "2029-12"}) {
        INFO(month);
        CHECK(flat(*under, month) == flat(the_law(), month));
    }
    CHECK(flat(*under, "2024-06") == "30");
    CHECK(flat(*under, "2024-07") == "45");  // the law's own later change still comes
    CHECK(flat(*under, "2030-01") == "90");
    CHECK(flat(the_law(), "2030-01") == "45");
}

// Tax-Calculator 2902 and 2904: a thing that is switched on and off twice cannot be said, and the
// answer is a TypeError of the language beneath.
TEST_CASE("pain 7: a tax is switched on and off twice, by dates", "[pains]") {
    const std::string twice =
        "xx/flat-levy.in_force: {2021-01-01: {value: false, reason: replaced}, 2022-01-01: true, "
        "2023-01-01: {value: false, reason: replaced}, 2024-01-01: true}";
    const auto under = reformed(twice);
    INFO(to_text(under.problems()));
    REQUIRE(under);
    for (const auto& [month, owed] : {std::pair{"2020-12", "30"},
                                      {"2021-01", "0"},
                                      {"2021-12", "0"},
                                      {"2022-01", "30"},
                                      {"2022-12", "30"},
                                      {"2023-01", "0"},
                                      {"2023-12", "0"},
                                      {"2024-01", "30"},
                                      {"2024-07", "45"}}) {
        INFO(month);
        CHECK(flat(*under, month) == owed);
    }
    SECTION("a switch that is none is told in the author's words") {
        const auto wrong = reformed("xx/flat-levy.in_force: {2021-01-01: sometimes}");
        REQUIRE_FALSE(wrong);
        const auto& problem = wrong.problems().front();
        CHECK(to_text(problem.primary.where) == "r.yaml:5:39");
        CHECK(problem.message.find("sometimes") != std::string::npos);
    }
}

// policyengine-core 390: thresholds of brackets cannot follow the years as single values can.
TEST_CASE("pain 8: thresholds of a table are dated like single values", "[pains]") {
    const auto under = with(scale);
    CHECK(due(under, "100", "2024-06") == "0");
    CHECK(due(under, "101", "2024-06") == "0.1");
    CHECK(due(under, "200", "2024-07") == "0");
    CHECK(due(under, "201", "2024-07") == "0.1");
    SECTION("and their rates under a reform, in rows that it names") {
        const auto after = reformed("xx/flat-levy.tables.scale[>= 200]: {2025-01-01: 20%}", under);
        INFO(to_text(after.problems()));
        REQUIRE(after);
        CHECK(due(*after, "201", "2024-12") == "0.1");
        CHECK(due(*after, "201", "2025-01") == "0.2");
    }
}

// policyengine-us 4896 and 4538: a reform silently does nothing, for a wrong path or a cache.
TEST_CASE("pain 9: a reform that reaches nothing is an error, and no cache hides one", "[pains]") {
    for (const auto* nowhere : {"xx/flat-levy.parameters.rte: {2024-01-01: 9%}",
                                "xx/flat-lefy.parameters.rate: {2024-01-01: 9%}",
                                "xx/flat-levy.parametres.rate: {2024-01-01: 9%}",
                                "xx/rate-table.tables.rate_off[goods]: {2023-01-01: 9%}"}) {
        const auto under = reformed(nowhere);
        INFO(nowhere);
        REQUIRE_FALSE(under);
        CHECK_FALSE(under.problems().front().help.empty());
        CHECK(to_text(under.problems().front().primary.where).starts_with("r.yaml:5:"));
    }
    SECTION("asked before and after, in either order, each law answers for itself") {
        const auto stands = law::open(std::string{LEVY_ROOT} + "/rules");
        REQUIRE(stands);
        CHECK(flat(*stands, "2024-06") == "30");
        const auto first = reformed("xx/flat-levy.parameters.rate: {2024-01-01: 9%}", *stands);
        const auto second = reformed("xx/flat-levy.parameters.rate: {2024-01-01: 8%}", *stands);
        REQUIRE(first);
        REQUIRE(second);
        CHECK(flat(*second, "2024-06") == "80");
        CHECK(flat(*first, "2024-06") == "90");
        CHECK(flat(*stands, "2024-06") == "30");
    }
}
