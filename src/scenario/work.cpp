// SPDX-License-Identifier: Apache-2.0
// From a scenario's lines to their cells: revenue drawn, shared among pieces of time, assessed.
#include <algorithm>
#include <iterator>
#include <mutex>

#include <levy/value/allocate.hpp>
#include <levy/value/number_text.hpp>

#include "each.hpp"
#include "workings.hpp"

namespace levy::scenario {

std::string upper(std::string text) {
    for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}

number workings::rate_of(int year) const {
    const auto found = rates.find(year);
    return found == rates.end() ? number{1} : found->second->value;
}

number workings::in_currency(double usd, int year) const {
    return rounded(revenue::to_minor_units(usd, 2) * rate_of(year), unit, rounding::half_up);
}

const revenue::receipt* workings::receipt_of(const receipt_key& key) const {
    const revenue::receipt* found = nullptr;
    for (const auto& r : from.receipts())
        if (r.country == upper(asked.jurisdiction) && r.tax == key.tax &&
            r.taxpayer == key.taxpayer && r.start == levy::to_text(key.over.start) &&
            r.end == levy::to_text(key.over.end))
            found = &r;  // the later row corrects the earlier one
    return found;
}

bool workings::complete(int year) const {
    return std::none_of(lines.begin(), lines.end(),
                        [&](const worked_line& l) { return l.refused.contains(year); });
}

bool workings::complete() const {
    return std::all_of(lines.begin(), lines.end(),
                       [](const worked_line& l) { return l.refused.empty(); });
}

namespace {

class worker {
public:
    worker(workings& w, const options& how, diagnostics& sink)
        : w_{w}, how_{how}, sink_{sink}, random_{w.asked.seed} {}

    void go() {
        w_.pieces = pieces_of(w_.asked);
        for (int year = first_year(); year <= last_year(); ++year) rate(year);
        for (const auto& p : w_.asked.platforms)
            for (const auto& s : p.streams) w_.lines.push_back({&p, &s, {}, {}, {}, {}});
        std::vector<one_line> made(w_.lines.size());
        for_each_index(made.size(), [&](std::size_t i) { line(i, made[i]); });
        for (auto& one : made) {
            sink_.append(one.sink);
            std::move(one.cells.begin(), one.cells.end(), std::back_inserter(w_.cells));
        }
    }

private:
    /// What one line brings; lines are reckoned side by side.
    struct one_line {
        std::vector<cell> cells;
        diagnostics sink;
    };

    [[nodiscard]] int first_year() const { return w_.asked.over.start.year(); }
    [[nodiscard]] int last_year() const { return w_.asked.over.end.year(); }

    void rate(int year) {
        const std::string letters{w_.asked.in.letters()};
        if (letters == "USD") return;
        // A rate that is not known yet: the last known year's, as every other driver of a forecast.
        const int known = w_.asked.last_known ? std::min(year, *w_.asked.last_known) : year;
        const auto found =
            w_.from.find({"", w_.asked.rate_series, "per_usd", letters, std::to_string(known)});
        if (!found) {
            auto why = found.problems().front();
            why.primary.where = w_.asked.series_at;
            throw stopped{std::move(why)};
        }
        w_.rates[year] = *found;
    }

    void line(std::size_t index, one_line& made) {
        auto& l = w_.lines[index];
        if (!l.line->refused.empty()) {
            for (int year = first_year(); year <= last_year(); ++year)
                l.refused[year] = l.line->refused;
            return;
        }
        l.flow.emplace(w_.asked, *l.of, *l.line, node{}, *w_.in);
        if (!l.flow->problems().ok()) return made.sink.append(l.flow->problems());
        for (int year = first_year(); year <= last_year(); ++year) {
            if (!estimated(l, year, made.sink)) continue;
            cells(index, year, made.cells);
            progress();
        }
    }
    void progress() {
        if (!how_.progress) return;
        const std::lock_guard alone{telling_};
        ++done_;
        how_.progress(done_, std::max(line_years(), done_));
    }
    [[nodiscard]] std::size_t line_years() const {
        std::size_t count = 0;
        for (const auto& p : w_.asked.platforms)
            for (const auto& s : p.streams) count += s.refused.empty() ? 1 : 0;
        return count * static_cast<std::size_t>(last_year() - first_year() + 1);
    }

    /// What is missing, and for which years there is such a figure.
    static std::string told(const diagnostic& missing) {
        return missing.message + (missing.help.empty() ? "" : "; " + missing.help);
    }

    bool estimated(worked_line& l, int year, diagnostics& sink) const {
        const revenue::line_request request{upper(w_.asked.jurisdiction),
                                            year,
                                            w_.asked.last_known,
                                            l.line->models,
                                            l.line->cross_check,
                                            wants(user_revenue),
                                            wants(commission)};
        auto made = revenue::estimate_line(w_.from, request, random_, w_.asked.draws);
        if (!made) {
            // A missing figure leaves a hole; a wrong word in the scenario is the author's to mend.
            if (made.problems().front().id != code::figure)
                sink.append(made.problems());
            else
                l.refused[year] = told(made.problems().front());
            return false;
        }
        if (how_.verified_only || w_.asked.verified_only)
            for (const auto* f : made->used)
                if (f->how == revenue::trust::recalled) {
                    l.refused[year] = "stands on a recalled figure: " + f->id();
                    return false;
                }
        l.years.emplace(year, *std::move(made));
        return true;
    }

