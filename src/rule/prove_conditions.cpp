// SPDX-License-Identifier: Apache-2.0
// Conditions that never hold or never fail.
#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/rule/explain.hpp>

#include "prove.hpp"
#include "prove_conflicts.hpp"
#include "prove_reach.hpp"
#include "purpose.hpp"

namespace levy::rule {

namespace {

using slot_kind = instrument::slot::kind;

class condition_prover {
public:
    condition_prover(const instrument& of, const input_names& reckoned, diagnostics& sink)
        : of_{of}, space_{of, reckoned}, conflicts_{of, reckoned, space_, sink}, sink_{sink} {}

    void run() {
        if (clocks{}.moments(of_).empty()) return;  // the rule has no life
        applies();
        read_early();
        for (std::size_t i = 0; i < of_.slots.size(); ++i) {
            const auto& slot = of_.slots[i];
            const auto under = early_.contains(i) ? guards{} : all_of_applies(of_);
            if (slot.is == slot_kind::definition)
                formula_of(of_.definitions[slot.index].is, {slot.name, under});
            if (slot.is == slot_kind::output && !of_.outputs[slot.index].shares)
                formula_of(of_.outputs[slot.index].is, {slot.name, under});
        }
        if (of_.liable) formula_of(*of_.liable, {"liable", {}});
        filing();
        steps();
    }

private:
    /// What is reckoned although the rule does not apply.
    void read_early() {
        std::vector<const feel::expr*> asked;
        asked.reserve(of_.applies.size() + 1);
        for (const auto& c : of_.applies) asked.push_back(&c.when);
        if (of_.dated_by) asked.push_back(&*of_.dated_by);
        early_ = read_by(of_, asked, true);
        std::vector<const feel::expr*> always;
        for (const auto& c : of_.carry) {
            always.push_back(&c.start);
            always.push_back(&c.next);
        }
        if (of_.liable) add_expressions(*of_.liable, always);
        for (const auto& [party, entries] : of_.filing)
            for (const auto& entry : entries.entries()) add_terms(entry.is.is, always);
        // Where the rule does not apply its outputs are 0, and their formulas are not reckoned.
        auto reckoned = read_by(of_, always, false);
        std::erase_if(reckoned,
                      [&](std::size_t i) { return of_.slots[i].is == slot_kind::output; });
        early_.merge(reckoned);
    }
    static void add_terms(const filing_terms& t, std::vector<const feel::expr*>& to) {
        for (const auto* due : {&t.register_by, &t.return_by, &t.pay_by})
            if (*due && !(*due)->unknown) to.push_back(&(*due)->day);
        for (const auto& i : t.instalments) {
            if (!i.pay.unknown) to.push_back(&i.pay.day);
            to.push_back(&i.amount);
        }
        for (const auto& x : t.exceptions) {
            to.push_back(&x.when);
            add_terms(x.replaced, to);
        }
    }

    std::vector<moment> moments_of(const guards& asked) const {
        clocks all;
        all.add(of_, asked);
        return all.moments(of_);
    }
    /// Whether there may be a case, at some moment of the rule's life.
    bool may_hold(const guards& asked) { return may_hold(asked, moments_of(asked)); }
    bool may_hold(const guards& asked, const std::vector<moment>& at) {
        return std::any_of(at.begin(), at.end(), [&](const moment& m) {
            return space_.possible(read(space_, asked, m)).has_value();
        });
    }
    bool ever_alive(guards asked) {
        for (auto& g : asked) g.when = nullptr;
        return may_hold(asked);
    }

