// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <levy/report/assessment.hpp>
#include <levy/rule/explain.hpp>
#include <levy/text/sha256.hpp>

#include "fixture.hpp"
#include "process.hpp"

using namespace levy;
using namespace levy::pains;
using nlohmann::json;

namespace {

const request asked{.period = "2022",
                    .given = {{"world_revenue", "750000000"}, {"local_revenue", "11000000"}}};
const std::string words =
    "assess xx/threshold-levy --period 2022 --set world_revenue=750000000 --set "
    "local_revenue=11000000";

}  // namespace

// regelrecht 290: the trace names the law and not the version of the document that was used.
TEST_CASE("pain 19: an answer names the very text it stands on", "[pains]") {
    const auto receipt = json::parse(run(words + " --format json", "2>/dev/null").out)["receipt"];
    const std::string file = "law/xx/threshold-levy.yaml";
    CHECK(receipt["files"][file] == sha256(read_file(LEVY_ROOT "/rules/" + file)));
    CHECK(receipt["files"].contains("law/xx/sources.yaml"));
    CHECK(receipt["in_force"] == "2022-12-31");
    CHECK_FALSE(receipt["levy"].get<std::string>().empty());
    SECTION("and another text has another name") {
        const own_rules rules;
        write_file(rules.file("threshold-levy.yaml"),
                   read_file(rules.file("threshold-levy.yaml")) + "# a remark\n");
        const auto other = json::parse(
            run("--rules '" + rules.folder() + "' " + words + " --format json", "2>/dev/null").out);
        CHECK(other["receipt"]["files"][file] != receipt["files"][file]);
        CHECK(other["outputs"]["due"]["value"] == "300000");
    }
}

// policyengine-core 512: the trace has no stable export with a version.
TEST_CASE("pain 20: the export says its schema and is the same bytes each time", "[pains]") {
    const auto first = run(words + " --format json", "2>/dev/null").out;
    CHECK(first == run(words + " --format json", "2>/dev/null").out);
    const auto answer = json::parse(first);
    CHECK(answer["schema"] == "levy.assessment/2");
    CHECK(answer["outputs"]["due"]["value"] == "300000");  // digits, never a binary number
    SECTION("also in a line each") {
        const auto made = the_law().assess("xx/threshold-levy", asked);
        REQUIRE(made);
        CHECK(json::parse(report::to_json(*made, {}, true))["schema"] == "levy.assessment/2");
    }
}

// mon-entreprise 3870: people see a result and not how it came about.
TEST_CASE("pain 21: every step of an answer can be told, with its article", "[pains]") {
    const auto made = the_law().assess("xx/threshold-levy", asked);
    REQUIRE(made);
    const auto told = explain(*made);
    INFO(told);
    for (const auto* part : {"max(0, local_revenue - allowance) * rate", "11,000,000", "1,000,000",
                             "3%", "code s.12", "code s.11", "code s.10(1)", "300,000"})
        CHECK(told.find(part) != std::string::npos);
    SECTION("of a zero too: the condition that failed") {
        auto less = asked;
        less.given["world_revenue"] = "749999999";
        const auto nothing = the_law().assess("xx/threshold-levy", less);
        REQUIRE(nothing);
        CHECK(explain(*nothing).find("world_revenue >= world_threshold") != std::string::npos);
        CHECK(explain(*nothing).find("below_threshold") != std::string::npos);
    }
}
