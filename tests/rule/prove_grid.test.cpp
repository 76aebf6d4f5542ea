// SPDX-License-Identifier: Apache-2.0
// Not through the public door: how many steps a proof takes, and grids too large to write down as
// rules, are seen here alone.
#include "../../src/rule/prove_grid.hpp"

#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace levy::rule;

namespace {

/// Cells of a column, as a set that is easy to ask.
bool holds(const cell_set& of, int cell) {
    for (const auto& s : of)
        if (s.from <= cell && cell < s.to) return true;
    return false;
}

bool holds(const cell_box& of, const std::vector<int>& point) {
    for (std::size_t c = 0; c < of.size(); ++c)
        if (!holds(of[c], point[c])) return false;
    return true;
}

std::vector<std::vector<int>> points(const std::vector<int>& sizes) {
    std::vector<std::vector<int>> all{{}};
    for (const auto size : sizes) {
        std::vector<std::vector<int>> longer;
        for (const auto& p : all)
            for (int i = 0; i < size; ++i) {
                longer.push_back(p);
                longer.back().push_back(i);
            }
        all = std::move(longer);
    }
    return all;
}

grid some_grid() {
    grid made;
    const auto columns = *rc::gen::inRange(1, 4);
    for (int c = 0; c < columns; ++c) made.sizes.push_back(*rc::gen::inRange(1, 6));
    const auto rows = *rc::gen::inRange(0, 8);
    for (int r = 0; r < rows; ++r) {
        cell_box box;
        for (const auto size : made.sizes) {
            cell_set cells;
            const auto kind = *rc::gen::inRange(0, 4);
            for (int i = 0; i < size; ++i) {
                if (kind != 0 && *rc::gen::inRange(0, 2) == 0) continue;
                if (!cells.empty() && cells.back().to == i)
                    ++cells.back().to;
                else
                    cells.push_back({i, i + 1});
            }
            box.push_back(std::move(cells));
        }
        made.rows.push_back(std::move(box));
    }
    return made;
}

}  // namespace

TEST_CASE("what no row covers, and which rows count, is found exactly", "[rule][prove]") {
    CHECK(rc::check("gaps are the uncovered cells, once each", [] {
        const auto of = some_grid();
        const bool first = *rc::gen::arbitrary<bool>();
        const auto found = cover(of, first);
        std::vector<bool> counts(of.rows.size(), false);
        for (const auto& p : points(of.sizes)) {
            std::size_t hits = 0;
            for (std::size_t r = 0; r < of.rows.size(); ++r)
                if (holds(of.rows[r], p) && ++hits == 1) counts[r] = true;
            std::size_t told = 0;
            for (const auto& gap : found.gaps) told += holds(gap, p) ? 1 : 0;
            RC_ASSERT(told == (hits == 0 ? 1U : 0U));
        }
        if (first) RC_ASSERT(found.counts == counts);
    }));
}

TEST_CASE("pairs of rows that meet and differ are found exactly", "[rule][prove]") {
    CHECK(rc::check("the pairs with a cell in common", [] {
        const auto of = some_grid();
        std::vector<std::size_t> says;
        for (std::size_t r = 0; r < of.rows.size(); ++r)
            says.push_back(*rc::gen::inRange<std::size_t>(0, 3));
        std::set<std::pair<std::size_t, std::size_t>> met;
        for (const auto& p : points(of.sizes))
            for (std::size_t a = 0; a < of.rows.size(); ++a)
                for (std::size_t b = a + 1; b < of.rows.size(); ++b)
                    if (says[a] != says[b] && holds(of.rows[a], p) && holds(of.rows[b], p))
                        met.emplace(a, b);
        const auto found = meet(of, says, 1'000);
        RC_ASSERT(found.complete);
        RC_ASSERT((std::set<std::pair<std::size_t, std::size_t>>{found.pairs.begin(),
                                                                 found.pairs.end()} == met));
        for (const auto& [a, b] : found.pairs)
            for (const auto& p : points(of.sizes))
                RC_ASSERT(holds(common(of.rows[a], of.rows[b]), p) ==
                          (holds(of.rows[a], p) && holds(of.rows[b], p)));
    }));
}

TEST_CASE("gaps that lie alike are one region", "[rule][prove]") {
    // Both rows leave out the last two cells of the second column.
    const grid of{{2, 4}, {{{{0, 1}}, {{0, 2}}}, {{{1, 2}}, {{0, 2}}}}};
    CHECK(cover(of, false).gaps == std::vector<cell_box>{{{{0, 2}}, {{2, 4}}}});
}

TEST_CASE("thousands of rows cost a few steps each", "[rule][prove]") {
    grid of{{20, 20, 20}, {}};
    for (int a = 0; a < 20; ++a)
        for (int b = 0; b < 20; ++b)
            for (int c = 0; c < 20; ++c)
                of.rows.push_back({{{a, a + 1}}, {{b, b + 1}}, {{c, c + 1}}});
    const auto rows = of.rows.size();
    std::vector<std::size_t> says;
    for (std::size_t r = 0; r < rows; ++r) says.push_back(r);
    SECTION("every combination of three columns") {
        const auto all = cover(of, false);
        CHECK(all.gaps.empty());
        CHECK(all.work < 7 * rows);
        const auto met = meet(of, says, 100);
        CHECK(met.pairs.empty());
        CHECK(met.work < 7 * rows);
    }
    SECTION("one row is missing") {
        of.rows.erase(of.rows.begin() + 4321);
        const auto all = cover(of, false);
        REQUIRE(all.gaps.size() == 1);
        CHECK(all.gaps[0] == cell_box{{{10, 11}}, {{16, 17}}, {{1, 2}}});
        CHECK(all.work < 7 * rows);
    }
    SECTION("a long scale in the last column") {
        grid scale{{1, 1, 8'000}, {}};
        for (int i = 0; i < 8'000; ++i) scale.rows.push_back({{{0, 1}}, {{0, 1}}, {{i, i + 1}}});
        CHECK(cover(scale, false).work < 5 * rows);
        CHECK(meet(scale, says, 100).work < 5 * rows);
    }
    SECTION("each step of a staircase before the next, and the rest") {
        grid stairs{{60, 60}, {}};
        for (int a = 1; a <= 60; ++a)
            for (int b = 1; b <= 60; ++b) stairs.rows.push_back({{{0, a}}, {{0, b}}});
        const auto all = cover(stairs, true);
        CHECK(all.gaps.empty());
        CHECK(all.work < 1'000 * stairs.rows.size());
        CHECK(std::count(all.counts.begin(), all.counts.end(), true) == 3'600);
    }
}
