// SPDX-License-Identifier: Apache-2.0
// Numbers as a beginner writes them: commas between thousands, quotes around.
#include <levy/rule/request.hpp>

#include "slips.hpp"

using namespace levy;
using slips::told;

namespace {

/// What is said of `--set revenue=…`.
std::string set(const std::string& revenue) {
    const auto text = std::make_shared<const source_text>("slips.yaml", slips::good);
    diagnostics sink;
    const auto document = read_yaml(text, sink);
    REQUIRE(document);
    const auto by = rule::read_rule(*document, text, {}, sink);
    INFO(to_text(sink));
    REQUIRE(by);
    request asked;
    asked.period = "2024";
    asked.given = {{"revenue", revenue}, {"medium", "search"}};
    const auto about = rule::facts_from(*by, asked);
    return about ? "" : slips::lines_of(about.problems());
}

}  // namespace

TEST_CASE("the good rule has no slip", "[rule]") { CHECK(told("levy: 1", "levy: 1").empty()); }

TEST_CASE("a comma before three digits is thousands or a fraction, and nobody guesses", "[rule]") {
    const std::string not_a_sum = "' is not a sum such as 25_000_000 | ";
    CHECK(set("5,000") == "1:1 literal: '5,000" + not_a_sum + "5_000 or 5.000?\n");
    CHECK(set("12,5") == "1:1 literal: '12,5" + not_a_sum + "write 12.5\n");
    CHECK(set("0,125") == "1:1 literal: '0,125" + not_a_sum + "write 0.125\n");
    CHECK(set("5,000,000") == "1:1 literal: '5,000,000" + not_a_sum + "write 5_000_000\n");
    CHECK(set("1.000.000") == "1:1 literal: '1.000.000" + not_a_sum + "write 1_000_000\n");
    CHECK(set("1,250,000.50") == "1:1 literal: '1,250,000.50" + not_a_sum + "write 1_250_000.50\n");
    CHECK(set("1.250.000,50") == "1:1 literal: '1.250.000,50" + not_a_sum + "write 1_250_000.50\n");
}

TEST_CASE("a number that a comma cuts inside a flow map is told once, as one number", "[rule]") {
    const std::string cut = "a comma inside {…} ends a value, so '";
    CHECK(told("5_000, source", "5,000, source") ==
          "11:52 literal: " + cut + "5,000' is no number | 5_000 or 5.000?\n");
    CHECK(told("5_000, source", "5,000,000, source") ==
          "11:52 literal: " + cut + "5,000,000' is no number | write 5_000_000\n");
    CHECK(told("5_000, source", "1,250,000.50, source") ==
          "11:52 literal: " + cut + "1,250,000.50' is no number | write 1_250_000.50\n");
    CHECK(told("value: 5_000, source: act s.2}", "value: 5_000, source: act s.2, 000}") ==
          "11:76 key: there is no key '000' in an entry | its keys are value, source, "
          "published, confidence, note\n");
}

TEST_CASE("a figure in quotes is a text: the quotes go", "[rule]") {
    CHECK(told("value: 5_000,", "value: \"5_000\",") ==
          "11:52 literal: '5_000' is not a sum such as 25_000_000 while it stands in quotes | "
          "take the quotes away: 5_000\n");
    CHECK(told("value: 3%,", "value: \"3%\",") ==
          "12:52 literal: '3%' is not a share such as 7.5% or 11/12 while it stands in quotes | "
          "take the quotes away: 3%\n");
    CHECK(told("default: false", "default: 'false'") ==
          "21:35 literal: 'false' is not true or false while it stands in quotes | take the quotes "
          "away: false\n");
    CHECK(told("value: 3%,", "value: \"much\",") ==
          "12:52 literal: 'much' is not a share such as 7.5% or 11/12\n");
}

TEST_CASE("a share out of bounds is shown as it was written", "[rule]") {
    const auto given = [](const std::string& share) {
        return slips::told("  small: {type: boolean, default: false}",
                           "  part: {type: ratio, min: 0, max: 1, default: " + share +
                               "}\n  small: {type: boolean, default: false}");
    };
    CHECK(given("120%").ends_with(" range: 120% is above the greatest allowed value, 100%\n"));
    CHECK(given("-5%").ends_with(" range: -5% is below the least allowed value, 0%\n"));
    CHECK(given("1.2").ends_with(" range: 1.2 is above the greatest allowed value, 1\n"));
}
