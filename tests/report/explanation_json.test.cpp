// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <nlohmann/json.hpp>

#include "explained.hpp"

using namespace levy;
using tests::explained;
using json = nlohmann::ordered_json;

namespace {

std::string keys_of(const json& map) {
    std::string all;
    for (const auto& [key, is] : map.items()) all += (all.empty() ? "" : " ") + key;
    return all;
}

/// Every key of every entry of a list, once.
std::string keys_in(const json& list) {
    std::set<std::string> all;
    for (const auto& one : list)
        for (const auto& [key, is] : one.items()) all.insert(key);
    std::string text;
    for (const auto& key : all) text += (text.empty() ? "" : " ") + key;
    return text;
}

}  // namespace

TEST_CASE("the exported explanation keeps its form", "[report]") {
    const auto out = json::parse(report::to_json(
        explained("xx/threshold-levy",
                  {.period = "2022",
                   .given = {{"world_revenue", "800_000_000"}, {"local_revenue", "11_000_000"}},
                   .known = "2023-05-01"})));
    CHECK(out["schema"] == "levy.explanation/1");
    CHECK(keys_of(out) ==
          "schema rule title period assessed_per currency answer decided_by changes readings "
          "trace sources "
          "receipt");
    CHECK(keys_of(out["answer"]) == "outputs liable");
    CHECK(keys_of(out["answer"]["outputs"]["due"]) == "value charges");
    CHECK(out["answer"]["outputs"]["due"]["value"] == "300000");
    CHECK(keys_in(out["decided_by"]) == "because cites formula kind name says unit value where");
    CHECK(keys_of(out["decided_by"][0]["cites"]) == "source place");
    CHECK(keys_of(out["decided_by"][0]["where"]) == "file line column");
    CHECK(keys_in(out["trace"]) == "cites formula kind name note since unit used value where");
    CHECK(keys_of(out["receipt"]) == "levy files in_force known rule_hash");
    CHECK(out["receipt"]["known"] == "2023-05-01");
    std::set<std::string> kinds;
    for (const auto& change : out["changes"]) kinds.insert(change["kind"].get<std::string>());
    CHECK(kinds == std::set<std::string>{"amount", "choice", "day"});
    CHECK(keys_of(out["changes"][0]) ==
          "kind name from to distance last first nearest owes_nothing because outputs "
          "outputs_at_last does_not_apply "
          "liable");
    CHECK(keys_of(out["changes"][0]["because"][0]) == "what cites where");
}

TEST_CASE("pain 19: an explanation names the version of each document that it stands on",
          "[report]") {
    const auto out = json::parse(report::to_json(explained(
        "vn/foreign-supplier-tax",
        {.period = "2025-Q2",
         .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}})));
    std::set<std::string> cited;
    const auto look = [&](const auto& self, const json& at) -> void {
        if (at.is_object() && at.contains("cites"))
            cited.insert(at["cites"]["source"].get<std::string>());
        if (at.is_structured())
            for (const auto& inner : at) self(self, inner);
    };
    look(look, out);
    CHECK(cited.size() > 5);
    for (const auto& id : cited) {
        INFO(id);
        REQUIRE(out["sources"].contains(id));
        const auto& source = out["sources"][id];
        CHECK(keys_of(source) ==
              (source.contains("url") ? "title url read confidence" : "title read confidence"));
    }
    CHECK(out["sources"]["law48"]["url"].get<std::string>().starts_with("https://"));
    CHECK(out["receipt"]["rule_hash"].get<std::string>().size() == 64);
}

TEST_CASE("pain 20: a change of the answer is exported with its exact figures", "[report]") {
    const auto out = json::parse(report::to_json(explained(
        "xx/rate-table",
        {.period = "2021", .given = {{"revenue", "5_000_000"}, {"kind", "advertising"}}})));
    const auto& bend = out["changes"][0];
    CHECK(bend["name"] == "revenue");
    CHECK(bend["from"] == "5000000");
    CHECK(bend["to"] == "999999.99");
    CHECK(bend["distance"] == "-4000000.01");
    CHECK(keys_of(bend["bends"][0]) == "output here beyond");
    CHECK(bend["bends"][0]["here"] == "0.01");
}

TEST_CASE("pain 21: what came about is told step by step, each by the steps it read", "[report]") {
    const auto out = json::parse(report::to_json(explained(
        "xx/gross-up",
        {.period = "2024-01", .currency = "EUR", .given = {{"price", "950"}, {"net", "true"}}})));
    std::size_t read = 0;
    for (std::size_t i = 0; i < out["trace"].size(); ++i)
        for (const auto& used : out["trace"][i]["used"]) {
            CHECK(used.get<std::size_t>() < i);
            ++read;
        }
    CHECK(read > 8);
    CHECK(out["decided_by"][0]["name"] == "tax");
    CHECK(out["decided_by"][0]["value"] == "50");
}
