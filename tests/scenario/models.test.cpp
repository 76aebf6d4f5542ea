// SPDX-License-Identifier: Apache-2.0
// What stands under `with` of a model: its keys, its words and the names of figures, each refused
// where it is written.
#include <catch2/catch.hpp>

#include "small.hpp"

using namespace levy;
using namespace levy::tests;

namespace {

/// One problem, at these characters of the file.
void refused(const std::string& text, code id, const std::string& at, const std::string& help) {
    const auto met = problems(text);
    INFO(text.substr(text.find("platforms:")));
    INFO(to_text(met));
    REQUIRE(met.size() == 1);
    CHECK(met.front().id == id);
    CHECK(met.front().primary.where.text() == at);
    CHECK(met.front().primary.where.begin == text.find(at));
    CHECK(met.front().help == help);
}

/// The small scenario's model by another one.
std::string with(const std::string& model, const std::string& words) {
    auto text = changed("model: users_arpu", "model: " + model);
    const auto at = text.find("{group: meta");
    return text.replace(at, text.find('}', at) + 1 - at, "{" + words + "}");
}

const std::string users = "group: meta, scope: APAC, region: meta-apac";
const std::string store = "store_share: apple_share_of_app_spend, moves_with: apple services";
const std::string region = "group: alphabet, scope: APAC, region: alphabet-apac";

}  // namespace

TEST_CASE("a key that a model has not is refused where it is written", "[scenario]") {
    refused(with("cloud_share", "group: google, shareq: country"), code::key, "shareq",
            "did you mean 'share'?");
    refused(with("regional_share", region + ", metricq: revenue_total"), code::key, "metricq",
            "did you mean 'metric'?");
    // A misspelt key is told once, and not as one that is missing as well.
    refused(with("users_arpu", "grop: meta, scope: APAC, region: meta-apac"), code::key, "grop",
            "did you mean 'group'?");
    refused(with("cloud_share", "group: google, scope: APAC"), code::key, "scope",
            "its keys are group, market, share, moves_with, convert, by_users");
    const auto lacking = with("users_arpu", "group: meta, scope: APAC");
    const auto met = problems(lacking);
    REQUIRE(met.size() == 1);
    CHECK(met.front().message == "'region' is missing in the model 'users_arpu'");
    CHECK(met.front().primary.where.begin == lacking.find("{group"));
    refused(with("user_arpu", users), code::model, "user_arpu", "did you mean 'users_arpu'?");
}

TEST_CASE("a model without what it needs says what that is", "[scenario]") {
    auto text = changed(
        "        with: {group: meta, scope: APAC, region: meta-apac, users: 2020-11}\n", "");
    const auto met = problems(text);
    REQUIRE(met.size() == 1);
    CHECK(met.front().id == code::key);
    CHECK(met.front().message == "'with' is missing in a stream");
    CHECK(met.front().help ==
          "add `with: {group: …, scope: …, region: …}`, what the model 'users_arpu' needs");
}

TEST_CASE("the keys of models in a list, of a cross-check and of a switch are held to",
          "[scenario]") {
    const std::string one =
        "        model: users_arpu\n        with: {group: meta, scope: APAC, "
        "region: meta-apac, users: 2020-11}\n";
    refused(changed(one, "        models: [{model: users_arpu, with: {" + users +
                             ", convrt: billed_over_user_location}}]\n"),
            code::key, "convrt", "did you mean 'convert'?");
    refused(changed(one, one + "        cross_check: {model: impressions_cpm, with: {platfrm: "
                               "facebook}}\n"),
            code::key, "platfrm", "did you mean 'platform'?");
    refused(changed(one, one + "        cross_check: {model: impresions_cpm, with: {platform: "
                               "facebook}}\n"),
            code::model, "impresions_cpm", "did you mean 'impressions_cpm'?");
    const auto switched = [](const std::string& words) {
        return changed("paid:\n", "compare: [{name: other, with: {" + words + "}}]\npaid:\n");
    };
    refused(switched("usrs: 2021-11"), code::key, "usrs", "did you mean 'users'?");
    refused(switched("take_rate: facebook_self_service_leakage"), code::scenario, "take_rate",
            "state it under `with` of the models that it is to change");
    refused(switched("region: meta-pac"), code::model, "meta-pac", "did you mean 'meta-apac'?");
}

TEST_CASE("a value of a closed list is one of its words", "[scenario]") {
    refused(with("app_store_commission", store + ", base: comission"), code::literal, "comission",
            "did you mean 'commission'?");
    refused(with("app_store_commission", store + ", store: othr"), code::literal, "othr",
            "did you mean 'other'?");
    refused(with("cloud_share", "group: google, share: contry"), code::literal, "contry",
            "did you mean 'country'?");
    refused(with("regional_share", region + ", fiscal_year_ends: septembr"), code::literal,
            "septembr", "did you mean 'september'?");
    refused(
        with("app_store_commission", "store_share: apple_share_of_app_spend, moves_with: services"),
        code::literal, "services", "moves_with: apple services");
    refused(with("users_arpu", users + ", users_part: 200%"), code::range, "200%",
            "write it as 90%");
    refused(with("users_arpu", users + ", users_part: 1000"), code::range, "1000",
            "write it as 90%");
    refused(with("users_arpu", users + ", users_part: most"), code::literal, "most",
            "write it as 90%");
    CHECK(problems(with("users_arpu", users + ", users_part: 100%")).ok());
    const auto part = [](const std::string& is) {
        auto text = with("users_arpu", users + ", users_part: 90%");
        text.replace(text.find("paid:\n"), 6,
                     "compare: [{name: other, with: {users_part: " + is + "}}]\npaid:\n");
        return text;
    };
    refused(part("201%"), code::range, "201%", "write it as 90%");
}

TEST_CASE("a name that no figure has is refused where it is written", "[scenario]") {
    refused(with("users_arpu", "group: mta, scope: APAC, region: meta-apac"), code::model, "mta",
            "did you mean 'meta'?");
    refused(with("users_arpu", "group: meta, scope: APAQ, region: meta-apac"), code::model, "APAQ",
            "did you mean 'APAC'?");
    refused(with("users_arpu", "group: meta, scope: APAC, region: meta-pac"), code::model,
            "meta-pac", "did you mean 'meta-apac'?");
    refused(with("users_arpu", users + ", convert: billed_over_userlocation"), code::model,
            "billed_over_userlocation", "did you mean 'billed_over_user_location'?");
    refused(with("regional_share", region + ", product: youtube_ad"), code::model, "youtube_ad",
            "did you mean 'youtube_ads'?");
    refused(with("app_store_commission",
                 "store_share: apple_share_of_app_spend, moves_with: apple servces"),
            code::model, "apple servces", "did you mean 'apple services'?");
    refused(with("market_share",
                 "market_scope: ANT, platform: facebook, platform_scope: \"ANTS, "
                 "ad spend\", leakage: facebook_self_service_leakage"),
            code::model, "ANT", "did you mean 'ANTS'?");
    // Another estimate of the same line that measures something else.
    const auto mixed = problems(changed(
        "        model: users_arpu\n        with: {group: meta, scope: APAC, region: meta-apac, "
        "users: 2020-11}\n",
        "        models:\n          - {model: users_arpu, with: {" + users +
            "}}\n          - {model: regional_share, with: {" + region + "}}\n"));
    REQUIRE(mixed.size() == 1);
    CHECK(mixed.front().message.find("measure different things") != std::string::npos);
}
