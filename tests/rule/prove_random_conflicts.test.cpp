// SPDX-License-Identifier: Apache-2.0
// Conflicts that are told are those that runs end in, where conditions and values are more than can
// be told from outside.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/rule/read.hpp>

#include "plain_facts.hpp"

using namespace levy;
using levy::tests::every_fact;
using levy::tests::plain_formula;
using facts = levy::tests::plain_facts;

namespace {

/// Questions that one fact after another answers.
const std::vector<std::string> simple_terms{
    "floor(a) > lim",   "ceiling(a) <= lim", "a > year", "year > b",
    "a + b > lim",      "sum(parts) > lim",  "f",        "some p in parts satisfies p > lim",
    "count(parts) > 1", "a > lim",           "a > b",    "kind in [\"x\", \"y\"]"};

std::string some_term() {
    return *rc::gen::inRange(0, 3) == 0
               ? *rc::gen::element<std::string>("a * hi > fee", "max(a, b) > lim", "a - b > lim",
                                                "min(a, b) > fee", "a <= year",
                                                "if f then floor(a) > lim else g")
               : *rc::gen::elementOf(simple_terms);
}

std::string some_condition() {
    switch (*rc::gen::inRange(0, 5)) {
        case 0:
            return some_term() + " and " + some_term();
        case 1:
            return some_term() + " or " + some_term();
        case 2:
            return "not(" + some_term() + ")";
        default:
            return some_term();
    }
}

std::string some_value() {
    return *rc::gen::element<std::string>("a * hi", "a * hi", "a * top", "b * hi", "fee", "fee",
                                          "min(a, fee)", "a * hi + b * lo", "max(a * lo, fee)");
}

diagnostics problems_of(const std::string& first, const std::string& second,
                        const std::string& applies) {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources: {code: {title: Code, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: code s.1}}
parameters:
  lo:   {type: ratio, values: {2015-01-01: {value: 1%, source: code s.2}}}
  hi:   {type: ratio, values: {2015-01-01: {value: 2%, source: code s.2}}}
  top:  {type: ratio, values: {2015-01-01: {value: 3%, source: code s.2}}}
  lim:  {type: money, values: {2015-01-01: {value: 500, source: code s.2}}}
  fee:  {type: money, values: {2015-01-01: {value: 4, source: code s.2}}}
  year:
    {type: money, per: year, prorate: months, values: {2015-01-01: {value: 1200, source: code s.2}}}
inputs:
  a: {type: money, min: 0}
  b: {type: money, min: 0}
  f: {type: boolean}
  g: {type: boolean}
  kind: {type: text, one_of: [x, y, z]}
  parts: {list: {type: money, min: 0}}
applies:
  - {when: ')" + applies + R"(', otherwise: below_threshold, source: code s.2}
outputs:
  due:
    charges: vat
    value: a * lo
    source: code s.2
    exceptions:
      - {name: first, )" + first + R"(, source: code s.3}
      - {name: second, )" + second + R"(, source: code s.3}
)");
    diagnostics sink;
    if (const auto document = read_yaml(source, sink))
        (void)rule::read_rule(*document, source, {}, sink);
    return sink;
}

/// A fact in each cell that the texts can tell apart; one alone where none of them asks.
std::vector<facts> all_cases(const std::string& texts) {
    const auto sums = [](const std::vector<int>& of) {
        std::vector<feel::value> all;
        for (const auto n : of) all.emplace_back(number{n});
        return all;
    };
    const auto list = [&](const std::vector<int>& of) { return feel::value::list(sums(of)); };
    const std::vector<std::pair<std::string, std::vector<feel::value>>> inputs{
        {"a", sums({0, 2, 3, 4, 5, 50, 101, 150, 200, 201, 499, 500, 501, 502, 700, 1002, 2000})},
        {"b", sums({0, 1, 3, 4, 5, 50, 99, 101, 300, 499, 500, 501, 1000, 3000})},
        {"f", {feel::value{false}, feel::value{true}}},
        {"g", {feel::value{false}, feel::value{true}}},
        {"kind", {feel::value{"x"}, feel::value{"y"}, feel::value{"z"}}},
        {"parts", {list({}), list({501}), list({1, 2}), list({250, 260}), list({1, 501})}},
        // Of January, and of a day of it.
        {"year", {feel::value{number{100}}, feel::value{number{100, 31}}}}};
    return every_fact({{"lo", number{1, 100}},
                       {"hi", number{2, 100}},
                       {"top", number{3, 100}},
                       {"lim", number{500}},
                       {"fee", number{4}}},
                      inputs, [&](const std::string& name) {
                          return name.size() == 1 ||
                                 (" " + texts + " ").find(name) != std::string::npos;
                      });
}

/// In a rule the sum of nothing is 0, in plain FEEL it is null.
plain_formula formula(std::string text) {
    const std::string sum = "sum(parts)";
    if (const auto at = text.find(sum); at != std::string::npos)
        text.replace(at, sum.size(), "sum(append(parts, 0))");
    return plain_formula{text};
}

bool told(const diagnostics& found) {
    return std::any_of(found.begin(), found.end(),
                       [](const diagnostic& one) { return one.id == code::conflict; });
}

std::string when(const std::string& condition, const std::string& value) {
    return "when: '" + condition + "', value: '" + value + "'";
}

}  // namespace

TEST_CASE("conflicts told at load are those that some facts show", "[rule][prove]") {
    CHECK(rc::check("of conditions and values that only a run can tell", [] {
        const auto applies = some_condition();
        const auto first = some_condition();
        const auto second = some_condition();
        const auto first_gives = some_value();
        const auto second_gives = some_value();
        const auto asked = formula(applies);
        const auto of_first = formula(first);
        const auto of_second = formula(second);
        const auto gives = formula(first_gives);
        const auto other = formula(second_gives);
        const auto all = all_cases(applies + first + second);
        const bool differ = std::any_of(all.begin(), all.end(), [&](const facts& in) {
            return asked.holds(in) && of_first.holds(in) && of_second.holds(in) &&
                   gives.of(in) != other.of(in);
        });
        const auto found =
            problems_of(when(first, first_gives), when(second, second_gives), applies);
        RC_LOG() << applies << "\n"
                 << first << ": " << first_gives << "\n"
                 << second << ": " << second_gives << "\n"
                 << to_text(found);
        for (const auto& one : found)
            RC_ASSERT(one.id == code::never || one.id == code::masked || one.id == code::conflict);
        RC_CLASSIFY(told(found), "told");
        RC_CLASSIFY(!told(found) && differ, "not found");
        RC_ASSERT(!told(found) || differ);
    }));
}

TEST_CASE("where single facts decide every conflict is told", "[rule][prove]") {
    for (const auto* applies : {"a > year", "floor(a) > lim", "sum(parts) > lim"})
        for (std::size_t i = 0; i < simple_terms.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const auto& first = simple_terms[i];
                const auto& second = simple_terms[j];
                const auto asked = formula(applies);
                const auto of_first = formula(first);
                const auto of_second = formula(second);
                const auto all = all_cases(applies + first + second);
                const bool meet = std::any_of(all.begin(), all.end(), [&](const facts& in) {
                    return asked.holds(in) && of_first.holds(in) && of_second.holds(in);
                });
                const auto found =
                    problems_of(when(first, "a * hi"), when(second, "a * top"), applies);
                INFO(applies << "\n" << first << "\n" << second << "\n" << to_text(found));
                CHECK(told(found) == meet);
            }
}
