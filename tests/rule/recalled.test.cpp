// SPDX-License-Identifier: Apache-2.0
// What was written down from memory refuses, wherever it stands.
#include <levy/rule/assess.hpp>
#include <levy/rule/request.hpp>

#include "slips.hpp"

using namespace levy;

namespace {

/// The rule of slips.hpp with one source from memory in the place of another.
rule::instrument_handle from_memory(const std::string& place) {
    auto text = slips::changed("  act: {title: The Act, read: 2026-01-01}\n",
                               "  act: {title: The Act, read: 2026-01-01}\n"
                               "  memo: {title: A note, read: 2026-01-01, confidence: recalled}\n");
    text.replace(text.find("inputs:\n"), 0,
                 "applies: [{when: revenue > 0, otherwise: below_threshold, source: act s.9}]\n");
    const auto cited = "source: act " + place;
    const auto at = text.find(cited);
    REQUIRE(at != std::string::npos);
    text.replace(at, cited.size(), "source: memo " + place);
    const auto source = std::make_shared<const source_text>("slips.yaml", text);
    diagnostics sink;
    const auto document = read_yaml(source, sink);
    auto read = document ? rule::read_rule(*document, source, {}, sink) : std::nullopt;
    INFO(to_text(sink));
    REQUIRE(read);
    return std::make_shared<const rule::instrument>(*std::move(read));
}

/// What a run of it refuses, first of all; empty where nothing is.
std::string refused(const std::string& place, const std::string& small = "false",
                    bool allowed = false) {
    const auto by = from_memory(place);
    request asked;
    asked.period = "2024";
    asked.given = {{"revenue", "9_000"}, {"medium", "search"}, {"small", small}};
    asked.allow_recalled = allowed;
    const auto about = rule::facts_from(*by, asked);
    REQUIRE(about);
    const auto made = rule::assess(by, *about, nullptr);
    const auto& problems = made ? made->problems : made.problems();
    if (problems.empty()) return "";
    CHECK(problems.front().id == code::recalled);
    CHECK(problems.front().help.ends_with("in a case `allow: [recalled]`"));
    REQUIRE(problems.front().related.size() == 1);
    CHECK(problems.front().related.front().text == "recalled here");
    return problems.front().message;
}

}  // namespace

TEST_CASE("a formula, an exception, a line or terms from memory refuse", "[rule]") {
    CHECK(refused("s.2") == "'gate' stands on a figure from memory (memo s.2)");
    CHECK(refused("s.4") == "the table 'by_medium' stands on memory (memo s.4)");
    CHECK(refused("s.5") == "this formula stands on memory (memo s.5)");
    CHECK(refused("s.7") == "this formula stands on memory (memo s.7)");
    CHECK(refused("s.8") == "these terms stand on memory (memo s.8)");
    CHECK(refused("s.9") == "this line stands on memory (memo s.9)");
    SECTION("an exception refuses where it counts") {
        CHECK(refused("s.6", "true") == "this formula stands on memory (memo s.6)");
        CHECK(refused("s.6").empty());
    }
    SECTION("that a law was in force is remembered well enough") { CHECK(refused("s.1").empty()); }
    SECTION("unless the run lets figures from memory pass") {
        for (const auto* place : {"s.1", "s.2", "s.4", "s.5", "s.6", "s.7", "s.8", "s.9"})
            CHECK(refused(place, "true", true).empty());
    }
}
