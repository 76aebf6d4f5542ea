// SPDX-License-Identifier: Apache-2.0
// Days on which something is read and nothing is said, entries that never count.
#include <algorithm>

#include <levy/feel/walk.hpp>

#include "prove.hpp"
#include "prove_reach.hpp"

namespace levy::rule {

namespace {

using slot_kind = instrument::slot::kind;

constexpr std::size_t most_steps = 50'000'000;

class timeline_prover {
public:
    timeline_prover(const instrument& of, const input_names& reckoned, diagnostics& sink)
        : of_{of}, space_{of, reckoned}, sink_{sink} {
        for (const auto& entry : of.in_force.entries()) life_days_.insert(entry.from);
        lives_ = !clocks{}.moments(of).empty();
        find_read_at_any_day();
    }

    void run() {
        masked(of_.in_force, "the life of the rule", false);
        masked(of_.assessed, "`assessed`", false);
        for (const auto& [party, entries] : of_.filing)
            masked(entries, "`filing` of the " + party, false);
        if (!lives_) return;
        for (const auto& p : of_.parameters) {
            const auto name = "'" + p.name + "'";
            masked(p.values, name, !any_day_.contains(p.name));
            gap(p.values, name, p.where, [&](reach& r) { return r.parameters[&p]; });
        }
        for (const auto& t : of_.tables) {
            const auto name = "the table '" + t.name + "'";
            masked(t.rows, name, true);
            gap(t.rows, name, t.where, [&](reach& r) { return r.tables[&t]; });
        }
        for (const auto& d : of_.definitions) formula_of(d.is, "'" + d.name + "'", d.where);
        for (const auto& o : of_.outputs) formula_of(o.is, "'" + o.name + "'", o.where);
        if (of_.liable) formula_of(*of_.liable, "`liable`", of_.liable->where);
        filing();
    }

private:
    /// Parameters that `at` and `spans` may read of any day.
    void find_read_at_any_day() {
        std::vector<const feel::expr*> all;
        for (const auto& d : of_.definitions) add_expressions(d.is, all);
        for (const auto& o : of_.outputs) {
            add_expressions(o.is, all);
            if (o.shares) all.push_back(&o.shares->by);
        }
        if (of_.liable) add_expressions(*of_.liable, all);
        for (const auto& c : of_.applies) all.push_back(&c.when);
        for (const auto& c : of_.carry) {
            all.push_back(&c.start);
            all.push_back(&c.next);
        }
        if (of_.dated_by) all.push_back(&*of_.dated_by);
        for (const auto* e : all) find_read_at_any_day(*e);
    }
    void find_read_at_any_day(const feel::expr& e) {
        const auto* c = std::get_if<feel::call>(&e.is);
        if (c && e.slot && (c->function == "at" || c->function == "spans"))
            any_day_.insert(of_.slots[*e.slot].name);
        feel::for_each_child(e, [&](const feel::expr& child) { find_read_at_any_day(child); });
    }

    void formula_of(const formula& f, const std::string& name, const span& where) {
        if (f.is_dated && !f.values.empty()) {
            masked(f.values, name, true);
            gap(f.values, name, where, [&](reach& r) {
                auto ways = r.formulas[&f];
                for (auto& way : ways)
                    for (const auto& x : f.exceptions) way.under.push_back(unless(x));
                return ways;
            });
        }
        for (const auto& x : f.exceptions) formula_of(x.then, "'" + x.name + "'", x.where);
    }

