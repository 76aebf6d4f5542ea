// SPDX-License-Identifier: Apache-2.0
#include "prove_reach.hpp"

#include <algorithm>

#include <levy/feel/check.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/explain.hpp>

#include "purpose.hpp"
#include "stages.hpp"

namespace levy::rule {

namespace {

using feel::operation;
using slot_kind = instrument::slot::kind;

constexpr std::size_t most_ways = 12;

class walker {
public:
    explicit walker(const instrument& of) : of_{of} {}

    reach go() {
        guards all;
        for (const auto& c : of_.applies) {
            auto here = all;
            here.push_back({.lives = &c.in_force});
            read(c.when, here);
            all.push_back(only_if(c));
        }
        for (const auto& o : of_.outputs)
            if (!o.shares) formula_read(o.is, all, o.where);
        if (of_.liable) formula_read(*of_.liable, all, of_.liable->where);
        for (const auto& d : of_.definitions)
            if (purpose_of(d)) formula_read(d.is, under_step(d), d.where);
        return std::move(made_);
    }

private:
    /// What a jurisdiction asks of itself, and when.
    guards under_step(const definition& d) const {
        guards under{{.lives = &d.asked}};
        if (const auto* when = guard_of(of_, d)) under.push_back({.when = when});
        return under;
    }

    void formula_read(const formula& f, const guards& under, const span& where) {
        auto& ways = made_.formulas[&f];
        if (ways.size() >= most_ways) return;
        ways.push_back({under, where});
        auto base = under;
        for (const auto& x : f.exceptions) {
            auto here = under;
            here.push_back({.lives = &x.in_force, .published = &x.published});
            read(x.when, here);
            here.back() = only_if(x);
            formula_read(x.then, here, x.where);
            base.push_back(unless(x));
        }
        for (const auto& entry : f.values.entries()) {
            auto here = base;
            if (f.is_dated) here.push_back({.versions = &f.values, .version = &entry});
            read(entry.is.is, here);
        }
    }

    void read(const feel::expr& e, const guards& under) {
        if (const auto* c = std::get_if<feel::choose>(&e.is)) {
            read(*c->condition, under);
            read(*c->then, with(under, *c->condition, true));
            return read(*c->otherwise, with(under, *c->condition, false));
        }
        if (const auto* b = std::get_if<feel::binary>(&e.is)) {
            read(*b->left, under);
            const bool lazy = b->by == operation::conjunction || b->by == operation::disjunction;
            return read(*b->right,
                        lazy ? with(under, *b->left, b->by == operation::conjunction) : under);
        }
        if (const auto* m = std::get_if<feel::membership>(&e.is)) return read(*m->of, under);
        if (const auto* b = std::get_if<feel::between>(&e.is)) return read(*b->of, under);
        if (const auto* f = std::get_if<feel::filter>(&e.is)) return read(*f->of, under);
        if (const auto* l = std::get_if<feel::loop>(&e.is)) return read(*l->over.front().in, under);
        if (const auto* q = std::get_if<feel::quantified>(&e.is))
            return read(*q->over.front().in, under);
        if (const auto* c = std::get_if<feel::call>(&e.is); c && of_another_day(*c)) return;
        if (e.slot) slot_read(*e.slot, under, e);
        feel::for_each_child(e, [&](const feel::expr& child) { read(child, under); });
    }
    static bool of_another_day(const feel::call& c) {
        return c.function == "at" || c.function == "spans";
    }
    static guards with(guards under, const feel::expr& when, bool truth) {
        under.push_back({.when = &when, .truth = truth});
        return under;
    }

    template <class Part>
    static void add(std::map<const Part*, std::vector<use>>& to, const Part& part,
                    const guards& under, const feel::expr& e) {
        auto& ways = to[&part];
        if (ways.size() < most_ways) ways.push_back({under, e.where, &e});
    }
    void slot_read(std::size_t index, const guards& under, const feel::expr& e) {
        const auto& slot = of_.slots[index];
        switch (slot.is) {
            case slot_kind::parameter:
                return add(made_.parameters, of_.parameters[slot.index], under, e);
            case slot_kind::table:
                return add(made_.tables, of_.tables[slot.index], under, e);
            case slot_kind::definition:
                return formula_read(of_.definitions[slot.index].is, under, e.where);
            case slot_kind::output:
                if (!of_.outputs[slot.index].shares)
                    formula_read(of_.outputs[slot.index].is, under, e.where);
                return;
            case slot_kind::liable:
                if (of_.liable) formula_read(*of_.liable, under, e.where);
                return;
            default:
                return;
        }
    }

