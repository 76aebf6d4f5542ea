// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include <levy/scenario/estimate.hpp>

namespace levy::scenario {

/// A sum at the centre and for every draw, so that it has quantiles of its own.
struct total {
    number central;
    std::vector<number> by_draw;

    void add(const number& at_centre, const std::vector<number>& draws) {
        central += at_centre;
        if (by_draw.size() < draws.size()) by_draw.resize(draws.size());
        for (std::size_t n = 0; n < draws.size(); ++n) by_draw[n] += draws[n];
    }
    void subtract(const total& other) {
        central -= other.central;
        for (std::size_t n = 0; n < other.by_draw.size() && n < by_draw.size(); ++n)
            by_draw[n] -= other.by_draw[n];
    }
    /// Each at most `sum`.
    [[nodiscard]] total at_most(const number& sum) const {
        total made{std::min(central, sum), by_draw};
        for (auto& n : made.by_draw) n = std::min(n, sum);
        return made;
    }
};

[[nodiscard]] quantiles quantiles_of(const total& of);

}  // namespace levy::scenario
