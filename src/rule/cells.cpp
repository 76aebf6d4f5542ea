// SPDX-License-Identifier: Apache-2.0
#include "cells.hpp"

#include <algorithm>

#include <levy/feel/walk.hpp>
#include <levy/value/number_text.hpp>

namespace levy::rule {

namespace {

using feel::literal;
using feel::operation;
using feel::test;
using feel::value;
using kind = feel::type::kind;

std::optional<number> rank_of(const value& v) {
    if (const auto* n = v.get_if<number>()) return *n;
    if (const auto* d = v.get_if<day>()) return number{d->count()};
    if (const auto* d = v.get_if<feel::days_duration>()) return number{d->days};
    if (const auto* d = v.get_if<feel::months_duration>()) return number{d->months};
    return std::nullopt;
}

/// -1, 0, 1: where a cell lies with respect to a number; a span never equals one of its own ends.
int side_of(const cell& c, const number& n) {
    if (!c.is_span) {
        const auto rank = *rank_of(*c.point);
        return rank < n ? -1 : n < rank ? 1 : 0;
    }
    if (c.below && *c.below <= n) return -1;
    return 1;
}

const value* literal_of(const feel::expr& e) {
    const auto* l = std::get_if<literal>(&e.is);
    return l ? &l->is : nullptr;
}

value ranked(const number& rank, kind as) {
    if (as == kind::date) return value{day::at(static_cast<std::int32_t>(rank.to_int64()))};
    if (as == kind::days) return value{feel::days_duration{rank.to_int64()}};
    if (as == kind::months) return value{feel::months_duration{rank.to_int64()}};
    return value{rank};
}

}  // namespace

bool holds(const cell& c, const feel::test& t, bool& decidable) {
    if (t.is == test::kind::any) return true;
    if (t.is == test::kind::negated)
        return std::none_of(t.not_these.begin(), t.not_these.end(), [&](const feel::expr& inner) {
            return holds(c, std::get<test>(inner.is), decidable);
        });
    if (const auto* r = std::get_if<feel::range_of>(&t.with->is)) {
        const auto end = [&](const feel::expr_box& box) {
            return box && literal_of(*box) ? rank_of(*literal_of(*box)) : std::nullopt;
        };
        const auto low = end(r->low);
        const auto high = end(r->high);
        if (!low || !high) return decidable = false;
        const int from_low = side_of(c, *low);
        const int from_high = side_of(c, *high);
        return (from_low > 0 || (from_low == 0 && r->low_closed)) &&
               (from_high < 0 || (from_high == 0 && r->high_closed));
    }
    const auto* against = literal_of(*t.with);
    if (!against) return decidable = false;
    if (t.by == operation::equal || t.by == operation::unequal) {
        const bool same = c.point && *c.point == *against;
        return same == (t.by == operation::equal);
    }
    const auto rank = rank_of(*against);
    if (!rank) return decidable = false;
    const int side = side_of(c, *rank);
    switch (t.by) {
        case operation::less:
            return side < 0;
        case operation::at_most:
            return side <= 0;
        case operation::more:
            return side > 0;
        default:
            return side >= 0;
    }
}

void collect_points(const feel::expr& e, std::set<number>& numbers, std::set<std::string>& texts) {
    if (const auto* v = literal_of(e)) {
        if (const auto rank = rank_of(*v)) numbers.insert(*rank);
        if (const auto* text = v->get_if<std::string>()) texts.insert(*text);
    }
    feel::for_each_child(e,
                         [&](const feel::expr& child) { collect_points(child, numbers, texts); });
}

std::vector<cell> cells_of(const feel::type& as, std::set<number> numbers,
                           const std::set<std::string>& texts) {
    std::vector<cell> cells;
    const auto point = [&](value v) {
        cell c;
        c.point = std::move(v);
        cells.push_back(std::move(c));
    };
    if (as.optional) point(value{});
    if (as.is == kind::boolean) {
        point(value{true});
        point(value{false});
        return cells;
    }
    if (as.is == kind::text) {
        for (const auto& word : as.one_of) point(value{word});
        if (!as.one_of.empty()) return cells;
        for (const auto& word : texts) point(value{word});
        cell other;
        other.other_text = true;
        cells.push_back(other);
        return cells;
    }
    const auto low = as.bounds ? as.bounds->min : std::nullopt;
    const auto high = as.bounds ? as.bounds->max : std::nullopt;
    if (low) numbers.insert(*low);
    if (high) numbers.insert(*high);
    const bool discrete = as.whole || as.is != kind::number;
    std::optional<number> before;
    const auto span_to = [&](std::optional<number> next) {
        if (discrete && before && next && *next - *before <= 1) return;
        cell c;
        c.is_span = true;
        c.above = before;
        c.below = next;
        cells.push_back(c);
    };
    for (const auto& n : numbers) {
        if ((low && n < *low) || (high && n > *high)) continue;
        if (before || !low) span_to(n);
        point(ranked(n, as.is));
        before = n;
    }
    if (!high) span_to(std::nullopt);
    return cells;
}

std::string shown(const cell& c) {
    if (c.other_text) return "any other text";
    if (!c.is_span) {
        if (const auto* text = c.point->get_if<std::string>()) return *text;
        return feel::to_text(*c.point);
    }
    if (c.above && c.below)
        return "between " + levy::to_text(*c.above) + " and " + levy::to_text(*c.below);
    if (c.below) return "below " + levy::to_text(*c.below);
    return c.above ? "above " + levy::to_text(*c.above) : "any value";
}

bool matches(const cell& c, const std::vector<feel::expr>& tests, bool& decidable) {
    return std::any_of(tests.begin(), tests.end(), [&](const feel::expr& t) {
        return holds(c, std::get<test>(t.is), decidable);
    });
}

}  // namespace levy::rule