    void applies() {
        guards before;
        for (const auto& c : of_.applies) {
            auto line = only_if(c);
            line.needed = true;
            auto asked = before;
            asked.push_back(line);
            if (!ever_alive({line})) return outside_life(c.where, "this line of `applies`");
            if (!may_hold(asked)) return never_applies(c, before, may_hold({line}));
            asked.back().truth = false;
            if (!may_hold(asked)) never_fails(c, before);
            before.push_back(only_if(c));
        }
    }
    void outside_life(const span& where, const std::string& what) {
        diagnostic problem;
        problem.id = code::never;
        problem.message = what + " is never asked: the rule is not in force while it is alive";
        problem.primary = {where, "its `in_force` ends before the rule's life, or begins after it"};
        for (const auto& entry : of_.in_force.entries())
            problem.related.push_back(
                {entry.is.says.where,
                 "from " + levy::to_text(entry.from) + " the rule is " +
                     (entry.is.is.given == feel::value{true} ? "in force"
                                                             : "not known to be in force")});
        problem.help = "correct its `in_force`, or take it out";
        sink_.add(std::move(problem));
    }
    /// What the inputs that a condition asks about may be, and which figures it reads elsewhere.
    void add_grounds(diagnostic& problem, const guards& asked, const moment& at) {
        for (const auto* i : space_.inputs_of(read(space_, asked, at))) {
            std::string may = i->as.to_text();
            if (i->as.bounds && i->as.bounds->min)
                may += " from " + shown_value(*i->as.bounds->min, i->as);
            if (i->as.bounds && i->as.bounds->max)
                may += " up to " + shown_value(*i->as.bounds->max, i->as);
            problem.related.push_back({i->where, i->name + " is " + may});
        }
        std::vector<const feel::expr*> all;
        for (const auto& g : asked)
            if (g.when) all.push_back(g.when);
        add_figures(problem, of_, all, at, false);
    }
    void never_applies(const condition& c, const guards& before, bool alone) {
        diagnostic problem;
        problem.id = code::never;
        problem.message = "the rule never applies: `" + feel::to_text(c.when) + "` is never true" +
                          (alone ? " where the lines before it hold" : "");
        problem.primary = {c.when.where, "this is never true"};
        auto asked = alone ? before : guards{};
        for (const auto& g : asked) problem.related.push_back({g.when->where, "this holds here"});
        asked.push_back(only_if(c));
        add_grounds(problem, asked, moments_of(asked).front());
        problem.help = "correct the condition";
        sink_.add(std::move(problem));
    }
    void never_fails(const condition& c, const guards& before) {
        diagnostic problem;
        problem.id = code::masked;
        problem.message = "this line of `applies` never counts: `" + feel::to_text(c.when) +
                          "` is true in every case";
        problem.primary = {c.when.where, "this is always true"};
        auto line = only_if(c);
        line.truth = false;
        if (!before.empty() && may_hold({line})) {
            problem.message += " that is left";
            for (const auto& g : before)
                problem.related.push_back({g.when->where, "what fails this is out already"});
        }
        add_grounds(problem, {line}, moments_of({line}).front());
        problem.help = "correct the condition, or take the line out";
        sink_.add(std::move(problem));
    }

    void formula_of(const formula& f, const setting& in) {
        if (f.exceptions.empty()) return;
        std::vector<const exception*> living;
        for (const auto& x : f.exceptions) {
            const bool dead = in.dead || !holds_ever(x, in);
            if (in.dead) of_dead_parent(x, *in.parents.back());
            if (!dead) living.push_back(&x);
            auto inner = in;
            inner.parents.push_back(&x);
            inner.dead = dead;
            formula_of(x.then, inner);
        }
        if (!in.dead) base_counts(f, in);
        conflicts_.among(f, living, in);
    }

