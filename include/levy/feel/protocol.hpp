// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace levy::feel {

/// One line of `levy eval --jsonl`: `{id, expression | table, inputs, input_types?, result_type?}`
/// in, `{id, result}` or `{id, error: {code, message, offset, length}}` out, without the line
/// break.
///
/// Values carry one tag: {"number": "0.33"}, {"string": s}, {"boolean": b}, {"date": iso},
/// {"duration": "P1Y2M"},
/// {"list": […]}, {"context": {…}}, {"range": {low, high, low_closed, high_closed}}, {"money",
/// "currency"}, null.
///
/// `checked`  the static checker runs first and its refusals are errors; else FEEL as the standard
/// has it.
[[nodiscard]] std::string eval_line(std::string_view line, bool checked);

}  // namespace levy::feel
