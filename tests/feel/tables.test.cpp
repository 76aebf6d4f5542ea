// SPDX-License-Identifier: Apache-2.0
// Decision tables of `levy eval`: what is no table is refused, and by what its hits are ordered.
#include "plain.hpp"

using namespace plain;

namespace {

json table() {
    return json::parse(R"({
        "inputs": [{"expression": "x"}],
        "outputs": [{"name": "o", "values": "\"high\", \"low\""}],
        "rules": [{"when": ["> 1"], "then": ["\"low\""]},
                  {"when": ["> 2"], "then": ["\"high\""]}]})");
}

json decided(const json& of) {
    return answer_to({{"table", of}, {"inputs", {{"x", {{"number", "5"}}}}}});
}

std::string refusal(const json& of) {
    const auto a = decided(of);
    INFO(a.dump());
    REQUIRE(a.contains("error"));
    return a["error"]["message"].get<std::string>();
}

}  // namespace

TEST_CASE("a hit policy and an aggregation that do not exist are refused", "[feel]") {
    auto t = table();
    t["hit_policy"] = "BOGUS";
    CHECK(refusal(t) ==
          "hit_policy is one of UNIQUE, ANY, FIRST, PRIORITY, RULE ORDER, OUTPUT ORDER, COLLECT, "
          "not \"BOGUS\"");
    t["hit_policy"] = 1;
    CHECK(refusal(t).ends_with(", not 1"));
    t["hit_policy"] = "COLLECT";
    t["aggregation"] = "BOGUS";
    CHECK(refusal(t) == "aggregation is one of SUM, MIN, MAX, COUNT, not \"BOGUS\"");
    t["aggregation"] = nullptr;
    CHECK(decided(t)["result"]["list"].size() == 2);
    t["hit_policy"] = nullptr;
    CHECK(refusal(t) == "several rules of a UNIQUE table hold");
}

TEST_CASE("a rule of a table has a cell for each column", "[feel]") {
    auto t = table();
    t["rules"][1]["when"] = {"> 2", "-"};
    CHECK(refusal(t) == "rule 2 has 2 cells under 'when', and the table has 1 inputs");
    t["rules"][1]["when"] = json::array();
    CHECK(refusal(t) == "rule 2 has 0 cells under 'when', and the table has 1 inputs");
    t = table();
    t["rules"][0]["then"] = {"\"low\"", "1"};
    CHECK(refusal(t) == "rule 1 has 2 cells under 'then', and the table has 1 outputs");
}

TEST_CASE("hits are ordered by the places of their outputs among the allowed values", "[feel]") {
    auto t = table();
    t["hit_policy"] = "PRIORITY";
    CHECK(decided(t)["result"]["string"] == "high");
    t["hit_policy"] = "OUTPUT ORDER";
    CHECK(decided(t)["result"]["list"] ==
          json::parse(R"([{"string": "high"}, {"string": "low"}])"));
    t["hit_policy"] = "RULE ORDER";
    CHECK(decided(t)["result"]["list"] ==
          json::parse(R"([{"string": "low"}, {"string": "high"}])"));
}
