// SPDX-License-Identifier: Apache-2.0
// The keys of a rule file, and of what rules and jurisdictions share.
#include <array>

#include "form_keys.hpp"

namespace levy::rule::forms {

namespace {

using namespace keys;

constexpr form_key dated_values{
    "values", "dated value_entry",
    "The value by the day from which it holds, in rising order: {2020-01-01: {value: 3%, source: "
    "code s.2}}. A change of law adds a line; none is ever edited."};
constexpr form_key formula_value{
    "value", "formula", "The formula (FEEL), as in `revenue * rate`, where it holds for all days."};
constexpr form_key dated_formulas{
    "values", "dated formula_entry",
    "The formula by the day from which it holds, where the law changed it: {2020-01-01: {value: "
    "…, source: …}}."};
constexpr form_key exceptions{
    "exceptions", "list exception",
    "Where another value takes the place of this one. Their order means nothing: two that hold at "
    "once must give the same."};

constexpr std::array rule_keys{
    levy_key,
    form_key{"rule", "text", "The rule's name, its path below rules/law: `xx/flat-levy`.", true},
    must(title_key),
    about_key,
    form_key{"status", "status",
             "`law` unless it says `proposed` or `model`: those two count only where a scenario or "
             "reform names the rule."},
    form_key{"currency", "currency",
             "Three letters of ISO 4217, such as EUR; `any` where the caller names it for each "
             "run; `none` where there is no money.",
             true},
    form_key{"assessed", "per_period | dated assessed_entry",
             "What the tax is assessed per: `per month`, `per calendar_year`, `per payment` …, or "
             "by day where the law changed it. A run's period must lie inside one.",
             true},
    form_key{"dated_by", "formula",
             "Which day picks the dated values: a formula such as period.start or an input. Left "
             "out, a run refuses where a value that it uses changes inside the period."},
    form_key{"in_force", "dated life_entry",
             "The rule's life, by day: true from the day it starts, false with a `reason` from the "
             "day it ends, `unknown` where the law exists and is not encoded yet.",
             true},
    form_key{"replaces", "text", "The rule that ends where this one starts."},
    form_key{"types", "map type", "Types with a name, for columns, inputs and lists."},
    sources_key,
    form_key{"readings", "map reading",
             "Questions that the law leaves open, each with its answers and their basis. A formula "
             "asks the answer by the reading's name, as a text."},
    form_key{"parameters", "map parameter",
             "The rates, thresholds and other values that the law states, each with its days and "
             "articles."},
    form_key{"tables", "map table",
             "Values that depend on something: by kind, by size. A formula calls a table by its "
             "name, `rate_of(kind)`."},
    form_key{"inputs", "map input", "The facts that whoever asks must state."},
    form_key{"carry", "map carried", "Balances that pass from one period to the next: losses."},
    form_key{"define", "map formula | definition",
             "Named formulas, so that long ones can be read in steps. Never rounded."},
    form_key{"applies", "list condition",
             "Who is in scope: the first line whose `when` is false makes every sum zero and gives "
             "the reason. Left out, the rule applies to all."},
    form_key{"outputs", "map output",
             "What the rule answers. An output with `charges` is an amount owed; the others "
             "inform.",
             true},
    form_key{"liable", "formula | liable",
             "Who owes it, as a formula: '\"supplier\"', buyer, platform, bank or nobody. Left "
             "out, the supplier."},
    form_key{"filing", "filing", "When to register, file and pay, by who is liable."},
    form_key{"overpaid", "dated overpaid_entry",
             "What becomes of too much paid, by day: refund, set_off or unknown."},
    form_key{"rates", "rates", "The published series of exchange rates that `convert` uses."},
    form_key{"checks", "list formula", "Conditions that must be true on every run."},
    form_key{"notes", "list note", "Dated remarks: rulings, letters, announcements."},
};

constexpr std::array sources_file_keys{
    levy_key,
    form_key{"sources_of", "text", "The country: the folder's name.", true},
    told(must(sources_key), "The texts that rules of this country cite, by a short id."),
};
constexpr std::array source_keys{
    told(must(title_key), "The text's title as it is published, with its number."),
    form_key{"url", "text", "Where it can be read."},
    form_key{"read", "day", "The day on which its text was looked up.", true},
    told(confidence_key,
         "verified (the text itself was read; so where nothing is said), secondary "
         "(someone else reports it), derived (reckoned), recalled (from memory)."),
    form_key{"note", "text", "A remark: what was read, what is missing."},
};

constexpr std::array reading_keys{
    form_key{"doubt", "text",
             "An id that rules of a country share for one doubt, so that it is chosen once."},
    form_key{"question", "text", "The question, as a sentence that readers understand.", true},
    form_key{"open", "days", "The days on which the question is open; outside, the default holds."},
    form_key{"default", "text", "The name of the answer that is taken unless a run chooses.", true},
    form_key{"choices", "map choice", "The answers by name, each with its legal basis.", true},
};
constexpr std::array choice_keys{
    form_key{"text", "text", "The answer in one sentence.", true},
    must(source_key),
};

constexpr std::array type_keys{type_key,   unit_key,     one_of_key, min_key,  max_key,   per_key,
                               window_key, optional_key, about_key,  list_key, record_key};
constexpr std::array field_keys{
    type_key,   unit_key,
    one_of_key, min_key,
    max_key,    per_key,
    window_key, optional_key,
    about_key,  list_key,
    record_key, form_key{"default", "any", "The value where a record leaves the field out."},
};

constexpr std::array parameter_keys{
    type_key,
    unit_key,
    one_of_key,
    min_key,
    max_key,
    per_key,
    optional_key,
    about_key,
    list_key,
    record_key,
    form_key{"within", "formula",
             "The band that the law allows, as \"[1%..5%]\": values and reforms are held to it."},
    form_key{"prorate", "prorate",
             "How a yearly value is scaled to a shorter period: by months, by days, or never. It "
             "must stand where a yearly sum meets a yearly assessment."},
    must(dated_values),
};
constexpr std::array value_entry_keys{
    form_key{"value", "any",
             "The value: 25_000_000, 7.5%, 11/12, 2026-07-01, P90D, true, a word; `unknown` where "
             "the law exists and is not encoded, `none` where there is no such thing.",
             true},
    must(source_key),
    published_key,
    confidence_key,
    entry_note_key,
};
constexpr std::array life_entry_keys{
    form_key{"value", "life", "true, false or unknown.", true},
    must(source_key),
    published_key,
    confidence_key,
    entry_note_key,
    told(reason_key,
         "Why nothing is owed from this day, where the value is false: not_in_force unless "
         "it says more, such as `replaced`."),
};
/// An entry of a timeline whose value is one word.
constexpr auto dated_word(std::string_view holds, std::string_view tells) {
    return std::array{form_key{"value", holds, tells, true}, must(source_key), published_key,
                      confidence_key, entry_note_key};
}
constexpr auto assessed_entry_keys =
    dated_word("per_period", "What the tax is assessed per from this day: `per month` …");
constexpr auto overpaid_entry_keys =
    dated_word("overpaid", "refund, set_off against later periods, or unknown.");
constexpr auto roll_entry_keys =
    dated_word("roll", "Where a deadline moves that falls on a day of rest.");

constexpr std::array table_keys{
    form_key{"columns", "list column", "What the rows are told apart by, in order.", true},
    form_key{"gives", "type_or_fields", "What a row gives: a type, or {field: {type: …}, …}.",
             true},
    form_key{"hit", "hit",
             "How many rows may meet: `unique` (proven to be exactly one; so where nothing is "
             "said), any, first, collect."},
    form_key{"slices", "truth",
             "true for a scale where each slice of the amount bears its own rate."},
    told(form_key{"values", "dated rows_entry", "", true},
         "The rows by the day from which they hold: {2020-01-01: {source: …, rows: […]}}."),
    about_key,
};
constexpr std::array column_keys{
    must(name_key),
    must(type_key),
    unit_key,
    one_of_key,
    min_key,
    max_key,
    per_key,
    optional_key,
    form_key{"scale", "scale",
             "The amounts in this column are written in thousands, millions or billions."},
};
constexpr std::array rows_entry_keys{
    form_key{"rows", "list row",
             "Each row is a list: a test for every column, then the results. A test is a value, "
             "\"a, b\", \"not(a)\", \">= 5\", \"[1..2)\", or \"-\" for anything.",
             true},
    must(source_key),
    published_key,
    confidence_key,
    entry_note_key,
};

constexpr std::array input_keys{
    type_key,
    unit_key,
    one_of_key,
    min_key,
    max_key,
    per_key,
    window_key,
    form_key{"default", "any", "The value where nothing is stated. Without it the fact must be."},
    optional_key,
    about_key,
    list_key,
    record_key,
};
constexpr std::array carried_keys{
    type_key,
    unit_key,
    form_key{"start", "formula", "The opening balance of the first period.", true},
    form_key{"next", "formula", "The closing balance, which opens the next period.", true},
    about_key,
    list_key,
    per_key,
};
constexpr std::array definition_keys{formula_value, dated_formulas, source_key, exceptions,
                                     about_key};
constexpr std::array formula_entry_keys{
    form_key{"value", "formula", "The formula from this day on.", true},
    must(source_key),
    published_key,
    confidence_key,
    entry_note_key,
};
constexpr std::array exception_keys{
    must(name_key), must(when_key), formula_value, dated_formulas, must(source_key),
    reason_key,     in_force_key,   published_key, exceptions,     about_key,
};
constexpr std::array condition_keys{
    told(must(when_key), "A formula that is true for whoever is in scope."),
    form_key{"otherwise", "reason", "The reason that a zero carries where it is false.", true},
    must(source_key),
    in_force_key,
};
constexpr std::array output_keys{
    told(type_key, "What it is, where that is not money of the rule."),
    unit_key,
    one_of_key,
    per_key,
    list_key,
    record_key,
    form_key{"charges", "charge",
             "The kind of tax: the output is an amount owed. Without it the output informs."},
    form_key{"round", "rounding_phrase | rounding",
             "How the law rounds, as in `half up to 0.01` or `down to minor unit`; or by reading: "
             "{by: NAME, choice: phrase, …}."},
    form_key{"zero", "reason", "The reason where the formula itself gives 0; left out, zero_base."},
    form_key{"split", "text",
             "The output whose rounded sum is shared out, so that the parts add up to it."},
    form_key{"over", "text", "The list among whose entries it is shared."},
    form_key{"by", "formula", "The weight of one entry: a formula over `item`."},
    optional_key,
    about_key,
    formula_value,
    dated_formulas,
    source_key,
    exceptions,
};
constexpr std::array rounding_keys{
    form_key{"by", "text", "The reading that decides how is rounded.", true},
};
constexpr std::array filing_keys{
    form_key{"supplier", "dated filing_entry", "Where whoever earns the revenue is liable."},
    form_key{"buyer", "dated filing_entry", "Where the buyer withholds."},
    form_key{"platform", "dated filing_entry", "Where the platform pays for its sellers."},
    form_key{"bank", "dated filing_entry", "Where the bank withholds."},
    form_key{"nobody", "dated filing_entry", "Where nobody is bound to pay."},
};
constexpr std::array filing_entry_keys{
    every_key,
    registers_key,
    returns_key,
    pays_key,
    instalments_key,
    roll_key,
    form_key{"exceptions", "list filing_exception", "Where other days take the place of these."},
    must(source_key),
    published_key,
    confidence_key,
    entry_note_key,
};
constexpr std::array filing_exception_keys{
    must(name_key), must(when_key), must(source_key), every_key, registers_key,
    returns_key,    pays_key,       instalments_key,  roll_key,
};
constexpr std::array instalment_keys{
    told(must(pays_key), "A formula that gives the day of the instalment, or `unknown`."),
    form_key{"amount", "formula", "A formula that gives its sum.", true},
    form_key{"each", "formula",
             "A list: one instalment for each of its elements, which `pay` and `amount` call "
             "`item`."},
};
constexpr std::array rates_keys{
    form_key{"series", "text", "The series' name in figures/exchange-rates.csv.", true},
    must(source_key),
};
constexpr std::array note_keys{
    form_key{"date", "day", "The day of the remark.", true},
    form_key{"text", "text", "What happened, in one sentence.", true},
    must(source_key),
};

}  // namespace

const form rule_file{"rule_file", "a rule", rule_keys};
const form sources_file{"sources_file", "a file of sources", sources_file_keys};
const form source{"source", "a source", source_keys};
const form reading{"reading", "a reading", reading_keys};
const form choice{"choice", "a choice", choice_keys};
const form type{"type", "a type", type_keys, {}, {}, "type list record"};
const form field{"field", "a type", field_keys, {}, {}, "type list record"};
const form parameter{"parameter", "a parameter", parameter_keys, {}, {}, "type list record"};
const form value_entry{"value_entry", "an entry", value_entry_keys};
const form life_entry{"life_entry", "an entry of `in_force`", life_entry_keys};
const form assessed_entry{"assessed_entry", "an entry of `assessed`", assessed_entry_keys};
const form overpaid_entry{"overpaid_entry", "an entry of `overpaid`", overpaid_entry_keys};
const form roll_entry{"roll_entry", "an entry of `roll`", roll_entry_keys};
const form table{"table", "a table", table_keys};
const form column{"column", "a column", column_keys};
const form rows_entry{"rows_entry", "a table's entry", rows_entry_keys};
const form input{"input", "an input", input_keys, {}, {}, "type list record"};
const form carried{"carried", "a carried balance", carried_keys, {}, {}, "type list"};
const form definition{"definition", "a definition", definition_keys, {}, "value values"};
const form formula_entry{"formula_entry", "a dated formula", formula_entry_keys};
const form exception{"exception", "an exception", exception_keys, {}, "value values"};
const form condition{"condition", "a condition", condition_keys};
const form output{"output", "an output", output_keys, {}, {}, "value values split+over+by+source"};
const form rounding{"rounding", "a rounding by reading", rounding_keys, "rounding_phrase"};
const form liable{"liable", "`liable`", definition_keys, {}, "value values"};
const form filing{"filing", "`filing`", filing_keys};
const form filing_entry{"filing_entry", "an entry of `filing`", filing_entry_keys};
const form filing_exception{"filing_exception", "an exception of `filing`", filing_exception_keys};
const form instalment{"instalment", "an instalment", instalment_keys};
const form rates{"rates", "`rates`", rates_keys};
const form note{"note", "a note", note_keys};

}  // namespace levy::rule::forms
