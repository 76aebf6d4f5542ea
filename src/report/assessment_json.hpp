// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include <levy/rule/assess.hpp>

namespace levy::report {

/// Numbers as exact text, days as ISO text, null for none.
[[nodiscard]] nlohmann::ordered_json value_json(const feel::value& v);
/// {value | refused, charges?, reason?}
[[nodiscard]] nlohmann::ordered_json result_json(const rule::result& r);
/// {name: result} of the outputs.
[[nodiscard]] nlohmann::ordered_json outputs_json(const rule::assessment& made);
/// {charged, paid, balance}, or {refused: [output], paid}
[[nodiscard]] nlohmann::ordered_json account_json(const rule::account& of);
/// {every, register?, return?, pay?, instalments?: [{pay?, amount}], moved?, not_certain?}
[[nodiscard]] nlohmann::ordered_json filing_json(const rule::due_dates& due);
/// {levy, files?: {path: hash}, in_force, known?}
[[nodiscard]] nlohmann::ordered_json receipt_json(const rule::assessment& made,
                                                  const std::map<std::string, std::string>& hashes);

}  // namespace levy::report
