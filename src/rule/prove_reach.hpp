// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// Days on which something that is read begins or has just ended, days on which it became known,
/// and what tells one moment from another.
class clocks {
public:
    void add(const day_range& lives, const std::optional<day>* published = nullptr);
    template <class Payload>
    void add(const dated<Payload>& values) {
        add_days(values, days_, known_);
        tells_.push_back([&values](const moment& at) -> const void* {
            return values.in_force(at.on, at.known);
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
    std::set<day> days_, known_;
    std::vector<std::function<const void*(const moment&)>> tells_;
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

/// Whether the rule is in force; whether it may be, where its file does not say.
[[nodiscard]] bool in_force(const instrument& of, day on);
[[nodiscard]] bool may_be_in_force(const instrument& of, const moment& at);

}  // namespace levy::rule