    const instrument& of_;
    reach made_;
};

}  // namespace

bool alive(const guard& g, const moment& at) {
    if (g.published && *g.published && at.known && *at.known < **g.published) return false;
    if (g.versions) return g.versions->in_force(at.on, at.known) == g.version;
    return !g.lives || g.lives->holds(at.on);
}

guard only_if(const exception& x) {
    return {.when = &x.when, .lives = &x.in_force, .published = &x.published};
}
guard unless(const exception& x) {
    return {.when = &x.when,
            .truth = false,
            .needed = false,
            .lives = &x.in_force,
            .published = &x.published};
}
guard only_if(const condition& c) {
    return {.when = &c.when, .needed = false, .lives = &c.in_force};
}
guards all_of_applies(const instrument& of) {
    guards all;
    all.reserve(of.applies.size());
    for (const auto& c : of.applies) all.push_back(only_if(c));
    return all;
}

condition_tree read(case_space& in, const guards& all, const moment& at) {
    std::vector<condition_tree> parts;
    parts.reserve(all.size());
    for (const auto& g : all) {
        if (!alive(g, at)) {
            if (!g.needed) continue;
            return condition_tree::truth(false);
        }
        if (!g.when) continue;
        const auto& part = in.condition(*g.when, at);
        parts.push_back(g.truth ? part : condition_tree::negation(part));
    }
    return condition_tree::both(std::move(parts));
}

reach reach_of(const instrument& of) { return walker{of}.go(); }

namespace {

class nothing_finder {
public:
    nothing_finder(const instrument& of, const moment& at) : of_{of}, at_{at} {}

    bool in(const feel::expr& e) {
        if (const auto* c = std::get_if<feel::choose>(&e.is)) return in(*c->condition);
        if (const auto* p = std::get_if<feel::path>(&e.is)) return in(*p->of);
        if (const auto* b = std::get_if<feel::binary>(&e.is)) {
            const bool lazy = b->by == operation::conjunction || b->by == operation::disjunction;
            return in(*b->left) || (!lazy && in(*b->right));
        }
        if (const auto* c = std::get_if<feel::call>(&e.is); c && c->function == "not")
            return in(*c->arguments.front().is);
        if (!e.slot) return false;
        const auto& slot = of_.slots[*e.slot];
        if (slot.is == slot_kind::table) return none(of_.tables[slot.index].rows);
        if (!std::holds_alternative<feel::name>(e.is)) return false;
        if (slot.is == slot_kind::parameter) return none(of_.parameters[slot.index].values);
        if (slot.is != slot_kind::definition) return false;
        // Many places may name one definition. Where it finds nothing, the first of them ends all.
        return met_.insert(*e.slot).second && in(of_.definitions[slot.index].is);
    }

private:
    bool in(const formula& f) {
        if (!f.exceptions.empty()) return false;
        const auto* entry = f.values.in_force(at_.on, at_.known);
        return !entry || in(entry->is.is);
    }
    template <class Payload>
    [[nodiscard]] bool none(const dated<Payload>& values) const {
        return values.in_force(at_.on, at_.known) == nullptr;
    }

