// SPDX-License-Identifier: Apache-2.0
// Closed lists of words, and what an instrument answers about itself.
#include <levy/rule/rule.hpp>

namespace levy::rule {

bool day_range::holds(day on) const { return (!first || *first <= on) && (!last || on <= *last); }

const instrument::slot* instrument::find_slot(std::string_view name) const noexcept {
    for (const auto& candidate : slots)
        if (candidate.name == name) return &candidate;
    return nullptr;
}

const reading* instrument::find_reading(std::string_view name) const noexcept {
    for (const auto& candidate : readings)
        if (candidate.name == name || (!candidate.doubt.empty() && candidate.doubt == name))
            return &candidate;
    return nullptr;
}

std::optional<period_kind> instrument::assessed_on(day on, std::optional<day> known) const {
    const auto* entry = assessed.in_force(on, known);
    if (!entry && !assessed.empty()) entry = &assessed.entries().front();
    if (!entry) return std::nullopt;
    return entry->is.is;
}

const std::vector<std::string>& reason_codes() {
    static const std::vector<std::string> codes{
        "below_threshold", "not_in_scope",      "exempt",          "treaty",
        "not_in_force",    "not_yet_known",     "replaced",        "withheld_by_payer",
        "reverse_charge",  "alternative_basis", "elected_out",     "zero_rate",
        "zero_base",       "other_method",      "taxed_at_import", "no_collection_channel",
        "paid_in_time",    "warning",           "time_barred"};
    return codes;
}

const std::vector<std::string>& charge_kinds() {
    static const std::vector<std::string> kinds{
        "vat", "income_tax", "turnover_tax", "withholding", "top_up_tax", "interest", "fine"};
    return kinds;
}

const std::vector<std::string>& parties() {
    static const std::vector<std::string> all{"supplier", "buyer", "platform", "bank", "nobody"};
    return all;
}

}  // namespace levy::rule
