// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/text/document.hpp>
#include <levy/value/currency.hpp>
#include <levy/value/number.hpp>
#include <levy/value/period.hpp>

namespace levy::scenario {

/// One stream of one platform: the model that estimates it, or why nothing can be said.
struct stream {
    std::string name;
    node given;  // facts of the flow, read by the jurisdiction's declared types
    std::string model;
    std::map<std::string, std::string> with;
    std::string refused;  // why no figure supports a number; then there is no model
    span where;
};

struct platform {
    std::string name;
    node given;  // facts of every flow of the platform
    std::vector<stream> streams;
    span where;
};

/// What was paid, as a row of receipts.csv; or a statement that nothing is published.
struct paid_row {
    std::string of;  // whose payment it is, in words
    std::string tax, taxpayer, start, end;
    std::string unknown;  // why it is not known
    std::string note;
    span where;
};

/// An exact tax of a stated revenue, or a band for an estimate, that the scenario's author stands
/// by.
struct expected_tax {
    std::string platform, stream, why;
    period over;
    number revenue;
    std::map<std::string, number> charges;
    span where;
};
struct expected_band {
    std::string of, why;  // `revenue Facebook advertising`, `tax`, `tax vat`, `gap`
    number low, high;     // of the median, in the scenario's unit
    span where;
};

struct scenario {
    std::string name, title, question, jurisdiction;
    period over;
    period_kind cut = period_kind::quarter;
    currency in;
    number shown_in{1};
    std::string shown_word;
    std::string rate_series, rate_currency;
    std::size_t draws = 1000;
    std::uint64_t seed = 0;
    std::map<std::string, std::string> readings;
    std::vector<platform> platforms;
    std::vector<paid_row> paid;
    std::vector<std::string> remarks;  // what the author wants said beside the answer
    std::vector<expected_tax> expected_taxes;
    std::vector<expected_band> expected_bands;
    source_handle text;
};

/// Nothing back exactly when an error was added.
[[nodiscard]] std::optional<scenario> read_scenario(const node& document, const source_handle& text,
                                                    diagnostics& sink);

}  // namespace levy::scenario
