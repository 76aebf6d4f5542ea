// SPDX-License-Identifier: Apache-2.0
// What conditions prove of the numbers they compare.
#include <algorithm>

#include <levy/feel/operation.hpp>
#include <levy/feel/ranges.hpp>
#include <levy/feel/walk.hpp>

namespace levy::feel {

using kind = type::kind;

namespace {

constexpr int deepest = 8;  // names of names of conditions

bool is_figure(const type& t) {
    return t.is == kind::number || t.is == kind::days || t.is == kind::months;
}

operation negation(operation by) {
    switch (by) {
        case operation::equal:
            return operation::unequal;
        case operation::unequal:
            return operation::equal;
        case operation::less:
            return operation::at_least;
        case operation::at_most:
            return operation::more;
        case operation::more:
            return operation::at_most;
        default:
            return operation::less;
    }
}

/// The numbers that stand `by` to one of `other`.
interval held_against(operation by, const interval& other) {
    if (other.is_empty()) return other;
    const auto strict = by == operation::less || by == operation::more;
    const auto end = [&](const std::optional<interval_end>& of) -> std::optional<interval_end> {
        if (!of) return std::nullopt;
        return interval_end{of->at, of->closed && !strict};
    };
    switch (by) {
        case operation::equal:
            return other;
        case operation::unequal:
            return other.single() == number{} ? interval::not_zero() : interval{};
        case operation::less:
        case operation::at_most:
            return interval::between({}, end(other.high()));
        default:
            return interval::between(end(other.low()), {});
    }
}

}  // namespace

const extent& range_prover::side(const expr& e) const {
    static const extent unknown;
    const auto known = sides_->find(&e);
    return known == sides_->end() ? unknown : known->second;
}

void range_prover::assume(const expr& condition, bool truth) {
    followed met;
    assume(condition, truth, 0, met);
}

/// What a name stands for, once for each truth: again only where more of its own names are looked
/// into than before.
void range_prover::assume_named(std::size_t slot, bool truth, int depth, followed& met) {
    if (depth >= deepest) return;
    const auto [before, fresh] = met.try_emplace({slot, truth}, depth);
    if (!fresh && before->second <= depth) return;
    before->second = depth;
    if (const auto* meant = names_.formula_of(slot)) assume(*meant, truth, depth + 1, met);
}

void range_prover::assume(const expr& condition, bool truth, int depth, followed& met) {
    if (const auto* c = std::get_if<call>(&condition.is)) {
        if (c->function == "not" && c->arguments.size() == 1)
            assume(*c->arguments[0].is, !truth, depth, met);
        return;
    }
    if (std::holds_alternative<name>(condition.is)) {
        if (condition.slot) assume_named(*condition.slot, truth, depth, met);
        return;
    }
    if (const auto* b = std::get_if<between>(&condition.is)) {
        if (!truth) return;
        assume_order(*b->of, operation::at_least, *b->low);
        assume_order(*b->of, operation::at_most, *b->high);
        return;
    }
    if (const auto* m = std::get_if<membership>(&condition.is)) return assume_membership(*m, truth);
    if (const auto* q = std::get_if<quantified>(&condition.is)) return assume_each(*q, truth);
    const auto* b = std::get_if<binary>(&condition.is);
    if (!b) return;
    const bool logic = b->by == operation::conjunction || b->by == operation::disjunction;
    if (!logic) return assume_order(*b->left, truth ? b->by : negation(b->by), *b->right);
    if ((b->by == operation::conjunction) != truth) return;
    assume(*b->left, truth, depth, met);
    assume(*b->right, truth, depth, met);
}

void range_prover::assume_order(const expr& left, operation by, const expr& right) {
    const bool figures = is_figure(left.as) && is_figure(right.as);
    const bool dates = left.as.is == kind::date && right.as.is == kind::date;
    if (!figures && !dates) return;
    if (figures) {
        const auto of_left = side(left).is;
        const auto of_right = side(right).is;
        assume_that(left, extent::of_number(held_against(by, of_right)));
        assume_that(right, extent::of_number(held_against(mirrored(by), of_left)));
    }
    const auto apart = held_against(by, interval::only(number{}));
    assume_that(left, extent::of_number(apart), &right);
}

/// The numbers that pass a test; every number where that is not told.
interval range_prover::passing(const test& t) const {
    if (!t.with || t.is == test::kind::negated) return {};
    const auto is = t.with->as.is;
    if (is_figure(t.with->as)) return held_against(t.by, side(*t.with).is);
    if (t.by != operation::equal) return {};
    const auto* written = std::get_if<range_of>(&t.with->is);
    if (is == kind::list) return side(*t.with).each().is;
    if (is != kind::range || !written) return {};
    interval inside;
    if (written->low)
        inside = held_against(written->low_closed ? operation::at_least : operation::more,
                              side(*written->low).is);
    if (written->high)
        inside =
            meet(inside, held_against(written->high_closed ? operation::at_most : operation::less,
                                      side(*written->high).is));
    return inside;
}

void range_prover::assume_membership(const membership& m, bool truth) {
    if (!is_figure(m.of->as)) return;
    auto all = interval::nothing();
    for (const auto& e : m.tests) {
        const auto& t = std::get<test>(e.is);
        all = hull(all, passing(t));
        // Where the whole is false, so is each test.
        if (!truth && t.with && is_figure(t.with->as))
            assume_that(*m.of, extent::of_number(held_against(negation(t.by), side(*t.with).is)));
    }
    if (truth) assume_that(*m.of, extent::of_number(all));
}

/// What holds of every element holds of the list's elements wherever the list stands again.
void range_prover::assume_each(const quantified& q, bool truth) {
    if (q.every != truth || q.over.size() != 1 || q.over[0].in->as.is != kind::list) return;
    const auto all = side(*q.over[0].in);
    extent each;
    {
        const inner scope{*this};
        locals_.push_back({q.over[0].id, all.each(), q.over[0].in.get()});
        followed met;
        assume(*q.body, truth, deepest, met);  // a definition says nothing of an element
        each = refined(all.each(), locals_.size() - 1);
    }
    assume_that(*q.over[0].in, extent::list_of(std::move(each)));
}

void range_prover::assume_that(const expr& what, extent is, const expr* minus) {
    if (std::holds_alternative<literal>(what.is) && !minus) return;
    const bool says_nothing =
        is.is.is_everything() && !is.element && is.count == interval::from(number{});
    if (says_nothing) return;
    if (const auto* c = std::get_if<call>(&what.is);
        c && !minus && c->function == "count" && c->arguments.size() == 1) {
        extent list;
        list.count = meet(is.is, interval::from(number{}));
        facts_.push_back({c->arguments[0].is.get(), nullptr, std::move(list), locals_.size()});
    }
    facts_.push_back({&what, minus, std::move(is), locals_.size()});
}

/// A local name with all that was assumed of it and of its fields.
extent range_prover::refined(const extent& is_at_first, std::size_t position) const {
    auto made = is_at_first;
    for (const auto& f : facts_) {
        if (f.minus) continue;
        std::vector<std::string_view> fields;
        const expr* at = f.what;
        while (const auto* p = std::get_if<path>(&at->is)) {
            fields.push_back(p->field);
            at = p->of.get();
        }
        const auto* n = std::get_if<name>(&at->is);
        const bool ours = n && !at->slot && f.depth > position && locals_[position].id == n->id;
        if (!ours) continue;
        auto is = f.is;
        for (const auto field : fields) {
            extent record;
            record.fields.push_back({std::string{field}, std::move(is)});
            is = std::move(record);
        }
        made = meet(made, is);
    }
    return made;
}

extent range_prover::with_facts(const expr& e, extent is) const {
    for (const auto& f : facts_)
        if (!f.minus && same(*f.what, e, f.depth)) is = meet(is, f.is);
    return is;
}

interval range_prover::difference(const expr& left, const expr& right) const {
    interval is;
    for (const auto& f : facts_) {
        if (!f.minus) continue;
        if (same(*f.what, left, f.depth) && same(*f.minus, right, f.depth)) is = meet(is, f.is.is);
        if (same(*f.what, right, f.depth) && same(*f.minus, left, f.depth)) is = meet(is, -f.is.is);
    }
    return is;
}

/// Whether both always have the same value: the same words about the same names. `depth` is how
/// many local names the first knew.
bool range_prover::same(const expr& a, const expr& b, std::size_t depth) const {
    if (a.is.index() != b.is.index() || a.slot != b.slot) return false;
    const auto boxes = [&](const expr_box& x, const expr_box& y) { return same(*x, *y, depth); };
    if (const auto* x = std::get_if<name>(&a.is)) {
        if (a.slot) return true;
        if (x->id != std::get<name>(b.is).id) return false;
        for (auto i = locals_.size(); i-- > 0;)
            if (locals_[i].id == x->id) return i < depth;
        return true;  // `item` of a filter inside
    }
    if (const auto* x = std::get_if<literal>(&a.is)) return x->is == std::get<literal>(b.is).is;
    if (const auto* x = std::get_if<path>(&a.is)) {
        const auto& y = std::get<path>(b.is);
        return x->field == y.field && boxes(x->of, y.of);
    }
    if (const auto* x = std::get_if<negate>(&a.is)) return boxes(x->of, std::get<negate>(b.is).of);
    if (const auto* x = std::get_if<binary>(&a.is)) {
        const auto& y = std::get<binary>(b.is);
        return x->by == y.by && boxes(x->left, y.left) && boxes(x->right, y.right);
    }
    if (const auto* x = std::get_if<filter>(&a.is)) {
        const auto& y = std::get<filter>(b.is);
        return boxes(x->of, y.of) && boxes(x->predicate, y.predicate);
    }
    const auto* x = std::get_if<call>(&a.is);
    if (!x) return false;
    const auto& y = std::get<call>(b.is);
    return x->function == y.function && x->arguments.size() == y.arguments.size() &&
           std::equal(x->arguments.begin(), x->arguments.end(), y.arguments.begin(),
                      [&](const argument& p, const argument& q) { return boxes(p.is, q.is); });
}

}  // namespace levy::feel
