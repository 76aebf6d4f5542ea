// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <levy/rule/assess.hpp>

#include "prove_reach.hpp"

namespace levy::rule {

/// A run that was refused since two exceptions held at once and differed.
struct witness {
    std::string shown;  // the facts that were asked: `a = 1,201, f = true`
    period over;
    std::string first_gives, second_gives;
};

/// Looks for a run that is refused, where what is asked is more than can be told from outside: a
/// function of an input, a sum cut to the period. The facts tried are few, and near the figures of
/// the law: what is found is so, and nothing is said where nothing is found.
class witness_search {
public:
    /// Nothing is run where inputs are not the caller's to choose.
    witness_search(const instrument& of, const std::set<std::string>& reckoned, case_space& space);

    [[nodiscard]] bool may_run() const noexcept { return runs_left_ != 0 && parts_left_ != 0; }

    struct conflict {
        const formula& of;
        const exception &first, &second;
    };
    /// Before the runs for two exceptions.
    void begin();
    /// Where to look: what is asked there, what it comes to, and what the two give.
    struct place {
        const guards& asked;
        const condition_tree& holds;
        moment at;
        std::pair<const feel::expr*, const feel::expr*> values;
    };
    [[nodiscard]] std::optional<witness> of_conflict(const conflict& wanted, const place& where);

private:
    struct choice;
    class chooser;
    [[nodiscard]] std::optional<std::vector<choice>> choices(const place& where,
                                                             const case_box& in);
    [[nodiscard]] std::optional<witness> tried(const conflict& wanted, const place& where,
                                               facts& about, const std::vector<choice>& all,
                                               std::size_t start);
    [[nodiscard]] std::size_t missing(const conflict& wanted, const place& where,
                                      const facts& about, std::size_t most);
    [[nodiscard]] bool met(const conflict& wanted, const facts& about, bool whole);
    void make_simple(const conflict& wanted, facts& about, const std::vector<choice>& all,
                     const std::vector<std::size_t>& taken);
    [[nodiscard]] witness told(const conflict& wanted, const facts& about,
                               const std::vector<choice>& all);

    const instrument& of_;
    case_space& space_;
    std::size_t parts_left_, runs_left_, of_pair_left_ = 0;
};

}  // namespace levy::rule
