// SPDX-License-Identifier: Apache-2.0
// M3 to M7: a country's own market, and the part of it that a platform has or keeps.
#include <levy/revenue/models.hpp>
#include <levy/value/number_text.hpp>

#include "line_builder.hpp"

namespace levy::revenue {

namespace {

/// `moves_with: apple services`: a published series of a group, by years.
figures::query mover(line_builder& b) {
    const auto text = b.option_or("moves_with", "");
    if (text.empty()) return {};
    const auto space = text.find(' ');
    return {"", text.substr(0, space), text.substr(space + 1), "global", ""};
}

}  // namespace

built_model market_share_model(line_builder& b) {
    const auto source = b.option("market_scope");
    const auto platform = b.option("platform");
    const auto platform_scope = b.option("platform_scope");
    const auto leak = b.option("leakage");
    const double market =
        b.figure_value({b.country(), "market", "digital_ad_spend", source, b.year()});
    const double share =
        b.figure_value({b.country(), platform, "revenue_in_country", platform_scope, b.year()}) /
        market;
    const auto leakage = b.variable(leak);
    built_model made;
    std::size_t error = 0;
    b.own_error("model_market_share", platform, made.spread, error);
    b.made().basis = "customer_billing";
    b.made().quality = "inferred";
    b.step(short_sum(market) + " of digital advertising × " +
           to_text(to_minor_units(share * 100, 1)) +
           " % of it × (1 + what small sellers buy by themselves)");
    made.of = [=](const values& v) { return market_share(market, share, v[leakage]) * v[error]; };
    return made;
}

built_model marketplace_model(line_builder& b) {
    const auto subject = b.option("subject");
    const auto metric = b.option("metric");
    const auto share_name = b.option_or("share", "");
    const auto take = b.variable(b.option("take_rate"));
    const double sold = b.flow_value({b.country(), subject, metric, "", ""}, mover(b));
    std::optional<std::size_t> share;
    if (!share_name.empty()) share = b.variable(share_name);
    built_model made;
    std::size_t error = 0;
    b.own_error("model_marketplace", subject, made.spread, error);
    b.made().basis = "customer_billing";
    b.made().quality = "assumed";
    b.step(short_sum(sold) + " sold × " + (share ? "the platform's share × " : "") +
           "what it keeps");
    b.series_grows_like({b.country(), subject, metric, "", ""});
    made.of = [=](const values& v) {
        return marketplace(sold, share ? v[*share] : 1, v[take]) * v[error];
    };
    return made;
}

built_model app_store_model(line_builder& b) {
    const auto market = b.option_or("market", "app stores");
    const auto other = b.option_or("store", "named");
    const auto base = b.option_or("base", "commission");
    const auto store_name = b.option("store_share");
    const auto moves_with = mover(b);
    const double spend = b.flow_value({b.country(), market, "consumer_spend", "", ""}, moves_with);
    const auto store = b.variable(store_name);
    built_model made;
    std::size_t error = 0;
    b.own_error("model_app_store", "", made.spread, error);
    b.made().basis = "user_location";
    b.made().quality = "assumed";
    const bool full_price = base == "full_price";
    const auto rate = b.variable("app_store_commission_rate");
    b.step(short_sum(spend) + " spent in app stores × the store's share" +
           (full_price ? ", the whole price" : " × its commission"));
    b.series_grows_like(moves_with.metric.empty()
                            ? figures::query{b.country(), market, "consumer_spend", "", ""}
                            : moves_with);
    const bool complement = other == "other";
    made.of = [=](const values& v) {
        const double share = complement ? 1 - v[store] : v[store];
        return app_store_commission(spend, share, full_price ? 1 : v[rate]) * v[error];
    };
    if (full_price) made.kept = [of = made.of, rate](const values& v) { return of(v) * v[rate]; };
    return made;
}

built_model cloud_share_model(line_builder& b) {
    const auto group = b.option("group");
    const auto subject = b.option_or("market", "cloud");
    const auto of = b.option_or("share", "world");
    const auto moves_with = mover(b);
    const double market = b.flow_value({b.country(), subject, "market_size", "", ""}, moves_with);
    const bool own = of == "country";
    const double share =
        own ? b.nearest_value({b.country(), group, "cloud_market_share", "", b.year()})
            : b.stock_value({"", group, "cloud_market_share", "global", ""});
    const double foreign =
        own ? 1 : b.nearest_value({b.country(), subject, "foreign_provider_share", "", b.year()});
    built_model made;
    std::size_t error = 0;
    b.own_error("model_cloud_share", group, made.spread, error);
    b.made().basis = "customer_billing";
    b.made().quality = "inferred";
    const auto percent = [](double x) { return to_text(to_minor_units(x * 100, 1)) + " %"; };
    b.step(short_sum(market) + " of cloud services × " +
           (own ? percent(share) + ", the provider's share of it"
                : percent(foreign) + " of foreign providers × " + percent(share) +
                      ", the provider's share in the world"));
    b.series_grows_like(moves_with.metric.empty()
                            ? figures::query{b.country(), subject, "market_size", "", ""}
                            : moves_with);
    made.of = [=](const values& v) { return cloud_share(market, foreign, share) * v[error]; };
    return made;
}

std::string impressions_check(line_builder& b, double revenue) {
    const auto platform = b.option("platform");
    const auto& cpm = b.from().nearest({b.country(), platform, "cpm", "", ""}, b.year_number());
    const auto& daily =
        b.from().nearest({b.country(), platform, "daily_users", "", ""}, b.year_number());
    for (const auto* found : {&cpm, &daily})
        if (!*found) throw stopped{found->problems().front()};
    const double price = as_double((*cpm)->value);
    const double users = as_double((*daily)->value);
    const auto said = [](const figure& f) { return f.period + ", " + std::string{name_of(f.how)}; };
    return "at USD " + to_text(to_minor_units(price, 2)) + " a thousand impressions (" +
           said(**cpm) + ") and " + to_text(to_minor_units(users / 1e6, 1)) + " m daily users (" +
           said(**daily) + ") it takes " +
           to_text(to_minor_units(ads_per_user_day(revenue, users, price), 0)) +
           " advertisements a day and user";
}

}  // namespace levy::revenue
