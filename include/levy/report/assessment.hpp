// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <levy/rule/assess.hpp>

namespace levy::report {

/// The outputs of one run, one a line, with reasons, liable party and dates.
[[nodiscard]] std::string to_text(const rule::assessment& made);

/// `schema: levy.assessment/1`; numbers as exact text. `one_line` for JSON Lines.
[[nodiscard]] std::string to_json(const rule::assessment& made,
                                  const std::map<std::string, std::string>& hashes,
                                  bool one_line = false);

}  // namespace levy::report
