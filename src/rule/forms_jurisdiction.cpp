// SPDX-License-Identifier: Apache-2.0
// The keys of a jurisdiction file, and of a reform, which adds steps to one.
#include <array>

#include "form_keys.hpp"

namespace levy::rule::forms {

namespace {

using namespace keys;

constexpr form_key rule_id{"rule", "text", "The rule that runs: `xx/flat-levy`."};
constexpr form_key give{
    "give", "map formula",
    "What the rule's inputs are given: {input: formula}, over the facts of the flow, the words of "
    "this file and the results of the steps above."};
constexpr form_key on{"on", "formula", "A formula that gives the day on which the rule runs.",
                      true};

constexpr std::array jurisdiction_keys{
    levy_key,
    form_key{"jurisdiction", "text", "The country: the folder's name.", true},
    must(title_key),
    about_key,
    form_key{"currency", "currency", "Three letters of ISO 4217: what is owed and shown in.", true},
    sources_key,
    form_key{"calendar", "calendar", "Days of rest, holidays and exchanged working days."},
    form_key{"roll", "dated roll_entry",
             "Where a deadline moves that falls on a day of rest, by day."},
    form_key{"readings", "map reading",
             "Questions left open that no single rule owns. One named `swapped_days`, with the "
             "answers count and ignore, decides whether exchanged working days move a deadline."},
    form_key{"types", "map type", "Types with a name, for columns, inputs and lists."},
    form_key{"inputs", "map input",
             "The facts of one flow: one platform, stream, kind of customer and period.", true},
    form_key{"group", "map input",
             "The facts of one group in one of its years, for steps with `each: group`."},
    form_key{"parameters", "map parameter", "Values that decide which rule meets which flow."},
    form_key{"tables", "map table", "Tables that map a flow's facts to a rule's words."},
    form_key{"define", "map formula | definition", "Named formulas over the facts of a flow."},
    form_key{"assess", "list step",
             "Which rule meets a flow, in this order; a step sees the results of those above.",
             true},
    form_key{"offsets", "list offset",
             "What a charge gives back elsewhere: VAT that a buyer deducts, tax credited."},
    form_key{"late", "late", "The rule that reckons interest on what is paid late."},
    form_key{"limitation", "limitation", "The rule that says how long a tax can be collected."},
    form_key{"penalties", "list penalty",
             "What an assessment may add. Each is reckoned alone: they are stories of which one is "
             "true."},
    form_key{"relief", "relief", "The facts that answer: what if relief were granted?"},
    form_key{"reach", "reach", "When whoever is liable can be reached."},
    form_key{"notes", "list note", "Dated remarks: the sentences of the country's story."},
};
constexpr std::array calendar_keys{
    form_key{"rest", "list weekday", "The days of the week that are no working days.", true},
    form_key{"covers", "days",
             "The days for which the calendar is complete, `2024-01-01..2025-12-31`: a deadline "
             "outside refuses.",
             true},
    form_key{"holidays", "spans text", "Holidays by day or span: {2024-05-20: Founding Day}."},
    form_key{"swaps", "spans swap",
             "Working days exchanged by notice: {2024-02-20: worked, 2024-10-21: off}."},
    must(source_key),
};
constexpr std::array step_keys{
    must(name_key),
    rule_id,
    told(reason_key,
         "Why nothing is assessed. Beside a rule: the rule measures the tax, and nobody is "
         "bound to pay it."),
    told(when_key, "A formula over the flow's facts; the step is taken where it is true."),
    give,
    form_key{"each", "each", "`flow` (so where nothing is said), or `group`: once a group's year."},
    about_key,
    source_key,
};
constexpr std::array offset_keys{
    must(name_key),
    form_key{"of", "text", "The step's output that it follows from: `gross.tax`.", true},
    form_key{"kind", "offset_kind", "How it is given back.", true},
    form_key{"against", "text", "The tax against which it is set, in words."},
    told(when_key, "A formula over the facts and results; it counts where it is true."),
    form_key{"amount", "formula", "A formula that gives the sum.", true},
    must(source_key),
    in_force_key,
};
constexpr std::array late_keys{must(rule_id), must(give)};
constexpr std::array limitation_keys{
    must(rule_id),
    on,
    must(give),
    form_key{"open", "text", "The rule's output that is true while the tax can be collected.",
             true},
    about_key,
    source_key,
};
constexpr std::array penalty_keys{
    must(name_key),
    must(rule_id),
    on,
    told(when_key,
         "A formula over the facts and `account`; the penalty is asked where it is true."),
    must(give),
    about_key,
    source_key,
};
constexpr std::array relief_keys{
    form_key{"give", "map any", "Values, not formulas, that the flow's facts take.", true},
    about_key,
    source_key,
};
constexpr std::array reach_keys{
    form_key{"value", "formula", "A formula that is true where whoever is liable can be reached."},
    form_key{"values", "dated formula_entry", "The same by the day from which it holds."},
    form_key{"exceptions", "list exception", "Where another answer takes its place."},
    about_key,
    source_key,
};

constexpr std::array reform_keys{
    levy_key,
    form_key{"reform", "text", "The reform's name: the file's name without .yaml.", true},
    must(title_key),
    about_key,
    form_key{"published", "day",
             "Since when it counts as known; left out, each value from its own day."},
    form_key{"patches", "patches",
             "What the law says differently, by path and day: "
             "{vn/foreign-supplier-tax.parameters.contractor_vat_rate: {2027-01-01: 8%}}."},
    form_key{"adds", "adds", "Taxes that do not exist yet."},
};
constexpr std::array adds_keys{
    form_key{"rules", "list text", "Rule files beside this one, each with `status: proposed`."},
    form_key{"steps", "map steps", "Steps for the `assess` of a jurisdiction: {vn: [{name: …}]}."},
};
constexpr form_key patched_note{"note", "text", "Why, in plain words; `levy diff` prints it."};
constexpr form_key patched_source{
    "source", "citation", "A text that asks for it; left out, the reform itself is the source."};
constexpr std::array patched_cell_keys{
    form_key{"value", "any", "The result of the row from this day on.", true},
    patched_note,
};
constexpr std::array patched_value_keys{
    form_key{"value", "any", "The value or formula from this day on.", true},
    patched_source,
    confidence_key,
    patched_note,
};
constexpr std::array patched_life_keys{
    form_key{"value", "life", "true, false or unknown.", true},
    reason_key,
    patched_source,
    confidence_key,
    patched_note,
};
constexpr std::array patched_rows_keys{
    form_key{"rows", "list row", "All rows of the table from this day on.", true},
    patched_source,
    confidence_key,
    patched_note,
};
constexpr std::array patched_filing_keys{
    every_key,
    registers_key,
    returns_key,
    pays_key,
    instalments_key,
    roll_key,
    form_key{"exceptions", "list filing_exception", "Where other days take the place of these."},
    patched_source,
    confidence_key,
    patched_note,
};

}  // namespace

const form jurisdiction_file{"jurisdiction_file", "a jurisdiction", jurisdiction_keys};
const form calendar{"calendar", "`calendar`", calendar_keys};
const form step{"step", "a step", step_keys, {}, {}, "rule reason"};
const form offset{"offset", "an offset", offset_keys};
const form late{"late", "`late`", late_keys};
const form limitation{"limitation", "`limitation`", limitation_keys};
const form penalty{"penalty", "a penalty", penalty_keys};
const form relief{"relief", "`relief`", relief_keys};
const form reach{"reach", "`reach`", reach_keys, {}, "value values"};

const form reform_file{"reform_file", "a reform", reform_keys, {}, {}, "patches adds"};
const form adds{"adds", "`adds`", adds_keys};
const form patched_cell{"patched_cell", "a patched result", patched_cell_keys};
const form patched_value{"patched_value", "a patched value", patched_value_keys};
const form patched_life{"patched_life", "a patched life", patched_life_keys};
const form patched_rows{"patched_rows", "patched rows", patched_rows_keys};
const form patched_filing{"patched_filing", "a patched filing", patched_filing_keys};

}  // namespace levy::rule::forms
