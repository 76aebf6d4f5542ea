// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <levy/rule/turning.hpp>

namespace levy::rule {

/// What comes out otherwise in a second run of a rule: the line of `applies` or the life of the
/// rule, exceptions, dated values, readings, rows of tables, comparisons, and who wins a `min`; in
/// this order.
[[nodiscard]] std::vector<cause> causes_between(const assessment& here, const assessment& there);

}  // namespace levy::rule
