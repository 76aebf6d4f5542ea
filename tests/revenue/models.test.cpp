// SPDX-License-Identifier: Apache-2.0
// Each model against a hand's arithmetic, on figures made up for it.

#include <catch2/catch.hpp>

#include <levy/revenue/estimate.hpp>
#include <levy/revenue/models.hpp>
#include <levy/value/number_text.hpp>

#include "../own_folder.hpp"

using namespace levy;
using namespace levy::revenue;

namespace {

const char* const platforms =
    R"(subject,metric,scope,period,value,unit,currency,source,licence,confidence,note
g,revenue_by_region,R,FY2020,1000,million,USD,s,l,verified,
g,revenue_by_region,R,FY2021,1100,million,USD,s,l,verified,
g,revenue_by_region,R,FY2022,1210,million,USD,s,l,verified,
g,revenue_by_region,R,FY2023,1331,million,USD,s,l,verified,
h,revenue_by_region,R,FY2018,1000,million,USD,s,l,verified,
h,revenue_by_region,R,FY2020,1210,million,USD,s,l,verified,
h,revenue_by_region,R,FY2021,1331,million,USD,s,l,verified,
g,revenue_by_region,R,Q1 2021,100,million,USD,s,l,verified,
g,revenue_by_region,R,Q2 2021,200,million,USD,s,l,verified,
g,revenue_by_region,R,Q3 2021,300,million,USD,s,l,verified,
g,revenue_by_region,R,Q4 2021,500,million,USD,s,l,verified,
g,revenue_total,global,FY2020,4000,million,USD,s,l,verified,
g,revenue_total,global,FY2021,4000,million,USD,s,l,verified,
g,p,global,FY2020,1000,million,USD,s,l,verified,
m,facebook_arpu,R,Q1 2020,1,per user per quarter,USD,s,l,verified,
m,facebook_arpu,R,Q2 2020,2,per user per quarter,USD,s,l,verified,
m,facebook_arpu,R,Q3 2020,3,per user per quarter,USD,s,l,verified,
m,facebook_arpu,R,Q4 2020,4,per user per quarter,USD,s,l,verified,
m,facebook_mau,R,Q1 2020,100,million,,s,l,verified,
m,facebook_mau,R,Q2 2020,100,million,,s,l,verified,
m,facebook_mau,R,Q3 2020,100,million,,s,l,verified,
m,facebook_mau,R,Q4 2020,100,million,,s,l,verified,
m,revenue_by_user_geography,R,FY2021,1200,million,USD,s,l,verified,
m,facebook_mau,R,Q4 2021,100,million,,s,l,verified,
g,growing,global,FY2020,10,million,USD,s,l,verified,
g,growing,global,FY2021,15,million,USD,s,l,verified,
c,cloud_market_share,global,2020,30,percent,,s,l,verified,
)";
const char* const countries =
    R"(country,subject,metric,scope,period,value,unit,currency,source,licence,confidence,note
AA,,gdp_current_usd,total,2020,60000,million,USD,s,l,verified,
AA,,population,total,2020,60,million,,s,l,verified,
AA,,internet_users_share,population,2020,50,percent,,s,l,verified,
BB,,gdp_current_usd,total,2020,40000,million,USD,s,l,verified,
BB,,population,total,2020,40,million,,s,l,verified,
BB,,internet_users_share,population,2020,50,percent,,s,l,verified,
AA,facebook,users,,2020-01,60,million,,s,l,verified,
AA,facebook,users,,2021-01,900,million,,s,l,recalled,
AA,facebook,users,,2022-01,240,million,,s,l,verified,
BB,facebook,users,,2020-01,40,million,,s,l,verified,
AA,facebook,cpm,,2020,2,USD per 1000 impressions,USD,s,l,recalled,
AA,facebook,daily_users,,2020,10,million,,s,l,verified,
AA,app stores,consumer_spend,,2018,100,million,USD,s,l,secondary,
AA,app stores,consumer_spend,,2020,400,million,USD,s,l,verified,
AA,market,digital_ad_spend,panel,2020,500,million,USD,s,l,verified,
AA,facebook,revenue_in_country,panel,2020,200,million,USD,s,l,verified,
AA,cloud,market_size,,2020,100,million,USD,s,l,recalled,
AA,cloud,foreign_provider_share,,2020,80,percent,,s,l,verified,
AA,c,cloud_market_share,,2020,50,percent,,s,l,verified,
AA,shop,exports,,2020,50,million,USD,s,l,verified,
)";
const char* const assumptions = R"(name,distribution,centre,spread,about,source
income_elasticity,normal,1,0.1,a,s
model_users_arpu,lognormal,1,0.3,a,s
model_regional_share,lognormal,1,0.6,a,s
model_market_share,lognormal,1,0.3,a,s
model_marketplace,lognormal,1,0.5,a,s
model_app_store,lognormal,1,0.5,a,s
model_cloud_share,lognormal,1,0.5,a,s
world_product_mix,lognormal,1,0.2,a,s
leak,lognormal,1,0.4,a,s
store,normal,0.75,0.1,a,s
take,uniform,0.1,0.05,a,s
app_store_commission_rate,uniform,0.2,0.05,a,s
billed,lognormal,0.8,0.1,a,s
recalled_figure,lognormal,1,0.15,a,s
secondary_figure,lognormal,1,0.05,a,s
interpolated_figure,lognormal,1,0.1,a,s
carried_figure,lognormal,1,0.15,a,s
forecast_growth,lognormal,1,0.05,a,s
)";

