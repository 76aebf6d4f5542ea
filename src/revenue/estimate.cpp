// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <levy/revenue/estimate.hpp>
#include <levy/revenue/models.hpp>
#include <levy/value/number_text.hpp>

#include "line_builder.hpp"

namespace levy::revenue {

const std::vector<model_entry>& all_models() {
    static const std::vector<model_entry> all{
        {"users_arpu", users_arpu_model},          {"regional_share", regional_share_model},
        {"market_share", market_share_model},      {"marketplace", marketplace_model},
        {"app_store_commission", app_store_model}, {"cloud_share", cloud_share_model},
    };
    return all;
}

number to_minor_units(double sum, int minor_digits) {
    double scale = 1;
    for (int i = 0; i < minor_digits; ++i) scale *= 10;
    const double whole = std::floor(std::abs(sum) * scale + 0.5);
    constexpr double most = 9.0e18;
    LEVY_EXPECTS(whole < most);
    const number units{static_cast<std::int64_t>(whole)};
    const auto exact = units / power(number{10}, minor_digits);
    return sum < 0 ? -exact : exact;
}

namespace {

/// One basis into another: a step of its own with its own assumption.
void convert(line_builder& b, built_model& m) {
    const auto by = b.option_or("convert", "");
    const auto back = b.option_or("by_users", "");
    if (!by.empty() && !back.empty())
        b.fail(code::model, "a model is converted to billing, or told by users as well",
               "leave out one of `convert` and `by_users`");
    if (b.made().basis == "user_location") m.by_users = m.of;
    if (!back.empty()) {
        const auto factor = b.variable(back);
        b.step("by users: ÷ " + back);
        m.by_users = [of = m.of, factor](const values& v) { return of(v) / v[factor]; };
    }
    if (by.empty()) return;
    const auto factor = b.variable(by);
    b.step("× " + by + ": from " + b.made().basis + " to customer_billing");
    b.made().basis = "customer_billing";
    m.of = [of = std::move(m.of), factor](const values& v) { return of(v) * v[factor]; };
}

void throw_first(const diagnostics& problems) {
    if (!problems.ok()) throw stopped{problems.front()};
}

built_model build(line_builder& b, const model_use& use) {
    b.turn_to(use);
    throw_first(refused_words(use));
    throw_first(refused_names(use, b.from()));
    const auto& all = all_models();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const model_entry& m) { return m.name == use.model; });
    LEVY_EXPECTS(found != all.end());
    auto made = found->build(b);
    convert(b, made);
    return made;
}

/// Those models that have their figures; at least one, or the reason why the first has not.
std::vector<built_model> build_all(line_builder& b, const line_request& asked) {
    std::vector<built_model> all;
    std::optional<diagnostic> missing;
    std::string basis;
    for (const auto& use : asked.models) {
        const auto before = b;
        try {
            auto made = build(b, use);
            if (!basis.empty() && basis != b.made().basis)
                b.fail(code::model,
                       "these models measure different things: " + basis + " and " + b.made().basis,
                       "convert one of them: convert: billed_over_user_location");
            basis = b.made().basis;
            all.push_back(std::move(made));
        } catch (const stopped& halt) {
            // A missing figure leaves the other models; a wrong word is the author's to mend.
            if (halt.why.id != code::figure) throw;
            b.restore(before);
            if (asked.models.size() > 1) b.step(use.model + " left out: " + halt.why.message);
            if (!missing) missing = halt.why;
        }
    }
    if (all.empty()) throw stopped{*missing};
    return all;
}

/// In log space, each model with the inverse of the variance of its own error.
formula combine(line_builder& b, std::vector<built_model> all) {
    if (all.size() == 1) return std::move(all.front().of);
    std::vector<double> weights;
    double sum = 0;
    for (const auto& m : all) sum += 1 / (m.spread * m.spread);
    std::string text;
    for (const auto& m : all) {
        weights.push_back(1 / (m.spread * m.spread) / sum);
        text += (text.empty() ? "" : ", ") + to_text(to_minor_units(weights.back(), 2));
    }
    b.step("combined in logarithms with the weights " + text);
    return [all = std::move(all), weights](const values& v) {
        std::vector<double> each;
        for (const auto& m : all) each.push_back(std::max(m.of(v), 1.0));
        return combined(each, weights);
    };
}

