// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
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

/// `vn/foreign-contractor-tax` and `vat`.
using instrument_charge = std::pair<std::string, std::string>;

struct line_answer {
    std::string platform, stream;
    std::string refused;  // why there is no number in any year
    std::string basis, quality;
    bool forecast = false;
    bool partly = false;  // some year was refused
    std::map<int, std::string> refused_years;
    std::vector<std::string> steps;
    quantiles revenue, tax;
    std::map<std::string, quantiles> by_charge;  // vat, income_tax …
    std::vector<std::string> liable;             // in the order met
    std::vector<std::string> rules;
    std::vector<std::string> untaxed;  // reasons why parts of it meet no tax
    std::vector<std::string> cross_checks;
    std::vector<const revenue::figure*> figures;
    std::vector<std::pair<std::string, double>> shares;  // of the variance, by assumption
};

struct year_answer {
    int year = 0;
    period over;  // the part of it that the scenario holds
    bool complete = true;
    bool forecast = false;
    number rate;  // units of the currency a dollar
    quantiles revenue, tax;
};

/// A piece of the year and its tax, where the law differs between the pieces.
struct piece_answer {
    period over;
    quantiles revenue, tax;
    std::map<std::string, number> by_charge;  // at the centre
};

/// Who is charged a tax on a price: businesses or consumers.
struct customer_answer {
    std::string customer, charge;
    quantiles tax;
};

/// A sum that was paid, beside what was owed by the same platforms for the same time.
struct paid_answer {
    paid_row row;
    std::optional<number> sum;
    std::optional<quantiles> owed;  // nothing where the scenario holds none of that time
    std::string counted;            // how the two were made alike
    bool at_least = false;          // some of what was owed is refused
    std::string source, note, currency;
};

/// Tax by who can be made to pay it. `gap` is what is left of it after what they paid.
struct debtor_answer {
    std::string who;   // buyer, supplier …, or why nobody: a reason, `time_barred`, `no_due_day`
    bool owed = true;  // false: measured beside the total, since nobody was bound to collect it
    quantiles tax;
    std::optional<quantiles> gap;
};

/// If an authority assessed everything unpaid on one day; apart from the tax.
struct late_answer {
    day assessed_on;
    number unpaid, interest;
    number without_day;  // unpaid too, and without a day on which it fell due
    struct fine {
        std::string name, about;
        number sum;
        std::string reason;  // of a zero
    };
    std::vector<fine> fines;
    std::vector<std::string> holes;  // what could not be reckoned, and why
    bool allocated = false;          // payments were spread over what they were set against
};

/// What the treasury gives back elsewhere.
struct given_back {
    std::string name, kind, against;
    quantiles sum;
};

/// What one other choice of one reading does to the total, everything else at its centre.
struct reading_line {
    std::string doubt, question, taken, other, other_text;
    number total, change;
    number defensible_change;  // of what can be defended before anything is paid
};

struct ranked {
    std::string name, about, source;
    double share = 0;  // of the variance of all lines' revenue
};

struct alternative_answer {
    std::string name, about;
    std::string refused;
    bool complete = true;
    quantiles revenue, tax;
    std::map<instrument_charge, quantiles> by_instrument;
    std::vector<std::string> moved;  // inputs and assumptions that differ
    std::vector<std::string> holes;  // lines that it refuses and the answer does not
};

struct part_answer {
    part of;
    number revenue, tax;  // at the centre
};

struct apart_answer {
    apart of;
    number sum;
    std::string refused;
    std::vector<std::string> articles;
};

struct answer {
    scenario asked;
    bool complete = true;   // false: some line was refused, and totals say "at least"
    bool forecast = false;  // some year is
    number rate;  // units of the currency a dollar; over several years their mean, weighed
                  // by revenue
    std::string rate_text;
    std::vector<line_answer> lines;
    std::vector<year_answer> years;
    std::vector<piece_answer> pieces;        // of one year whose law changes; else empty
    std::vector<customer_answer> customers;  // where both kinds buy
    quantiles revenue, tax;
    std::map<std::string, quantiles> by_charge;
    std::map<instrument_charge, quantiles> by_instrument;
    std::optional<quantiles> with_relief;  // every treaty claim granted
    std::optional<quantiles> minimum;      // defensible; `p5` counts
    std::vector<debtor_answer> debtors;
    std::vector<paid_answer> paid;
    std::optional<quantiles> gap;
    std::optional<late_answer> late;
    std::vector<given_back> offsets;
    std::optional<quantiles> given_back_on_gap;  // what of it stands on unpaid tax
    std::optional<quantiles> net;  // of what is missing (or owed), after what is given back
    std::vector<reading_line> readings;
    std::vector<ranked> assumptions;
    std::vector<alternative_answer> alternatives;
    std::vector<part_answer> parts;
    std::vector<apart_answer> beside;
    std::vector<const revenue::figure*> figures, recalled;
    std::vector<std::string> not_known;
    std::vector<std::string> articles;  // `tt103 Art 12(1): Circular 103/2014/TT-BTC`
    std::map<std::string, std::string> hashes;
    revenue::figures held;  // keeps the figures alive
};

struct options {
    bool verified_only = false;
    bool brief = false;  // revenue, tax and readings' choice alone; for alternatives
    std::function<void(std::size_t done, std::size_t of)> progress;  // may be empty
};

/// Errors: a figure that is missing, a law that cannot be loaded, a fact the jurisdiction does not
/// know. A line that needs an unknown law or a missing figure is refused by itself and the rest is
/// computed.
[[nodiscard]] outcome<answer> estimate(const scenario& asked, const law& under,
                                       const revenue::figures& from, const options& how = {});

/// What is wrong with a scenario against the law and the figures, without assessing anything: facts
/// that no flow has, models' words, platforms, streams and rules that there are not.
[[nodiscard]] diagnostics check(const scenario& asked, const law& under,
                                const revenue::figures& from);

/// Whether the answer is what the scenario's `expect` says; one diagnostic a difference. Words that
/// the text must say are for whoever prints it.
[[nodiscard]] diagnostics check_expectations(const answer& made, const law& under,
                                             std::size_t& passed);

}  // namespace levy::scenario
