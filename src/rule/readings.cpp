// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/rule/readings.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::rule {

namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

}  // namespace

void check_readings(const std::map<std::string, std::string>& chosen,
                    const std::vector<const reading*>& readings, diagnostics& sink) {
    for (const auto& [key, choice] : chosen) {
        std::vector<std::string> names;
        const reading* found = nullptr;
        for (const auto* r : readings) {
            names.push_back(r->doubt.empty() ? r->name : r->doubt + " (" + r->name + ")");
            if (r->name == key || r->doubt == key) found = r;
        }
        if (!found) {
            sink.refuse(
                code::reading, {}, "there is no reading '" + key + "' here",
                names.empty() ? "this law has no readings" : "its readings are: " + listed(names));
            continue;
        }
        std::vector<std::string> choices;
        for (const auto& c : found->choices) choices.push_back(c.name);
        if (std::find(choices.begin(), choices.end(), choice) != choices.end()) continue;
        const auto near = nearest_name(choice, choices);
        sink.refuse(
            code::reading, found->where,
            "'" + choice + "' is no choice of the reading '" + found->name + "'",
            near.empty() ? "it is one of: " + listed(choices) : "did you mean '" + near + "'?");
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
