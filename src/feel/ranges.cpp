// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/feel/ranges.hpp>
#include <levy/feel/walk.hpp>

namespace levy::feel {

using kind = type::kind;

range_prover::range_prover(known_ranges& names, diagnostics& sink)
    : names_{names}, sink_{sink}, sides_{std::make_shared<sides>()} {}

range_prover range_prover::apart() const {
    range_prover made{names_, sink_};
    made.sides_ = sides_;
    return made;
}

namespace {

bool is_duration(const type& t) { return t.is == kind::days || t.is == kind::months; }

/// What conditions compare is met again when they are assumed.
bool is_compared(operation by) {
    return by == operation::equal || by == operation::unequal || by == operation::less ||
           by == operation::at_most || by == operation::more || by == operation::at_least;
}

extent not_empty() {
    extent made;
    made.count = interval::from(number{1});
    return made;
}

extent number_from_to(int low, int high) {
    return extent::of_number(interval::between(interval_end{low, true}, interval_end{high, true}));
}

}  // namespace

extent range_prover::of(const expr& e) {
    extent is;
    try {
        is = found(e);
    } catch (const number_too_precise&) {
        is = {};  // its end is too long to reckon with, and so is the value there
    }
    return facts_.empty() || std::holds_alternative<literal>(e.is) ? is : with_facts(e, is);
}

extent range_prover::found(const expr& e) {
    return std::visit(overloaded{
                          [](const literal& l) { return extent_of(l.is); },
                          [&](const name& n) { return of_name(e, n); },
                          [&](const negate& n) { return extent::of_number(-of(*n.of).is); },
                          [&](const binary& b) { return of_binary(e, b); },
                          [&](const choose& c) { return of_choose(c); },
                          [&](const between& b) {
                              for (const auto* part : {&b.of, &b.low, &b.high})
                                  sides_->insert_or_assign(part->get(), of(**part));
                              return extent{};
                          },
                          [&](const membership& m) {
                              sides_->insert_or_assign(m.of.get(), of(*m.of));
                              visit_tests(m.tests);
                              return extent{};
                          },
                          [](const test&) { return extent{}; },
                          [&](const path& p) { return of_path(p); },
                          [&](const filter& f) { return of_filter(f); },
                          [&](const loop& l) { return of_loop(l); },
                          [&](const quantified& q) { return of_quantified(q); },
                          [&](const list_of& l) { return of_list(l); },
                          [&](const record_of& r) { return of_record(r); },
                          [&](const range_of& r) { return of_range(r); },
                          [&](const call& c) { return of_call(e, c); },
                      },
                      e.is);
}

extent range_prover::of_name(const expr& e, const name& n) {
    if (e.slot) {
        auto is = names_.range_of(*e.slot);
        const bool opens = opened_ > 0 && openings_ > 0;
        const auto* meant = opens ? names_.formula_of(*e.slot) : nullptr;
        if (!meant) return is;
        --openings_;
        --opened_;
        is = meet(is, of(*meant));
        ++opened_;
        return is;
    }
    for (auto l = locals_.rbegin(); l != locals_.rend(); ++l)
        if (l->id == n.id) return l->is;
    return {};
}

void range_prover::visit_tests(const std::vector<expr>& tests) {
    for (const auto& e : tests) {
        const auto& t = std::get<test>(e.is);
        if (t.with) sides_->insert_or_assign(t.with.get(), of(*t.with));
        visit_tests(t.not_these);
    }
}

extent range_prover::of_binary(const expr& e, const binary& b) {
    const bool logic = b.by == operation::conjunction || b.by == operation::disjunction;
    if (logic) {
        (void)of(*b.left);
        const inner scope{*this};
        assume(*b.left, b.by == operation::conjunction);
        (void)of(*b.right);
        return {};
    }
    const auto left = of(*b.left);
    const auto right = of(*b.right);
    if (is_compared(b.by)) {
        sides_->insert_or_assign(b.left.get(), left);
        sides_->insert_or_assign(b.right.get(), right);
        return {};
    }
    const auto reckons = [](const type& t) { return t.is == kind::number || is_duration(t); };
    const bool dates = b.left->as.is == kind::date && b.right->as.is == kind::date;
    if (dates && b.by == operation::subtract)
        return extent::of_number(difference(*b.left, *b.right));
    if (b.by == operation::divide || b.by == operation::power) {
        if (b.by == operation::divide) return of_quotient(e, b, left.is, right.is);
        return of_power(e, b, left.is, right.is);
    }
    if (!reckons(b.left->as) || !reckons(b.right->as)) return {};
    if (b.by == operation::add) {
        sides_->insert_or_assign(b.left.get(), left);  // parts of a whole, see of_quotient
        sides_->insert_or_assign(b.right.get(), right);
        return extent::of_number(left.is + right.is);
    }
    if (b.by == operation::subtract)
        return extent::of_number(meet(left.is - right.is, difference(*b.left, *b.right)));
    auto product =
        same(*b.left, *b.right, locals_.size()) ? to_power(left.is, 2) : left.is * right.is;
    // A part of a day or a month is dropped.
    if (is_duration(e.as)) product = rounded(product, number{1}, rounding::down);
    return extent::of_number(std::move(product));
}

extent range_prover::of_quotient(const expr& e, const binary& b, const interval& top,
                                 const interval& bottom) {
    const bool known = b.right->as.is == kind::number || is_duration(b.right->as);
    if (!known) return {};
    if (bottom.holds(number{})) may_be_zero(*b.right, bottom, e);
    auto quotient = top / bottom;
    // A part of a whole, x / (x + rest), is no more than one, however large both may grow.
    const auto* whole = std::get_if<binary>(&b.right->is);
    if (whole && whole->by == operation::add) {
        const auto zero_up = interval::from(number{});
        const auto part_of = [&](const expr& part, const expr& rest) {
            if (!same(*b.left, part, locals_.size())) return;
            const auto& others = side(rest).is;
            if (!(meet(top, zero_up) == top && meet(others, zero_up) == others)) return;
            // 1 - rest / (x + rest), in which rest stands twice and 1 / (x / rest + 1) once.
            const auto one = interval::only(number{1});
            const bool rests = !others.holds(number{});
            quotient = meet(quotient, rests ? one - one / (top / others + one)
                                            : interval::between(interval_end{0}, interval_end{1}));
        };
        part_of(*whole->left, *whole->right);
        part_of(*whole->right, *whole->left);
    }
    if (is_duration(e.as)) quotient = rounded(quotient, number{1}, rounding::down);
    return extent::of_number(std::move(quotient));
}

extent range_prover::of_power(const expr& e, const binary& b, const interval& base,
                              const interval& exponent) {
    const bool falls = !meet(exponent, interval::below(number{})).is_empty();
    if (falls && base.holds(number{})) may_be_zero(*b.left, base, e);
    const auto n = exponent.single();
    if (n && n->is_integer() && abs(*n) <= 1000)
        return extent::of_number(to_power(base, static_cast<int>(n->to_int64())));
    if (meet(base, interval::above(number{})) == base)
        return extent::of_number(interval::above(number{}));
    return {};
}

extent range_prover::of_choose(const choose& c) {
    (void)of(*c.condition);
    extent then;
    {
        const inner scope{*this};
        assume(*c.condition, true);
        then = of(*c.then);
    }
    const inner scope{*this};
    assume(*c.condition, false);
    return hull(then, of(*c.otherwise));
}

extent range_prover::of_path(const path& p) {
    if (p.of->slot && facts_.empty() && p.of->as.is == kind::record &&
        std::holds_alternative<name>(p.of->is))
        return names_.range_of(*p.of->slot).at(p.field);  // a record may have many fields
    auto whole = of(*p.of);
    switch (p.of->as.is) {
        case kind::record:
            return whole.at(p.field);
        case kind::list:
            return extent::list_of(whole.each().at(p.field), whole.count);
        case kind::range:
            return whole.each();
        case kind::date:
            return p.field == "month" ? number_from_to(1, 12)
                   : p.field == "day" ? number_from_to(1, 31)
                                      : number_from_to(1, 9999);
        case kind::days:
            return whole;
        case kind::months: {
            const number year{12};
            if (p.field == "years")
                return extent::of_number(
                    rounded(whole.is / interval::only(year), number{1}, rounding::down));
            // Months left over a whole year have the sign of the duration.
            const bool forward = meet(whole.is, interval::from(number{})) == whole.is;
            return number_from_to(forward ? 0 : -11, 11);
        }
        default:
            return {};
    }
}

extent range_prover::of_filter(const filter& f) {
    const auto all = of(*f.of);
    if (f.predicate->as.is == kind::number) {
        (void)of(*f.predicate);
        return all.each();
    }
    const inner scope{*this};
    locals_.push_back({"item", all.each(), f.of.get()});
    assume_that(*f.of, not_empty());
    (void)of(*f.predicate);
    assume(*f.predicate, true);
    const auto kept = refined(locals_.back().is, locals_.size() - 1);
    return extent::list_of(kept, interval::between(interval_end{0, true}, all.count.high()));
}

/// Inside, each name is an element, and no list is empty.
void range_prover::go_through(const std::vector<binding>& over) {
    for (const auto& b : over) {
        const auto all = of(*b.in);
        sides_->insert_or_assign(b.in.get(), all);
        if (b.in->as.is == kind::list) assume_that(*b.in, not_empty());
        locals_.push_back({b.id, all.each(), b.in.get()});
    }
}

extent range_prover::of_loop(const loop& l) {
    interval count = interval::from(number{});
    extent each;
    {
        const inner scope{*this};
        go_through(l.over);
        each = of(*l.body);
    }
    if (l.over.size() == 1 && l.over[0].in->as.is == kind::list) count = side(*l.over[0].in).count;
    return extent::list_of(std::move(each), std::move(count));
}

extent range_prover::of_quantified(const quantified& q) {
    const inner scope{*this};
    go_through(q.over);
    (void)of(*q.body);
    return {};
}

extent range_prover::of_list(const list_of& l) {
    auto made = extent{};
    made.count = interval::only(number{static_cast<std::int64_t>(l.items.size())});
    for (const auto& item : l.items) {
        const auto one = of(item);
        made.element =
            std::make_shared<const extent>(made.element ? hull(*made.element, one) : one);
    }
    return made;
}

extent range_prover::of_record(const record_of& r) {
    const inner scope{*this};
    extent made;
    for (const auto& entry : r.entries) {
        auto is = of(*entry.is);
        locals_.push_back({entry.id, is, nullptr});
        made.fields.push_back({entry.id, std::move(is)});
    }
    return made;
}

/// What lies between the ends, whichever of them is the lower.
extent range_prover::of_range(const range_of& r) {
    const auto low = r.low ? of(*r.low) : extent{};
    const auto high = r.high ? of(*r.high) : extent{};
    if (r.low) sides_->insert_or_assign(r.low.get(), low);
    if (r.high) sides_->insert_or_assign(r.high.get(), high);
    const auto between = hull(low.is, high.is);
    return extent::list_of(extent::of_number(interval::between(between.low(), between.high())));
}

/// Places that set what a formula's names may be: the names it reads, and below definitions what is
/// given and may be 0 or less.
std::vector<diagnostic::label> range_prover::origins_of(const expr& divisor) {
    constexpr std::size_t most_places = 3;
    constexpr int most_names = 6;
    std::vector<diagnostic::label> places;
    std::vector<std::size_t> told;
    const auto tell = [&](const auto& self, const expr& e, int names) -> void {
        const bool fresh = e.slot && std::find(told.begin(), told.end(), *e.slot) == told.end();
        if (fresh && places.size() < most_places && names < most_names) {
            told.push_back(*e.slot);
            const auto* meant = names_.formula_of(*e.slot);
            const auto& is = names_.range_of(*e.slot).is;
            const bool low = !is.low() || is.low()->at.sign() <= 0;
            auto origin = names_.origin_of(*e.slot);
            if (origin.where.in && (names == 0 || (!meant && low && e.as.is == kind::number)))
                places.push_back(std::move(origin));
            if (meant && low) self(self, *meant, names + 1);
        }
        for_each_child(e, [&](const expr& child) { self(self, child, names); });
    };
    tell(tell, divisor, 0);
    return places;
}

/// Whether what is known here proves of a name's formula what was not known where it stands. Tried
/// only where an error would follow.
bool range_prover::not_zero_here(const expr& divisor) {
    constexpr int names_of_names = 2;
    constexpr int most_names = 256;
    if (facts_.empty()) return false;
    opened_ = names_of_names;
    openings_ = most_names;
    silent_ = true;
    const auto is = of(divisor).is;
    opened_ = 0;
    silent_ = false;
    return !is.holds(number{});
}

void range_prover::may_be_zero(const expr& divisor, const interval& found, const expr& whole) {
    if (silent_ || not_zero_here(divisor)) return;
    constexpr std::size_t one_line = 60;
    auto written = to_text(divisor);
    if (std::holds_alternative<choose>(divisor.is)) written = "(" + written + ")";
    const bool always = found.single().has_value();
    diagnostic problem;
    problem.id = code::divisor;
    problem.message =
        "'" + written + "' " + (always ? "is 0" : "may be 0") + ", and nothing is divided by 0";
    problem.primary = {divisor.where, always ? "" : "this is " + to_text(found)};
    problem.related = origins_of(divisor);
    const auto quotient = to_text(whole);
    problem.help = "say what holds then: if " + written + " = 0 then … else " +
                   (quotient.size() > one_line ? "…" : quotient);
    const bool named = divisor.slot && std::holds_alternative<name>(divisor.is);
    if (const auto more = named ? names_.advice(written, found) : std::string{}; !more.empty())
        problem.help += "; or " + more;
    sink_.add(std::move(problem));
}

}  // namespace levy::feel
