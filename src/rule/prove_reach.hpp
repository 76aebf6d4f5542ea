// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "prove_condition.hpp"

namespace levy::rule {

/// One thing that must be so for a formula to be reckoned: the `when` of an exception or of a line
/// of `applies`, a branch taken, an entry that is in force.
struct guard {
    const feel::expr* when = nullptr;  // null: it is enough that it is alive
    bool truth = true;
    bool needed = true;  // false: where it is not alive it asks nothing
    const day_range* lives = nullptr;
    const std::optional<day>* published = nullptr;
    const dated<feel::expr>* versions = nullptr;
    const dated<feel::expr>::entry* version = nullptr;
};
using guards = std::vector<guard>;

[[nodiscard]] bool alive(const guard& g, const moment& at);
/// The exception is alive and holds; it does not hold; the line of `applies` does not fail.
[[nodiscard]] guard only_if(const exception& x);
[[nodiscard]] guard unless(const exception& x);
[[nodiscard]] guard only_if(const condition& c);
[[nodiscard]] guards all_of_applies(const instrument& of);

/// What all guards ask together at a moment.
[[nodiscard]] condition_tree read(case_space& in, const guards& all, const moment& at);

/// One way on which something is certainly read: under these guards nothing comes between.
struct use {
    guards under;
    span where;
    const feel::expr* read = nullptr;  // the name or call; null: for its own sake
};

/// Where a run that applies certainly reads each parameter, table and formula. Ways through the
/// body of a loop or the later tests of a membership are left out: they may never be taken.
struct reach {
    std::map<const parameter*, std::vector<use>> parameters;
    std::map<const table*, std::vector<use>> tables;
    std::map<const formula*, std::vector<use>> formulas;
};
[[nodiscard]] reach reach_of(const instrument& of);

/// All that formulas read, directly or not; what is read of an output only where `through_outputs`.
[[nodiscard]] std::set<std::size_t> read_by(const instrument& of,
                                            const std::vector<const feel::expr*>& roots,
                                            bool through_outputs);
/// Whether a formula is refused at a moment in every case, since what it reads first has nothing in
/// force then.
[[nodiscard]] bool finds_nothing(const instrument& of, const feel::expr& e, const moment& at);
/// The expressions of a formula, its exceptions with it.
void add_expressions(const formula& f, std::vector<const feel::expr*>& to);

/// Tells what the figures are that are read; `of_reforms`: only those in a file of their own.
void add_figures(diagnostic& to, const instrument& of, const std::vector<const feel::expr*>& read,
                 const moment& at, bool of_reforms);

/// What is in force on days that come in rising order, as known on one day: one pass over the
/// entries, where asking for each day alone would take one for each.
template <class Payload>
class day_by_day {
public:
    using entry = typename dated<Payload>::entry;

    day_by_day(const dated<Payload>& of, const std::optional<day>& known, bool strict_first)
        : entries_{of.standing(known, strict_first)} {
        std::stable_sort(entries_.begin(), entries_.end(),
                         [](const entry* a, const entry* b) { return a->from < b->from; });
    }
    [[nodiscard]] const entry* on(day d) {
        while (next_ < entries_.size() && entries_[next_]->from <= d) found_ = entries_[next_++];
        return found_;
    }

private:
    std::vector<const entry*> entries_;
    std::size_t next_ = 0;
    const entry* found_ = nullptr;
};

template <class Payload>
[[nodiscard]] bool nothing_published(const dated<Payload>& values) {
    return std::none_of(values.entries().begin(), values.entries().end(),
                        [](const auto& entry) { return entry.published.has_value(); });
}
/// Where nothing is published, each entry is known from its own first day, and the first at once.
/// From `first` on, what is known on day K of day D is then the law of the earlier of them, as
/// known at the end.
void drop_late(std::vector<std::optional<day>>& known, day first);

/// Days on which something that is read begins or has just ended, days on which it became known,
/// and what tells one moment from another.
class clocks {
public:
    void add(const day_range& lives, const std::optional<day>* published = nullptr);
    template <class Payload>
    void add(const dated<Payload>& values) {
        add_days(values, days_, known_);
        plain_ = plain_ && nothing_published(values);
        if (!values.empty()) first_ = std::max(first_, values.entries().front().from);
        tells_.push_back([&values](const std::optional<day>& known) -> tell {
            return [law = day_by_day{values, known, false}](day on) mutable -> const void* {
                return law.on(on);
            };
        });
    }
    /// Those of what the guards ask, and of what that reads.
    void add(const instrument& of, const guards& asked);
    void add(const instrument& of, const std::vector<const feel::expr*>& read);

    [[nodiscard]] const std::set<day>& days() const noexcept { return days_; }
    /// One moment for each law that there may be while the rule is in force: every stretch of days
    /// as known before anything was published, and since each publication.
    [[nodiscard]] std::vector<moment> moments(const instrument& of) const;

    template <class Payload>
    static void add_days(const dated<Payload>& values, std::set<day>& days, std::set<day>& known) {
        for (const auto& entry : values.entries()) {
            days.insert(entry.from);
            known.insert(entry.published.value_or(entry.from));
        }
    }

private:
    using tell = std::function<const void*(day)>;  // of days in rising order

    std::set<day> days_, known_;
    std::vector<std::function<tell(const std::optional<day>& known)>> tells_;
    bool plain_ = true;  // nothing is published, and nothing tells days apart but its first day
    day first_ = first_day;
};

/// The stretches of days into which `days` cut all time.
[[nodiscard]] std::vector<day_range> stretches(const std::set<day>& days);
[[nodiscard]] day some_day(const day_range& of);
/// Adds days that lie after all that are there.
void add_days(std::vector<day_range>& to, const day_range& one);
/// In rising order, each once.
void in_order(std::vector<day_range>& all);
/// `from 2021-01-01 to 2021-06-30 and on 2022-01-01`.
[[nodiscard]] std::string days_told(const std::vector<day_range>& all);

/// Whether the rule is in force; whether by an entry of its life it may be, where that does not
/// say.
[[nodiscard]] bool in_force(const instrument& of, day on);
[[nodiscard]] bool may_live(const dated<written_value>::entry* life);

}  // namespace levy::rule
