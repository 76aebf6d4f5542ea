// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/rule/law.hpp>
#include <levy/rule/written.hpp>
#include <levy/value/number_text.hpp>

namespace levy::tests {

struct case_facts {
    std::string rule, name;
    rule::facts about;
};

/// What the cases beside one rule state, one run each; cases of several periods are left out.
inline std::vector<case_facts> facts_of_cases(const law& under, const std::string& id) {
    const auto by = *under.instrument(id);
    diagnostics sink;
    const auto path = under.path_of(id);
    const auto text = open_source(path.substr(0, path.size() - 5) + ".cases.yaml", sink);
    const auto document = read_yaml(text, sink);
    REQUIRE(document);
    std::vector<case_facts> all;
    for (const auto& one : document->find("cases")->items) {
        if (one.find("periods")) continue;
        case_facts made{id, one.find("case")->text, {}};
        auto& about = made.about;
        const auto word = [&](const char* key) {
            const auto* found = one.find(key) ? one.find(key) : document->find(key);
            return found && found->text != "null" ? found->text : std::string{};
        };
        const bool own = one.find("date") || one.find("period");
        const auto& layer = own ? one : *document;
        const auto* when = layer.find("date") ? layer.find("date") : layer.find("period");
        about.over = read_period(when->text).value();
        about.currency = word("currency");
        if (!word("known").empty()) about.known = read_day(word("known"));
        if (!word("in_force").empty()) about.in_force = read_day(word("in_force"));
        about.allow_recalled = one.find("allow") || document->find("allow");
        for (const auto* words : {&one, &*document}) {
            if (const auto* readings = words->find("readings"))
                for (const auto& r : readings->entries) about.readings.emplace(r.key, r.value.text);
            if (const auto* exchange = words->find("exchange"))
                for (const auto& rates : exchange->items)
                    for (const auto& r : rates.entries)
                        if (r.key != "day")
                            about.exchange.push_back({read_day(rates.find("day")->text).value(),
                                                      r.key, read_number(r.value.text).value(), "",
                                                      ""});
            const auto currency = about.currency.empty() ? by->currency : about.currency;
            diagnostics refused;
            if (const auto* given = words->find("given"))
                for (auto& [name, is] : rule::read_given(*by, *given, currency, refused))
                    about.given.emplace(name, is);
            if (const auto* carry = words->find("carry"))
                for (const auto& c : carry->entries)
                    for (const auto& declared : by->carry)
                        if (declared.name == c.key)
                            if (auto is = rule::read_value(c.value, declared.as, currency, refused))
                                about.carry.emplace(c.key, *is);
        }
        all.push_back(std::move(made));
    }
    return all;
}

}  // namespace levy::tests
