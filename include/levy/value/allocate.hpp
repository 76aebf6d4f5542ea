// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <levy/value/number.hpp>

namespace levy {

/// Shares `total` by `weights` so that nothing is lost: each part a multiple of `unit`, the parts
/// adding up.
///
/// Shape     one part a weight, in the same order.
/// Rounding  down to `unit`, then one unit more to the largest remainders, the earlier first among
/// equals. Errors    the contract: `total` is a multiple of `unit`, no weight is negative, not all
/// are zero. Source    the largest-remainder (Hamilton) method.
[[nodiscard]] std::vector<number> allocated(const number& total, std::span<const number> weights,
                                            const number& unit);

}  // namespace levy
