// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/revenue/estimate.hpp>
#include <levy/rule/law.hpp>
#include <levy/scenario/scenario.hpp>

namespace levy::scenario {

/// The values below or at which 5, 50 and 95 of a hundred draws lie, and the one with every
/// assumption at its centre. Medians of parts are never added: every total has quantiles of its
/// own.
struct quantiles {
    number p5, p50, p95, central;
};

struct line_answer {
    std::string platform, stream;
    std::string refused;  // why there is no number
    std::string basis, quality;
    std::vector<std::string> steps;
    quantiles revenue;
    quantiles tax;
    std::map<std::string, quantiles> by_charge;  // vat, income_tax …
    std::vector<std::string> liable;             // in the order met
    std::vector<std::string> rules;
    std::vector<std::string> untaxed;  // reasons why parts of it meet no tax
    revenue::line_estimate estimate;
};

struct paid_answer {
    paid_row row;
    std::optional<number> sum;
    std::string source, note;
};

/// What one other choice of one reading does to the total, everything else at its centre.
struct reading_line {
    std::string doubt, question, taken, other, other_text;
    number total, change;
};

struct ranked {
    std::string name, about, source;
    double share = 0;  // of the variance of all lines' revenue
};

struct answer {
    scenario asked;
    bool complete = true;  // false: some line was refused, and totals say "at least"
    number rate;           // units of the currency a dollar
    std::string rate_text;
    std::vector<line_answer> lines;
    quantiles revenue, tax;
    std::map<std::string, quantiles> by_charge, by_liable;
    std::vector<paid_answer> paid;
    std::optional<quantiles> gap;
    std::vector<reading_line> readings;
    std::vector<ranked> assumptions;
    std::vector<const revenue::figure*> figures, recalled;
    std::vector<std::string> not_known;
    std::vector<std::string> articles;  // `tt103 Art 12(1): Circular 103/2014/TT-BTC`
    std::map<std::string, std::string> hashes;
    revenue::figures held;  // keeps the figures alive
};

struct options {
    bool verified_only = false;
    std::function<void(std::size_t done, std::size_t of)> progress;  // may be empty
};

/// Errors: a figure that is missing, a law that cannot be loaded, a fact the jurisdiction does not
/// know. A line that needs an unknown law or a missing figure is refused by itself and the rest is
/// computed.
[[nodiscard]] outcome<answer> estimate(const scenario& asked, const law& under,
                                       const revenue::figures& from, const options& how = {});

/// Whether the answer is what the scenario's `expect` says; one diagnostic a difference.
[[nodiscard]] diagnostics check_expectations(const answer& made, const law& under,
                                             std::size_t& passed);

}  // namespace levy::scenario
