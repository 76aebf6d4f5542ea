// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <levy/rule/assess.hpp>

namespace levy::report {

/// The outputs of one run, one a line, with reasons, liable party and dates.
[[nodiscard]] std::string to_text(const rule::assessment& made);

/// `schema: levy.assessment/2`; numbers as exact text. `one_line` for JSON Lines.
///
///     schema, rule, period, assessed_per?, currency?
///     outputs     {name: {value | refused: {code, message}, charges?, reason?}}
///     does_not_apply?, liable?, filing?
///     account     {charged, paid, balance}; {refused: [output], paid} where a charge is refused,
///                 for then nobody knows the other two
///     readings?   [{name, chosen, open, doubt?}]
///     problems?   as levy::to_json gives them: refused outputs, checks of the rule that fail
///     receipt     {levy, files?: {path: hash}, in_force, known?}
[[nodiscard]] std::string to_json(const rule::assessment& made,
                                  const std::map<std::string, std::string>& hashes,
                                  bool one_line = false);

}  // namespace levy::report
