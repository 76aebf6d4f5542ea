// SPDX-License-Identifier: Apache-2.0
#include "total.hpp"

#include <algorithm>

namespace levy::scenario {

quantiles quantiles_of(const total& of) {
    if (of.by_draw.empty()) return {of.central, of.central, of.central, of.central};
    auto sorted = of.by_draw;
    std::sort(sorted.begin(), sorted.end());
    return {revenue::quantile(sorted, 0.05), revenue::quantile(sorted, 0.5),
            revenue::quantile(sorted, 0.95), of.central};
}

}  // namespace levy::scenario
