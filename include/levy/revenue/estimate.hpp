// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <levy/revenue/draw.hpp>
#include <levy/revenue/figure.hpp>

namespace levy::revenue {

/// Which model estimates one line, and the figures it stands on, in the words of a scenario.
struct model_request {
    std::string model;    // users_arpu, regional_share, app_store_commission
    std::string country;  // ISO code
    int year = 0;
    std::map<std::string, std::string> with;  // the model's own keys
    span where;                               // for messages
};

struct ranked_assumption {
    const assumption* of = nullptr;
    double share = 0;  // of the variance of the log, varied alone; the shares of a line add up to 1
};

/// Revenue of one platform from one stream in one country and year, in US dollars.
struct line_estimate {
    std::vector<double> usd;  // one a draw
    double central = 0;       // every assumption at its centre
    std::string basis;        // user_location, customer_billing, declared, local_accounts
    std::string quality;      // counted, filed, inferred, assumed
    std::vector<std::string> steps;
    std::vector<const figure*> used;
    std::vector<assumption> assumptions;  // as drawn, the widened ones included
    std::vector<double> shares;           // one an assumption
};

/// Draws a line. Errors: an unknown model or key, a figure that is not published.
[[nodiscard]] outcome<line_estimate> estimate_line(const figures& from, const model_request& asked,
                                                   const draws& random, std::size_t count);

/// The names of all models.
[[nodiscard]] const std::vector<std::string>& model_names();

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