    const instrument& of_;
    const moment& at_;
    std::set<std::size_t> met_;
};

}  // namespace

bool finds_nothing(const instrument& of, const feel::expr& e, const moment& at) {
    return nothing_finder{of, at}.in(e);
}

void add_expressions(const formula& f, std::vector<const feel::expr*>& to) {
    for (const auto& entry : f.values.entries()) to.push_back(&entry.is.is);
    for (const auto& x : f.exceptions) {
        to.push_back(&x.when);
        add_expressions(x.then, to);
    }
}

std::set<std::size_t> read_by(const instrument& of, const std::vector<const feel::expr*>& roots,
                              bool through_outputs) {
    std::set<std::size_t> met;
    auto left = roots;
    while (!left.empty()) {
        const auto* e = left.back();
        left.pop_back();
        for (const auto index : feel::slots_of(*e)) {
            if (!met.insert(index).second) continue;
            const auto& slot = of.slots[index];
            if (slot.is == slot_kind::definition)
                add_expressions(of.definitions[slot.index].is, left);
            if (slot.is == slot_kind::output && through_outputs)
                add_expressions(of.outputs[slot.index].is, left);
            if (slot.is == slot_kind::liable && of.liable) add_expressions(*of.liable, left);
        }
    }
    return met;
}

void add_figures(diagnostic& to, const instrument& of, const std::vector<const feel::expr*>& read,
                 const moment& at, bool of_reforms) {
    for (const auto index : read_by(of, read, false)) {
        const auto& slot = of.slots[index];
        if (slot.is != slot_kind::parameter) continue;
        const auto& p = of.parameters[slot.index];
        const auto* entry = p.values.in_force(at.on, at.known);
        if (!entry || entry->is.is.is != written_value::state::given) continue;
        if (of_reforms && entry->is.is.where.in == p.where.in) continue;
        to.related.push_back(
            {entry->is.is.where, p.name + " is " + shown_value(entry->is.is.given, p.as)});
    }
}

void clocks::add(const day_range& lives, const std::optional<day>* published) {
    if (lives.first) days_.insert(*lives.first);
    if (lives.last) days_.insert(*lives.last + 1);
    if (published && *published) known_.insert(**published);
    const guard g{.lives = &lives, .published = published};
    if (!lives.first && !lives.last && !(published && *published)) return;
    plain_ = false;
    tells_.push_back([g](const std::optional<day>& known) -> tell {
        return [g, known](day on) -> const void* {
            return alive(g, {on, known}) ? g.lives : nullptr;
        };
    });
}

void clocks::add(const instrument& of, const guards& asked) {
    std::vector<const feel::expr*> read;
    for (const auto& g : asked) {
        if (g.when) read.push_back(g.when);
        if (g.lives) add(*g.lives, g.published);
        if (g.versions) add(*g.versions);
    }
    add(of, read);
}

void clocks::add(const instrument& of, const std::vector<const feel::expr*>& read) {
    for (const auto index : read_by(of, read, true)) {
        const auto& slot = of.slots[index];
        if (slot.is == slot_kind::parameter) add(of.parameters[slot.index].values);
        if (slot.is == slot_kind::reading) add(of.readings[slot.index].open);
        // Exceptions are not looked into: a definition that has some is an axis of its own.
        if (slot.is == slot_kind::definition && of.definitions[slot.index].is.is_dated)
            add(of.definitions[slot.index].is.values);
    }
}

std::vector<moment> clocks::moments(const instrument& of) const {
    auto days = days_;
    auto since = known_;
    since.insert(first_day);
    add_days(of.in_force, days, since);
    std::vector<std::optional<day>> known{std::nullopt};
    known.insert(known.end(), since.begin(), since.end());
    if (plain_ && nothing_published(of.in_force)) drop_late(known, first_);
    const auto all = stretches(days);
    // The first moment of each law: the place of its days, that of what was known.
    std::map<std::vector<const void*>, std::pair<std::size_t, std::size_t>> met;
    for (std::size_t k = 0; k < known.size(); ++k) {
        std::vector<tell> tells;
        tells.reserve(tells_.size());
        for (const auto& make : tells_) tells.push_back(make(known[k]));
        day_by_day life{of.in_force, known[k], true};
        for (std::size_t s = 0; s < all.size(); ++s) {
            const auto on = some_day(all[s]);
            std::vector<const void*> law;
            law.reserve(tells.size());
            for (const auto& one : tells) law.push_back(one(on));
            if (!of.in_force.empty() && !may_live(life.on(on))) continue;
            const std::pair place{s, k};
            const auto [found, fresh] = met.try_emplace(std::move(law), place);
            if (!fresh) found->second = std::min(found->second, place);
        }
    }
    std::vector<std::pair<std::size_t, std::size_t>> places;
    places.reserve(met.size());
    for (const auto& one : met) places.push_back(one.second);
    std::sort(places.begin(), places.end());
    std::vector<moment> made;
    made.reserve(places.size());
    for (const auto& [s, k] : places) made.push_back({some_day(all[s]), known[k]});
    return made;
}

void drop_late(std::vector<std::optional<day>>& known, day first) {
    std::erase_if(known, [&](const std::optional<day>& k) { return k && *k > first; });
}

namespace {

std::string days_told(const day_range& of) {
    if (of.first && of.last && *of.first == *of.last) return "on " + levy::to_text(*of.first);
    std::string text;
    if (of.first) text += "from " + levy::to_text(*of.first);
    if (of.last) text += (text.empty() ? "up to " : " to ") + levy::to_text(*of.last);
    return text.empty() ? "at any time" : text;
}

}  // namespace

std::string days_told(const std::vector<day_range>& all) {
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
        text += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + days_told(all[i]);
    return text;
}

void add_days(std::vector<day_range>& to, const day_range& one) {
    if (!to.empty() && to.back().last && one.first && *to.back().last + 1 == *one.first)
        to.back().last = one.last;
    else
        to.push_back(one);
}

void in_order(std::vector<day_range>& all) {
    const auto start = [](const day_range& r) { return r.first.value_or(first_day); };
    std::sort(all.begin(), all.end(),
              [&](const day_range& a, const day_range& b) { return start(a) < start(b); });
    std::vector<day_range> made;
    for (const auto& one : all) {
        const bool again = !made.empty() && start(made.back()) == start(one);
        if (!again) add_days(made, one);
    }
    all = std::move(made);
}

std::vector<day_range> stretches(const std::set<day>& days) {
    std::vector<day_range> all;
    all.reserve(days.size() + 1);
    day_range one;
    for (const auto d : days) {
        if (d == first_day) continue;
        one.last = d - 1;
        all.push_back(one);
        one.first = d;
    }
    one.last.reset();
    all.push_back(one);
    return all;
}

day some_day(const day_range& of) { return of.first ? *of.first : of.last.value_or(first_day); }

bool in_force(const instrument& of, day on) {
    if (of.in_force.empty()) return true;  // the frame of a jurisdiction
    const auto* entry = of.in_force.in_force(on, {}, true);
    return entry && entry->is.is.given == feel::value{true};
}

bool may_live(const dated<written_value>::entry* life) {
    return life && (life->is.is.is == written_value::state::unknown ||
                    life->is.is.given == feel::value{true});
}

}  // namespace levy::rule