    /// Days of the rule's life on which a reading finds nothing.
    template <class Payload, class Ways>
    void gap(const dated<Payload>& values, const std::string& name, const span& where,
             const Ways& ways_of) {
        auto days = life_days_;
        for (const auto& entry : values.entries()) days.insert(entry.from);
        std::vector<day_range> missing;
        day_by_day said{values, {}, false};
        for (const auto& stretch : stretches(days)) {
            const auto on = some_day(stretch);
            if (!said.on(on) && in_force(of_, on)) add_days(missing, stretch);
        }
        if (missing.empty() || of_.in_force.empty()) return;
        if (!reach_) reach_ = reach_of(of_);
        std::vector<day_range> read;
        std::optional<use> first;
        std::string region;
        for (const auto& stretch : missing)
            for (const auto& way : ways_of(*reach_))
                if (read_on(stretch, way, read, region) && !first) first = way;
        if (read.empty()) return;
        in_order(read);
        diagnostic problem;
        problem.id = code::gap;
        problem.message = name + " says nothing " + days_told(read) +
                          ", when the rule is in force and reads it" +
                          (region.empty() ? "" : " for " + region);
        problem.primary.where = where;
        if (first) problem.related.push_back({first->where, "it is read here"});
        problem.help = "add an entry: " + levy::to_text(read.front().first.value_or(first_day)) +
                       ": {value: …, source: …}; `none` if there was no such figure, `unknown` if "
                       "it is not encoded";
        sink_.add(std::move(problem));
    }
    bool read_on(const day_range& stretch, const use& way, std::vector<day_range>& into,
                 std::string& region) {
        clocks all;
        all.add(of_, way.under);
        std::set<day> days;
        for (const auto d : all.days())
            if (stretch.holds(d)) days.insert(d);
        bool any = false;
        for (auto part : stretches(days)) {
            if (!part.first) part.first = stretch.first;
            if (!part.last) part.last = stretch.last;
            const moment at{some_day(part), std::nullopt};
            const auto found =
                space_.certain(read(space_, way.under, at),
                               of_.dated_by ? std::nullopt : std::optional<day>{at.on});
            if (!found) continue;
            if (into.empty()) region = space_.shown(*found);
            into.push_back(part);
            any = true;
        }
        return any;
    }
    /// Entries that count on no day, whatever was known.
    template <class Payload>
    void masked(const dated<Payload>& values, const std::string& name, bool in_life) {
        const auto& entries = values.entries();
        if (entries.size() < 2 && !in_life) return;
        std::set<day> days;
        std::set<day> since{first_day};
        clocks::add_days(values, days, since);
        if (in_life) clocks::add_days(of_.in_force, days, since);
        std::vector<std::optional<day>> known{std::nullopt};
        known.insert(known.end(), since.begin(), since.end());
        const bool strict = static_cast<const void*>(&values) == &of_.in_force;
        std::set<const void*> counts;
        const auto all = stretches(days);
        const bool plain = nothing_published(values) && nothing_published(of_.in_force);
        if (plain) drop_late(known, entries.front().from);
        std::size_t steps = 0;
        for (const auto& k : known) {
            steps += plain ? entries.size() : entries.size() * entries.size();
            if (steps > most_steps) return;
            day_by_day of_values{values, k, strict};
            day_by_day life{of_.in_force, k, true};
            for (const auto& stretch : all) {
                const auto on = some_day(stretch);
                const auto* entry = of_values.on(on);
                if (entry && (!in_life || of_.in_force.empty() || may_live(life.on(on))))
                    counts.insert(entry);
            }
            if (counts.size() == entries.size()) return;
        }
        for (const auto& entry : entries)
            if (!counts.contains(&entry)) never_counts(values, entry, name);
    }
    template <class Payload>
    void never_counts(const dated<Payload>& values, const typename dated<Payload>::entry& entry,
                      const std::string& name) {
        diagnostic problem;
        problem.id = code::masked;
        problem.message =
            "this entry of " + name + " from " + levy::to_text(entry.from) + " never counts";
        problem.primary = {entry.is.says.where, "no day is left for it"};
        const auto* instead = values.in_force(entry.from);
        if (instead && instead != &entry) {
            problem.related.push_back({instead->is.says.where, "this one holds instead"});
        } else {
            problem.message += ": the rule is not in force then";
            for (const auto& life : of_.in_force.entries())
                problem.related.push_back(
                    {life.is.says.where, "the life of the rule, from " + levy::to_text(life.from)});
        }
        problem.help = "take it out, or correct its day";
        sink_.add(std::move(problem));
    }

    /// Where one party is always liable and its filing is dated, days without an entry.
    void filing() {
        std::string party = "supplier";
        if (of_.liable) {
            const auto& f = *of_.liable;
            if (!f.exceptions.empty() || f.is_dated || f.values.empty()) return;
            const auto v = written_constant(f.values.entries().front().is.is);
            const auto* word = v ? v->get_if<std::string>() : nullptr;
            if (!word) return;
            party = *word;
        }
        const auto found = of_.filing.find(party);
        if (found == of_.filing.end() || found->second.empty() || of_.in_force.empty()) return;
        auto days = life_days_;
        for (const auto& entry : found->second.entries()) days.insert(entry.from);
        std::vector<day_range> missing;
        for (const auto& stretch : stretches(days)) {
            const auto on = some_day(stretch);
            if (in_force(of_, on) && !found->second.in_force(on)) add_days(missing, stretch);
        }
        if (missing.empty()) return;
        diagnostic problem;
        problem.id = code::gap;
        problem.message = "`filing` of the " + party + " says nothing " + days_told(missing) +
                          ", when the rule is in force and the " + party + " is liable";
        problem.primary = {found->second.entries().front().is.says.where, "it begins here"};
        problem.help = "add an entry: " + levy::to_text(missing.front().first.value_or(first_day)) +
                       ": {pay: unknown, source: …}";
        sink_.add(std::move(problem));
    }

    const instrument& of_;
    case_space space_;
    diagnostics& sink_;
    std::set<day> life_days_;
    bool lives_ = false;
    std::set<std::string> any_day_;
    std::optional<reach> reach_;
};

}  // namespace

void prove_timelines(const instrument& of, const input_names& reckoned, diagnostics& sink) {
    timeline_prover{of, reckoned, sink}.run();
}

}  // namespace levy::rule
