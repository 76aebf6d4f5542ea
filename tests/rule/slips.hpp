// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

/// A small rule for what a beginner writes into it, and what is then said.
namespace slips {

inline const std::string good = R"(levy: 1
rule: xx/slips
title: A levy by medium
currency: EUR
assessed: per calendar_year
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: act s.1}
parameters:
  gate: {type: money, values: {2020-01-01: {value: 5_000, source: act s.2}}}
  rate: {type: ratio, values: {2020-01-01: {value: 3%, source: act s.3}}}
tables:
  by_medium:
    columns: [{name: medium, type: text, one_of: [search, social]}]
    gives: ratio
    values: {2020-01-01: {source: act s.4, rows: [[search, 1%], [social, 2%]]}}
inputs:
  revenue: {type: money, min: 0, max: 1_000_000}
  medium: {type: text, one_of: [search, social]}
  small: {type: boolean, default: false}
define:
  taxed: max(0, revenue - gate)
outputs:
  due:
    charges: turnover_tax
    value: taxed * (rate + by_medium(medium))
    round: half up to 0.01
    source: act s.5
    exceptions:
      - {name: exempt_small, when: small, value: 0, reason: exempt, source: act s.6}
liable: {value: '"buyer"', source: act s.7}
filing:
  buyer:
    2020-01-01: {pay: period.next, source: act s.8}
)";

inline std::string changed(const std::string& from, const std::string& to) {
    auto text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// `12:34 literal: message | help`, a problem a line; ` (5:6 label)` for each other place.
inline std::string lines_of(const levy::diagnostics& problems) {
    const auto place = [](const levy::span& where) {
        const auto at = levy::to_text(where);
        return at.substr(at.find(':') + 1);
    };
    std::string all;
    for (const auto& p : problems) {
        all += place(p.primary.where) + " " + std::string{name_of(p.id)} + ": " + p.message;
        if (!p.help.empty()) all += " | " + p.help;
        for (const auto& other : p.related)
            all += " (" + place(other.where) + " " + other.text + ")";
        all += "\n";
    }
    return all;
}

/// What is said of the good rule with one change.
inline std::string told(const std::string& from, const std::string& to) {
    const auto text = std::make_shared<const levy::source_text>("slips.yaml", changed(from, to));
    levy::diagnostics sink;
    if (const auto document = levy::read_yaml(text, sink))
        (void)levy::rule::read_rule(*document, text, {}, sink);
    return lines_of(sink);
}

}  // namespace slips
