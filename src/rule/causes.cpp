// SPDX-License-Identifier: Apache-2.0
#include "causes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/explain.hpp>

#include "decision.hpp"

namespace levy::rule {

namespace {

using feel::value;

template <class Each>
void for_each_part(const part& p, const Each& each) {
    for (const auto& inner : p.parts) for_each_part(inner, each);
    each(p);
}

using named_steps = std::map<std::string, const trace_step*, std::less<>>;

named_steps steps_of(const assessment& made) {
    named_steps all;
    for (const auto& step : made.trace)
        if (step.is != trace_step::kind::condition && step.is != trace_step::kind::table_row)
            all.emplace(step.name, &step);
    return all;
}

/// Each condition of `applies` and each comparison by its formula, as it came out.
std::map<const feel::expr*, const part*> parts_of(const assessment& made) {
    std::map<const feel::expr*, const part*> all;
    for (const auto& step : made.trace)
        for (const auto& d : step.decided)
            for_each_part(d.whole, [&](const part& p) { all[p.of] = &p; });
    return all;
}

std::set<const exception*> exceptions_of(const assessment& made) {
    std::set<const exception*> all;
    for (const auto& step : made.trace)
        for (const auto& d : step.decided)
            if (d.by) all.insert(d.by);
    return all;
}

class finder {
public:
    finder(const assessment& here, const assessment& there)
        : here_{here},
          there_{there},
          steps_here_{steps_of(here)},
          steps_there_{steps_of(there)},
          parts_here_{parts_of(here)} {}

    std::vector<cause> find() {
        add_life();
        add_conditions();
        add_exceptions();
        add_dated();
        add_readings();
        add_rows();
        for (const auto& step : there_.trace) add_parts(step);
        if (all_.empty()) add_facts();
        return std::move(all_);
    }

private:
    void add(cause one) {
        const bool there = std::any_of(all_.begin(), all_.end(),
                                       [&](const cause& c) { return c.what == one.what; });
        if (!there) all_.push_back(std::move(one));
    }

    [[nodiscard]] static bool lives(const assessment& made) {
        return made.reason != "not_in_force" && made.reason != "not_yet_known" &&
               made.reason != "replaced";
    }
    void add_life() {
        if (lives(here_) == lives(there_)) return;
        cause one;
        one.what = lives(there_) ? "the rule is in force" : "the rule is not in force";
        // Of two days the later one is under the entry that made the difference.
        const auto* entry =
            here_.by->in_force.in_force(std::max(here_.dated, there_.dated), here_.known, true);
        if (entry) {
            one.cited = entry->is.says.cited;
            one.since = entry->from;
            one.where = entry->is.says.where;
        }
        add(std::move(one));
    }

    void add_conditions() {
        for (const auto& step : there_.trace) {
            if (step.is != trace_step::kind::condition) continue;
            const auto same =
                std::find_if(here_.trace.begin(), here_.trace.end(), [&](const trace_step& other) {
                    return other.is == step.is && other.where == step.where;
                });
            const bool was = same == here_.trace.end() || same->gave == value{true};
            if (was == (step.gave == value{true})) continue;
            cause one;
            one.what = step.formula + (was ? " does not hold" : " holds");
            one.cited = step.cited;
            one.where = step.where;
            add(std::move(one));
        }
    }

    void add_exceptions() {
        const auto held = exceptions_of(here_);
        const auto holds = exceptions_of(there_);
        const auto one = [](const exception& x, const char* how) {
            cause made;
            made.what = "exception " + x.name + how;
            made.cited = x.then.cited;
            made.where = x.where;
            return made;
        };
        // A formula that one of the runs never came to tells nothing.
        for (const auto* x : in_order_of(there_, steps_here_))
            if (!held.contains(x)) add(one(*x, " holds"));
        for (const auto* x : in_order_of(here_, steps_there_))
            if (!holds.contains(x)) add(one(*x, " does not hold"));
    }
    [[nodiscard]] static std::vector<const exception*> in_order_of(const assessment& made,
                                                                   const named_steps& other) {
        std::vector<const exception*> all;
        for (const auto& step : made.trace)
            for (const auto& d : step.decided)
                if (d.by && other.contains(step.name)) all.push_back(d.by);
        return all;
    }

