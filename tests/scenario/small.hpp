// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include <levy/report/estimate.hpp>
#include <levy/scenario/estimate.hpp>

#include "../the_law.hpp"

// Two small scenarios and their answers: what businesses pay Facebook, what consumers buy in a
// store.
namespace levy::tests {

inline const std::string small = R"(levy: 1
scenario: small
title: A small question
jurisdiction: vn
period: 2020
currency: VND
shown_in: billion
exchange: {series: annual_average}
draws: 100
seed: 7
platforms:
  - name: Facebook
    given: {seller_state: IE, registered: false}
    streams:
      - name: advertising
        given: {stream: advertising, customer: business}
        model: users_arpu
        with: {group: meta, scope: APAC, region: meta-apac, users: 2020-11}
  - name: Amazon
    given: {seller_state: US, registered: false}
    streams:
      - {name: fees, refused: nothing is published}
paid:
  - of: all
    receipt:
      tax: FCT.VAT+CIT
      taxpayer: all foreign digital suppliers (withheld by Vietnamese payers)
      start: 2020-01-01
      end: 2020-12-31
    debtor: buyer
  - {of: each, unknown: not published}
)";

inline std::string changed(const std::string& from, const std::string& to) {
    auto text = small;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

inline std::optional<scenario::scenario> read(const std::string& text, diagnostics& sink) {
    const auto name = text.find("scenario: ") + 10;  // the file is called as the scenario is
    const auto source = std::make_shared<const source_text>(
        text.substr(name, text.find('\n', name) - name) + ".yaml", text);
    const auto document = read_yaml(source, sink);
    return document ? scenario::read_scenario(*document, source, sink) : std::nullopt;
}

inline outcome<scenario::answer> answer(const std::string& text,
                                        const scenario::options& how = {}) {
    diagnostics sink;
    const auto asked = read(text, sink);
    if (!asked) return sink;
    return scenario::estimate(*asked, the_law(), the_figures(), how);
}

/// What the reader and the check say of a scenario.
inline diagnostics problems(const std::string& text) {
    diagnostics sink;
    if (const auto asked = read(text, sink))
        sink.append(scenario::check(*asked, the_law(), the_figures()));
    return sink;
}

inline const std::string consumers = R"(levy: 1
scenario: consumers
title: What consumers buy
jurisdiction: vn
period: 2020
currency: VND
exchange: {series: annual_average}
draws: 100
seed: 7
platforms:
  - name: Apple
    given: {seller_state: IE, registered: {2014-01-01: false, 2022-01-01: true}}
    streams:
      - name: store
        given: {stream: app_store_commission, customer: consumer}
        model: app_store_commission
        with: {store_share: apple_share_of_app_spend, base: commission, moves_with: apple services}
)";
inline std::string of_consumers(const std::string& from, const std::string& to) {
    auto text = consumers;
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace levy::tests