    /// M8: revenue is at least what a published tax was paid on, by the law's own share of revenue.
    number floor_of(worked_line& l, int year, const std::vector<piece>& pieces,
                    const std::vector<number>& centre) const {
        if (!l.line->floor) return {};
        const auto& key = *l.line->floor;
        const auto* paid = w_.receipt_of(key);
        if (!paid) throw stopped{no_receipt(key)};
        number tax;
        number revenue;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (!key.over.holds(pieces[i].over)) continue;
            tax += assessed(*w_.in, l.flow->facts_of(pieces[i].over, centre[i], {}), centre[i], {})
                       .owed_at_centre();
            revenue += centre[i];
        }
        if (tax.is_zero()) return {};
        const period of_year{*day::from(year, 1, 1), *day::from(year, 12, 31)};
        const auto from = std::max(of_year.start, key.over.start);
        const auto to = std::min(of_year.end, key.over.end);
        const auto part = paid->value * number{to - from + 1, key.over.days()};
        auto base = rounded(part * (revenue / tax), w_.unit, rounding::floor);
        const bool spread = key.over.days() > of_year.days();
        l.floors.push_back(
            std::to_string(year) + ": at least " + levy::shown(base / w_.asked.shown_in, 4) + " " +
            w_.asked.shown_word + ", on which tax was paid" +
            (spread ? " (a sum of several years, allocated by days)" : "") + ", " + paid->where);
        return base;
    }
    static diagnostic no_receipt(const receipt_key& key) {
        diagnostic problem;
        problem.id = code::figure;
        problem.message = "there is no such row in receipts.csv: " + key.tax + ", " + key.taxpayer +
                          ", " + levy::to_text(key.over);
        problem.primary.where = key.where;
        return problem;
    }

    // Facts of a flow that are sums of their own: what users bring, what a store keeps.
    inline static const std::string user_revenue = "user_revenue";
    inline static const std::string commission = "commission";

    /// Whether some step of the law is given a fact of the flow.
    [[nodiscard]] bool wants(const std::string& name) const {
        return std::any_of(w_.in->steps.begin(), w_.in->steps.end(), [&](const rule::step& s) {
            return std::any_of(s.gives.begin(), s.gives.end(), [&](const auto& g) {
                return g.second.text().find(name) != std::string::npos;
            });
        });
    }
    /// Another view of the revenue that the law asks for and the model tells, piece by piece.
    std::vector<moved_input> asides(const revenue::line_estimate& e, int year,
                                    const std::vector<number>& weights) const {
        const bool by_users = e.by_users.has_value();
        const bool kept = !by_users && e.kept;
        if (!by_users && !kept) return {};
        const auto& seen = by_users ? *e.by_users : *e.kept;
        std::vector<moved_input> made(weights.size());
        for (auto& m : made) m.name = by_users ? user_revenue : commission;
        const auto add = [&](double usd, auto put) {
            const auto parts = allocated(w_.in_currency(usd, year), weights, w_.unit);
            for (std::size_t i = 0; i < parts.size(); ++i) put(made[i], parts[i]);
        };
        add(seen.central, [](moved_input& m, const number& n) { m.central = n; });
        for (const double usd : seen.usd)
            add(usd, [](moved_input& m, const number& n) { m.by_draw.push_back(n); });
        return made;
    }

    /// Cells of one line and year: the year's revenue on all its pieces, those asked for assessed.
    void cells(std::size_t index, int year, std::vector<cell>& into) const {
        auto& l = w_.lines[index];
        const auto& e = l.years.at(year);
        std::vector<piece> pieces;
        for (const auto& p : w_.pieces)
            if (p.year == year) pieces.push_back(p);
        const auto weights = weights_of(pieces, e.quarters);
        const auto unit = w_.unit;
        auto centre = allocated(w_.in_currency(e.central, year), weights, unit);
        const auto floor = floor_of(l, year, pieces, centre);
        if (w_.in_currency(e.central, year) < floor) centre = allocated(floor, weights, unit);
        std::vector<std::vector<number>> draws(pieces.size());
        for (const double usd : e.usd) {
            auto parts = allocated(std::max(w_.in_currency(usd, year), floor), weights, unit);
            for (std::size_t i = 0; i < pieces.size(); ++i) draws[i].push_back(std::move(parts[i]));
        }
        const auto also = asides(e, year, weights);
        const auto before = into.size();
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (!pieces[i].asked) continue;
            const auto& over = pieces[i].over;
            if (const auto on = l.flow->change_inside(over)) {
                l.refused[year] = levy::to_text(over) + ": a stated fact changes on " +
                                  levy::to_text(*on) +
                                  ", inside it; cut finer or state another day";
                into.resize(before);
                l.years.erase(year);
                return;
            }
            auto made = assessed(*w_.in, l.flow->facts_of(over, centre[i], {}), centre[i], draws[i],
                                 also.empty() ? nullptr : &also[i]);
            made.line = index;
            made.year = year;
            if (!made.refused.empty()) {
                l.refused[year] = levy::to_text(over) + ": " + made.refused;
                into.resize(before);
                l.years.erase(year);
                return;
            }
            into.push_back(std::move(made));
        }
    }

    workings& w_;
    const options& how_;
    diagnostics& sink_;
    revenue::draws random_;
    std::size_t done_ = 0;
    std::mutex telling_;
};

}  // namespace

void work(workings& w, const options& how, diagnostics& sink) { worker{w, how, sink}.go(); }

}  // namespace levy::scenario
