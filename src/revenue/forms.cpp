// SPDX-License-Identifier: Apache-2.0
// The keys of the models.
#include <algorithm>
#include <array>
#include <map>

#include <levy/revenue/forms.hpp>
#include <levy/value/contract.hpp>

namespace levy::revenue::forms {

namespace {

constexpr form_key group{"group", "name group", "The group in figures/platforms.csv."};
constexpr form_key scope{"scope", "name scope", "The part of the world that its figure covers."};
constexpr form_key region{"region", "name region",
                          "The countries of that part, in figures/regions.csv."};
constexpr form_key metric{"metric", "name metric", "The figure that is read."};
constexpr form_key market{"market", "name group", "The market in figures/countries.csv."};
constexpr form_key convert{"convert", "name assumption",
                           "The assumption that turns users' place into customers' bills."};
constexpr form_key by_users{"by_users", "name assumption",
                            "The assumption that turns bills into users' place."};
constexpr form_key moves_with{
    "moves_with", "series",
    "The published series that moves a figure between years: `apple services`."};

constexpr std::array users_arpu_keys{
    must(group),
    must(scope),
    must(region),
    form_key{"users", "text", "The count of users in the country."},
    form_key{"users_part", "share", "The share of them that counts: above 0 % and at most 100 %."},
    form_key{"users_assumption", "name assumption", "The assumption of the part that counts."},
    convert,
    by_users,
};
constexpr std::array regional_share_keys{
    must(group),
    must(scope),
    must(region),
    metric,
    form_key{"product", "name metric", "The product's line in the filing."},
    form_key{"region_part", "name assumption", "The assumption of the part of the region."},
    form_key{"product_part", "name assumption", "The assumption of the part of the product."},
    form_key{"fiscal_year_ends", "fiscal_year_end", "When the group's year ends; december."},
    convert,
    by_users,
};
constexpr std::array market_share_keys{
    must({"market_scope", "name market_scope", "Whose count of the advertising market is read."}),
    must({"platform", "name group", "The platform in figures/countries.csv."}),
    must({"platform_scope", "name platform_scope", "Whose count of the platform is read."}),
    must({"leakage", "name assumption", "The assumption of what the count does not see."}),
    convert,
    by_users,
};
constexpr std::array marketplace_keys{
    must({"subject", "name group", "What is sold, in figures/countries.csv."}),
    must(metric),
    form_key{"share", "name assumption", "The assumption of the platform's share."},
    must({"take_rate", "name assumption", "The assumption of what the platform keeps."}),
    moves_with,
    convert,
    by_users,
};
constexpr std::array app_store_keys{
    market,
    form_key{"store", "store_side",
             "named: the store whose share `store_share` is; other: the one beside it."},
    form_key{"base", "price_base", "commission: what the store keeps; full_price: what is spent."},
    must({"store_share", "name assumption", "The assumption of the named store's share."}),
    moves_with,
    convert,
    by_users,
};
constexpr std::array cloud_share_keys{
    must(group),
    market,
    form_key{"share", "share_of",
             "world: the provider's share in the world, of what foreign providers sell; country: "
             "its share of the country's market."},
    moves_with,
    convert,
    by_users,
};
constexpr std::array impressions_keys{
    must({"platform", "name group", "The platform in figures/countries.csv."}),
};

const form users_arpu{"users_arpu", "the model 'users_arpu'", users_arpu_keys};
const form regional_share{"regional_share", "the model 'regional_share'", regional_share_keys};
const form market_share{"market_share", "the model 'market_share'", market_share_keys};
const form marketplace{"marketplace", "the model 'marketplace'", marketplace_keys};
const form app_store{"app_store_commission", "the model 'app_store_commission'", app_store_keys};
const form cloud_share{"cloud_share", "the model 'cloud_share'", cloud_share_keys};
const form impressions{"impressions_cpm", "the model 'impressions_cpm'", impressions_keys};

/// A key that means different things to two models is a text here; each model holds it to its own.
std::vector<form_key> all_keys() {
    std::vector<form_key> all;
    for (const auto* model : estimates())
        for (auto key : model->keys) {
            key.required = false;
            const auto known = std::find_if(all.begin(), all.end(),
                                            [&](const form_key& k) { return k.name == key.name; });
            if (known == all.end())
                all.push_back(key);
            else if (known->holds != key.holds)
                *known = {key.name, "text", "What each model that has it says."};
        }
    return all;
}

std::span<const form_key> every_key() {
    static const auto all = all_keys();
    return all;
}

const std::map<std::string, std::vector<std::string>, std::less<>>& lists() {
    static const std::map<std::string, std::vector<std::string>, std::less<>> all{
        {"fiscal_year_end", {"december", "september"}},
        {"store_side", {"named", "other"}},
        {"price_base", {"commission", "full_price"}},
        {"share_of", {"world", "country"}},
    };
    return all;
}

}  // namespace

const form any_model{"with", "the models of a scenario", every_key()};

const std::vector<const form*>& estimates() {
    static const std::vector<const form*> all{&users_arpu,  &regional_share, &market_share,
                                              &marketplace, &app_store,      &cloud_share};
    return all;
}

const std::vector<const form*>& cross_checks() {
    static const std::vector<const form*> all{&impressions};
    return all;
}

const form* find(std::string_view model) {
    for (const auto* among : {&estimates(), &cross_checks()})
        for (const auto* f : *among)
            if (f->name == model) return f;
    return nullptr;
}

bool has_words(std::string_view list) { return lists().contains(list); }

const std::vector<std::string>& words(std::string_view list) {
    const auto found = lists().find(list);
    LEVY_EXPECTS(found != lists().end());
    return found->second;
}

}  // namespace levy::revenue::forms
