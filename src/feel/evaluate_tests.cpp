// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evaluator.hpp"

namespace levy::feel {

namespace {

/// Whether a test is a condition on the tested value, such as `? > 3 and odd(?)`.
bool speaks_of_tested(const expr& e) {
    const auto* n = std::get_if<name>(&e.is);
    bool found = n && n->id == "?";
    for_each_child(e, [&](const expr& child) { found = found || speaks_of_tested(child); });
    return found;
}

std::optional<bool> opposite(std::optional<bool> truth) {
    return truth ? std::optional{!*truth} : std::nullopt;
}

}  // namespace

/// Two values of no common order make an error in a rule; in plain FEEL it is not known.
std::optional<bool> evaluator::in_order_if_any(const value& v, operation by, const value& against,
                                               const expr& at) {
    if (plain_ && !order_of(v, against) && !(v.is<amount>() || against.is<amount>()))
        return std::nullopt;
    return in_order(v, by, against, site(at));
}

std::optional<bool> evaluator::inside(const value& v, const range_value& r, const expr& at) {
    if (v.is_null()) return std::nullopt;
    if (r.point) return (v == r.low) == r.low_closed;
    const auto from = r.low_closed ? operation::at_least : operation::more;
    const auto above = r.low.is_null() ? true : in_order_if_any(v, from, r.low, at);
    if (above != true) return above;
    const auto to = r.high_closed ? operation::at_most : operation::less;
    return r.high.is_null() ? true : in_order_if_any(v, to, r.high, at);
}

/// Whether `v` is the value, is in the list, or lies in the range that it is held against.
std::optional<bool> evaluator::holds(const value& v, const value& against, const expr& at) {
    if (v == against) return true;
    if (const auto* r = against.get_if<range_handle>()) return inside(v, **r, at);
    if (against.is_null() && (plain_ || standard_)) return std::nullopt;
    return std::any_of(against.items().begin(), against.items().end(), [&](const value& item) {
        const auto* r = item.get_if<range_handle>();
        return v == item || (r && plain_ && inside(v, **r, at) == true);
    });
}

std::optional<bool> evaluator::met_one(const value& v, const test& t, const expr& at) {
    if (t.is == test::kind::any) return true;
    if (t.is == test::kind::negated) return opposite(met(v, t.not_these));
    if (plain_ && t.by == operation::equal && speaks_of_tested(*t.with)) {
        locals_.push_back({"?", v});
        const auto truth = evaluate(*t.with);
        locals_.pop_back();
        const auto* b = truth.get_if<bool>();
        return b ? std::optional{*b} : std::nullopt;
    }
    const auto against = evaluate(*t.with);
    if (t.by == operation::equal) return holds(v, against, at);
    if (t.by == operation::unequal) return opposite(holds(v, against, at).value_or(false));
    if (v.is_null()) return std::nullopt;
    return in_order_if_any(v, t.by, against, at);
}

/// One test that holds is enough; one that is not known leaves the whole unknown.
std::optional<bool> evaluator::met(const value& v, const std::vector<expr>& tests) {
    std::optional<bool> all = false;
    for (const auto& t : tests) {
        const auto one = met_one(v, std::get<test>(t.is), t);
        if (one == true) return true;
        if (!one) all.reset();
    }
    return all;
}

bool evaluator::meets(const value& v, const std::vector<expr>& tests) {
    return met(v, tests) == true;
}

value evaluator::of_membership(const membership& m) {
    const auto truth = met(evaluate(*m.of), m.tests);
    if (!truth && !plain_)
        site(*m.of).fail(code::null, "null lies neither inside nor outside of a range");
    return truth ? value{*truth} : value{};
}

}  // namespace levy::feel
