// SPDX-License-Identifier: Apache-2.0
// What is claimed of random conditions is what trying every case finds.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/parse.hpp>
#include <levy/rule/read.hpp>

using namespace levy;

namespace {

std::string some_condition(int depth) {
    const auto pick = depth <= 0 ? *rc::gen::inRange(0, 7) : *rc::gen::inRange(0, 11);
    const auto sub = [&] { return "(" + some_condition(depth - 1) + ")"; };
    const auto figure = [] { return *rc::gen::element<std::string>("0", "two", "three"); };
    const auto word = [] { return *rc::gen::element<std::string>("\"a\"", "\"b\"", "\"c\""); };
    const auto sign = [] {
        return *rc::gen::element<std::string>("<", "<=", ">", ">=", "=", "!=");
    };
    switch (pick) {
        case 0:
            return "n " + sign() + " " + figure();
        case 1:
            return figure() + " " + sign() + " n";
        case 2:
            return "kind = " + word();
        case 3:
            return "kind in [" + word() + ", " + word() + "]";
        case 4:
            return "flag";
        case 5:
            return "n between " + figure() + " and " + figure();
        case 6:
            // A range that runs down has no value in plain FEEL, which tries the cases here.
            return *rc::gen::element<std::string>("n in [0..two)", "n in [0..three)",
                                                  "n in [two..three)");
        case 7:
            return "not" + sub();
        case 8:
            return "if " + sub() + " then " + sub() + " else " + sub();
        case 9:
            return sub() + " or " + sub();
        default:
            return sub() + " and " + sub();
    }
}

diagnostics problems_of(const std::string& first, const std::string& second,
                        const std::string& applies) {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per occurrence
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
parameters:
  two:   {type: count, unit: thing, values: {2015-01-01: {value: 2, source: act s.2}}}
  three: {type: count, unit: thing, values: {2015-01-01: {value: 3, source: act s.2}}}
  rate:  {type: ratio, values: {2015-01-01: {value: 3%, source: act s.2}}}
  low:   {type: ratio, values: {2015-01-01: {value: 2%, source: act s.2}}}
inputs:
  n:    {type: count, unit: thing, min: 0, max: 3}
  kind: {type: text, one_of: [a, b, c]}
  flag: {type: boolean}
applies:
  - {when: ')" + applies + R"(', otherwise: exempt, source: act s.3}
outputs:
  due:
    type: ratio
    value: rate
    source: act s.3
    exceptions:
      - {name: first, when: ')" + first + R"(', value: rate, source: act s.4}
      - {name: second, when: ')" + second + R"(', value: low, source: act s.4}
)");
    diagnostics sink;
    if (const auto document = read_yaml(source, sink))
        (void)rule::read_rule(*document, source, {}, sink);
    return sink;
}

bool holds(const std::string& condition, int n, const std::string& kind, bool flag) {
    diagnostics sink;
    const auto parsed = feel::parse(std::make_shared<const source_text>("c", condition), sink,
                                    feel::dialect::plain);
    RC_ASSERT(parsed.has_value());
    const auto v = feel::evaluate_plain(*parsed, {{"n", number{n}},
                                                  {"kind", kind},
                                                  {"flag", feel::value{flag}},
                                                  {"two", number{2}},
                                                  {"three", number{3}}});
    return v == feel::value{true};
}

}  // namespace

TEST_CASE("claims about conditions are what trying every case finds", "[rule][prove]") {
    CHECK(rc::check("never, always, both at once", [] {
        const auto first = some_condition(2);
        const auto second = some_condition(2);
        const auto applies = some_condition(1);
        int in_scope = 0;
        int out = 0;
        int first_holds = 0;
        int second_holds = 0;
        int both = 0;
        int neither = 0;
        for (int n = 0; n <= 3; ++n)
            for (const auto* kind : {"a", "b", "c"})
                for (const bool flag : {false, true}) {
                    if (!holds(applies, n, kind, flag)) {
                        ++out;
                        continue;
                    }
                    ++in_scope;
                    const bool a = holds(first, n, kind, flag);
                    const bool b = holds(second, n, kind, flag);
                    first_holds += a;
                    second_holds += b;
                    both += a && b;
                    neither += !a && !b;
                }
        const auto found = problems_of(first, second, applies);
        const auto told = [&](const std::string& words) {
            return std::count_if(found.begin(), found.end(), [&](const diagnostic& one) {
                return one.message.find(words) != std::string::npos;
            });
        };
        RC_LOG() << applies << "\n" << first << "\n" << second << "\n" << to_text(found);
        RC_ASSERT((told("the rule never applies") == 1) == (in_scope == 0));
        RC_ASSERT((told("this line of `applies` never counts") == 1) == (out == 0));
        if (in_scope == 0) return;
        RC_ASSERT((told("'first' of 'due' never holds") == 1) == (first_holds == 0));
        RC_ASSERT((told("'second' of 'due' never holds") == 1) == (second_holds == 0));
        RC_ASSERT((told("hold at once and differ") == 1) == (both > 0));
        RC_ASSERT((told("the value of 'due' never counts") == 1) == (neither == 0));
        for (const auto& one : found)
            RC_ASSERT(one.id == code::never || one.id == code::masked || one.id == code::conflict);
    }));
}
