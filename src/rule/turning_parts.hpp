// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <levy/rule/turning.hpp>

#include "leaf.hpp"

namespace levy::rule {

/// One run and its facts, around which others are made.
struct around {
    const assessment& made;
    const facts& about;
    const calendar* days;

    /// Runs the rule on other facts; in full only where the answer differs from `than`, null else.
    void add_if_other(turning_point found, const facts& other, const assessment& than,
                      std::vector<turning_point>& into) const;
    /// The run of `under` with the parts of its formulas; and what decides the difference.
    void complete(turning_point& found, const facts& other, const assessment& than) const;
};

void add_amounts(const around& here, const leaf& fact, std::vector<turning_point>& into);
void add_days(const around& here, std::vector<turning_point>& into);

}  // namespace levy::rule
