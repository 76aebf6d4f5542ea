// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

/// A rule in which each definition adds `more` to the next, and `due` is the first of them.
diagnostics problems_of(int definitions, const std::string& more) {
    std::string text = R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per occurrence
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
inputs: {sum: {type: money}}
outputs: {due: {value: p0, source: act s.2}}
define:
)";
    for (int i = 0; i < definitions; ++i)
        text += "  p" + std::to_string(i) + ": p" + std::to_string(i + 1) + more + "\n";
    text += "  p" + std::to_string(definitions) + ": sum\n";
    const auto source = std::make_shared<const source_text>("rule.yaml", std::move(text));
    diagnostics sink;
    if (const auto document = read_yaml(source, sink)) {
        const auto read = rule::read_rule(*document, source, {}, sink);
        CHECK(read.has_value() == sink.ok());
    }
    return sink;
}

void is_refused(const diagnostics& found) {
    INFO(to_text(found));
    REQUIRE(found.size() == 1);
    CHECK(found.front().id == code::too_large);
    CHECK(found.front().message.ends_with(
        "' stands on formulas that are nested more than 1000 levels deep in one another"));
}

}  // namespace

TEST_CASE("formulas that read one another are held to a depth", "[rule][read]") {
    CHECK(problems_of(200, " + sum").ok());
    const auto found = problems_of(1'499, " + sum");
    is_refused(found);
    CHECK(found.front().primary.where.text() == "p0");
    SECTION("counted in levels of all formulas together") {
        std::string sums;
        for (int i = 0; i < 50; ++i) sums += " + sum";
        CHECK(problems_of(15, sums).ok());
        is_refused(problems_of(25, sums));
    }
}