const figures& made_up() {
    static const auto opened = [] {
        const levy::tests::own_folder folder;
        folder.write("platforms.csv", platforms);
        folder.write("countries.csv", countries);
        folder.write("assumptions.csv", assumptions);
        folder.write("regions.csv",
                     "region,member,role,within,note\nr,AA,member,W,\nr,BB,member,W,\n");
        folder.write("exchange-rates.csv",
                     "series,currency,period,per_usd,source,licence,confidence,note\n");
        folder.write("receipts.csv",
                     "country,tax,taxpayer,period_start,period_end,value,unit,currency,kind,source,"
                     "licence,confidence,note\n");
        return figures::open(folder.text());
    }();
    INFO(to_text(opened.problems()));
    REQUIRE(opened);
    return *opened;
}

using options = std::map<std::string, std::string>;

model_use use(const std::string& model, const options& with) { return {model, with, {}}; }
const options of_region{{"group", "g"}, {"scope", "R"}, {"region", "r"}};
const options of_users{{"group", "m"}, {"scope", "R"}, {"region", "r"}};

line_request request(int year, std::vector<model_use> models) {
    line_request asked;
    asked.country = "AA";
    asked.year = year;
    asked.models = std::move(models);
    return asked;
}
outcome<line_estimate> line(const line_request& asked) {
    return estimate_line(made_up(), asked, draws{7}, 400);
}
outcome<line_estimate> line(int year, const std::string& model, const options& with) {
    return line(request(year, {use(model, with)}));
}
options with(options all, const std::string& key, const std::string& is) {
    all[key] = is;
    return all;
}
bool says(const line_estimate& e, const std::string& words) {
    return std::any_of(e.steps.begin(), e.steps.end(), [&](const std::string& step) {
        return step.find(words) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("formulas give what a hand gives", "[revenue]") {
    const std::vector<country_weight> region{{60, 4000}, {40, 4000}};
    CHECK(regional_share(1000, region[0], region, 1.1) == Approx(600));
    CHECK(users_arpu(60, 10, 4000, region, 1.1) == Approx(600));
    const std::vector<country_weight> unequal{{50, 1000}, {50, 3000}};
    CHECK(users_arpu(50, 10, 1000, unequal, 1.0) == Approx(250));
    CHECK(users_arpu(50, 10, 1000, unequal, 1.0) + users_arpu(50, 10, 3000, unequal, 1.0) ==
          Approx(1000));
    CHECK(regional_share(1000, unequal[1], unequal, 1.0) == Approx(750));
    CHECK(market_share(500, 0.4, 1) == Approx(400));
    CHECK(ads_per_user_day(365e6, 10e6, 2) == Approx(50));
    CHECK(marketplace(100, 0.5, 0.1) == Approx(5));
    CHECK(app_store_commission(290e6, 0.5, 0.2) == Approx(29e6));
    CHECK(cloud_share(100, 0.8, 0.3) == Approx(24));
    CHECK(between(100, 400, 0.5) == Approx(200));
    const std::vector<double> two{100, 400};
    CHECK(combined(two, std::vector<double>{0.5, 0.5}) == Approx(200));
    CHECK(combined(two, std::vector<double>{0.8, 0.2}) == Approx(131.95).epsilon(1e-4));
}

TEST_CASE("M1 shares a region by internet users and income, times a product's share", "[revenue]") {
    const auto whole = line(2020, "regional_share", of_region);
    INFO(to_text(whole.problems()));
    REQUIRE(whole);
    CHECK(whole->central == Approx(600e6));
    CHECK(whole->basis == "customer_billing");
    CHECK(line(2020, "regional_share", with(of_region, "product", "p"))->central == Approx(150e6));
    // The product's share of 2021 is not published; that of 2020 is taken, and said.
    const auto next = line(2021, "regional_share", with(of_region, "product", "p"));
    CHECK(next->central == Approx(165e6));
    CHECK(says(*next, "share of FY2020"));
    // A fiscal year that ends in September: three quarters of its own, one of the next.
    CHECK(line(2020, "regional_share", with(of_region, "fiscal_year_ends", "september"))->central ==
          Approx(0.6 * (750e6 + 275e6)));
}

TEST_CASE("the year falls on its quarters as the region's published revenue does", "[revenue]") {
    const auto made = line(2021, "regional_share", of_region);
    REQUIRE(made);
    CHECK(made->quarters[0] == 100'000'000);
    CHECK(made->quarters[3] == 500'000'000);
    CHECK(line(2020, "regional_share", of_region)->quarters[0].is_zero());
}

TEST_CASE("M2 is users times revenue per user, moved to the country's income", "[revenue]") {
    const auto made = line(2020, "users_arpu", of_users);
    INFO(to_text(made.problems()));
    REQUIRE(made);
    CHECK(made->central == Approx(600e6));
    CHECK(made->basis == "user_location");
    const auto part = line(2020, "users_arpu", with(of_users, "users_part", "50%"));
    CHECK(part->central == Approx(300e6));
    // 2021: revenue of the region over its users; the country's users lie between 60 and 240 m.
    const auto next = line(2021, "users_arpu", of_users);
    INFO(to_text(next.problems()));
    REQUIRE(next);
    CHECK(next->central == Approx(120e6 * 12));
    CHECK(says(*next, "taken between 2020 and 2022"));
    CHECK(std::any_of(next->assumptions.begin(), next->assumptions.end(), [](const assumption& a) {
        return a.name == "interpolated_figure, users_arpu";
    }));
}

TEST_CASE("converting one basis to another is a step of its own", "[revenue]") {
    const auto made = line(2020, "users_arpu", with(of_users, "convert", "billed"));
    REQUIRE(made);
    CHECK(made->central == Approx(480e6));
    CHECK(made->basis == "customer_billing");
    CHECK(says(*made, "from user_location to customer_billing"));
}

TEST_CASE("M3, M5, M6 and M7 on made-up figures", "[revenue]") {
    const auto panel = line(2020, "market_share",
                            {{"market_scope", "panel"},
                             {"platform", "facebook"},
                             {"platform_scope", "panel"},
                             {"leakage", "leak"}});
    INFO(to_text(panel.problems()));
    REQUIRE(panel);
    CHECK(panel->central == Approx(400e6));
    CHECK(line(2020, "marketplace",
               {{"subject", "shop"}, {"metric", "exports"}, {"take_rate", "take"}})
              ->central == Approx(5e6));
    const options store{{"store_share", "store"}};
    CHECK(line(2020, "app_store_commission", store)->central == Approx(60e6));
    CHECK(line(2020, "app_store_commission", with(store, "store", "other"))->central ==
          Approx(20e6));
    CHECK(line(2020, "app_store_commission", with(store, "base", "full_price"))->central ==
          Approx(300e6));
    CHECK(line(2019, "app_store_commission", store)->central == Approx(30e6));
    // A year without a figure moves with a published series, and says so; without one it is
    // refused.
    const auto moved = line(2021, "app_store_commission", with(store, "moves_with", "g growing"));
    INFO(to_text(moved.problems()));
    REQUIRE(moved);
    CHECK(moved->central == Approx(90e6));
    CHECK(says(*moved, "that of 2020 moved with g growing, × 1.5"));
    CHECK(line(2021, "app_store_commission", store).problems().front().id == code::figure);
    const auto cloud = line(2020, "cloud_share", {{"group", "c"}});
    CHECK(cloud->central == Approx(24e6));
    CHECK(cloud->assumptions.back().name == "recalled_figure, cloud_share");
    CHECK(line(2020, "cloud_share", {{"group", "c"}, {"share", "country"}})->central ==
          Approx(50e6));
}

TEST_CASE("a figure too far away is refused, not guessed", "[revenue]") {
    const auto far = line(2023, "app_store_commission", {{"store_share", "store"}});
    REQUIRE_FALSE(far);
    CHECK(far.problems().front().id == code::figure);
    CHECK(far.problems().front().help == "published here for 2018, 2020");
}

TEST_CASE("models are combined in logarithms by the inverse of their variance", "[revenue]") {
    const auto made = line(request(2020, {use("users_arpu", with(of_users, "convert", "billed")),
                                          use("regional_share", of_region)}));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    // Spreads 0.3 and 0.6: weights 4/5 and 1/5.
    CHECK(made->central == Approx(480e6 * std::pow(600.0 / 480.0, 0.2)));
    CHECK(says(*made, "0.8, 0.2"));
    // A model without its figures gives way, and the answer says so.
    const auto left = line(
        request(2020, {use("regional_share", of_region), use("cloud_share", {{"group", "m"}})}));
    REQUIRE(left);
    CHECK(left->central == Approx(600e6));
    CHECK(says(*left, "cloud_share left out: there is no figure"));
    const auto mixed =
        line(request(2020, {use("users_arpu", of_users), use("regional_share", of_region)}));
    REQUIRE_FALSE(mixed);
    CHECK(mixed.problems().front().message.find("measure different things") != std::string::npos);
}

TEST_CASE("a year after the last known one grows like the series behind it", "[revenue]") {
    auto asked = request(2025, {use("regional_share", of_region)});
    asked.last_known = 2023;
    const auto made = line(asked);
    INFO(to_text(made.problems()));
    REQUIRE(made);
    CHECK(made->forecast);
    CHECK(made->central == Approx(0.6 * 1331e6 * 1.21));
    CHECK(says(*made, "forecast: 2023 × 1.21"));
    const auto& growth = made->assumptions.back();
    CHECK(growth.name == "growth after 2023, g R");
    CHECK(growth.spread == Approx(0.05 * std::sqrt(2.0)));  // never less than five per cent a year
    CHECK(growth.source.find("FY2020, FY2021, FY2022, FY2023") != std::string::npos);
    // Years that the series lacks count: 1.1 a year and not 1.15.
    auto gaps = request(2022, {use("regional_share", with(of_region, "group", "h"))});
    gaps.last_known = 2021;
    CHECK(line(gaps)->central == Approx(0.6 * 1331e6 * 1.1));
    auto unknown = request(2021, {use("cloud_share", {{"group", "c"}})});
    unknown.last_known = 2020;
    CHECK(line(unknown).problems().front().id == code::figure);
}

TEST_CASE("a cross-check is printed and in no figure", "[revenue]") {
    auto asked = request(2020, {use("users_arpu", of_users)});
    const auto without = line(asked);
    asked.cross_check = use("impressions_cpm", {{"platform", "facebook"}});
    const auto made = line(asked);
    INFO(to_text(made.problems()));
    REQUIRE(made);
    CHECK(made->usd == without->usd);
    REQUIRE(made->cross_checks.size() == 1);
    CHECK(made->cross_checks[0].find("82 advertisements a day") != std::string::npos);
    asked.cross_check->model = "users_arpu";
    CHECK(line(asked).problems().front().id == code::model);
}

TEST_CASE("shares of the variance add up, and the same seed gives the same draws", "[revenue]") {
    const auto made = line(2020, "users_arpu", of_users);
    double shares = 0;
    for (const double s : made->shares) shares += s;
    CHECK(shares == Approx(1));
    CHECK(line(2020, "users_arpu", of_users)->usd == made->usd);
}

TEST_CASE("a model asked wrongly says what it needs", "[revenue]") {
    const auto problem = [](const std::string& model, const options& with) {
        return line(2020, model, with).problems().front();
    };
    CHECK(problem("user_arpu", {}).help == "did you mean 'users_arpu'?");
    CHECK(problem("nothing like it", {}).help.find("it is one of: users_arpu") == 0);
    CHECK(problem("users_arpu", {{"group", "m"}}).message ==
          "'scope' is missing in the model 'users_arpu'");
    CHECK(problem("users_arpu", with(of_users, "users_part", "lots")).id == code::literal);
    CHECK(problem("users_arpu", with(of_users, "region", "q")).id == code::model);
    CHECK(problem("regional_share", with(of_region, "fiscal_year_ends", "june")).id ==
          code::literal);
    CHECK(problem("regional_share", with(of_region, "product", "q")).id == code::model);
    CHECK(problem("app_store_commission", {{"store_share", "store"}, {"bace", "x"}}).help ==
          "did you mean 'base'?");
    CHECK(problem("app_store_commission", {{"store_share", "store"}, {"base", "x"}}).id ==
          code::literal);
    CHECK(problem("app_store_commission", {{"store_share", "store"}, {"store", "x"}}).id ==
          code::literal);
    CHECK(problem("app_store_commission", {{"store_share", "shop"}}).id == code::model);
    CHECK(problem("app_store_commission", {{"store_share", "store"}, {"moves_with", "g"}}).id ==
          code::literal);
    CHECK(problem("cloud_share", {{"group", "c"}, {"share", "x"}}).id == code::literal);
}
