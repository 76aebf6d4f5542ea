// SPDX-License-Identifier: Apache-2.0
// What turns on the open questions of the law, and what stands whatever they are answered.
#include <algorithm>

#include "each.hpp"
#include "workings.hpp"

namespace levy::scenario {

namespace {

std::string key_of(const rule::reading& r) { return r.doubt.empty() ? r.name : r.doubt; }

bool consults(const cell& c, const std::string& key) {
    return std::any_of(c.readings.begin(), c.readings.end(), [&](const rule::reading_used& used) {
        return used.open && key_of(*used.of) == key;
    });
}

std::map<std::string, const rule::reading*> open_readings(const workings& w) {
    std::map<std::string, const rule::reading*> open;
    for (const auto& c : w.cells)
        for (const auto& used : c.readings)
            if (used.open) open.emplace(key_of(*used.of), used.of);
    return open;
}

std::string taken(const workings& w, const std::string& key, const rule::reading& r) {
    for (const auto& name : {key, r.name})
        if (const auto chosen = w.asked.readings.find(name); chosen != w.asked.readings.end())
            return chosen->second;
    return r.chosen_by_default;
}

/// `D6` before `D15`, then names.
bool before(const reading_line& a, const reading_line& b) {
    const auto rank = [](const std::string& doubt) {
        return doubt.size() < 2 ? 0 : std::atoi(doubt.c_str() + 1);
    };
    const auto left = abs(a.change);
    const auto right = abs(b.change);
    if (left != right) return right < left;
    return rank(a.doubt) != rank(b.doubt) ? rank(a.doubt) < rank(b.doubt) : a.other < b.other;
}

/// Whether a charge of a cell can be defended before anyone: open, owed, with a debtor in reach and
/// a day on which it fell due.
bool defensible(const charged& x) {
    return x.owed() && !x.barred && !x.not_due && x.reachable && x.pay_by;
}

/// The same of a charge under another reading, by the marks that its step and debtor have by
/// default.
bool defensible(const cell& by_default, const charged& x) {
    const auto known = std::find_if(
        by_default.charges.begin(), by_default.charges.end(),
        [&](const charged& own) { return own.step == x.step && own.liable == x.liable; });
    return known != by_default.charges.end() && defensible(*known) && x.owed();
}

/// How much more can be defended under another reading, at the centre.
number defensible_change(const cell& by_default, const cell& other) {
    number change;
    for (const auto& x : by_default.charges)
        if (defensible(x)) change -= x.central;
    if (!other.refused.empty()) return change;  // what cannot be reckoned cannot be defended
    for (const auto& x : other.charges)
        if (defensible(by_default, x)) change += x.central;
    return change;
}

/// Every cell that the readings, or relief, can change; the others stay empty.
std::vector<std::optional<cell>> all_again(const workings& w,
                                           const std::map<std::string, std::string>& readings,
                                           bool relief, bool with_draws) {
    std::vector<std::optional<cell>> made(w.cells.size());
    for_each_index(made.size(), [&](std::size_t i) {
        const auto& c = w.cells[i];
        const bool touched = relief || std::any_of(readings.begin(), readings.end(),
                                                   [&](auto& r) { return consults(c, r.first); });
        if (touched) made[i] = again(w, c, readings, relief, with_draws);
    });
    return made;
}

}  // namespace

void add_readings(const workings& w, answer& to) {
    for (const auto& [key, reading] : open_readings(w)) {
        const auto own = taken(w, key, *reading);
        for (const auto& choice : reading->choices) {
            if (choice.name == own) continue;
            number change, defended;
            std::string refused;
            const std::map<std::string, std::string> chosen{{key, choice.name}};
            const auto others = all_again(w, chosen, false, false);
            for (std::size_t i = 0; i < w.cells.size(); ++i) {
                if (!others[i]) continue;
                if (!others[i]->refused.empty()) refused = others[i]->refused;
                change += others[i]->owed_at_centre() - w.cells[i].owed_at_centre();
                defended += defensible_change(w.cells[i], *others[i]);
            }
            if (!refused.empty()) {
                std::string text = "what " + key;
                text += " = " + choice.name;
                to.not_known.push_back(text += " would change: " + refused);
                continue;
            }
            to.readings.push_back({key, reading->question, own, choice.name, choice.text,
                                   to.tax.central + change, change, defended});
        }
    }
    std::stable_sort(to.readings.begin(), to.readings.end(), before);
}

namespace {

/// The defensible tax under some readings; the marks of limitation and reach are those of the
/// default run, matched by step.
total defensible_under(const workings& w, const std::map<std::string, std::string>& readings,
                       bool with_draws) {
    total sum;
    const auto others = all_again(w, readings, false, with_draws);
    for (std::size_t i = 0; i < w.cells.size(); ++i) {
        const auto& c = w.cells[i];
        if (!others[i]) {
            for (const auto& x : c.charges)
                if (defensible(x))
                    sum.add(x.central, with_draws ? x.by_draw : std::vector<number>{});
            continue;
        }
        const auto& other = *others[i];
        if (!other.refused.empty()) continue;  // what cannot be reckoned cannot be defended
        for (const auto& x : other.charges) {
            if (defensible(c, x)) sum.add(x.central, x.by_draw);
        }
    }
    return sum;
}

/// The choice of each reading that leaves the least that can be defended, where one leaves less
/// than the choice taken. It need not be one that lowers the whole tax: one that moves it to a
/// debtor out of reach leaves less too.
std::map<std::string, std::string> least_choices(const answer& to) {
    std::map<std::string, std::string> least;
    std::map<std::string, number> change;
    for (const auto& r : to.readings)
        if (r.defensible_change.sign() < 0 &&
            (!least.contains(r.doubt) || r.defensible_change < change[r.doubt])) {
            least[r.doubt] = r.other;
            change[r.doubt] = r.defensible_change;
        }
    return least;
}

}  // namespace

void add_relief_and_minimum(const workings& w, answer& to) {
    if (w.in->relief) {
        total relieved;
        bool all = true;
        for (const auto& made : all_again(w, {}, true, true)) {
            const auto& other = *made;
            all = all && other.refused.empty();
            if (!other.refused.empty()) to.not_known.push_back("treaty relief: " + other.refused);
            for (const auto& x : other.charges)
                if (x.owed()) relieved.add(x.central, x.by_draw);
        }
        if (all) to.with_relief = quantiles_of(relieved);
    }
    // Under every reading: all at once to what leaves the least, and one at a time, since two may
    // also work against each other. A single one is drawn where it leaves less at the centre.
    const auto least = least_choices(to);
    const auto all = defensible_under(w, least, true);
    auto minimum = quantiles_of(all);
    for (const auto& [key, choice] : least) {
        const std::map<std::string, std::string> alone{{key, choice}};
        if (least.size() == 1 || defensible_under(w, alone, false).central >= all.central) continue;
        const auto one = quantiles_of(defensible_under(w, alone, true));
        if (one.p5 < minimum.p5) minimum = one;
    }
    to.minimum = minimum;
}

}  // namespace levy::scenario