    bool holds_ever(const exception& x, const setting& in) {
        auto asked = in.under();
        asked.push_back(only_if(x));
        if (may_hold(asked)) return true;
        const auto what = "the exception '" + x.name + "' of '" + in.name + "'";
        if (!ever_alive({only_if(x)})) {
            outside_life(x.where, what);
            return false;
        }
        diagnostic problem;
        problem.id = code::never;
        problem.primary = {x.when.where, "this is never true"};
        problem.help = "correct its `when`, or take the exception out";
        guards because{only_if(x)};
        if (!may_hold(because)) {
            problem.message = what + " never holds: its `when` is never true";
        } else if (!in.parents.empty() && !parents_allow(x, in)) {
            problem.message = what + " never holds where '" + in.parents.back()->name +
                              "' does, and it is asked "
                              "nowhere else";
            for (const auto* p : in.parents) {
                problem.related.push_back(
                    {p->when.where, "'" + p->name + "' holds where this does"});
                because.push_back(only_if(*p));
            }
        } else {
            problem.message = what + " never holds where the rule applies";
            for (const auto& g : in.applies) {
                if (may_hold({g, only_if(x)})) continue;
                problem.related.push_back(
                    {g.when->where, "the rule applies only where this holds"});
                because.push_back(g);
            }
        }
        add_grounds(problem, because, moments_of(because).front());
        sink_.add(std::move(problem));
        return false;
    }
    bool parents_allow(const exception& x, const setting& in) {
        guards asked{only_if(x)};
        for (const auto* p : in.parents) asked.push_back(only_if(*p));
        return may_hold(asked);
    }
    void of_dead_parent(const exception& x, const exception& parent) {
        diagnostic problem;
        problem.id = code::masked;
        problem.message = "the exception '" + x.name + "' never counts: '" + parent.name +
                          "', to which it is one, never holds";
        problem.primary = {x.where, "this is never asked"};
        problem.related.push_back({parent.when.where, "since this is never true"});
        problem.help = "correct the outer one first";
        sink_.add(std::move(problem));
    }
    /// Whether the value to which the exceptions are made is ever given.
    void base_counts(const formula& f, const setting& in) {
        auto asked = in.under();
        for (const auto& x : f.exceptions) asked.push_back(unless(x));
        if (f.values.empty() || may_hold(asked)) return;
        diagnostic problem;
        problem.id = code::masked;
        problem.message = "the value of '" +
                          (in.parents.empty() ? in.name : in.parents.back()->name) +
                          "' never counts: in every case one of its exceptions holds";
        problem.primary = {f.values.entries().front().is.is.where, "this is never given"};
        for (const auto& x : f.exceptions)
            problem.related.push_back({x.when.where, "'" + x.name + "' holds where this does"});
        problem.help = "make the exception that holds in every case the value";
        sink_.add(std::move(problem));
    }

    /// In `filing` the period is that of the return, so that its conditions stand alone.
    void filing() {
        for (const auto& [party, entries] : of_.filing)
            for (const auto& entry : entries.entries())
                for (const auto& x : entry.is.is.exceptions) {
                    case_space own{of_, {}};
                    const guards asked{{.when = &x.when}};
                    const auto at = moments_of(asked);
                    const bool holds = std::any_of(at.begin(), at.end(), [&](const moment& m) {
                        return own.possible(read(own, asked, m)).has_value();
                    });
                    if (holds || at.empty()) continue;
                    diagnostic problem;
                    problem.id = code::never;
                    problem.message = "the exception '" + x.name +
                                      "' of `filing` never holds: its `when` is never true";
                    problem.primary = {x.when.where, "this is never true"};
                    add_grounds(problem, asked, at.front());
                    problem.help = "correct its `when`, or take the exception out";
                    sink_.add(std::move(problem));
                }
    }

    /// The conditions under which a jurisdiction takes a step, an offset or a penalty.
    void steps() {
        for (const auto& d : of_.definitions) {
            const auto meant = purpose_of(d);
            if (!meant || meant->as != purpose::role::when) continue;
            const auto& when = d.is.values.entries().front().is.is;
            const guards asked{{.when = &when}};
            auto at = moments_of(asked);
            std::erase_if(at, [&](const moment& m) { return finds_nothing(of_, when, m); });
            if (at.empty() || may_hold(asked, at)) continue;
            const std::string what = meant->by.is == asking::part::offset    ? "offset"
                                     : meant->by.is == asking::part::penalty ? "penalty"
                                                                             : "step";
            diagnostic problem;
            problem.id = code::never;
            problem.message = "the " + what + " '" + meant->by.name +
                              "' is never taken: its `when` is never true";
            problem.primary = {when.where, "this is never true"};
            add_grounds(problem, asked, at.front());
            problem.help = "correct its `when`, or take the " + what + " out";
            sink_.add(std::move(problem));
        }
    }

    const instrument& of_;
    case_space space_;
    conflict_prover conflicts_;
    diagnostics& sink_;
    std::set<std::size_t> early_;  // slots reckoned although the rule does not apply
};

}  // namespace

void prove_conditions(const instrument& of, const input_names& reckoned, diagnostics& sink) {
    condition_prover{of, reckoned, sink}.run();
}

}  // namespace levy::rule
