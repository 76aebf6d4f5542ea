// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/rule/readings.hpp>
#include <levy/text/diagnostic.hpp>
#include <levy/text/meant.hpp>

#include "asked.hpp"

namespace levy::rule {

reading_places places_of_readings(const node& written) {
    reading_places all;
    for (const auto& [key, key_where, choice] : written.entries)
        all.emplace(key, reading_place{key_where, choice.where});
    return all;
}

void check_readings(const std::map<std::string, std::string>& chosen,
                    const std::vector<const reading*>& readings, diagnostics& sink,
                    const reading_places& places) {
    std::vector<std::string> names, shown;
    for (const auto* r : readings) {
        names.push_back(r->name);
        if (!r->doubt.empty()) names.push_back(r->doubt);
        shown.push_back(r->doubt.empty() ? r->name : r->doubt + " (" + r->name + ")");
    }
    for (const auto& one : chosen) {
        const auto& key = one.first;
        const auto& choice = one.second;
        const auto at = places.find(key);
        const auto found = std::find_if(readings.begin(), readings.end(), [&](const reading* r) {
            return r->name == key || (!r->doubt.empty() && r->doubt == key);
        });
        if (found == readings.end()) {
            const auto near = nearest_name(key, names);
            sink.refuse(code::reading, at == places.end() ? span{} : at->second.reading,
                        "there is no reading '" + key + "' here",
                        !near.empty()   ? "did you mean '" + near + "'?"
                        : shown.empty() ? "this law has no readings"
                                        : "its readings are: " + joined_by_commas(shown));
            continue;
        }
        const auto& of = **found;
        std::vector<std::string> choices;
        choices.reserve(of.choices.size());
        for (const auto& c : of.choices) choices.push_back(c.name);
        if (std::find(choices.begin(), choices.end(), choice) != choices.end()) continue;
        diagnostic problem;
        problem.id = code::reading;
        problem.message = "'" + choice + "' is no choice of the reading '" + of.name + "'";
        problem.help = meant_by(choice, choices);
        if (at == places.end()) {
            problem.primary.where = of.where;
        } else {
            problem.primary.where = at->second.choice;
            problem.related.push_back({of.where, "its choices: " + joined_by_commas(choices)});
        }
        sink.add(std::move(problem));
    }
}

std::vector<reading_effect> reading_effects(const assessment& made, const facts& about,
                                            const calendar* days) {
    std::vector<reading_effect> effects;
    for (const auto& used : made.readings) {
        if (!used.open) continue;
        for (const auto& choice : used.of->choices) {
            if (choice.name == used.chosen) continue;
            auto other = about;
            other.readings[used.of->name] = choice.name;
            auto under = assess(made.by, other, days);
            if (under) effects.push_back({used.of, choice.name, *std::move(under)});
        }
    }
    return effects;
}

}  // namespace levy::rule
