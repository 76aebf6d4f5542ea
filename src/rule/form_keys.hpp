// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/rule/forms.hpp>

/// Keys that mean the same wherever they stand.
namespace levy::rule::forms::keys {

inline constexpr form_key levy_key{
    "levy", "version", "Number of the format; 1. A file of an older number reads for ever.", true};
inline constexpr form_key title_key{"title", "text",
                                    "What this is, in one line; reports print it."};
inline constexpr form_key about_key{"about", "text",
                                    "Plain words for readers. Reports and `levy diff` print them."};
inline constexpr form_key name_key{"name", "text",
                                   "A name of its own, in small letters with underscores.", true};
inline constexpr form_key source_key{
    "source", "citation",
    "Where it says so: the id of a declared source, then the article, as in `code s.12(3)`."};
inline constexpr form_key sources_key{
    "sources", "map source",
    "Texts that only this file cites, by id. What the whole country cites stands in sources.yaml; "
    "an id of that file cannot be used again."};
inline constexpr form_key published_key{
    "published", "day",
    "The day on which it became known. Leave it out where that is the day from which it holds. It "
    "must stand where the law holds from a day after its source was read, and where law reaches "
    "back: the answer as known on an earlier day is then the old one."};
inline constexpr form_key confidence_key{
    "confidence", "confidence",
    "How well it is known, where that is worse than its source: verified, secondary (someone else "
    "reports it), derived (reckoned from other figures), recalled (from memory: refuses unless the "
    "run allows it)."};
inline constexpr form_key entry_note_key{
    "note", "text", "A remark for readers, in place of a formula they need not read."};
inline constexpr form_key reason_key{"reason", "reason",
                                     "Why a sum is zero. A zero without a reason is an error."};
inline constexpr form_key in_force_key{
    "in_force", "days",
    "The days between which this holds: `2022-01-01..2022-12-31`, or open at one end, "
    "`2022-01-01..`."};
inline constexpr form_key when_key{
    "when", "formula", "A formula that is true or false: this counts where it is true."};

// Words of a type.
inline constexpr form_key type_key{
    "type", "type_word",
    "What it is: money (of the rule's currency), `money EUR`, `money any`, number, ratio, count, "
    "boolean, date, duration, text, or a name from `types`. Built in are stream, customer, party."};
inline constexpr form_key unit_key{
    "unit", "text",
    "What is counted, or a product of units: `user`, `USD/user`, `COP/UVT`. A count must say it."};
inline constexpr form_key one_of_key{"one_of", "list text", "The only words allowed."};
inline constexpr form_key min_key{"min", "number",
                                  "The least value allowed; below it a run refuses."};
inline constexpr form_key max_key{"max", "number", "The greatest value allowed."};
inline constexpr form_key per_key{
    "per", "basis",
    "The time that a sum is for. Two different times never meet in a formula. `none` marks a "
    "stock, such as a balance or a price."};
inline constexpr form_key optional_key{
    "optional", "truth",
    "true where there may be no such value (null). A formula must ask `x = null` before it uses "
    "it."};
inline constexpr form_key list_key{
    "list", "type_or_fields",
    "A list; each entry is a type, or has these fields: {name: {type: …}, …}."};
inline constexpr form_key record_key{"record", "map field | type_name",
                                     "A record with these fields."};
inline constexpr form_key window_key{
    "window", "window",
    "Which time the value covers, where that is not the period assessed; it says the `per` of a "
    "sum as well."};

// Words of a filing.
inline constexpr form_key every_key{"every", "period_kind",
                                    "How often it is filed; left out, as the tax is assessed."};
inline constexpr form_key registers_key{
    "register", "formula", "A formula that gives the last day to register, or `unknown`."};
inline constexpr form_key returns_key{
    "return", "formula",
    "A formula that gives the last day for the return, or `unknown`. The 20th of the next month is "
    "`period.end + @\"P20D\"`; the last day of the month after the quarter is `period.next + "
    "@\"P1M\" - @\"P1D\"`."};
inline constexpr form_key pays_key{"pay", "formula",
                                   "A formula that gives the last day to pay, or `unknown`."};
inline constexpr form_key instalments_key{"instalments", "list instalment",
                                          "Parts of the tax that are paid before the rest."};
inline constexpr form_key roll_key{
    "roll", "roll",
    "Where a day moves that is no working day; left out, as the jurisdiction's calendar says."};

}  // namespace levy::rule::forms::keys
