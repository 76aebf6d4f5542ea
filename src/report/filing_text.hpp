// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/rule/assess.hpp>

namespace levy::report {

/// When it is filed and paid, its instalments, and what of it is not certain; a line each.
[[nodiscard]] std::string filing_text(const rule::assessment& made);

}  // namespace levy::report
