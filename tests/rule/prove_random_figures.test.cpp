// SPDX-License-Identifier: Apache-2.0
// What is claimed of tables that read figures is what trying every case finds, for the days of each
// figure.
#include <algorithm>
#include <functional>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/rule/read.hpp>
#include <levy/value/number_text.hpp>

using namespace levy;

namespace {

/// The figures `low` and `high` before 2022 and since, in halves of a unit.
struct figures {
    int low, high;
};

/// A test of halves of a unit against a figure by name, or two.
struct one_test {
    std::string text;
    std::function<bool(int tried, const figures&)> passes;
};

one_test some_test() {
    using ends = std::pair<std::string, int figures::*>;
    const auto end = [] {
        return *rc::gen::elementOf(
            std::vector<ends>{{"low", &figures::low}, {"high", &figures::high}});
    };
    const ends one = end();
    const ends other = end();
    const auto& a = one.first;
    const auto& b = other.first;
    const auto at_a = one.second;
    const auto at_b = other.second;
    const auto whole = *rc::gen::inRange(1, 4);
    const auto number = std::to_string(whole);
    switch (*rc::gen::inRange(0, 8)) {
        case 0:
            return {"< " + a, [at_a](int x, const figures& f) { return x < f.*at_a; }};
        case 1:
            return {">= " + a, [at_a](int x, const figures& f) { return x >= f.*at_a; }};
        case 2:
            return {"= " + a, [at_a](int x, const figures& f) { return x == f.*at_a; }};
        case 3:
            return {"not(> " + a + ")", [at_a](int x, const figures& f) { return x <= f.*at_a; }};
        case 4:
            return {"[" + a + ".." + b + ")",
                    [at_a, at_b](int x, const figures& f) { return f.*at_a <= x && x < f.*at_b; }};
        case 5:
            return {"<= " + a + " + 1",
                    [at_a](int x, const figures& f) { return x <= f.*at_a + 2; }};
        case 6:
            return {"> " + number, [whole](int x, const figures&) { return x > 2 * whole; }};
        default:
            return {"-", [](int, const figures&) { return true; }};
    }
}

diagnostics problems_of(const std::vector<one_test>& rows, const figures& before,
                        const figures& since) {
    const auto halves = [](int n) { return to_text(number{n, 2}); };
    std::string text = R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
inputs: {revenue: {type: money, min: 0}}
outputs: {due: {value: revenue, source: act s.6}}
parameters:
)";
    const auto add = [&](const std::string& name, int first, int second) {
        text += "  " + name + ": {type: number, values: {2020-01-01: {value: " + halves(first) +
                ", source: act s.2}, 2022-01-01: {value: " + halves(second) +
                ", source: act s.2}}}\n";
    };
    add("low", before.low, since.low);
    add("high", before.high, since.high);
    text +=
        "tables:\n  t:\n    columns: [{name: x, type: number}]\n    gives: ratio\n    values:\n"
        "      2020-01-01:\n        source: act s.4\n        rows:\n";
    for (const auto& row : rows) text += "          - [\"" + row.text + "\", 1%]\n";
    diagnostics sink;
    const auto source = std::make_shared<const source_text>("rule.yaml", text);
    if (const auto document = read_yaml(source, sink))
        (void)rule::read_rule(*document, source, {}, sink);
    RC_LOG() << text << "\n" << to_text(sink);
    return sink;
}

struct counts {
    std::size_t open = 0, pairs = 0;
};
counts tried(const std::vector<one_test>& rows, const figures& under) {
    counts made;
    std::vector<std::vector<bool>> met(rows.size(), std::vector<bool>(rows.size(), false));
    for (int x = -1; x <= 12; ++x) {
        std::vector<std::size_t> hits;
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (rows[r].passes(x, under)) hits.push_back(r);
        made.open += hits.empty() ? 1 : 0;
        for (const auto a : hits)
            for (const auto b : hits) met[a][b] = true;
    }
    for (std::size_t a = 0; a < rows.size(); ++a)
        for (std::size_t b = a + 1; b < rows.size(); ++b) made.pairs += met[a][b] ? 1 : 0;
    return made;
}

}  // namespace

TEST_CASE("claims about tables that read figures are what trying every case finds",
          "[rule][prove]") {
    CHECK(rc::check("gap and overlap, before and since", [] {
        // Even halves only, so that every odd one lies between two figures.
        const auto some = [] { return 2 * *rc::gen::inRange(1, 5); };
        const figures before{some(), some()};
        const figures since{some(), some()};
        std::vector<one_test> rows;
        if (*rc::gen::arbitrary<bool>()) {  // random rows alone seldom cover everything
            rows.push_back({"< low", [](int x, const figures& f) { return x < f.low; }});
            rows.push_back({">= high", [](int x, const figures& f) { return x >= f.high; }});
        }
        for (auto count = *rc::gen::inRange(0, 4); count > 0; --count) rows.push_back(some_test());
        if (rows.empty()) rows.push_back(some_test());
        const auto found = problems_of(rows, before, since);
        const auto told = [&](code id, const std::string& days) {
            return static_cast<std::size_t>(
                std::count_if(found.begin(), found.end(), [&](const diagnostic& one) {
                    // Where no row reads a figure the days are not told.
                    const bool dated = one.message.find(", from 20") != std::string::npos;
                    return one.id == id &&
                           (dated ? one.message.ends_with(", " + days) : days == "from 2020-01-01");
                }));
        };
        const auto always = std::string{"from 2020-01-01"};
        const auto first = always + " to 2021-12-31";
        const auto second = std::string{"from 2022-01-01"};
        for (const auto& [under, days] : {std::pair{before, first}, std::pair{since, second}}) {
            const auto wanted = tried(rows, under);
            RC_ASSERT(told(code::gap, days) + told(code::gap, always) ==
                      (wanted.open == 0 ? 0U : 1U));
            RC_ASSERT(told(code::overlap, days) + told(code::overlap, always) ==
                      std::min<std::size_t>(wanted.pairs, 6));
        }
        RC_CLASSIFY(told(code::gap, always) != 0, "one gap");
        RC_CLASSIFY(told(code::gap, first) + told(code::gap, second) == 1, "a gap at times");
        RC_CLASSIFY(told(code::overlap, first) + told(code::overlap, second) != 0, "meet at times");
    }));
}
