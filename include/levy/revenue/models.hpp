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

/// M6: what an app store keeps of what consumers spend.
[[nodiscard]] inline double app_store_commission(double consumer_spend, double store_share,
                                                 double commission) {
    return consumer_spend * store_share * commission;
}

}  // namespace levy::revenue
