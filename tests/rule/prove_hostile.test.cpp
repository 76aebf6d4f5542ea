// SPDX-License-Identifier: Apache-2.0
// Small files whose formulas, written out, would be larger than any machine. Each is answered.
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

diagnostics problems_of(const std::string& parts) {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per occurrence
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
inputs: {sum: {type: money, min: 0}, yes: {type: boolean}, of_each: {list: {type: money}}}
parameters:
  gate: {type: money, values: {2015-01-01: {value: 100, source: act s.2}}}
)" + parts);
    diagnostics sink;
    if (const auto document = read_yaml(source, sink)) {
        const auto read = rule::read_rule(*document, source, {}, sink);
        CHECK(read.has_value() == sink.ok());
    }
    return sink;
}

/// Definitions p0, p1, …: each says `link` of the next, `@` in it, and the one after them `last`.
std::string chain(int count, const std::string& link, const std::string& last) {
    std::string text = "define:\n";
    for (int i = 0; i < count; ++i) {
        auto formula = link;
        const auto next = "p" + std::to_string(i + 1);
        for (auto at = formula.find('@'); at != std::string::npos; at = formula.find('@'))
            formula.replace(at, 1, next);
        text += "  p" + std::to_string(i) + ": {value: " + formula + "}\n";
    }
    return text + "  p" + std::to_string(count) + ": {value: " + last + "}\n";
}
std::string where(const std::string& condition) {
    return "applies: [{when: " + condition + ", otherwise: not_in_scope, source: act s.3}]\n";
}
const std::string due = "outputs: {due: {value: sum, source: act s.4}}\n";

void is_answered(const diagnostics& found, std::optional<code> with = {}) {
    INFO(to_text(found));
    REQUIRE(found.size() == (with ? 1 : 0));
    if (with) CHECK(found.front().id == *with);
}

}  // namespace

TEST_CASE("a condition that names another twice, and so on, is read once", "[rule][prove]") {
    const auto twice = chain(40, "@ and @", "yes");
    is_answered(problems_of(twice + where("p0") + due));
    SECTION("and what it proves is told") {
        is_answered(problems_of(twice + where("p0 and not(yes)") + due), code::never);
        is_answered(problems_of(chain(40, "@ or not(@)", "yes") + where("not(p0)") + due),
                    code::never);
    }
    SECTION("also of many branches") {
        const auto branches = chain(40, "if yes then @ else @", "sum");
        is_answered(problems_of(branches + where("p0 > gate") + due));
        is_answered(problems_of(branches + where("gate < p0 and p0 < gate") + due), code::never);
        is_answered(problems_of(branches + where("p0 in (> gate)") + due));
        is_answered(problems_of(branches + where("p0 in (> gate) and sum < gate") + due),
                    code::never);
        is_answered(problems_of(branches + where("p0 > p0") + due), code::never);
    }
    SECTION("also of figures") {
        const auto figures = chain(40, "@ + @", "gate");
        is_answered(problems_of(figures + where("sum > p0") + due));
        is_answered(problems_of(figures + where("sum > p0 and sum < gate") + due), code::never);
    }
}

TEST_CASE("what a condition proves of numbers is found once for each name", "[rule][ranges]") {
    const auto many = chain(9, "@ and @ and @ and @ and @ and @ and @ and @", "sum > 0");
    is_answered(problems_of(many + where("p0") + due));
    const auto output = [](const std::string& formula) {
        return "outputs: {due: {value: " + formula + ", source: act s.4}}\n";
    };
    is_answered(problems_of(many + output("if p0 then sum else 0")));
    SECTION("and holds as far down as it did") {
        // Seen first where p2 stands too deep to be looked into, then where it does not.
        const auto names = chain(8, "@", "sum > 0");
        is_answered(problems_of(names + output("if p0 and p1 then gate * (gate / sum) else gate")));
        is_answered(problems_of(names + output("if p0 then gate * (gate / sum) else gate")),
                    code::divisor);
    }
    SECTION("a condition of every element says what it says") {
        const auto each = chain(8, "every e in of_each satisfies (e > 0 and @ and @)", "yes");
        is_answered(problems_of(each + output("if p0 then sum else 0")));
    }
}

TEST_CASE("a list too long to try in every run ends the tries", "[rule][prove]") {
    // One list is nearly as long as a run may make it; hundreds of them would take long.
    is_answered(problems_of(R"(
  big: {type: number, values: {2015-01-01: {value: 900_000, source: act s.2}}}
define:
  long:
    value: gate
    exceptions:
      - name: x
        when: yes and sum(for i in 1..big return i * sum) < 0
        value: gate + gate
        source: act s.3
      - {name: y, when: sum > gate, value: gate + sum, source: act s.3}
outputs: {due: {value: long, source: act s.4}}
)"));
}
