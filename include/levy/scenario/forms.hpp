// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <levy/text/form.hpp>

/// Every kind of map that a scenario has, with its keys and what editors say of them.
namespace levy::scenario::forms {

extern const form scenario_file;
extern const form exchange, forecast, platform, stream, model, cross_check, receipt, payment,
    alternative, apart, part, expected, expected_tax, expected_band, expected_words;

/// All of them, the file first, and those of the models.
[[nodiscard]] const std::vector<const form*>& all();

/// A closed list by the name that a form gives it: `cut`, `counted` …; it must be one.
[[nodiscard]] const std::vector<std::string>& words(std::string_view list);
/// Whether there is such a list.
[[nodiscard]] bool has_words(std::string_view list);

}  // namespace levy::scenario::forms
