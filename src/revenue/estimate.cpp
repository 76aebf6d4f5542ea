// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>

#include <levy/revenue/estimate.hpp>
#include <levy/revenue/models.hpp>
#include <levy/value/number_text.hpp>

namespace levy::revenue {

namespace {

double as_double(const number& n) {
    // Exact figures have few digits; numerator and denominator convert without loss and divide
    // once.
    return std::strtod(n.numerator_text().c_str(), nullptr) /
           std::strtod(n.denominator_text().c_str(), nullptr);
}

std::string short_sum(double sum) {
    const auto millions = to_minor_units(sum / 1e6, 1);
    return to_text(millions) + " m";
}

/// Collects the figures and assumptions of one line; a miss stops it.
class line_builder {
public:
    line_builder(const figures& from, const model_request& asked) : from_{from}, asked_{asked} {}

    double figure_value(const figures::query& q) { return take(from_.find(q)); }
    double nearest_value(const figures::query& q) { return take(from_.nearest(q, asked_.year)); }
    const figure& last() const { return *made_.used.back(); }

    /// Declares a random variable and gives its place among the values of a draw.
    std::size_t variable(std::string_view name) {
        const auto found = from_.find_assumption(name);
        if (!found) throw stopped{found.problems().front()};
        made_.assumptions.push_back(**found);
        return made_.assumptions.size() - 1;
    }
    std::string option(const std::string& key) {
        read_.push_back(key);
        const auto found = asked_.with.find(key);
        if (found != asked_.with.end()) return found->second;
        fail(code::model, "the model '" + asked_.model + "' needs '" + key + "'");
    }
    std::string option_or(const std::string& key, std::string fallback) {
        read_.push_back(key);
        const auto found = asked_.with.find(key);
        return found != asked_.with.end() ? found->second : fallback;
    }
    void no_other_options() const {
        for (const auto& [key, is] : asked_.with) {
            if (std::find(read_.begin(), read_.end(), key) != read_.end()) continue;
            const auto near = nearest_name(key, read_);
            fail(code::key, "the model '" + asked_.model + "' has no key '" + key + "'",
                 near.empty() ? "" : "did you mean '" + near + "'?");
        }
    }
    [[noreturn]] void fail(code id, std::string message, std::string help = {}) const {
        diagnostic problem;
        problem.id = id;
        problem.message = std::move(message);
        problem.primary.where = asked_.where;
        problem.help = std::move(help);
        throw stopped{std::move(problem)};
    }
    line_estimate& made() { return made_; }
    [[nodiscard]] std::string year() const { return std::to_string(asked_.year); }
    [[nodiscard]] const model_request& asked() const { return asked_; }
    [[nodiscard]] const figures& from() const { return from_; }

    /// Figures that are recalled or second-hand widen whatever stands on them, each line by itself.
    void widen() {
        for (const auto how : {trust::recalled, trust::secondary}) {
            const auto* name = how == trust::recalled ? "recalled_figure" : "secondary_figure";
            const bool any = std::any_of(made_.used.begin(), made_.used.end(),
                                         [&](const figure* f) { return f->how == how; });
            if (!any) continue;
            widening_.push_back(variable(name));
            made_.assumptions.back().name += " in " + asked_.model;
        }
    }
    [[nodiscard]] const std::vector<std::size_t>& widening() const { return widening_; }

private:
    double take(outcome<const figure*> found) {
        if (!found) {
            auto why = found.problems().front();
            why.primary.where = asked_.where;
            throw stopped{std::move(why)};
        }
        if (std::find(made_.used.begin(), made_.used.end(), *found) == made_.used.end())
            made_.used.push_back(*found);
        return as_double((*found)->value);
    }

