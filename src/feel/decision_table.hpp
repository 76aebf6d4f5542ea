// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/feel/evaluate.hpp>

namespace levy::feel {

/// A DMN decision table given as JSON (design: hit policies UNIQUE, ANY, FIRST, PRIORITY, RULE
/// ORDER, OUTPUT ORDER, COLLECT with SUM, MIN, MAX, COUNT). Throws `stopped`.
[[nodiscard]] value evaluate_decision_table(const std::string& table_json,
                                            const std::vector<plain_name>& names);

}  // namespace levy::feel
