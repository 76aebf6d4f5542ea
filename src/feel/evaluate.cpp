// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/evaluate.hpp>

#include "evaluator.hpp"

namespace levy::feel {

namespace {

constexpr std::size_t most_rounds = 1'000'000;

}  // namespace

value evaluator::evaluate(const expr& e) {
    try {
        auto result = dispatch(e);
        if (names_) names_->evaluated(e, result);
        return result;
    } catch (const number_too_precise& failure) {
        site(e).fail(code::too_precise, failure.what(),
                     "name the step under `outputs` and round it there");
    }
}

value evaluator::dispatch(const expr& e) {
    return std::visit(overloaded{
                          [](const literal& l) { return l.is; },
                          [&](const name& n) { return of_name(e, n); },
                          [&](const negate& n) { return of_negate(e, n); },
                          [&](const binary& b) { return of_binary(e, b); },
                          [&](const choose& c) { return of_choose(e, c); },
                          [&](const between& b) { return of_between(e, b); },
                          [&](const membership& m) { return of_membership(m); },
                          [&](const test& t) -> value {
                              (void)t;
                              site(e).fail(code::syntax, "a test stands where a value is expected");
                          },
                          [&](const path& p) { return of_path(e, p); },
                          [&](const filter& f) { return of_filter(e, f); },
                          [&](const loop& l) { return of_loop(e, l); },
                          [&](const quantified& q) { return of_quantified(e, q); },
                          [&](const list_of& l) { return of_list(l); },
                          [&](const record_of& r) { return of_record(r); },
                          [&](const range_of& r) { return of_range(r); },
                          [&](const call& c) { return of_call(e, c); },
                      },
                      e.is);
}

value evaluator::of_name(const expr& e, const name& n) {
    if (e.slot) return names_->get(*e.slot, e.where);
    for (auto local = locals_.rbegin(); local != locals_.rend(); ++local)
        if (local->id == n.id) return local->is;
    site(e).fail(code::name, "there is no '" + n.id + "' here");
}

value evaluator::of_negate(const expr& e, const negate& n) {
    const auto of = evaluate(*n.of);
    if (const auto* a = of.get_if<amount>()) return -*a;
    if (const auto* d = of.get_if<days_duration>()) return days_duration{-d->days};
    if (const auto* d = of.get_if<months_duration>()) return months_duration{-d->months};
    return arithmetic(operation::subtract, number{}, of, site(e));
}

value evaluator::of_logic(const expr& e, const binary& b) {
    // `deciding` settles the whole at once: false for and, true for or.
    const bool deciding = b.by == operation::disjunction;
    const auto left = evaluate(*b.left);
    const auto* l = left.get_if<bool>();
    if (!l && !plain_) site(*b.left).fail(code::type, "a condition must be true or false");
    if (l && *l == deciding) return value{deciding};
    const auto right = evaluate(*b.right);
    const auto* r = right.get_if<bool>();
    if (!r && !plain_) site(*b.right).fail(code::type, "a condition must be true or false");
    if (r && *r == deciding) return value{deciding};
    (void)e;
    if (!l || !r) return null_value{};
    return value{!deciding};
}

value evaluator::of_binary(const expr& e, const binary& b) {
    if (b.by == operation::conjunction || b.by == operation::disjunction) return of_logic(e, b);
    const auto left = evaluate(*b.left);
    const auto right = evaluate(*b.right);
    switch (b.by) {
        case operation::add:
        case operation::subtract:
        case operation::multiply:
        case operation::divide:
        case operation::power:
            return arithmetic(b.by, left, right, site(e));
        default:
            return of_comparison(e, b.by, left, right);
    }
}

value evaluator::of_comparison(const expr& e, operation by, const value& left, const value& right) {
    if (by == operation::equal || by == operation::unequal) {
        bool same = left == right;
        const bool money_and_zero =
            (left.is<amount>() && right.is<number>()) || (left.is<number>() && right.is<amount>());
        if (money_and_zero) same = compared(left, right, site(e)) == 0;
        if (plain_ && !money_and_zero && !left.is_null() && !right.is_null() &&
            left.held().index() != right.held().index())
            return null_value{};
        return value{same == (by == operation::equal)};
    }
    if (plain_ && (left.is_null() || right.is_null())) return null_value{};
    return value{in_order(left, by, right, site(e))};
}

bool evaluator::condition(const expr& e) {
    const auto truth = evaluate(e);
    if (const auto* b = truth.get_if<bool>()) return *b;
    if (plain_) return false;
    site(e).fail(code::type, "a condition must be true or false, not " + to_text(truth));
}

value evaluator::of_choose(const expr&, const choose& c) {
    return condition(*c.condition) ? evaluate(*c.then) : evaluate(*c.otherwise);
}

value evaluator::of_between(const expr& e, const between& b) {
    const auto of = evaluate(*b.of);
    const auto low = evaluate(*b.low);
    const auto high = evaluate(*b.high);
    if (plain_ && (of.is_null() || low.is_null() || high.is_null())) return null_value{};
    return value{in_order(of, operation::at_least, low, site(e)) &&
                 in_order(of, operation::at_most, high, site(e))};
}

bool evaluator::inside(const value& v, const range_value& r, const expr& at) {
    const auto from = r.low_closed ? operation::at_least : operation::more;
    if (!r.low.is_null() && !in_order(v, from, r.low, site(at))) return false;
    const auto to = r.high_closed ? operation::at_most : operation::less;
    return r.high.is_null() || in_order(v, to, r.high, site(at));
}

bool evaluator::meets_one(const value& v, const test& t, const expr& at) {
    if (t.is == test::kind::any) return true;
    if (t.is == test::kind::negated) return !meets(v, t.not_these);
    const auto against = evaluate(*t.with);
    if (t.by == operation::equal || t.by == operation::unequal) {
        bool holds = v == against;
        if (!holds && against.is<list_value>())
            holds = std::find(against.items().begin(), against.items().end(), v) !=
                    against.items().end();
        if (const auto* r = against.get_if<range_handle>(); r && !holds)
            holds = !v.is_null() && inside(v, **r, at);
        return holds == (t.by == operation::equal);
    }
    if (v.is_null()) return false;
    const auto truth = of_comparison(at, t.by, v, against);
    const auto* b = truth.get_if<bool>();
    return b && *b;
}

bool evaluator::meets(const value& v, const std::vector<expr>& tests) {
    return std::any_of(tests.begin(), tests.end(),
                       [&](const expr& t) { return meets_one(v, std::get<test>(t.is), t); });
}

value evaluator::of_membership(const membership& m) {
    const auto of = evaluate(*m.of);
    return value{meets(of, m.tests)};
}

value evaluator::of_path(const expr& e, const path& p) {
    const auto of = evaluate(*p.of);
    if (of.is<list_value>()) {
        std::vector<value> all;
        for (const auto& item : of.items()) all.push_back(field_of(e, item, p));
        return value::list(std::move(all));
    }
    return field_of(e, of, p);
}

value evaluator::field_of(const expr& e, const value& of, const path& p) {
    if (const auto* found = of.field(p.field)) return *found;
    if (const auto* d = of.get_if<day>()) {
        if (p.field == "year") return number{d->year()};
        if (p.field == "month") return number{d->month()};
        if (p.field == "day") return number{d->day_of_month()};
        if (p.field == "weekday") return number{static_cast<int>(d->weekday()) + 1};
    }
    if (const auto* d = of.get_if<days_duration>(); d && p.field == "days") return number{d->days};
    if (const auto* d = of.get_if<months_duration>()) {
        if (p.field == "years") return number{d->months / 12};
        if (p.field == "months") return number{d->months % 12};
    }
    if (const auto* r = of.get_if<range_handle>()) {
        if (p.field == "start") return (*r)->low;
        if (p.field == "end") return (*r)->high;
        if (p.field == "start included") return value{(*r)->low_closed};
        if (p.field == "end included") return value{(*r)->high_closed};
    }
    if (plain_) return null_value{};
    site(e).fail(of.is_null() ? code::null : code::name, to_text(of) + " has no '" + p.field + "'");
}

value evaluator::of_filter(const expr& e, const filter& f) {
    const auto of = evaluate(*f.of);
    const auto items = of.is<list_value>()       ? of.items()
                       : plain_ && !of.is_null() ? std::vector<value>{of}
                                                 : of.items();
    const auto names = locals_.size();
    std::vector<value> kept;
    for (std::size_t i = 0; i <= items.size(); ++i) {
        if (i == items.size() && !(items.empty() && !plain_)) break;
        const auto item = i < items.size() ? items[i] : value{};
        if (const auto* fields = item.get_if<record_value>(); fields && plain_)
            for (const auto& field : **fields) locals_.push_back({field.name, field.is});
        locals_.push_back({"item", item});
        if (i == items.size() && !std::holds_alternative<literal>(f.predicate->is)) {
            locals_.resize(names);
            break;
        }
        const auto holds = evaluate(*f.predicate);
        locals_.resize(names);
        if (const auto* position = holds.get_if<number>()) {
            const auto size = static_cast<std::int64_t>(items.size());
            const auto at = position->fits_int64() ? position->to_int64() : 0;
            const auto index = at < 0 ? size + at : at - 1;
            if (at != 0 && index >= 0 && index < size)
                return items[static_cast<std::size_t>(index)];
            if (plain_) return null_value{};
            site(e).fail(code::index, "the list has " + std::to_string(size) +
                                          " elements and none at " + to_text(holds));
        }
        if (holds.is<moving_handle>())
            site(e).fail(code::index, "a position does not move with an amount");
        const auto* truth = holds.get_if<bool>();
        if (truth && *truth) kept.push_back(item);
    }
    return value::list(std::move(kept));
}

std::vector<value> evaluator::domain_of(const expr& e, const value& domain) {
    if (const auto* r = domain.get_if<range_handle>()) {
        std::vector<value> all;
        const auto *low = (*r)->low.get_if<number>(), *high = (*r)->high.get_if<number>();
        const auto *first = (*r)->low.get_if<day>(), *last = (*r)->high.get_if<day>();
        if (low && high && low->fits_int64() && high->fits_int64()) {
            const std::int64_t step = *low <= *high ? 1 : -1;
            const auto size = abs(*high - *low);
            if (size > static_cast<std::int64_t>(most_rounds))
                site(e).fail(code::range, "this goes through more than a million values");
            for (auto n = low->to_int64();; n += step) {
                all.emplace_back(number{n});
                if (n == high->to_int64()) return all;
            }
        }
        if (first && last) {
            const int step = *first <= *last ? 1 : -1;
            for (auto d = *first;; d = d + step) {
                all.emplace_back(d);
                if (d == *last) return all;
                if (all.size() > most_rounds) break;
            }
        }
        site(e).fail(code::range, "only whole numbers and dates can be gone through");
    }
    if (domain.is<list_value>()) return domain.items();
    if (plain_ && !domain.is_null()) return {domain};
    site(e).fail(code::type, "a list is expected here, not " + to_text(domain));
}

/// Calls `each` for every combination of the bindings, the last one fastest; stops where it returns
/// false.
template <class Each>
bool evaluator::each_combination(const std::vector<binding>& over, std::size_t from, const expr& e,
                                 Each each) {
    if (from == over.size()) {
        if (++rounds_ > most_rounds)
            site(e).fail(code::range, "this goes through more than a million combinations");
        return each();
    }
    for (const auto& item : domain_of(*over[from].in, evaluate(*over[from].in))) {
        locals_.push_back({over[from].id, item});
        const bool go_on = each_combination(over, from + 1, e, each);
        locals_.pop_back();
        if (!go_on) return false;
    }
    return true;
}

value evaluator::of_loop(const expr& e, const loop& l) {
    std::vector<value> all;
    each_combination(l.over, 0, e, [&] {
        if (plain_) locals_.push_back({"partial", value::list(all)});
        auto result = evaluate(*l.body);
        if (plain_) locals_.pop_back();
        all.push_back(std::move(result));
        return true;
    });
    return value::list(std::move(all));
}

value evaluator::of_quantified(const expr& e, const quantified& q) {
    bool settled = false;
    bool unknown = false;
    each_combination(q.over, 0, e, [&] {
        const auto truth = evaluate(*q.body);
        const auto* b = truth.get_if<bool>();
        if (!b && !plain_) site(*q.body).fail(code::type, "a condition must be true or false");
        unknown = unknown || !b;
        settled = b && *b != q.every;
        return !settled;
    });
    if (settled) return value{!q.every};
    return unknown ? value{} : value{q.every};
}

value evaluator::of_list(const list_of& l) {
    std::vector<value> items;
    for (const auto& item : l.items) items.push_back(evaluate(item));
    return value::list(std::move(items));
}

value evaluator::of_record(const record_of& r) {
    std::vector<record_field> fields;
    const auto names = locals_.size();
    for (const auto& entry : r.entries) {
        auto is = evaluate(*entry.is);
        locals_.push_back({entry.id, is});
        fields.push_back({entry.id, std::move(is)});
    }
    locals_.resize(names);
    return value::record(std::move(fields));
}

value evaluator::of_range(const range_of& r) {
    return value{std::make_shared<const range_value>(
        range_value{r.low ? evaluate(*r.low) : value{}, r.high ? evaluate(*r.high) : value{},
                    r.low_closed, r.high_closed})};
}

value evaluate(const expr& formula, environment& names) {
    return evaluator{&names, false}.evaluate(formula);
}

bool meets(const value& v, const std::vector<expr>& tests, environment& names) {
    return evaluator{&names, false}.meets(v, tests);
}

value evaluate_plain(const expr& formula, const std::vector<plain_name>& names) {
    evaluator walk{nullptr, true};
    walk.declare(names);
    return walk.evaluate(formula);
}

}  // namespace levy::feel
