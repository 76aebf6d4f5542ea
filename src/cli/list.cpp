// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace levy::cli {

namespace {

bool in_force_on(const rule::instrument& of, day on) {
    const auto* entry = of.in_force.in_force(on);
    return entry && entry->is.is.given == feel::value{true};
}

}  // namespace

/// levy list [--on DAY]: every rule with its title and the days on which its life changes.
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
        std::string life;
        for (const auto& entry : (*by)->in_force.entries()) {
            const auto state = entry.is.is.given == feel::value{true} ? "from " : "ended ";
            life += (life.empty() ? "" : ", ") + std::string{state} + levy::to_text(entry.from);
        }
        text += fmt::format("{:<28} {:<4} {}\n{:<33} {}\n", id, (*by)->currency, (*by)->title, "",
                            life);
        all.push_back({{"rule", id},
                       {"title", (*by)->title},
                       {"currency", (*by)->currency},
                       {"status", (*by)->status},
                       {"life", life}});
    }
    to.out << (common.format == "json" ? all.dump(2) + "\n" : text);
    if (common.format != "json") print(problems, common, to);
    return problems.ok() ? done : found_problems;
}

}  // namespace levy::cli