    const figures& from_;
    const model_request& asked_;
    line_estimate made_;
    std::vector<std::string> read_;
    std::vector<std::size_t> widening_;
};

using values = std::vector<double>;
using formula = std::function<double(const values&)>;

double income_of(line_builder& b, const std::string& country) {
    const double product = b.nearest_value({country, "", "gdp_current_usd", "total", b.year()});
    return product / b.nearest_value({country, "", "population", "total", b.year()});
}

/// Income of what a World Bank region holds beside the members that are named.
double income_of_rest(line_builder& b, const std::string& region, const std::string& within) {
    double product = b.nearest_value({within, "", "gdp_current_usd", "total", b.year()});
    double people = b.nearest_value({within, "", "population", "total", b.year()});
    for (const auto& m : b.from().region(region)) {
        if (m.within != within || m.role == "rest") continue;
        product -= b.nearest_value({m.member, "", "gdp_current_usd", "total", b.year()});
        people -= b.nearest_value({m.member, "", "population", "total", b.year()});
    }
    return product / people;
}

formula users_arpu_model(line_builder& b) {
    const auto group = b.option("group");
    const auto scope = b.option("scope");
    const auto region = b.option("region");
    const auto users_period = b.option("users");
    double per_user = 0;
    double in_region = 0;
    for (const char* quarter : {"Q1 ", "Q2 ", "Q3 ", "Q4 "}) {
        per_user += b.figure_value({"", group, "facebook_arpu", scope, quarter + b.year()});
        in_region += b.figure_value({"", group, "facebook_mau", scope, quarter + b.year()}) / 4;
    }
    const double users = b.figure_value({b.asked().country, "facebook", "users", "", users_period});
    const double income = income_of(b, b.asked().country);
    std::vector<country_weight> weights;
    double named = 0;
    for (const auto& m : b.from().region(region)) {
        if (m.role != "member") continue;
        const double people = m.member == b.asked().country
                                  ? users
                                  : b.nearest_value({m.member, "facebook", "users", "", b.year()});
        weights.push_back({people, income_of(b, m.member)});
        named += people;
    }
    if (weights.empty())
        b.fail(code::model, "there is no region '" + region + "'", "regions.csv lists them");
    for (const auto& m : b.from().region(region))
        if (m.role == "rest" && in_region > named)
            weights.push_back({in_region - named, income_of_rest(b, region, m.within)});
    const auto elasticity = b.variable("income_elasticity");
    const auto error = b.variable("model_users_arpu");
    b.made().basis = "user_location";
    b.made().quality = "inferred";
    b.made().steps.push_back(to_text(to_minor_units(users / 1e6, 1)) + " m users × USD " +
                             to_text(to_minor_units(per_user, 2)) +
                             " a user and year of the region, moved to the country's income");
    return [=](const values& v) {
        return users_arpu(users, per_user, income, weights, v[elasticity]) * v[error];
    };
}

formula regional_share_model(line_builder& b) {
    const auto group = b.option("group");
    const auto scope = b.option("scope");
    const auto region = b.option("region");
    const auto product = b.option("product");
    const double revenue = b.figure_value({"", group, "revenue_by_region", scope, "FY" + b.year()});
    const double total = b.figure_value({"", group, "revenue_total", "global", "FY" + b.year()});
    const double share = b.figure_value({"", group, product, "global", "FY" + b.year()}) / total;
    std::vector<country_weight> weights;
    country_weight own;
    for (const auto& m : b.from().region(region)) {
        if (m.role != "member") continue;
        const double people =
            b.nearest_value({m.member, "", "population", "total", b.year()}) *
            b.nearest_value({m.member, "", "internet_users_share", "population", b.year()});
        weights.push_back({people, income_of(b, m.member)});
        if (m.member == b.asked().country) own = weights.back();
    }
    if (own.people == 0)
        b.fail(code::model,
               "'" + b.asked().country + "' is no member of the region '" + region + "'",
               "regions.csv lists them");
    const auto elasticity = b.variable("income_elasticity");
    const auto error = b.variable("model_regional_share");
    const auto outside = b.variable(b.option("region_part"));
    const auto mix = b.variable("world_product_mix");
    b.made().basis = "customer_billing";
    b.made().quality = "inferred";
    b.made().steps.push_back("USD " + short_sum(revenue) +
                             " of the region, less what is billed to countries without local "
                             "users, shared by internet users × income");
    b.made().steps.push_back("× " + to_text(to_minor_units(share * 100, 1)) +
                             " %, the product's share of the group's revenue in the world");
    return [=](const values& v) {
        return regional_share(revenue * v[outside], own, weights, v[elasticity]) * share * v[mix] *
               v[error];
    };
}

formula app_store_model(line_builder& b) {
    const double spend = b.figure_value(
        {b.asked().country, b.option_or("market", "app stores"), "consumer_spend", "", b.year()});
    const auto store = b.variable(b.option("store_share"));
    const auto rate = b.variable("app_store_commission_rate");
    const auto error = b.variable("model_app_store");
    const bool full_price = b.option_or("base", "commission") == "full_price";
    b.made().basis = "user_location";
    b.made().quality = "assumed";
    b.made().steps.push_back("USD " + short_sum(spend) +
                             " spent in app stores × the store's share" +
                             (full_price ? "" : " × its commission"));
    return [=](const values& v) {
        return app_store_commission(spend, v[store], full_price ? 1.0 : v[rate]) * v[error];
    };
}

/// One basis into another: a step of its own with its own assumption.
formula converted(line_builder& b, formula from) {
    const auto step = b.option_or("convert", "");
    if (step.empty()) return from;
    const auto factor = b.variable(step);
    b.made().steps.push_back("× " + step + ": from " + b.made().basis + " to customer_billing");
    b.made().basis = "customer_billing";
    return [=](const values& v) { return from(v) * v[factor]; };
}

double variance_of_log(const std::vector<double>& sums) {
    double mean = 0;
    for (const double s : sums) mean += portable_log(s) / static_cast<double>(sums.size());
    double variance = 0;
    for (const double s : sums)
        variance +=
            (portable_log(s) - mean) * (portable_log(s) - mean) / static_cast<double>(sums.size());
    return variance;
}

/// Each assumption's share of the variance, moved alone while the others stay at their centres.
void rank(line_estimate& made, const formula& f, const draws& random, const values& centres) {
    constexpr std::size_t probes = 400;
    double all = 0;
    for (std::size_t i = 0; i < made.assumptions.size(); ++i) {
        std::vector<double> sums;
        auto v = centres;
        for (std::size_t n = 0; n < probes; ++n) {
            v[i] = random.of(made.assumptions[i], n);
            sums.push_back(std::max(f(v), 1.0));
        }
        made.shares.push_back(variance_of_log(sums));
        all += made.shares.back();
    }
    for (auto& share : made.shares) share = all > 0 ? share / all : 0;
}

}  // namespace

const std::vector<std::string>& model_names() {
    static const std::vector<std::string> names{"users_arpu", "regional_share",
                                                "app_store_commission"};
    return names;
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

outcome<line_estimate> estimate_line(const figures& from, const model_request& asked,
                                     const draws& random, std::size_t count) {
    try {
        line_builder b{from, asked};
        formula f;
        if (asked.model == "users_arpu")
            f = users_arpu_model(b);
        else if (asked.model == "regional_share")
            f = regional_share_model(b);
        else if (asked.model == "app_store_commission")
            f = app_store_model(b);
        else {
            const auto near = nearest_name(asked.model, model_names());
            b.fail(code::model, "there is no model '" + asked.model + "'",
                   near.empty() ? "users_arpu, regional_share or app_store_commission"
                                : "did you mean '" + near + "'?");
        }
        f = converted(b, std::move(f));
        b.no_other_options();
        b.widen();
        const auto widening = b.widening();
        const formula widened = [f, widening](const values& v) {
            double sum = f(v);
            for (const auto i : widening) sum *= v[i];
            return sum;
        };
        auto made = std::move(b.made());
        values centres;
        for (const auto& a : made.assumptions) centres.push_back(a.centre);
        made.central = widened(centres);
        made.usd.reserve(count);
        values v(centres.size());
        for (std::size_t n = 0; n < count; ++n) {
            for (std::size_t i = 0; i < v.size(); ++i) v[i] = random.of(made.assumptions[i], n);
            made.usd.push_back(std::max(widened(v), 0.0));
        }
        rank(made, widened, random, centres);
        return made;
    } catch (const stopped& halt) {
        return halt.why;
    }
}

}  // namespace levy::revenue