    void add_dated() {
        for (const auto& step : there_.trace) {
            if (!step.since || step.is == trace_step::kind::output) continue;
            const auto* other = same_step(step);
            // What the other run never came to tells something where it began in between.
            const auto [first, last] = std::minmax(here_.dated, there_.dated);
            const bool is_new = !other && first < *step.since && *step.since <= last;
            const bool changed =
                other && other->since && *other->since != *step.since && other->gave != step.gave;
            if (!is_new && !changed) continue;
            cause one;
            one.what = step.name;
            if (step.is == trace_step::kind::table_row) one.what += "(" + step.note + ")";
            one.what += " is " + shown_value(step.gave, step.as);
            one.cited = step.cited;
            one.since = step.since;
            one.where = step.where;
            add(std::move(one));
        }
    }
    [[nodiscard]] const trace_step* same_step(const trace_step& step) const {
        if (step.is != trace_step::kind::table_row) {
            const auto found = steps_here_.find(step.name);
            return found == steps_here_.end() ? nullptr : found->second;
        }
        for (const auto& other : here_.trace)
            if (other.is == step.is && other.name == step.name) return &other;
        return nullptr;
    }

    void add_readings() {
        for (const auto& used : there_.readings) {
            const auto other = std::find_if(here_.readings.begin(), here_.readings.end(),
                                            [&](const reading_used& r) { return r.of == used.of; });
            if (other == here_.readings.end()) continue;
            if (other->chosen == used.chosen) continue;
            cause one;
            one.what = used.of->name + " is read as " + used.chosen;
            for (const auto& choice : used.of->choices)
                if (choice.name == used.chosen) one.cited = choice.cited;
            one.where = used.of->where;
            add(std::move(one));
        }
    }

    void add_rows() {
        for (const auto& step : there_.trace) {
            if (step.is != trace_step::kind::table_row) continue;
            const auto* other = same_step(step);
            if (!other || other->where == step.where || other->since != step.since) continue;
            cause one;
            one.what = step.name + " meets " + std::string{step.where.text()};
            one.cited = step.cited;
            one.since = step.since;
            one.where = step.where;
            add(std::move(one));
        }
    }

    /// Comparisons and winners of one step, the innermost first.
    void add_parts(const trace_step& step) {
        for (const auto& d : step.decided)
            for_each_part(d.whole, [&](const part& p) {
                const auto found = parts_here_.find(p.of);
                if (found == parts_here_.end()) return;
                if (decides(p) && found->second->gave != p.gave) {
                    add(of_part(p, step,
                                feel::to_text(*p.of) +
                                    (p.gave == value{true} ? " holds" : " does not hold")));
                    return;
                }
                const auto was = winner_of(*found->second);
                const auto won = winner_of(p);
                if (was && won && *was != *won)
                    add(of_part(p, step,
                                feel::to_text(*p.of) + " is " + feel::to_text(*p.parts[*won].of)));
            });
    }
    /// A comparison; of a reading its choice was told.
    [[nodiscard]] bool decides(const part& p) const {
        return is_comparison(*p.of) &&
               std::none_of(p.parts.begin(), p.parts.end(), [&](const part& side) {
                   return names(side, trace_step::kind::reading);
               });
    }
    [[nodiscard]] bool names(const part& p, trace_step::kind kind) const {
        const auto* n = std::get_if<feel::name>(&p.of->is);
        const auto found = n ? steps_there_.find(n->id) : steps_there_.end();
        return found != steps_there_.end() && found->second->is == kind;
    }

    /// Facts that are true or false by themselves, where nothing else tells the difference.
    void add_facts() {
        for (const auto& step : there_.trace)
            for (const auto& d : step.decided)
                for_each_part(d.whole, [&](const part& p) {
                    const auto was = parts_here_.find(p.of);
                    const bool fact = p.gave.is<bool>() && names(p, trace_step::kind::input);
                    if (fact && was != parts_here_.end() && was->second->gave != p.gave)
                        add(of_part(p, step,
                                    feel::to_text(*p.of) +
                                        (p.gave == value{true} ? " holds" : " does not hold")));
                });
    }

    /// Cited by the figure that is compared with, else by the step.
    cause of_part(const part& p, const trace_step& step, std::string what) const {
        cause one;
        one.what = std::move(what);
        one.cited = step.cited;
        one.since = step.since;
        one.where = p.of->where;
        for_each_part(p, [&](const part& inner) {
            const auto* n = std::get_if<feel::name>(&inner.of->is);
            const auto found = n ? steps_there_.find(n->id) : steps_there_.end();
            if (found == steps_there_.end() || !found->second->cited) return;
            if (found->second->is != trace_step::kind::parameter) return;
            one.cited = found->second->cited;
            one.since = found->second->since;
        });
        if (one.since && *one.since == first_day) one.since.reset();
        return one;
    }

    const assessment& here_;
    const assessment& there_;
    named_steps steps_here_, steps_there_;
    std::map<const feel::expr*, const part*> parts_here_;
    std::vector<cause> all_;
};

}  // namespace

std::vector<cause> causes_between(const assessment& here, const assessment& there) {
    return finder{here, there}.find();
}

}  // namespace levy::rule
