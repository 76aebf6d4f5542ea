// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <levy/rule/changes.hpp>

#include "../report/receipt_json.hpp"
#include "command.hpp"

namespace levy::cli {

namespace {

bool in_force_on(const rule::instrument& of, day on) {
    const auto* entry = of.in_force.in_force(on);
    return entry && (entry->is.is.given == feel::value{true} ||
                     entry->is.is.is == rule::written_value::state::unknown);
}

/// `from 2020-01-01, ended 2025-01-01`.
std::string life_of(const rule::instrument& of) {
    std::string life;
    for (const auto& entry : of.in_force.entries()) {
        const bool encoded = entry.is.is.is != rule::written_value::state::unknown;
        const auto state = !encoded                                 ? "not encoded from "
                           : entry.is.is.given == feel::value{true} ? "from "
                                                                    : "ended ";
        life += (life.empty() ? "" : ", ") + std::string{state} + levy::to_text(entry.from);
    }
    return life;
}

/// The last day up to `on` on which something of a rule said something else than before.
std::optional<day> last_change(const rule::instrument_handle& by, day on) {
    std::optional<day> last;
    for (const auto& c : rule::changes_between(by, nullptr, first_day, on))
        if (!c.restated) last = c.from;
    return last;
}

}  // namespace

/// levy list [--on DAY]: every rule with its title and the days on which its life changes; of a
/// day, those in force and when each last changed.
exit_status list(const common_options& common, const list_options& asked, io to) {
    const auto on = asked.on.empty() ? std::nullopt : read_day(asked.on);
    if (!asked.on.empty() && !on) {
        to.err << "levy list: '" << asked.on << "' is no day; write it as 2024-06-30\n";
        return bad_usage;
    }
    const auto under = open_law(common, to);
    if (!under) return found_problems;
    diagnostics problems;
    auto all = nlohmann::ordered_json::array();
    std::string text;
    for (const auto& id : under->rules()) {
        const auto by = under->instrument(id);
        if (!by) {
            problems.append(by.problems());
            continue;
        }
        if (on && !in_force_on(**by, *on)) continue;
        auto life = life_of(**by);
        nlohmann::ordered_json one{{"rule", id},
                                   {"title", (*by)->title},
                                   {"currency", (*by)->currency},
                                   {"status", (*by)->status},
                                   {"life", life}};
        if (on) {
            const auto last = last_change(*by, *on);
            if (last) {
                one["last_change"] = levy::to_text(*last);
                life += ", last changed " + levy::to_text(*last);
            }
            if (const auto kind = (*by)->assessed_on(*on)) one["per"] = name_of(*kind);
        }
        if ((*by)->status != "law") life += " (" + (*by)->status + ")";
        text += fmt::format("{:<28} {:<4} {}\n{:<33} {}\n", id, (*by)->currency, (*by)->title, "",
                            life);
        all.push_back(std::move(one));
    }
    if (common.format == "json") {
        nlohmann::ordered_json answer{{"schema", "levy.list/1"}};
        if (on) answer["on"] = levy::to_text(*on);
        answer["rules"] = std::move(all);
        // What cannot be read stands beside what can.
        if (!problems.empty())
            answer["problems"] = nlohmann::ordered_json::parse(to_json(problems));
        answer["receipt"] = report::receipt_json(under->receipt());
        to.out << answer.dump(2) << '\n';
    } else {
        to.out << text;
        print(problems, common, to);
    }
    return problems.ok() ? done : found_problems;
}

}  // namespace levy::cli
