// SPDX-License-Identifier: Apache-2.0
// The keys of a file of cases, and of a `--given` file: the facts of one run.
#include <array>

#include "form_keys.hpp"

namespace levy::rule::forms {

namespace {

using namespace keys;

constexpr form_key period{"period", "period",
                          "The period assessed: 2024, 2024-Q3, 2024-07 or 2024-01-01..2024-03-31."};
constexpr form_key date{"date", "period", "The day of a payment or an event: 2024-06-30."};
constexpr form_key currency{"currency", "text",
                            "The currency of the run, where the rule has `currency: any`."};
constexpr form_key known{"known", "optional_day",
                         "The law as known on this day; left out, all that is known today."};
constexpr form_key in_force_on{"in_force", "optional_day",
                               "The law of this day, whatever the period."};
constexpr form_key readings{"readings", "map text",
                            "Answers to open questions: {reading or doubt: choice}."};
constexpr form_key allow{"allow", "list allowed",
                         "[recalled] lets figures from memory pass instead of refusing."};
constexpr form_key carry{"carry", "map any", "Opening balances: {name: value}."};
constexpr form_key paid{"paid", "list payment", "What was paid: [{day, amount}]."};
constexpr form_key exchange{"exchange", "list exchange_rates",
                            "Exchange rates of the case: [{day: 2024-05-02, EUR: 1, USD: 1.10}]."};
constexpr form_key given{
    "given", "map any",
    "The facts: {input: value}. Those of one case stand before those that all cases share."};
constexpr form_key expect{
    "expect", "expected",
    "What must come out, exactly: outputs and definitions by name, and `reason`, `liable`, "
    "`filing`, `account`, `carry`, or `error`."};

constexpr std::array cases_file_keys{
    levy_key,
    form_key{"cases_of", "text", "The rule that the cases hold, or `xx/jurisdiction`.", true},
    given,
    period,
    date,
    currency,
    known,
    readings,
    exchange,
    form_key{"cases", "some case",
             "The cases. Each threshold below, at and above it; each change of law on both days.",
             true},
    allow,
};
constexpr std::array given_file_keys{
    date, period, currency, known, in_force_on, readings, told(given, "The facts: {input: value}."),
};
constexpr std::array case_keys{
    form_key{"case", "text", "The case's name, a few words that no other case has.", true},
    form_key{"why", "text", "Why the law answers so, in one sentence.", true},
    told(source_key, "Where an official example stands, where the case is one."),
    date,
    period,
    known,
    in_force_on,
    currency,
    readings,
    allow,
    carry,
    paid,
    exchange,
    given,
    expect,
    form_key{"periods", "some case_period",
             "Periods in a row, each handing its balances to the next."},
    form_key{"late", "map day", "When steps of a jurisdiction were paid: {step: day}."},
    form_key{"each", "each_group", "`group`: the case is one of a group, not of a flow."},
    form_key{"flows", "list any", "The flows of the group, each with its facts."},
    form_key{"relief", "granted", "true: the flow with the relief that the jurisdiction names."},
};
constexpr std::array case_period_keys{
    period, date,  known, in_force_on, currency, readings,
    allow,  carry, paid,  exchange,    given,    must(expect),
};
constexpr std::array payment_keys{
    form_key{"day", "day", "The day it was paid.", true},
    form_key{"amount", "number", "The sum, in the currency of the run.", true},
};
constexpr std::array exchange_keys{
    form_key{"day", "day", "The day on which the rates were published.", true},
};
constexpr form_key reason_met{
    "reason", "text | map text",
    "The reason of the zero: one for all charges, or by output {due: below_threshold}."};
constexpr form_key liable_met{"liable", "party", "Who owes it."};
constexpr form_key filing_met{"filing", "expected_filing", "When it must be filed and paid."};
constexpr form_key account_met{"account", "expected_account", "What the account shows."};
constexpr form_key carry_met{"carry", "map any", "Closing balances: {name: value}."};
constexpr form_key error_met{"error", "error",
                             "The word of the error that must come: missing, unknown, period …"};

constexpr std::array expected_keys{
    reason_met,
    liable_met,
    filing_met,
    account_met,
    carry_met,
    error_met,
    form_key{"steps", "list text", "In a jurisdiction: the steps taken, in order."},
    form_key{"offsets", "map any", "In a jurisdiction: what is given back: {name: sum}."},
    form_key{"late", "map any", "In a jurisdiction: interest on what was paid late: {step: sum}."},
};
constexpr std::array filing_keys{
    form_key{"every", "period_kind", "How often it is filed."},
    form_key{"register", "text", "The day to register by, or `nothing`."},
    form_key{"return", "text", "The day of the return, `unknown` or `nothing`."},
    form_key{"pay", "text", "The day to pay, `unknown` or `nothing`."},
    form_key{"instalments", "list expected_instalment", "The instalments, all of them."},
};
constexpr std::array instalment_keys{
    form_key{"pay", "text", "The day of the instalment."},
    form_key{"amount", "any", "The sum of the instalment."},
};
constexpr std::array account_keys{
    form_key{"charged", "any", "What is owed: the sum of all outputs with `charges`."},
    form_key{"paid", "any", "What was paid."},
    form_key{"balance", "any", "charged less paid."},
    form_key{"overpaid", "text", "What becomes of too much paid."},
};
constexpr std::array step_keys{
    reason_met,
    liable_met,
    filing_met,
    account_met,
    carry_met,
    form_key{"consequences", "expected_consequences",
             "What follows if the step is assessed on a day."},
};
constexpr std::array consequence_keys{
    form_key{"on", "day", "The day of the assessment.", true},
    form_key{"unpaid", "any", "What is still unpaid."},
    form_key{"interest", "any", "The interest: a sum, or the rule's outputs by name; null: none."},
    form_key{"open", "any", "Whether the tax can still be collected; null: nothing says so."},
    form_key{"reachable", "any", "Whether whoever is liable can be reached; null: unsaid."},
    form_key{"penalties", "map any", "Each penalty: a sum, or the rule's outputs by name."},
    error_met,
};

}  // namespace

const form cases_file{"cases_file", "a cases file", cases_file_keys};
const form given_file{"given_file", "a `--given` file", given_file_keys};
const form one_case{"case", "a case", case_keys, {}, {}, "expect periods"};
const form case_period{"case_period", "a period of a case", case_period_keys};
const form payment{"payment", "a payment", payment_keys};
const form exchange_rates{"exchange_rates", "exchange rates {day, EUR, USD …}", exchange_keys,
                          "number"};
const form expected{"expected", "`expect`", expected_keys, "expected_step | not_map"};
const form expected_filing{"expected_filing", "an expected filing", filing_keys};
const form expected_instalment{"expected_instalment", "an expected instalment", instalment_keys};
const form expected_account{"expected_account", "an expected account", account_keys};
const form expected_step{"expected_step", "an expected step", step_keys, "any"};
const form expected_consequences{"expected_consequences", "expected consequences",
                                 consequence_keys};

}  // namespace levy::rule::forms
