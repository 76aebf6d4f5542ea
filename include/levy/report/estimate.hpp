// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/scenario/estimate.hpp>

namespace levy::report {

/// An answer for a terminal: one sentence first, then revenue, tax, who owes it, what was paid,
/// what turns on the readings, the assumptions ranked, what is not known, and the law and figures
/// used. `width` in columns.
[[nodiscard]] std::string to_text(const scenario::answer& made, std::size_t width = 100);

/// The same as JSON, `schema: levy.estimate/2`, with its receipt.
[[nodiscard]] std::string to_json(const scenario::answer& made);

}  // namespace levy::report
