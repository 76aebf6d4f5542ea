// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/levy.hpp>
#include <levy/report/explanation.hpp>

#include "golden.hpp"

using namespace levy;
using json = nlohmann::ordered_json;

namespace {

const law& the_law() {
    static const auto opened = law::open(std::string{LEVY_ROOT} + "/rules");
    REQUIRE(opened);
    return *opened;
}

report::explanation explained(const std::string& id, const request& asked) {
    const auto about = the_law().facts_of(id, asked);
    REQUIRE(about);
    const auto made = the_law().assess(id, *about);
    REQUIRE(made);
    return {*made,
            rule::turning_points(*made, *about, *the_law().calendar_of(id)),
            {{"law/a.yaml", "00"}}};
}

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

TEST_CASE("an explanation begins with what decides, and with what would change it", "[report]") {
    const auto below =
        explained("xx/threshold-levy",
                  {.period = "2022",
                   .given = {{"world_revenue", "749_999_999"}, {"local_revenue", "11_000_000"}}});
    tests::check_golden("explain-turning-threshold.out.txt", report::to_text(below, 80));
    const auto scale =
        explained("xx/rate-table",
                  {.period = "2021", .given = {{"revenue", "5_000_000"}, {"kind", "advertising"}}});
    tests::check_golden("explain-turning-scale.out.txt", report::to_text(scale, 100));
    const auto gross_up = explained(
        "xx/gross-up",
        {.period = "2024-01", .currency = "EUR", .given = {{"price", "950"}, {"net", "true"}}});
    tests::check_golden("explain-turning-full.out.txt", report::to_text(gross_up, 100, true));
    const auto nested = explained(
        "xx/exceptions-levy",
        {.date = "2022-05-05", .given = {{"price", "100"}, {"book", "true"}, {"luxury", "true"}}});
    tests::check_golden("explain-turning-exceptions.out.txt", report::to_text(nested, 100));
    const auto refused =
        explained("xx/not-yet-encoded", {.period = "2020-12", .given = {{"revenue", "5"}}});
    tests::check_golden("explain-turning-refused.out.txt", report::to_text(refused, 100));
    const auto open =
        explained("xx/open-reading",
                  {.date = "2022-06-30", .currency = "EUR", .given = {{"price", "99.99"}}});
    tests::check_golden("explain-turning-reading.out.txt", report::to_text(open, 80));
}

TEST_CASE("no line of an explanation is wider than asked", "[report]") {
    const auto made = explained(
        "vn/foreign-supplier-tax",
        {.period = "2025-Q2",
         .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}});
    for (const std::size_t width : {std::size_t{80}, std::size_t{100}}) {
        std::istringstream lines{report::to_text(made, width, true)};
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            CHECK(line.size() <= width);
            CHECK((line.empty() || line.back() != ' '));
        }
    }
}

TEST_CASE("the exported explanation keeps its form", "[report]") {
    const auto out = json::parse(report::to_json(
        explained("xx/threshold-levy",
                  {.period = "2022",
                   .given = {{"world_revenue", "800_000_000"}, {"local_revenue", "11_000_000"}},
                   .known = "2023-05-01"})));
    CHECK(out["schema"] == "levy.explanation/1");
    CHECK(keys_of(out) ==
          "schema rule title period currency answer decided_by changes readings trace sources "
          "receipt");
    CHECK(keys_of(out["answer"]) == "outputs liable");
    CHECK(keys_of(out["answer"]["outputs"]["due"]) == "value charges");
    CHECK(out["answer"]["outputs"]["due"]["value"] == "300000");
    CHECK(keys_in(out["decided_by"]) == "because cites formula kind name says unit value where");
    CHECK(keys_of(out["decided_by"][0]["cites"]) == "source place");
    CHECK(keys_of(out["decided_by"][0]["where"]) == "file line column");
    CHECK(keys_in(out["trace"]) == "cites formula kind name note since unit used value where");
    CHECK(keys_of(out["receipt"]) == "levy in_force known files rule_hash");
    CHECK(out["receipt"]["known"] == "2023-05-01");
    std::set<std::string> kinds;
    for (const auto& change : out["changes"]) kinds.insert(change["kind"].get<std::string>());
    CHECK(kinds == std::set<std::string>{"amount", "choice", "day"});
    CHECK(keys_of(out["changes"][0]) ==
          "kind name from to distance last first because outputs outputs_at_last does_not_apply "
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
