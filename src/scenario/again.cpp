// SPDX-License-Identifier: Apache-2.0
// A cell once more under other readings, or with relief granted.
#include <algorithm>

#include <levy/rule/consequences.hpp>
#include <levy/value/allocate.hpp>

#include "workings.hpp"

namespace levy::scenario {

namespace {

/// A cell that a change of law cuts, month by month: its revenue shared by days, its charges added.
cell by_months(const workings& w, const cell& of, const rule::facts& flow, bool with_draws) {
    std::vector<period> months;
    std::vector<number> days;
    for (auto at = of.over.start; at <= of.over.end;) {
        const auto end = std::min(whole(period_kind::month, at)->end, of.over.end);
        months.push_back({at, end});
        days.emplace_back(months.back().days());
        at = end + 1;
    }
    const auto unit = w.unit;
    const auto centre = allocated(of.central, days, unit);
    std::vector<std::vector<number>> draws(months.size());
    std::vector<moved_input> also(months.size());
    const auto cut = [&](const std::vector<number>& sums, auto put) {
        for (std::size_t n = 0; with_draws && n < sums.size(); ++n) {
            auto parts = allocated(sums[n], days, unit);
            for (std::size_t i = 0; i < months.size(); ++i) put(i, std::move(parts[i]));
        }
    };
    cut(of.by_draw, [&](std::size_t i, number n) { draws[i].push_back(std::move(n)); });
    cut(of.also.by_draw, [&](std::size_t i, number n) { also[i].by_draw.push_back(std::move(n)); });
    const auto also_centre = allocated(of.also.central, days, unit);
    for (std::size_t i = 0; i < months.size(); ++i) {
        also[i].name = of.also.name;
        also[i].central = also_centre[i];
    }
    cell sum;
    for (std::size_t i = 0; i < months.size(); ++i) {
        auto part = flow;
        part.over = months[i];
        auto one =
            assessed(*w.in, part, centre[i], draws[i], of.also.name.empty() ? nullptr : &also[i]);
        if (!one.refused.empty()) return one;
        if (i == 0) {
            sum = std::move(one);
            continue;
        }
        for (auto& x : one.charges) {
            const auto found =
                std::find_if(sum.charges.begin(), sum.charges.end(), [&](const charged& known) {
                    return known.step == x.step && known.output == x.output &&
                           known.liable == x.liable;
                });
            if (found == sum.charges.end()) {
                sum.charges.push_back(std::move(x));
                continue;
            }
            found->central += x.central;
            for (std::size_t n = 0; n < x.by_draw.size(); ++n) found->by_draw[n] += x.by_draw[n];
        }
    }
    return sum;
}

}  // namespace

cell again(const workings& w, const cell& of, const std::map<std::string, std::string>& readings,
           bool relief, bool with_draws) {
    auto flow = of.flow;
    for (const auto& [key, choice] : readings) {
        // A scenario may have chosen by the reading's name or by its doubt; one choice is left.
        for (const auto& used : of.readings)
            if (used.of->name == key || used.of->doubt == key) {
                flow.readings.erase(used.of->name);
                flow.readings.erase(used.of->doubt);
            }
        flow.readings[key] = choice;
    }
    if (relief) flow = rule::with_relief(*w.in, std::move(flow));
    static const std::vector<number> none;
    const auto& draws = with_draws ? of.by_draw : none;
    auto made = of.also.name.empty() ? charges_of(*w.in, flow, of.central, draws)
                                     : assessed(*w.in, flow, of.central, draws, &of.also);
    // A reading may let the law change inside a piece that was whole under the default.
    if (made.changes_inside) made = by_months(w, of, flow, with_draws);
    made.line = of.line;
    made.year = of.year;
    return made;
}

}  // namespace levy::scenario
