// SPDX-License-Identifier: Apache-2.0
// Lines, years and totals of an answer; what no line may leave unsaid.
#include <algorithm>

#include <levy/value/number_text.hpp>

#include "workings.hpp"

namespace levy::scenario {

namespace {

void use(answer& to, const revenue::figure* f) {
    if (std::find(to.figures.begin(), to.figures.end(), f) != to.figures.end()) return;
    to.figures.push_back(f);
    if (f->how == revenue::trust::recalled) to.recalled.push_back(f);
}

/// Years in a row told as `2016 to 2018`.
std::string years_text(const std::vector<int>& years) {
    std::string text;
    for (std::size_t i = 0; i < years.size();) {
        std::size_t last = i;
        while (last + 1 < years.size() && years[last + 1] == years[last] + 1) ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(years[i]);
        if (last > i) text += " to " + std::to_string(years[last]);
        i = last + 1;
    }
    return text;
}

/// What is refused, once a reason, with the years it holds for.
void refusals(const workings& w, const worked_line& l, line_answer& line, answer& to) {
    std::map<std::string, std::vector<int>> by_reason;
    for (const auto& [year, why] : l.refused) by_reason[why].push_back(year);
    const bool whole_line = l.years.empty();
    const bool one_year = w.asked.over.start.year() == w.asked.over.end.year();
    const auto name = l.of->name + " " + l.line->name;
    for (const auto& [why, years] : by_reason) {
        const bool for_all = whole_line && by_reason.size() == 1;
        auto text = name;
        if (!for_all && !one_year) text += ", " + years_text(years);
        text += ": ";
        to.not_known.push_back(text += why);
        if (line.refused.empty() && whole_line) line.refused = why;
    }
    line.partly = !whole_line && !l.refused.empty();
    line.refused_years = l.refused;
}

void describe(const worked_line& l, line_answer& line) {
    const bool several = l.years.size() > 1;
    for (const auto& [year, e] : l.years) {
        line.basis = e.basis;
        line.quality = e.quality;
        line.forecast = line.forecast || e.forecast;
        for (const auto& step : e.steps)
            line.steps.push_back((several ? std::to_string(year) + ": " : "") + step);
        for (const auto& check : e.cross_checks)
            line.cross_checks.push_back((several ? std::to_string(year) + ": " : "") + check);
        for (const auto* f : e.used)
            if (std::find(line.figures.begin(), line.figures.end(), f) == line.figures.end())
                line.figures.push_back(f);
    }
    for (const auto& floor : l.floors) line.steps.push_back(floor);
    if (l.years.empty()) return;
    // The last year stands for the line: its assumptions are those that will be argued about.
    const auto& last = l.years.rbegin()->second;
    for (std::size_t i = 0; i < last.assumptions.size(); ++i)
        line.shares.emplace_back(last.assumptions[i].name, last.shares[i]);
}

void sums(const workings& w, std::size_t index, line_answer& line) {
    total revenue;
    total tax;
    std::map<std::string, total> by_charge;
    for (const auto& c : w.cells) {
        if (c.line != index) continue;
        revenue.add(c.central, c.by_draw);
        for (const auto& reason : c.untaxed) put_first(line.untaxed, reason);
        for (const auto& x : c.charges) {
            if (!x.owed()) continue;
            tax.add(x.central, x.by_draw);
            by_charge[x.charge].add(x.central, x.by_draw);
            put_first(line.liable, x.liable);
            put_first(line.rules, x.rule);
        }
    }
    line.revenue = quantiles_of(revenue);
    line.tax = quantiles_of(tax);
    for (const auto& [charge, sum] : by_charge) line.by_charge[charge] = quantiles_of(sum);
}

void rates(const workings& w, answer& to) {
    number in_dollars;
    number in_currency;
    for (const auto& c : w.cells) {
        in_currency += c.central;
        in_dollars += c.central / w.rate_of(c.year);
    }
    const bool none = in_dollars.is_zero();
    to.rate = none ? w.rate_of(w.asked.over.end.year())
                   : rounded(in_currency / in_dollars, number{1, 1000}, rounding::half_up);
    if (w.rates.empty()) return;
    const std::string letters{w.asked.in.letters()};
    std::vector<const revenue::figure*> used;
    for (const auto& [year, f] : w.rates) {
        use(to, f);
        if (std::find(used.begin(), used.end(), f) == used.end()) used.push_back(f);
    }
    if (used.size() == 1) {
        to.rate = used.front()->value;
        to.rate_text = shown(to.rate, 8) + " " + letters + " a dollar, " + w.asked.rate_series +
                       " of " + used.front()->period;
        return;
    }
    to.rate_text = shown(used.front()->value, 8) + " (" + used.front()->period + ") to " +
                   shown(used.back()->value, 8) + " (" + used.back()->period + ") " + letters +
                   " a dollar, " + w.asked.rate_series + " of each year; " + shown(to.rate, 8) +
                   " over all, weighed by revenue";
}

void years(const workings& w, answer& to) {
    for (int year = w.asked.over.start.year(); year <= w.asked.over.end.year(); ++year) {
        year_answer made;
        made.year = year;
        made.over = {std::max(*day::from(year, 1, 1), w.asked.over.start),
                     std::min(*day::from(year, 12, 31), w.asked.over.end)};
        made.complete = w.complete(year);
        made.rate = w.rate_of(year);
        total revenue;
        for (const auto& c : w.cells)
            if (c.year == year) revenue.add(c.central, c.by_draw);
        made.revenue = quantiles_of(revenue);
        made.tax = quantiles_of(
            w.charges([&](const cell& c, const charged& x) { return c.year == year && x.owed(); }));
        made.forecast = w.asked.last_known && year > *w.asked.last_known;
        to.forecast = to.forecast || made.forecast;
        to.years.push_back(std::move(made));
    }
}

/// Pieces of one year whose tax is not the same share of revenue, to within a thousandth.
void pieces(const workings& w, answer& to) {
    if (w.asked.over.start.year() != w.asked.over.end.year()) return;
    std::optional<number> first;
    bool differ = false;
    std::vector<piece_answer> made;
    for (const auto& p : w.pieces) {
        if (!p.asked) continue;
        total revenue;
        total tax;
        piece_answer one;
        one.over = p.over;
        for (const auto& c : w.cells) {
            if (c.over != p.over) continue;
            revenue.add(c.central, c.by_draw);
            for (const auto& x : c.charges) {
                if (!x.owed()) continue;
                tax.add(x.central, x.by_draw);
                one.by_charge[x.charge] += x.central;
            }
        }
        if (revenue.central.is_zero()) continue;
        const auto share = tax.central / revenue.central;
        differ = differ || (first && abs(share - *first) > number{1, 1000});
        if (!first) first = share;
        one.revenue = quantiles_of(revenue);
        one.tax = quantiles_of(tax);
        made.push_back(std::move(one));
    }
    if (differ) to.pieces = std::move(made);
}

void customers(const workings& w, answer& to) {
    std::map<std::pair<std::string, std::string>, total> sums;
    std::vector<std::string> kinds;
    for (const auto& c : w.cells) {
        const auto found = c.flow.given.find("customer");
        const auto* kind =
            found == c.flow.given.end() ? nullptr : found->second.get_if<std::string>();
        if (!kind) continue;
        put_first(kinds, *kind);
        for (const auto& x : c.charges)
            if (x.owed()) sums[{x.charge, *kind}].add(x.central, x.by_draw);
    }
    if (kinds.size() < 2) return;
    for (const auto& [key, sum] : sums)
        to.customers.push_back({key.second, key.first, quantiles_of(sum)});
}

}  // namespace

void add_lines(const workings& w, answer& to) {
    for (std::size_t i = 0; i < w.lines.size(); ++i) {
        const auto& l = w.lines[i];
        line_answer line;
        line.platform = l.of->name;
        line.stream = l.line->name;
        refusals(w, l, line, to);
        describe(l, line);
        for (const auto* f : line.figures) use(to, f);
        if (!l.years.empty()) sums(w, i, line);
        for (const auto& reason : line.untaxed)
            to.not_known.push_back(line.platform + " " + line.stream + ", " + reason +
                                   " (taxable in law, nobody bound to collect)");
        to.lines.push_back(std::move(line));
    }
}

void add_totals(const workings& w, answer& to) {
    to.complete = w.complete();
    rates(w, to);
    years(w, to);
    pieces(w, to);
    customers(w, to);
    total revenue;
    total tax;
    std::map<std::string, total> by_charge;
    std::map<instrument_charge, total> by_instrument;
    for (const auto& c : w.cells) {
        revenue.add(c.central, c.by_draw);
        add_articles(c, to.articles);
        for (const auto& x : c.charges) {
            if (!x.owed()) continue;
            tax.add(x.central, x.by_draw);
            by_charge[x.charge].add(x.central, x.by_draw);
            by_instrument[{x.rule, x.charge}].add(x.central, x.by_draw);
        }
    }
    to.revenue = quantiles_of(revenue);
    to.tax = quantiles_of(tax);
    for (const auto& [charge, sum] : by_charge) to.by_charge[charge] = quantiles_of(sum);
    for (const auto& [key, sum] : by_instrument) to.by_instrument[key] = quantiles_of(sum);
}

/// Shares of the variance of the sum. An assumption that several lines and years stand on moves
/// them together, so its effects add up before they are squared.
void add_assumptions(const workings& w, answer& to) {
    std::map<std::string, ranked> by_name;
    for (const auto& l : w.lines)
        for (const auto& [year, e] : l.years)
            for (std::size_t i = 0; i < e.effects.size(); ++i) {
                const auto& a = e.assumptions[i];
                auto& r = by_name[a.name];
                r = {a.name, a.about, a.source, r.share + e.central * e.effects[i]};
            }
    double all = 0;
    for (auto& [name, r] : by_name) {
        r.share *= r.share;
        all += r.share;
    }
    for (auto& [name, r] : by_name) {
        r.share = all > 0 ? r.share / all : 0;
        to.assumptions.push_back(r);
    }
    std::stable_sort(to.assumptions.begin(), to.assumptions.end(),
                     [](const ranked& a, const ranked& b) { return a.share > b.share; });
}

}  // namespace levy::scenario
