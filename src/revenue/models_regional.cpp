// SPDX-License-Identifier: Apache-2.0
// M1 and M2: a country's part of what a group publishes for a region.
#include <levy/revenue/models.hpp>
#include <levy/value/number_text.hpp>

#include "line_builder.hpp"

namespace levy::revenue {

namespace {

std::array<std::string, 4> quarters_of(const std::string& year) {
    return {"Q1 " + year, "Q2 " + year, "Q3 " + year, "Q4 " + year};
}

/// How the year falls on its quarters, where the group publishes them; else by days.
void season(line_builder& b, figures::query q) {
    std::array<number, 4> parts;
    const auto names = quarters_of(b.year());
    for (std::size_t i = 0; i < names.size(); ++i) {
        q.period = names[i];
        const auto found = b.from().find(q);
        if (!found) return;
        parts[i] = (*found)->value;
    }
    b.made().quarters = parts;
    b.step("shared among the quarters as the region's published revenue is");
}

/// Revenue per user and year of the region. Each quarter's own where all four are published, else
/// the year's revenue over its users.
double revenue_per_user(line_builder& b, const std::string& group, const std::string& scope,
                        double users) {
    const auto names = quarters_of(b.year());
    const figures::query of_year{"", group, "revenue_by_user_geography", scope, "FY" + b.year()};
    double per_user = 0;
    bool all = true;
    bool remembered = false;
    for (const auto& quarter : names) {
        const auto found = b.from().find({"", group, "facebook_arpu", scope, quarter});
        all = all && found;
        remembered = remembered || (found && (*found)->how == trust::recalled);
    }
    // A figure from memory gives way to the year's own.
    if (all && !(remembered && b.has(of_year))) {
        for (const auto& quarter : names)
            per_user += b.figure_value({"", group, "facebook_arpu", scope, quarter});
        return per_user;
    }
    b.step(
        "no revenue per user is published for every quarter: the region's revenue over its "
        "users");
    return b.figure_value(of_year) / users;
}

/// Users of the region, from its own count.
double users_of_region(line_builder& b, const std::string& group, const std::string& scope) {
    const auto names = quarters_of(b.year());
    bool all = true;
    for (const auto& quarter : names)
        all = all && b.has({"", group, "facebook_mau", scope, quarter});
    if (!all) return b.stock_value({"", group, "facebook_mau", scope, ""});
    double sum = 0;
    for (const auto& quarter : names)
        sum += b.figure_value({"", group, "facebook_mau", scope, quarter}) / 4;
    return sum;
}

std::vector<country_weight> user_weights(line_builder& b, const std::string& region, double users,
                                         double in_region) {
    std::vector<country_weight> weights;
    double named = 0;
    const auto members = b.from().region(region);
    for (const auto& m : members) {
        if (m.role != "member") continue;
        const double people = m.member == b.country()
                                  ? users
                                  : b.nearest_value({m.member, "facebook", "users", "", b.year()});
        weights.push_back({people, b.income_of(m.member)});
        named += people;
    }
    if (weights.empty())
        b.fail_at("region", "the region '" + region + "' has no member", "regions.csv lists them");
    for (const auto& m : members)
        if (m.role == "rest" && in_region > named)
            weights.push_back({in_region - named, b.income_of_rest(region, m.within)});
    return weights;
}

}  // namespace

built_model users_arpu_model(line_builder& b) {
    const auto group = b.option("group");
    const auto scope = b.option("scope");
    const auto region = b.option("region");
    const double part = b.share_option("users_part");
    const auto of_people = b.option_or("users_assumption", "");
    const double in_region = users_of_region(b, group, scope);
    const double per_user = revenue_per_user(b, group, scope, in_region);
    const auto users_period = b.option_or("users", "");
    const figures::query users_row{b.country(), "facebook", "users", "", users_period};
    const double users =
        users_period.empty() ? b.stock_value(users_row) : b.figure_value(users_row);
    const double income = b.income_of(b.country());
    const auto weights = user_weights(b, region, users, in_region);
    const auto elasticity = b.variable("income_elasticity");
    built_model made;
    std::size_t error = 0;
    b.own_error("model_users_arpu", group, made.spread, error);
    b.made().basis = "user_location";
    b.made().quality = "inferred";
    b.step(to_text(to_minor_units(users / 1e6, 1)) + " m users × USD " +
           to_text(to_minor_units(per_user, 2)) +
           " a user and year of the region, moved to the country's income");
    season(b, {"", group, "revenue_by_user_geography", scope, ""});
    b.series_grows_like({"", group, "revenue_by_user_geography", scope, ""});
    if (part != 1)
        b.step("× " + to_text(to_minor_units(part * 100, 1)) + " % of the accounts, as stated");
    std::optional<std::size_t> people;
    if (!of_people.empty()) {
        people = b.variable(of_people);
        b.step("× " + of_people + ", the part of the accounts that counts");
    }
    made.of = [=](const values& v) {
        const double counted = users * part * (people ? v[*people] : 1);
        return users_arpu(counted, per_user, income, weights, v[elasticity]) * v[error];
    };
    return made;
}

namespace {

/// A product's share of the group's revenue in the world. Where the year's is not published, the
/// nearest year's within two.
double product_share(line_builder& b, const std::string& group, const std::string& product,
                     bool ends_in_september) {
    if (product.empty()) return 1;
    for (const int away : {0, 1, -1, 2, -2}) {
        const auto period = "FY" + std::to_string(b.year_number() + away);
        if (!b.has({"", group, product, "global", period}) ||
            !b.has({"", group, "revenue_total", "global", period}))
            continue;
        if (away != 0) {
            b.step("the product's share of " + period + ", since " + b.year() +
                   " is not published");
            const double of = b.figure_value({"", group, product, "global", period});
            return of / b.figure_value({"", group, "revenue_total", "global", period});
        }
        const double of =
            b.calendar_year_value({"", group, product, "global", ""}, ends_in_september);
        return of /
               b.calendar_year_value({"", group, "revenue_total", "global", ""}, ends_in_september);
    }
    return b.figure_value({"", group, product, "global", "FY" + b.year()});  // says what is missing
}

}  // namespace

built_model regional_share_model(line_builder& b) {
    const auto group = b.option("group");
    const auto scope = b.option("scope");
    const auto region = b.option("region");
    const auto product = b.option_or("product", "");
    const auto metric = b.option_or("metric", "revenue_by_region");
    const auto part_of_region = b.option_or("region_part", "");
    const auto part_of_product = b.option_or("product_part", "");
    const auto fiscal = b.option_or("fiscal_year_ends", "december");
    const bool september = fiscal == "september";
    const double revenue = b.calendar_year_value({"", group, metric, scope, ""}, september);
    const double share = product_share(b, group, product, september);
    std::vector<country_weight> weights;
    country_weight own;
    for (const auto& m : b.from().region(region)) {
        if (m.role != "member") continue;
        const double people =
            b.nearest_value({m.member, "", "population", "total", b.year()}) *
            b.nearest_value({m.member, "", "internet_users_share", "population", b.year()});
        weights.push_back({people, b.income_of(m.member)});
        if (m.member == b.country()) own = weights.back();
    }
    if (own.people == 0)
        b.fail_at("region", "'" + b.country() + "' is no member of the region '" + region + "'",
                  "regions.csv lists them");
    const auto elasticity = b.variable("income_elasticity");
    built_model made;
    std::size_t error = 0;
    b.own_error("model_regional_share", group, made.spread, error);
    std::optional<std::size_t> outside, mix, part;
    if (!part_of_region.empty()) outside = b.variable(part_of_region);
    if (!product.empty()) mix = b.variable("world_product_mix", product);
    if (!part_of_product.empty()) part = b.variable(part_of_product);
    b.made().basis = "customer_billing";
    b.made().quality = "inferred";
    b.step(short_sum(revenue) + " of the region" +
           (outside ? ", less what is billed to countries without local users," : "") +
           " shared by internet users × income");
    if (!product.empty())
        b.step("× " + to_text(to_minor_units(share * 100, 1)) +
               " %, the product's share of the group's revenue in the world");
    if (part) b.step("× " + part_of_product);
    season(b, {"", group, metric, scope, ""});
    b.series_grows_like({"", group, metric, scope, ""});
    made.of = [=](const values& v) {
        const double whole = revenue * (outside ? v[*outside] : 1) * share * (mix ? v[*mix] : 1) *
                             (part ? v[*part] : 1);
        return regional_share(whole, own, weights, v[elasticity]) * v[error];
    };
    return made;
}

}  // namespace levy::revenue
