// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/levy.hpp>
#include <levy/report/assessment.hpp>

#include "golden.hpp"

using namespace levy;

namespace {

rule::assessment made(const char* id, const request& asked) {
    const auto under = law::open(std::string{LEVY_ROOT} + "/rules");
    REQUIRE(under);
    const auto result = under->assess(id, asked);
    INFO(to_text(result.problems()));
    REQUIRE(result);
    return *result;
}

}  // namespace

TEST_CASE("an assessment as text", "[report]") {
    tests::check_golden(
        "assess-gross-up.out.txt",
        report::to_text(made(
            "xx/gross-up", {.period = "2024-01", .currency = "EUR", .given = {{"price", "950"}}})) +
            report::to_text(
                made("xx/threshold-levy",
                     {.period = "2022",
                      .given = {{"world_revenue", "1"}, {"local_revenue", "11_000_000"}}})) +
            report::to_text(
                made("xx/not-yet-encoded", {.period = "2020-12", .given = {{"revenue", "5"}}})));
}

TEST_CASE("an assessment as JSON keeps every digit and names its schema", "[report]") {
    const auto json = nlohmann::json::parse(
        report::to_json(made("xx/gross-up", {.period = "2024-01",
                                             .currency = "EUR",
                                             .given = {{"price", "950.01"}, {"treaty_cap", "0"}}}),
                        {{"law/xx/gross-up.yaml", "abc"}}));
    CHECK(json["schema"] == "levy.assessment/1");
    CHECK(json["outputs"]["tax"]["value"] == "0");
    CHECK(json["outputs"]["tax"]["reason"] == "treaty");
    CHECK(json["receipt"]["files"]["law/xx/gross-up.yaml"] == "abc");
    CHECK(json["filing"]["pay"] == "2024-02-20");
}

TEST_CASE("values are shown as people read them", "[report]") {
    const auto number_type = feel::type::number_of();
    auto share = number_type;
    share.ratio = true;
    CHECK(shown_value(number{1234567}, number_type) == "1,234,567");
    CHECK(shown_value(number{-1234567}, number_type) == "-1,234,567");
    CHECK(shown_value(number{123}, number_type) == "123");
    CHECK(shown_value(number{75, 1000}, share) == "7.5%");
    CHECK(shown_value(number{1, 11}, share) == "1/11 (0.0909090909090909…)");
    CHECK(shown_value(feel::value{}, number_type) == "none");
    CHECK(shown_value(feel::value{true}, number_type) == "yes");
}
