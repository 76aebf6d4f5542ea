// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <levy/revenue/portable_math.hpp>

namespace levy::revenue {

/// People who count in a region, and what each earns: users or internet users, and income per head
/// in dollars.
struct country_weight {
    double people = 0;
    double income = 0;
};

/// Sum over the region of people × income^elasticity.
[[nodiscard]] inline double elastic_weight(std::span<const country_weight> countries,
                                           double elasticity) {
    double sum = 0;
    for (const auto& c : countries) sum += c.people * portable_pow(c.income, elasticity);
    return sum;
}

/// M1: a published region's revenue shared by people × income^elasticity.
///
/// Units   the region's currency; `country` is one of `region`.
/// Trap    a country left out of `region` inflates the rest.
[[nodiscard]] inline double regional_share(double region_revenue, const country_weight& country,
                                           std::span<const country_weight> region,
                                           double elasticity) {
    return region_revenue * elastic_weight(std::span{&country, 1}, elasticity) /
           elastic_weight(region, elasticity);
}

/// M2: users × the region's revenue per user × (income ratio)^elasticity, so scaled that the
/// region's countries add up to users × revenue per user of the region.
///
/// Units   revenue per user and year in, revenue a year out. Users must be those that the revenue
/// per user counts.
[[nodiscard]] inline double users_arpu(double users, double revenue_per_user, double income,
                                       std::span<const country_weight> region, double elasticity) {
    double people = 0;
    for (const auto& c : region) people += c.people;
    const double mean = elastic_weight(region, elasticity) / people;
    return users * revenue_per_user * portable_pow(income, elasticity) / mean;
}

/// M3: an advertising market × a platform's share × (1 + leakage): what small sellers buy by
/// themselves and an agency panel does not see.
[[nodiscard]] inline double market_share(double market, double share, double leakage) {
    return market * share * (1 + leakage);
}

/// M4, a cross-check only: the advertisements a day that each daily user would have to see.
///
/// Units   revenue a year, price of a thousand impressions; both in one currency.
[[nodiscard]] inline double ads_per_user_day(double revenue, double daily_users, double cpm) {
    return revenue * 1000 / cpm / daily_users / 365;
}

/// M5: what a marketplace keeps of what is sold over it.
[[nodiscard]] inline double marketplace(double goods_sold, double platform_share,
                                        double take_rate) {
    return goods_sold * platform_share * take_rate;
}

/// M6: what an app store keeps of what consumers spend.
[[nodiscard]] inline double app_store_commission(double consumer_spend, double store_share,
                                                 double commission) {
    return consumer_spend * store_share * commission;
}

/// M7: a cloud market × a provider's share.
[[nodiscard]] inline double cloud_share(double market, double foreign_share,
                                        double provider_share) {
    return market * foreign_share * provider_share;
}

/// A value between two published ones, at constant growth. `at` in [0, 1] from `first` to `last`.
[[nodiscard]] inline double between(double first, double last, double at) {
    return first * portable_pow(last / first, at);
}

/// Estimates of one sum combined in log space: exp(sum of weight × log).
///
/// Units   weights add up to 1; every estimate is on the same basis and above zero.
[[nodiscard]] inline double combined(std::span<const double> estimates,
                                     std::span<const double> weights) {
    double sum = 0;
    for (std::size_t i = 0; i < estimates.size(); ++i)
        sum += weights[i] * portable_log(estimates[i]);
    return portable_exp(sum);
}

}  // namespace levy::revenue
