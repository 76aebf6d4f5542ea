// SPDX-License-Identifier: Apache-2.0
#include "line_builder.hpp"

#include <algorithm>
#include <cstdlib>

#include <levy/revenue/forms.hpp>
#include <levy/revenue/models.hpp>
#include <levy/value/number_text.hpp>

namespace levy::revenue {

double as_double(const number& n) {
    // Exact figures have few digits; numerator and denominator convert without loss and divide
    // once.
    return std::strtod(n.numerator_text().c_str(), nullptr) /
           std::strtod(n.denominator_text().c_str(), nullptr);
}

std::string short_sum(double sum) { return "USD " + to_text(to_minor_units(sum / 1e6, 1)) + " m"; }

line_builder::line_builder(const figures& from, const line_request& asked)
    : from_{from},
      asked_{asked},
      year_{asked.last_known && asked.year > *asked.last_known ? *asked.last_known : asked.year} {}

void line_builder::fail(code id, std::string message, std::string help) const {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    if (model_) problem.primary.where = model_->where;
    problem.help = std::move(help);
    throw stopped{std::move(problem)};
}

void line_builder::fail_at(const std::string& key, std::string message, std::string help) const {
    diagnostics met;
    const auto* value = model_->written.find(key);
    met.refuse(code::model, value ? value->where : model_->where, std::move(message),
               std::move(help));
    throw stopped{met.front()};
}

std::string line_builder::option(const std::string& key) const {
    const auto found = model_->with.find(key);
    LEVY_EXPECTS(found != model_->with.end());
    return found->second;
}

std::string line_builder::option_or(const std::string& key, const std::string& fallback) const {
    LEVY_EXPECTS(forms::find(model_->model)->find(key));
    const auto found = model_->with.find(key);
    return found != model_->with.end() ? found->second : fallback;
}

double line_builder::share_option(const std::string& key) const {
    const auto share = read_share(option_or(key, "100%"));
    LEVY_EXPECTS(share);
    return as_double(*share);
}

double line_builder::use(const figure& f) {
    if (std::find(made_.used.begin(), made_.used.end(), &f) == made_.used.end())
        made_.used.push_back(&f);
    return as_double(f.value);
}

double line_builder::take(const outcome<const figure*>& found) {
    if (found) return use(**found);
    auto why = found.problems().front();
    if (model_) why.primary.where = model_->where;
    throw stopped{std::move(why)};
}

namespace {

/// The figures of one year that are known best.
std::vector<const figure*> best_of(const std::vector<const figure*>& all, int year) {
    std::vector<const figure*> best;
    for (const auto* f : all) {
        if (f->year() != year) continue;
        if (!best.empty() && f->how < best.front()->how) best.clear();
        if (best.empty() || f->how == best.front()->how) best.push_back(f);
    }
    return best;
}

std::vector<const figure*> looked_up(std::vector<const figure*> all) {
    std::erase_if(all, [](const figure* f) { return f->how == trust::recalled; });
    return all;
}

/// `2020` or `FY2020`: a year and not a part of one.
bool of_whole_year(const figure* f) {
    return f->period == std::to_string(f->year()) || f->period == "FY" + std::to_string(f->year());
}

std::string name_of(const figures::query& q) {
    return q.subject + (q.subject.empty() ? "" : " ") + q.metric;
}

constexpr int most_years_carried = 2;
constexpr int most_years_between = 4;
constexpr int most_years_moved = 3;

}  // namespace

line_builder::neighbours line_builder::around(const std::vector<const figure*>& all) const {
    neighbours near;
    for (const auto* f : all) {
        const int at = f->year();
        if (at < year_) near.before = std::max(near.before, at);
        if (at > year_) near.after = near.after == 0 ? at : std::min(near.after, at);
    }
    return near;
}

double line_builder::mean_in(const std::vector<const figure*>& all, int year) {
    const auto best = best_of(all, year);
    double sum = 0;
    for (const auto* f : best) sum += use(*f);
    return sum / static_cast<double>(best.size());
}

std::optional<double> line_builder::value_between(const std::string& what,
                                                  const std::vector<const figure*>& all,
                                                  const neighbours& near) {
    if (near.before == 0 || near.after == 0 || near.after - near.before > most_years_between)
        return std::nullopt;
    interpolated_ = true;
    step(what + ": not published for " + year() + ", taken between " + std::to_string(near.before) +
         " and " + std::to_string(near.after) + " at constant growth");
    const double first = mean_in(all, near.before);
    return between(
        first, mean_in(all, near.after),
        static_cast<double>(year_ - near.before) / static_cast<double>(near.after - near.before));
}

double line_builder::stock_value(figures::query q) {
    const auto everything = from_.series(q);
    const auto all = looked_up(everything);
    if (!best_of(all, year_).empty()) return mean_in(all, year_);
    const auto near = around(all);
    if (const auto is = value_between(name_of(q), all, near)) return *is;
    const int nearest =
        near.before == 0 || (near.after != 0 && near.after - year_ < year_ - near.before)
            ? near.after
            : near.before;
    if (nearest != 0 && std::abs(nearest - year_) <= most_years_carried) {
        carried_ = true;
        step(name_of(q) + ": not published for " + year() + ", that of " + std::to_string(nearest) +
             " taken");
        return mean_in(all, nearest);
    }
    if (!best_of(everything, year_).empty()) return mean_in(everything, year_);
    q.period = year();
    return take(from_.find(q));
}

double line_builder::flow_value(figures::query q, const figures::query& mover) {
    auto everything = from_.series(q);
    std::erase_if(everything, [](const figure* f) { return !of_whole_year(f); });
    const auto all = looked_up(everything);
    if (!best_of(all, year_).empty()) return mean_in(all, year_);
    const auto near = around(all);
    if (const auto is = value_between(name_of(q), all, near)) return *is;
    const int nearest = near.before != 0 ? near.before : near.after;
    const auto mover_in = [&](int year) {
        auto of_year = mover;
        of_year.period = "FY" + std::to_string(year);
        return of_year;
    };
    if (!mover.metric.empty() && nearest != 0 && std::abs(nearest - year_) <= most_years_moved &&
        has(mover_in(nearest)) && has(mover_in(year_))) {
        const double by = figure_value(mover_in(year_)) / figure_value(mover_in(nearest));
        carried_ = true;
        step(name_of(q) + ": not published for " + year() + ", that of " + std::to_string(nearest) +
             " moved with " + name_of(mover) + ", × " + to_text(to_minor_units(by, 2)));
        return mean_in(all, nearest) * by;
    }
    if (!best_of(everything, year_).empty()) return mean_in(everything, year_);
    q.period = year();
    return take(from_.find(q));
}

double line_builder::calendar_year_value(figures::query q, bool ends_in_september) {
    q.period = "FY" + year();
    const double own = figure_value(q);
    if (!ends_in_september) return own;
    q.period = "FY" + std::to_string(year_ + 1);
    if (!has(q)) return own;
    // Three quarters of the fiscal year lie in this calendar year, the fourth in the next one's.
    return own * 0.75 + figure_value(q) * 0.25;
}

double line_builder::income_of(const std::string& country) {
    const double product = nearest_value({country, "", "gdp_current_usd", "total", year()});
    return product / nearest_value({country, "", "population", "total", year()});
}

double line_builder::income_of_rest(const std::string& region, const std::string& within) {
    double product = nearest_value({within, "", "gdp_current_usd", "total", year()});
    double people = nearest_value({within, "", "population", "total", year()});
    for (const auto& m : from_.region(region)) {
        if (m.within != within || m.role == "rest") continue;
        product -= nearest_value({m.member, "", "gdp_current_usd", "total", year()});
        people -= nearest_value({m.member, "", "population", "total", year()});
    }
    return product / people;
}

std::size_t line_builder::variable(std::string_view name, const std::string& of) {
    const auto found = from_.find_assumption(name);
    if (!found) {
        // The author's word, and no figure that is missing.
        const auto& why = found.problems().front();
        fail(code::model, why.message, why.help);
    }
    auto made = **found;
    if (!of.empty()) made.name += ", " + of;
    return variable(std::move(made));
}

std::size_t line_builder::variable(assumption made) {
    // Two models of one line that share an assumption move with it together.
    for (std::size_t i = 0; i < made_.assumptions.size(); ++i)
        if (made_.assumptions[i].name == made.name) return i;
    made_.assumptions.push_back(std::move(made));
    return made_.assumptions.size() - 1;
}

void line_builder::own_error(const std::string& name, const std::string& of, double& spread,
                             std::size_t& place) {
    place = variable(name, of);
    spread = made_.assumptions[place].spread;
}

void line_builder::widen() {
    const auto any = [&](trust how) {
        return std::any_of(made_.used.begin(), made_.used.end(),
                           [&](const figure* f) { return f->how == how; });
    };
    const auto of = asked_.models.front().model;
    if (any(trust::recalled)) widening_.push_back(variable("recalled_figure", of));
    if (any(trust::secondary)) widening_.push_back(variable("secondary_figure", of));
    if (interpolated_) widening_.push_back(variable("interpolated_figure", of));
    if (carried_) widening_.push_back(variable("carried_figure", of));
}

}  // namespace levy::revenue
