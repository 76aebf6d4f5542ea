// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/evaluate.hpp>

#include "evaluator.hpp"

namespace levy::feel {

namespace {

constexpr std::size_t most_parts = 10'000'000;
constexpr int most_depth = 200;

/// Values within `v`, itself included; nothing past `most` of them or too many levels.
std::optional<std::size_t> parts_of(const value& v, std::size_t most, int level = 0) {
    constexpr std::size_t bytes_a_part = 16;
    const auto* text = v.get_if<std::string>();
    std::size_t count = 1 + (text ? text->size() / bytes_a_part : 0);
    const auto add = [&](const value& inner) {
        const auto more = level < most_depth && count < most
                              ? parts_of(inner, most - count, level + 1)
                              : std::nullopt;
        count += more.value_or(0);
        return more.has_value();
    };
    if (!std::all_of(v.items().begin(), v.items().end(), add)) return std::nullopt;
    if (const auto* fields = v.get_if<record_value>())
        if (!std::all_of((*fields)->begin(), (*fields)->end(),
                         [&](const record_field& field) { return add(field.is); }))
            return std::nullopt;
    return count <= most ? std::optional{count} : std::nullopt;
}

/// What no facts can mend: the formula is written wrongly, or in words that levy has not.
bool is_of_text(code id) {
    return id == code::syntax || id == code::name || id == code::refused || id == code::arguments;
}

}  // namespace

/// A formula may name a list twice, and that list another twice: what is held once is written many
/// times. The sum of what a run puts together is bounded, whatever it shares.
value evaluator::put_together(const expr& e, value made) {
    const auto parts = parts_of(made, most_parts - parts_);
    if (!parts) site(e).give_up("this puts together more than ten million values");
    parts_ += *parts;
    return made;
}

/// In plain FEEL what cannot be computed is null, and the rest goes on. The first such failure is
/// kept: where null is all that comes of it, it says why.
value evaluator::evaluate(const expr& e) {
    try {
        return computed(e);
    } catch (const limit_met&) {
        throw;
    } catch (const stopped& halt) {
        if (!plain_ || is_of_text(halt.why.id)) throw;
        if (!failed_) failed_ = halt.why;
        return null_value{};
    }
}

value evaluator::whole(const expr& e) {
    auto made = evaluate(e);
    if (made.is_null() && failed_) throw stopped{*failed_};
    return made;
}

value evaluator::computed(const expr& e) {
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
                          [&](const loop& l) { return put_together(e, of_loop(e, l)); },
                          [&](const quantified& q) { return of_quantified(e, q); },
                          [&](const list_of& l) { return put_together(e, of_list(l)); },
                          [&](const record_of& r) { return put_together(e, of_record(e, r)); },
                          [&](const range_of& r) { return of_range(e, r); },
                          [&](const call& c) { return put_together(e, of_call(e, c)); },
                      },
                      e.is);
}

value evaluator::of_name(const expr& e, const name& n) {
    if (e.slot) return names_->get(*e.slot, e.where);
    for (auto local = locals_.rbegin(); local != locals_.rend(); ++local)
        if (local->id == n.id) return local->is;
    // In a filter over records a name may be a field that this one has not.
    if (open_records_ > 0) return null_value{};
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
    if (plain_ && truth.is_null()) return false;
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

value evaluator::of_path(const expr& e, const path& p) {
    const auto of = evaluate(*p.of);
    if (of.is<list_value>()) {
        std::vector<value> all;
        all.reserve(of.items().size());
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
    if (const auto* d = of.get_if<far_day>()) {
        if (p.field == "year") return number{d->year};
        if (p.field == "month") return number{d->month};
        if (p.field == "day") return number{d->day_of_month};
    }
    if (const auto* d = of.get_if<days_duration>()) {
        if (p.field == "days") return number{d->days};
        const bool of_clock = p.field == "hours" || p.field == "minutes" || p.field == "seconds";
        if (plain_ && of_clock) return number{};  // levy's durations are of whole days
    }
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

value evaluator::of_list(const list_of& l) {
    std::vector<value> items;
    items.reserve(l.items.size());
    for (const auto& item : l.items) items.push_back(evaluate(item));
    return value::list(std::move(items));
}

value evaluator::of_record(const expr& e, const record_of& r) {
    std::vector<record_field> fields;
    const auto names = locals_.size();
    for (const auto& entry : r.entries) {
        if (std::any_of(fields.begin(), fields.end(),
                        [&](const record_field& f) { return f.name == entry.id; }))
            site(e).fail(code::name, "'" + entry.id + "' is written twice");
        auto is = evaluate(*entry.is);
        locals_.push_back({entry.id, is});
        fields.push_back({entry.id, std::move(is)});
    }
    locals_.resize(names);
    return value::record(std::move(fields));
}

value evaluator::of_range(const expr& e, const range_of& r) {
    auto low = r.low ? evaluate(*r.low) : value{};
    auto high = r.point ? low : r.high ? evaluate(*r.high) : value{};
    if (plain_ && !r.iteration) {
        // No end is an open range; a null end is none, nor is one that runs down.
        if ((r.low && low.is_null()) || (r.high && high.is_null())) return null_value{};
        if (r.low && r.high && compared(low, high, site(e)) > 0) return null_value{};
    }
    return value{std::make_shared<const range_value>(
        range_value{std::move(low), std::move(high), r.low_closed, r.high_closed, r.point})};
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
    return walk.whole(formula);
}

}  // namespace levy::feel
