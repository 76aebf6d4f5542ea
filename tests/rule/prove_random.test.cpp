// SPDX-License-Identifier: Apache-2.0
// What is claimed of random conditions is what trying every case finds.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/rule/read.hpp>

#include "plain_facts.hpp"

using namespace levy;
using levy::tests::every_fact;
using condition = levy::tests::plain_formula;
using facts = levy::tests::plain_facts;

namespace {

std::string some_comparison() {
    const auto figure = [] { return *rc::gen::element<std::string>("0", "two", "three"); };
    const auto word = [] { return *rc::gen::element<std::string>("\"a\"", "\"b\"", "\"c\""); };
    const auto sign = [] {
        return *rc::gen::element<std::string>(" < ", " <= ", " > ", " >= ", " = ", " != ");
    };
    switch (*rc::gen::inRange(0, 12)) {
        case 0:
            return "n" + sign() + figure();
        case 1:
            return figure() + sign() + "n";
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
                                                  "n in [two..three)", "n in (two..three)");
        case 7:
            return "mass" + sign() + *rc::gen::element<std::string>("minus", "0", "half");
        case 8:
            return *rc::gen::element<std::string>("mass in (minus..half]", "mass in [minus..half)",
                                                  "mass in (minus..0)", "mass in [0..half]");
        case 9:
            return "since" + sign() + *rc::gen::element<std::string>("eve", "new_year");
        case 10:
            return *rc::gen::element<std::string>("since in (eve..new_year)",
                                                  "since in (eve..new_year]", "option = null",
                                                  "option != null");
        default:
            return *rc::gen::element<std::string>(
                "option != null and option < half", "option = null or option >= half",
                "if option = null then flag else option > half", "option = half");
    }
}

std::string some_condition(int depth) {
    const auto pick = depth <= 0 ? 0 : *rc::gen::inRange(0, 7);
    const auto sub = [&] { return "(" + some_condition(depth - 1) + ")"; };
    if (pick == 1) return "not" + sub();
    if (pick == 2) return "if " + sub() + " then " + sub() + " else " + sub();
    if (pick == 3 || pick == 4) return sub() + " or " + sub();
    if (pick > 4) return sub() + " and " + sub();
    return some_comparison();
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
  minus: {type: money, values: {2015-01-01: {value: -0.5, source: act s.2}}}
  half:  {type: money, values: {2015-01-01: {value: 0.5, source: act s.2}}}
  eve:   {type: date, values: {2015-01-01: {value: 2023-12-31, source: act s.2}}}
  new_year: {type: date, values: {2015-01-01: {value: 2024-01-01, source: act s.2}}}
inputs:
  n:    {type: count, unit: thing, min: 0, max: 3}
  kind: {type: text, one_of: [a, b, c]}
  flag: {type: boolean}
  mass: {type: money, min: -1, max: 1}
  since: {type: date}
  option: {type: money, min: 0, optional: true}
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

/// The part of the rule that a problem points into.
std::string part_of(const diagnostic& problem) {
    const auto& where = problem.primary.where;
    std::string found;
    for (const auto& [begins, part] :
         {std::pair{"applies:", "applies"}, std::pair{"value: rate\n", "value"},
          std::pair{"name: first", "first"}, std::pair{"name: second", "second"}})
        if (where.end > where.in->text().find(begins)) found = part;
    return found;
}

/// One value of each input.
/// A fact in each cell that conditions can tell apart; one alone where none of them asks.
std::vector<facts> all_cases(const std::string& conditions) {
    const auto number_at = [](const char* text) { return feel::value{*read_number(text)}; };
    const auto day_at = [](const char* text) { return feel::value{*read_day(text)}; };
    const std::vector<std::pair<std::string, std::vector<feel::value>>> inputs{
        {"n", {number{0}, number{1}, number{2}, number{3}}},
        {"kind", {feel::value{"a"}, feel::value{"b"}, feel::value{"c"}}},
        {"flag", {feel::value{false}, feel::value{true}}},
        {"mass",
         {number_at("-1"), number_at("-0.5"), number_at("-0.25"), number{0}, number_at("0.25"),
          number_at("0.5"), number_at("0.75")}},
        {"since",
         {day_at("2023-12-30"), day_at("2023-12-31"), day_at("2024-01-01"), day_at("2024-01-02")}},
        {"option", {feel::value{}, number{0}, number_at("0.5"), number{1}}}};
    return every_fact({{"two", number{2}},
                       {"three", number{3}},
                       {"minus", number_at("-0.5")},
                       {"half", number_at("0.5")},
                       {"eve", day_at("2023-12-31")},
                       {"new_year", day_at("2024-01-01")}},
                      inputs, [&](const std::string& name) {
                          return conditions.find(name) != std::string::npos;
                      });
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
        const condition asked{applies};
        const condition of_first{first};
        const condition of_second{second};
        for (const auto& in : all_cases(applies + first + second)) {
            if (!asked.holds(in)) {
                ++out;
                continue;
            }
            ++in_scope;
            const bool a = of_first.holds(in);
            const bool b = of_second.holds(in);
            first_holds += a;
            second_holds += b;
            both += a && b;
            neither += !a && !b;
        }
        const auto found = problems_of(first, second, applies);
        const auto told = [&](code id, const std::string& part) {
            return std::count_if(found.begin(), found.end(), [&](const diagnostic& one) {
                return one.id == id && part_of(one) == part;
            });
        };
        RC_LOG() << applies << "\n" << first << "\n" << second << "\n" << to_text(found);
        RC_ASSERT((told(code::never, "applies") == 1) == (in_scope == 0));
        RC_ASSERT((told(code::masked, "applies") == 1) == (out == 0));
        if (in_scope == 0) return;
        RC_ASSERT((told(code::never, "first") == 1) == (first_holds == 0));
        RC_ASSERT((told(code::never, "second") == 1) == (second_holds == 0));
        RC_ASSERT((told(code::conflict, "second") == 1) == (both > 0));
        RC_ASSERT((told(code::masked, "value") == 1) == (neither == 0));
        for (const auto& one : found)
            RC_ASSERT(one.id == code::never || one.id == code::masked || one.id == code::conflict);
    }));
}
