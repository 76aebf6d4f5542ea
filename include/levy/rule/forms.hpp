// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <levy/text/form.hpp>

/// Every kind of map that files of law have, with its keys and what editors say of them.
namespace levy::rule::forms {

// forms.cpp: a rule, and what rules and jurisdictions share
extern const form rule_file, sources_file;
extern const form source, reading, choice, type, field, parameter, value_entry, life_entry, table,
    column, rows_entry, input, carried, definition, formula_entry, exception, condition, output,
    rounding, liable, filing, filing_entry, filing_exception, instalment, assessed_entry,
    overpaid_entry, roll_entry, rates, note;

// forms_jurisdiction.cpp
extern const form jurisdiction_file;
extern const form calendar, step, offset, late, limitation, penalty, relief, reach;

// forms_cases.cpp
extern const form cases_file, given_file;
extern const form one_case, case_period, payment, exchange_rates, expected, expected_filing,
    expected_instalment, expected_account, expected_step, expected_consequences;

extern const form reform_file;
extern const form adds, patched_cell, patched_value, patched_life, patched_rows, patched_filing;

/// All of them, the files first.
[[nodiscard]] const std::vector<const form*>& all();

/// A closed list by the name that a form gives it: `reason`, `party`, `roll` …; it must be one.
[[nodiscard]] const std::vector<std::string>& words(std::string_view list);
/// Whether there is such a list.
[[nodiscard]] bool has_words(std::string_view list);

}  // namespace levy::rule::forms