/// A year after the last known one: its value × the growth of the published series behind it, with
/// the spread of that growth in the past.
std::optional<std::size_t> forecast(line_builder& b, const line_request& asked) {
    const int years = asked.last_known ? asked.year - *asked.last_known : 0;
    if (years <= 0) return std::nullopt;
    constexpr int most_past = 4;  // years of the series that are looked at
    const auto least = b.from().find_assumption("forecast_growth");
    if (!least) throw stopped{least.problems().front()};
    const double least_spread = (*least)->spread;
    auto q = b.grows_like().value_or(figures::query{});
    std::vector<double> logs;
    std::vector<int> of_years;
    std::string seen;
    for (int back = most_past; back >= 0; --back) {
        for (const auto* prefix : {"FY", ""}) {
            q.period = prefix + std::to_string(b.year_number() - back);
            if (!b.grows_like() || !b.has(q)) continue;
            logs.push_back(portable_log(b.figure_value(q)));
            of_years.push_back(b.year_number() - back);
            seen += (seen.empty() ? "" : ", ") + q.period;
            break;
        }
    }
    if (logs.size() < 3 || of_years.back() != b.year_number())
        b.fail(code::figure, "no series of three years tells how this would grow after " + b.year(),
               "publish one, or state the year's own figures");
    const auto steps = static_cast<double>(logs.size() - 1);
    const double mean = (logs.back() - logs.front()) / (of_years.back() - of_years.front());
    double variance = 0;
    for (std::size_t i = 1; i < logs.size(); ++i) {
        const int apart = of_years[i] - of_years[i - 1];
        const double away = logs[i] - logs[i - 1] - mean * apart;
        variance += away * away / apart / (steps - 1);
    }
    assumption growth;
    growth.name = "growth after " + b.year() + ", " + q.subject + " " + q.scope;
    growth.is = assumption::shape::lognormal;
    growth.centre = portable_exp(mean * years);
    growth.spread = std::max(std::sqrt(variance), least_spread) * std::sqrt(years);
    growth.about = "the last known year × the mean growth of the published series behind it";
    growth.source = q.subject + " " + q.metric + " " + q.scope + " of " + seen;
    b.step("forecast: " + b.year() + " × " + to_text(to_minor_units(growth.centre, 2)) +
           ", the mean growth of " + growth.source);
    b.made().forecast = true;
    b.made().quarters = {};
    return b.variable(std::move(growth));
}

/// Each assumption's share of the variance of the log: half the change from one spread below its
/// centre to one above, squared, the others at their centres.
void rank(line_estimate& made, const formula& f, const values& centres) {
    double all = 0;
    for (std::size_t i = 0; i < made.assumptions.size(); ++i) {
        const auto& a = made.assumptions[i];
        auto low = centres;
        auto high = centres;
        switch (a.is) {
            case assumption::shape::normal:
                low[i] = a.centre - a.spread;
                high[i] = a.centre + a.spread;
                break;
            case assumption::shape::lognormal:
                low[i] = a.centre * portable_exp(-a.spread);
                high[i] = a.centre * portable_exp(a.spread);
                break;
            case assumption::shape::uniform:
                constexpr double root_of_three = 1.7320508075688772;
                low[i] = a.centre - a.spread / root_of_three;
                high[i] = a.centre + a.spread / root_of_three;
                break;
        }
        const double half =
            (portable_log(std::max(f(high), 1.0)) - portable_log(std::max(f(low), 1.0))) / 2;
        made.effects.push_back(half);
        made.shares.push_back(half * half);
        all += made.shares.back();
    }
    for (auto& share : made.shares) share = all > 0 ? share / all : 0;
}

line_estimate drawn(line_builder& b, const line_request& asked, const draws& random,
                    std::size_t count) {
    auto built = build_all(b, asked);
    // Other views are told by a line of one model alone; several would need weights of them too.
    const auto by_users = built.size() == 1 ? built.front().by_users : formula{};
    const auto kept = built.size() == 1 ? built.front().kept : formula{};
    auto of = combine(b, std::move(built));
    const auto growth = forecast(b, asked);
    b.widen();
    auto factors = b.widening();
    if (growth) factors.push_back(*growth);
    const auto with_factors = [factors](const formula& f) -> formula {
        return [f, factors](const values& v) {
            double sum = f(v);
            for (const auto i : factors) sum *= v[i];
            return sum;
        };
    };
    const auto widened = with_factors(of);
    auto& made = b.made();
    values centres;
    for (const auto& a : made.assumptions) centres.push_back(a.centre);
    made.central = widened(centres);
    made.usd.reserve(count);
    values v(centres.size());
    for (std::size_t n = 0; n < count; ++n) {
        for (std::size_t i = 0; i < v.size(); ++i) v[i] = random.of(made.assumptions[i], n);
        made.usd.push_back(std::max(widened(v), 0.0));
    }
    const auto aside = [&](const formula& f) -> std::optional<line_estimate::aside> {
        if (!f) return std::nullopt;
        const auto whole = with_factors(f);
        line_estimate::aside seen{whole(centres), {}};
        for (std::size_t n = 0; n < count; ++n) {
            for (std::size_t i = 0; i < v.size(); ++i) v[i] = random.of(made.assumptions[i], n);
            seen.usd.push_back(std::max(whole(v), 0.0));
        }
        return seen;
    };
    if (asked.by_users) made.by_users = aside(by_users);
    if (asked.kept) made.kept = aside(kept);
    rank(made, widened, centres);
    if (asked.cross_check) {
        throw_first(refused_check_words(*asked.cross_check));
        throw_first(refused_names(*asked.cross_check, b.from()));
        b.turn_to(*asked.cross_check);
        made.cross_checks.push_back(impressions_check(b, made.central));
    }
    return std::move(made);
}

}  // namespace

outcome<line_estimate> estimate_line(const figures& from, const line_request& asked,
                                     const draws& random, std::size_t count) {
    LEVY_EXPECTS(!asked.models.empty());
    try {
        line_builder b{from, asked};
        return drawn(b, asked, random, count);
    } catch (const stopped& halt) {
        return halt.why;
    }
}

}  // namespace levy::revenue
