// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/revenue/draw.hpp>
#include <levy/revenue/figure.hpp>
#include <levy/text/document.hpp>

namespace levy::revenue {

/// One model and the figures it stands on, in the words of a scenario.
struct model_use {
    std::string model;                        // a name of forms::estimates()
    std::map<std::string, std::string> with;  // the model's own keys
    span where;                               // of its name, for messages
    node written{};                           // `with` as a file writes it, for places of its keys
};

/// What is wrong with a model's words, whatever figures there are: no such model, keys that it has
/// not or lacks, values of which none is a word of its list.
[[nodiscard]] diagnostics refused_words(const model_use& use);
/// The same of a model that stands as a cross-check.
[[nodiscard]] diagnostics refused_check_words(const model_use& use);
/// What is wrong with one value under a key of a model, written at `where`.
[[nodiscard]] diagnostics refused_value(std::string_view model, const std::string& key,
                                        const std::string& is, const span& where);
/// Groups, regions, scopes, series and assumptions that the figures do not have. A period without
/// figures is no problem of the author's.
[[nodiscard]] diagnostics refused_names(const model_use& use, const figures& from);

/// What is to be estimated: one platform's revenue from one stream in one country and year.
struct line_request {
    std::string country;  // ISO code
    int year = 0;
    std::optional<int> last_known;  // a year after it is that year's value × a growth
    std::vector<model_use> models;  // several are combined in log space
    std::optional<model_use> cross_check;
    bool by_users = false, kept = false;  // which other views of the sum are wanted
};

/// Revenue of one platform from one stream in one country and year, in US dollars.
struct line_estimate {
    std::vector<double> usd;  // one a draw
    double central = 0;       // every assumption at its centre
    std::string basis;        // user_location, customer_billing, declared, local_accounts
    /// The same sum seen otherwise, draw by draw, where the model tells: by where the users are,
    /// and what a store keeps of it.
    struct aside {
        double central = 0;
        std::vector<double> usd;
    };
    std::optional<aside> by_users, kept;
    std::string quality;  // counted, filed, inferred, assumed
    bool forecast = false;
    std::vector<std::string> steps;
    std::vector<std::string> cross_checks;  // printed beside the answer, in no figure
    std::vector<const figure*> used;
    std::vector<assumption> assumptions;  // as drawn, the widened ones included
    std::vector<double> effects;  // on the log, of one spread of each assumption, with its sign
    std::vector<double> shares;   // of the variance of the log, one an assumption; they add up to 1
    std::array<number, 4> quarters;  // how the year falls on its quarters; all zero: by days
};

/// Draws a line. A model that lacks a figure gives way to the others; errors: no model has its
/// figures, a word or name that is refused, models on different bases.
[[nodiscard]] outcome<line_estimate> estimate_line(const figures& from, const line_request& asked,
                                                   const draws& random, std::size_t count);

/// The one door out of floating point: whole minor units, half away from zero.
[[nodiscard]] number to_minor_units(double sum, int minor_digits);

/// The value below or at which a share `p` of the sorted values lie: the nearest rank, so it is one
/// of them.
template <class Value>
[[nodiscard]] const Value& quantile(const std::vector<Value>& sorted, double p) {
    LEVY_EXPECTS(!sorted.empty());
    const double rank = p * static_cast<double>(sorted.size());
    auto index = static_cast<std::size_t>(rank);
    if (static_cast<double>(index) == rank && index > 0) --index;
    return sorted[index < sorted.size() ? index : sorted.size() - 1];
}

}  // namespace levy::revenue
