// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <levy/feel/check.hpp>
#include <levy/rule/rule.hpp>

namespace levy::rule {

/// How much of `applies` is known to hold when a formula is reckoned. Lines are tested in order and
/// values are reckoned when first read, so a formula that line 2 reads knows that line 1 holds, and
/// what only outputs, checks, the party and its filing read knows that all do. Party and filing are
/// told where the rule does not apply, too, as far as they can be: what stops there is passed over.
class stages {
public:
    explicit stages(const instrument& of);

    /// How many lines hold before the slot's formula may be reckoned.
    [[nodiscard]] std::size_t of_slot(std::size_t slot) const {
        return slot < lines_.size() ? lines_[slot] : 0;  // a name that was refused has no slot
    }
    [[nodiscard]] std::size_t settled() const noexcept { return of_.applies.size(); }
    /// The first `lines` of them, but for those that are in force for a time only.
    [[nodiscard]] std::vector<feel::assumption> holding(std::size_t lines) const;

private:
    void read(const feel::expr& e, std::size_t lines, bool before_outputs);
    void read(const formula& f, std::size_t lines, bool before_outputs);
    void read_slot(std::size_t slot, std::size_t lines, bool before_outputs);

    const instrument& of_;
    std::vector<std::size_t> lines_;
};

/// The condition of a jurisdiction under which a step's formula, or an offset's amount, is
/// reckoned; null where there is none.
[[nodiscard]] const feel::expr* guard_of(const instrument& frame, const definition& d);

}  // namespace levy::rule
