// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/revenue/estimate.hpp>
#include <levy/rule/readings.hpp>
#include <levy/text/document.hpp>
#include <levy/value/currency.hpp>
#include <levy/value/number.hpp>
#include <levy/value/period.hpp>

namespace levy::scenario {

/// A row of receipts.csv, by what names it.
struct receipt_key {
    std::string tax, taxpayer;
    period over;
    span where, tax_at, taxpayer_at;
};

/// One stream of one platform: the models that estimate it, or why nothing can be said.
struct stream {
    std::string name;
    node given;  // facts of the flow, read by the jurisdiction's declared types
    std::vector<revenue::model_use> models;
    std::optional<revenue::model_use> cross_check;
    std::optional<receipt_key> floor;  // M8: revenue is at least what this tax was paid on
    std::string refused;               // why no figure supports a number; then there is no model
    span where;                        // of its name
};

struct platform {
    std::string name;
    node given;  // facts of every flow of the platform; `{day: value}` for one that changes
    std::vector<stream> streams;
    span where;  // of its name
};

/// What was paid, as a row of the receipts; or a statement that nothing is published.
struct paid_row {
    std::string of;  // whose payment it is, in words
    std::optional<receipt_key> receipt;
    std::string unknown;                 // why it is not known
    std::vector<std::string> platforms;  // set against these platforms' tax; empty: all
    std::string debtor;                  // who paid it: buyer, supplier …; empty: not told
    bool cash = true;                    // counted when paid; else for the period it belongs to
    bool part_of_another = false;        // inside another row, so that no sum counts it twice
    std::string note;
    span where, debtor_at;
    std::vector<span> platforms_at;
};

/// The same question under other words: what is switched against the scenario itself.
struct alternative {
    std::string name, about;
    std::map<std::string, std::string> readings;
    rule::reading_places readings_at;
    node given;                               // facts set for every flow
    std::map<std::string, std::string> with;  // keys of the models that have them
    node with_written;                        // the same as the file has it, for places
    std::string reform;                       // path of a reform file
    span where, reform_at;
};

/// A rule run beside the tax and never added to it: fines, say.
struct apart {
    std::string name, rule;
    period over;
    node given;
    span where;  // of the rule's name
};

/// A stated part of a stream's revenue, taxed like the rest.
struct part {
    std::string stream, about;
    number share;
    span where;  // of the stream's name
};

/// An exact tax of a stated revenue, or a band for an estimate, that the scenario's author stands
/// by.
struct expected_tax {
    std::string platform, stream, why;
    period over;
    number revenue;
    std::map<std::string, number> charges;
    std::map<std::string, span> charges_at;  // their names
    span where, platform_at, stream_at;
};
struct expected_band {
    std::string of, why;  // `revenue Facebook advertising`, `tax`, `tax vat`, `gap`, `minimum` …
    number low, high;     // of the median, in the scenario's unit
    span where, of_at;
};
struct expected_phrase {
    std::string text, why;  // what the text answer must say
    span where;
};

struct scenario {
    std::string name, title, question, jurisdiction;
    span name_at, jurisdiction_at, series_at;
    period over;
    period_kind cut = period_kind::quarter;
    currency in;
    number shown_in{1};
    std::string shown_word;
    bool decimal_comma = false;  // 1.234,5 as Viet Nam writes it, else 1,234.5
    std::string rate_series;
    std::size_t draws = 1000;
    std::uint64_t seed = 0;
    std::optional<int> last_known;   // later years are forecast
    std::optional<day> assessed_on;  // for interest, fines and limitation
    bool verified_only = false;      // refuse what stands on a figure from memory
    std::map<std::string, std::string> readings;
    rule::reading_places readings_at;
    std::vector<platform> platforms;
    std::vector<paid_row> paid;
    std::vector<alternative> compare;
    std::vector<apart> beside;
    std::vector<part> parts;
    std::vector<std::string> remarks;  // what the author wants said beside the answer
    std::vector<expected_tax> expected_taxes;
    std::vector<expected_band> expected_bands;
    std::vector<expected_phrase> expected_phrases;
    source_handle text;
    source_handle platforms_text;  // where the platforms are those of another scenario
};

/// Nothing back exactly when an error was added.
[[nodiscard]] std::optional<scenario> read_scenario(const node& document, const source_handle& text,
                                                    diagnostics& sink);

}  // namespace levy::scenario
