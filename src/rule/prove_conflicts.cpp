// SPDX-License-Identifier: Apache-2.0
// Exceptions that hold at once and differ.
#include "prove_conflicts.hpp"

#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/rule/explain.hpp>

namespace levy::rule {

namespace {

using slot_kind = instrument::slot::kind;

constexpr std::size_t most_ways = 2;  // on which runs are tried

/// Ways that ask the same are one; what is read in a loop alone is read on no way for certain.
std::vector<use> ways_to_try(const std::vector<use>& all, const use& otherwise) {
    const auto asks = [](const use& way) {
        std::vector<std::pair<const feel::expr*, bool>> whens;
        whens.reserve(way.under.size());
        for (const auto& g : way.under) whens.emplace_back(g.when, g.truth);
        return whens;
    };
    std::vector<use> tried;
    for (const auto& way : all) {
        const bool met = std::any_of(tried.begin(), tried.end(),
                                     [&](const use& other) { return asks(other) == asks(way); });
        if (!met && tried.size() < most_ways) tried.push_back(way);
    }
    if (tried.empty()) tried.push_back(otherwise);
    return tried;
}

}  // namespace

/// What an exception gives under which further guards, and whose value that is.
struct conflict_prover::alternative {
    guards under;
    const feel::expr* value;
    const exception* of;
};

struct conflict_prover::pair {
    const formula& in;
    const exception &first, &second;
};

void conflict_prover::among(const formula& f, const std::vector<const exception*>& living,
                            const setting& in) {
    for (std::size_t j = 1; j < living.size(); ++j)
        for (std::size_t i = 0; i < j; ++i) conflict(f, *living[i], *living[j], in);
}

void conflict_prover::add_alternatives(const formula& f, const guards& under, const exception& of,
                                       std::vector<alternative>& to) {
    auto base = under;
    for (const auto& x : f.exceptions) {
        auto here = under;
        here.push_back(only_if(x));
        add_alternatives(x.then, here, x, to);
        base.push_back(unless(x));
    }
    for (const auto& entry : f.values.entries()) {
        auto here = base;
        if (f.is_dated) here.push_back({.versions = &f.values, .version = &entry});
        to.push_back({std::move(here), &entry.is.is, &of});
    }
}

/// What an exception gives is a fact itself, such as a rate that was agreed on: whether two agree
/// is for the facts to say.
bool conflict_prover::is_a_fact(const feel::expr& e) const {
    if (const auto* p = std::get_if<feel::path>(&e.is)) return is_a_fact(*p->of);
    if (!e.slot || !std::holds_alternative<feel::name>(e.is)) return false;
    const auto& slot = of_.slots[*e.slot];
    if (slot.is == slot_kind::input || slot.is == slot_kind::carry) return true;
    if (slot.is != slot_kind::definition) return false;
    const auto& f = of_.definitions[slot.index].is;
    return f.exceptions.empty() && f.values.entries().size() == 1 &&
           is_a_fact(f.values.entries().front().is.is);
}

void conflict_prover::conflict(const formula& f, const exception& a, const exception& b,
                               const setting& in) {
    if (!reach_) reach_ = reach_of(of_);
    std::vector<alternative> of_a;
    std::vector<alternative> of_b;
    add_alternatives(a.then, {only_if(a)}, a, of_a);
    add_alternatives(b.then, {only_if(b)}, b, of_b);
    const auto& ways = reach_->formulas[&f];
    std::vector<std::pair<const alternative*, const alternative*>> open;
    for (const auto& x : of_a)
        for (const auto& y : of_b) {
            const auto [differ_certainly, differ_perhaps] = may_differ(x, y);
            if (differ_certainly)
                for (const auto& way : ways)
                    if (differ(way, x, y, in)) return;
            if (differ_perhaps) open.emplace_back(&x, &y);
        }
    if (open.empty() || !witnesses_.may_run()) return;
    const auto tried = ways_to_try(ways, {in.under(), f.where});
    witnesses_.begin();
    for (const auto& [x, y] : open)
        for (const auto& way : tried)
            if (differ_in_a_run({f, a, b}, way, *x, *y, in)) return;
}

std::vector<day_range> conflict_prover::living_stretches(const guards& asked, const alternative& x,
                                                         const alternative& y) const {
    clocks all;
    all.add(of_, asked);
    all.add(of_, std::vector{x.value, y.value});
    auto days = all.days();
    for (const auto& entry : of_.in_force.entries()) days.insert(entry.from);
    auto parts = stretches(days);
    std::erase_if(parts, [&](const day_range& s) { return !in_force(of_, some_day(s)); });
    return parts;
}

namespace {

/// Each asked once; what the two exceptions ask comes first.
guards joined(const guards& way, const guards& of_x, const guards& of_y) {
    guards all;
    for (const auto* part : {&of_x, &of_y, &way})
        for (const auto& g : *part) {
            const bool said = std::any_of(all.begin(), all.end(), [&](const guard& other) {
                return g.when && other.when == g.when && other.truth == g.truth &&
                       other.needed == g.needed;
            });
            if (!said) all.push_back(g);
        }
    return all;
}

}  // namespace

/// Whether there may be a day on which both hold and give values that are known, and not the same;
/// on which they hold and are not known to give the same.
conflict_prover::difference conflict_prover::may_differ(const alternative& x,
                                                        const alternative& y) {
    difference found;
    if (is_a_fact(*x.value) || is_a_fact(*y.value)) return found;
    if (feel::to_text(*x.value) == feel::to_text(*y.value)) return found;
    const auto asked = joined({}, x.under, y.under);
    for (const auto& stretch : living_stretches(asked, x, y)) {
        const moment at{some_day(stretch), std::nullopt};
        const auto gives = space_.constant(*x.value, at);
        const auto other = gives ? space_.constant(*y.value, at) : std::nullopt;
        if (other && *gives == *other) continue;
        if (!space_.possible(read(space_, asked, at))) continue;
        found.perhaps = true;
        found.certainly = found.certainly || other;
    }
    return found;
}

bool conflict_prover::differ(const use& way, const alternative& x, const alternative& y,
                             const setting& in) {
    const auto asked = joined(way.under, x.under, y.under);
    for (const auto& stretch : living_stretches(asked, x, y)) {
        const moment at{some_day(stretch), std::nullopt};
        const auto gives_x = space_.constant(*x.value, at);
        const auto gives_y = gives_x ? space_.constant(*y.value, at) : std::nullopt;
        if (!gives_y || *gives_x == *gives_y) continue;
        const auto tree = read(space_, asked, at);
        const auto found =
            space_.certain(tree, of_.dated_by ? std::nullopt : std::optional<day>{at.on});
        if (!found) continue;
        tell(x, y, *gives_x, *gives_y, space_.shown(*found), at.on, in);
        return true;
    }
    return false;
}

bool conflict_prover::differ_in_a_run(const pair& of, const use& way, const alternative& x,
                                      const alternative& y, const setting& in) {
    const auto asked = joined(way.under, x.under, y.under);
    for (const auto& stretch : living_stretches(asked, x, y)) {
        const moment at{some_day(stretch), std::nullopt};
        const auto gives_x = space_.constant(*x.value, at);
        const auto gives_y = gives_x ? space_.constant(*y.value, at) : std::nullopt;
        if (gives_y && *gives_x == *gives_y) continue;
        const auto tree = read(space_, asked, at);
        const auto met = witnesses_.of_conflict({of.in, of.first, of.second},
                                                {asked, tree, at, {x.value, y.value}});
        if (!met) continue;
        tell(of, x, y, *met, at, in);
        return true;
    }
    return false;
}

/// What to write so that one gives way, with a case left to it.
std::string conflict_prover::way_out(const exception& x, const exception& y, const moment& at) {
    for (const auto& [narrowed, other] : {std::pair{&y, &x}, std::pair{&x, &y}}) {
        auto none = only_if(*other);
        none.truth = false;
        if (!space_.possible(read(space_, {only_if(*narrowed), none}, at))) continue;
        const auto when = feel::to_text(narrowed->when);
        const auto* b = std::get_if<feel::binary>(&narrowed->when.is);
        const bool either = b && b->by == feel::operation::disjunction;
        const auto gives_way = narrowed == &y ? std::string{"say in one of them when it gives way "
                                                            "to the other"}
                                              : "'" + y.name + "' holds only where '" + x.name +
                                                    "' does: say in '" + x.name +
                                                    "' that it gives way";
        return gives_way + ": when: " + (either ? "(" + when + ")" : when) + " and not(" +
               feel::to_text(other->when) + ")";
    }
    return "both hold in the same cases: take one of them out, or ask in its `when` for what sets "
           "it apart";
}

void conflict_prover::add_reforms(diagnostic& to, const alternative& x, const alternative& y,
                                  const moment& at) const {
    std::vector<const feel::expr*> read{x.value, y.value};
    for (const auto* side : {&x, &y})
        for (const auto& g : side->under)
            if (g.when) read.push_back(g.when);
    add_figures(to, of_, read, at, true);
}

void conflict_prover::tell(const alternative& x, const alternative& y, const feel::value& gives_x,
                           const feel::value& gives_y, const std::string& where, day on,
                           const setting& in) {
    const auto x_text = shown_value(gives_x, x.value->as);
    const auto y_text = shown_value(gives_y, y.value->as);
    const moment at{on, std::nullopt};
    diagnostic problem;
    problem.id = code::conflict;
    problem.message = "two exceptions of '" + in.name + "' hold at once and differ" +
                      (where.empty() ? "" : " for " + where) + ", as on " + levy::to_text(on) +
                      ": '" + x.of->name + "' gives " + x_text + " and '" + y.of->name +
                      "' gives " + y_text;
    problem.primary = {y.of->where, "this gives " + y_text};
    problem.related.push_back({x.of->where, "this gives " + x_text});
    add_reforms(problem, x, y, at);
    problem.help = way_out(*x.of, *y.of, at);
    sink_.add(std::move(problem));
}

void conflict_prover::tell(const pair& of, const alternative& x, const alternative& y,
                           const witness& met, const moment& at, const setting& in) {
    const auto day_or_period = met.over.start == met.over.end ? " on " : " in ";
    diagnostic problem;
    problem.id = code::conflict;
    problem.message = "two exceptions of '" + in.name + "' hold at once and differ" +
                      (met.shown.empty() ? "," : ", for example with " + met.shown) +
                      day_or_period + levy::to_text(met.over) + ": '" + of.first.name + "' gives " +
                      met.first_gives + " and '" + of.second.name + "' gives " + met.second_gives;
    problem.primary = {of.second.where, "this gives " + met.second_gives};
    problem.related.push_back({of.first.where, "this gives " + met.first_gives});
    add_reforms(problem, x, y, at);
    problem.help = way_out(*x.of, *y.of, at);
    sink_.add(std::move(problem));
}

}  // namespace levy::rule
