// SPDX-License-Identifier: Apache-2.0
// Closed lists of words, by the names that forms give them.
#include <algorithm>
#include <map>

#include <levy/rule/forms.hpp>
#include <levy/rule/rule.hpp>
#include <levy/value/contract.hpp>

namespace levy::rule::forms {

namespace {

const std::map<std::string, std::vector<std::string>, std::less<>>& lists() {
    static const std::map<std::string, std::vector<std::string>, std::less<>> all{
        {"reason", reason_codes()},
        {"charge", charge_kinds()},
        {"party", parties()},
        {"confidence", {"verified", "secondary", "derived", "recalled"}},
        {"status", {"law", "proposed", "model"}},
        {"period_kind",
         {"payment", "occurrence", "interval", "month", "bimester", "quarter", "half_year",
          "calendar_year", "fiscal_year", "accounting_year"}},
        {"basis", {"none", "day", "month", "bimester", "quarter", "half_year", "year"}},
        {"window",
         {"period", "calendar_year", "fiscal_year", "previous_calendar_year",
          "previous_fiscal_year", "four_previous_fiscal_years",
          "fiscal_year_ended_in_previous_calendar_year", "last_12_months", "last_3_months",
          "last_published_accounts"}},
        {"prorate", {"months", "days", "never"}},
        {"hit", {"unique", "any", "first", "collect"}},
        {"scale", {"thousand", "million", "billion"}},
        {"life", {"true", "false", "unknown"}},
        {"roll", {"next_working_day", "previous_working_day", "none"}},
        {"overpaid", {"refund", "set_off", "unknown"}},
        {"each", {"flow", "group"}},
        {"offset_kind", {"credited", "deducted", "excluded", "refunded"}},
        {"weekday", {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}},
        {"swap", {"off", "worked"}},
        {"each_group", {"group"}},
        {"allowed", {"recalled"}},
    };
    return all;
}

}  // namespace

bool has_words(std::string_view list) { return lists().contains(list); }

const std::vector<std::string>& words(std::string_view list) {
    const auto found = lists().find(list);
    LEVY_EXPECTS(found != lists().end());
    return found->second;
}

const std::vector<const form*>& all() {
    static const std::vector<const form*> every{&rule_file,
                                                &sources_file,
                                                &cases_file,
                                                &given_file,
                                                &jurisdiction_file,
                                                &reform_file,
                                                &source,
                                                &reading,
                                                &choice,
                                                &type,
                                                &field,
                                                &parameter,
                                                &value_entry,
                                                &life_entry,
                                                &table,
                                                &column,
                                                &rows_entry,
                                                &input,
                                                &carried,
                                                &definition,
                                                &formula_entry,
                                                &exception,
                                                &condition,
                                                &output,
                                                &rounding,
                                                &liable,
                                                &filing,
                                                &filing_entry,
                                                &filing_exception,
                                                &instalment,
                                                &assessed_entry,
                                                &overpaid_entry,
                                                &roll_entry,
                                                &rates,
                                                &note,
                                                &calendar,
                                                &step,
                                                &offset,
                                                &late,
                                                &limitation,
                                                &penalty,
                                                &relief,
                                                &reach,
                                                &adds,
                                                &patched_cell,
                                                &patched_value,
                                                &patched_life,
                                                &patched_rows,
                                                &patched_filing,
                                                &one_case,
                                                &case_period,
                                                &payment,
                                                &exchange_rates,
                                                &expected,
                                                &expected_filing,
                                                &expected_instalment,
                                                &expected_account,
                                                &expected_step,
                                                &expected_consequences};
    return every;
}

}  // namespace levy::rule::forms
