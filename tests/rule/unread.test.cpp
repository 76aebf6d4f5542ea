// SPDX-License-Identifier: Apache-2.0
// A name that is declared and that no formula asks for.
#include <levy/rule/unread.hpp>

#include "slips.hpp"

using namespace levy;

namespace {

/// What is told of a rule that can be read.
std::string unread_in(const std::string& text) {
    const auto source = std::make_shared<const source_text>("slips.yaml", text);
    diagnostics sink;
    const auto document = read_yaml(source, sink);
    const auto read = document ? rule::read_rule(*document, source, {}, sink) : std::nullopt;
    INFO(to_text(sink));
    REQUIRE(read);
    rule::check_unread(*read, sink);
    return slips::lines_of(sink);
}
std::string told(const std::string& from, const std::string& to) {
    return unread_in(slips::changed(from, to));
}

const std::string help =
    " | read it in a formula, or take it out; what only wants to be recorded goes under `notes`\n";

}  // namespace

TEST_CASE("a parameter, a table, an input or a reading that nothing reads is told", "[rule]") {
    CHECK(to_text(code::unread) == "LV0315");
    CHECK(told("value: taxed", "value: revenue").empty());  // `taxed` reads it
    CHECK(told("define:\n  taxed: max(0, revenue - gate)", "define:\n  taxed: revenue") ==
          "11:3 unread: nothing reads the parameter 'gate'" + help);
    CHECK(told(" + by_medium(medium)", "") ==
          "14:3 unread: nothing reads the table 'by_medium'" + help +
              "20:3 unread: nothing reads the input 'medium'" + help);
    CHECK(told("tables:\n",
               "readings:\n  doubt: {question: which, default: a, choices: {a: {text: "
               "a, source: act}, b: {text: b, source: act}}}\ntables:\n") ==
          "14:3 unread: nothing reads the reading 'doubt'" + help);
}

TEST_CASE("whatever a part of a rule asks for is read", "[rule]") {
    const auto reads = [](const std::string& part) {
        // `gate` is read there and nowhere else
        auto text = slips::changed("  taxed: max(0, revenue - gate)", "  taxed: revenue");
        text.replace(text.find("liable:"), 0, part + "\n");
        return unread_in(text);
    };
    CHECK_FALSE(reads("").empty());
    CHECK(reads("checks: [revenue >= 0 or gate > 0]").empty());
    CHECK(reads("applies: [{when: revenue > gate, otherwise: below_threshold, source: act}]") ==
          "");
    CHECK(reads("carry: {left: {type: money, start: gate, next: left}}") == "");
    CHECK(reads("checks: ['at(gate, period.start) > 0']") == "");
    CHECK(reads("checks: ['count(spans(gate, period.start, period.end)) > 0']") == "");
}

TEST_CASE("a definition may stand alone: a case can ask for it", "[rule]") {
    CHECK(told("define:\n", "define:\n  twice: revenue * 12\n").empty());
}
