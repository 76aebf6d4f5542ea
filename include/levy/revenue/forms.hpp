// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <levy/text/form.hpp>

/// The keys of every model, each model's form under the model's own name. Readers and formulas
/// know no others, and the schemas for editors are printed from the same lists.
namespace levy::revenue::forms {

/// The models that estimate revenue.
[[nodiscard]] const std::vector<const form*>& estimates();
/// Those that are printed beside an estimate and not counted.
[[nodiscard]] const std::vector<const form*>& cross_checks();
/// The form of either kind of model; null where there is none.
[[nodiscard]] const form* find(std::string_view model);
/// Every key that some model has, none of them required: what may be switched.
extern const form any_model;

/// A closed list by the name that a form gives it: `price_base`, `store_side` …; it must be one.
[[nodiscard]] const std::vector<std::string>& words(std::string_view list);
/// Whether there is such a list.
[[nodiscard]] bool has_words(std::string_view list);

}  // namespace levy::revenue::forms
