// SPDX-License-Identifier: Apache-2.0
// Words that other files write against those that a rule allows: cases, jurisdictions, reforms and
// scenarios, each when it is read.
#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/cases.hpp>
#include <levy/rule/reform.hpp>
#include <levy/scenario/estimate.hpp>

#include "../the_law.hpp"

using namespace levy;
using levy::tests::the_law;

namespace {

std::string swapped(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

source_handle source(const std::string& text) {
    return std::make_shared<const source_text>("planted.yaml", text);
}

std::string text_of(const std::string& id) {
    diagnostics sink;
    return open_source(the_law().path_of(id), sink)->text();
}

/// One planted word is one problem, at the word, with what is meant and where others are allowed.
void is_refused(const diagnostics& problems, const std::string& at, const std::string& meant,
                const std::string& allowed_at) {
    INFO(to_text(problems));
    REQUIRE(problems.size() == 1);
    const auto& p = problems.front();
    CHECK(p.id == code::one_of);
    CHECK(p.primary.where.text() == at);
    CHECK(p.primary.where.in->name() == "planted.yaml");
    CHECK(p.help == meant);
    CHECK(p.related.size() == (allowed_at.empty() ? 0 : 1));
    if (!p.related.empty())
        CHECK(std::string{p.related.front().where.text()}.starts_with(allowed_at));
}

diagnostics problems_of_cases(const std::string& text) {
    diagnostics sink;
    const auto document = read_yaml(source(text), sink);
    REQUIRE(document);
    rule::check_cases(the_law(), *document, sink);
    return sink;
}

diagnostics problems_of_jurisdiction(const std::string& from, const std::string& to) {
    const auto changed = the_law().replacing("xx/jurisdiction",
                                             source(swapped(text_of("xx/jurisdiction"), from, to)));
    const auto in = changed.jurisdiction("xx");
    return in.problems();
}

diagnostics problems_of_reform(const std::string& patches) {
    diagnostics sink;
    const auto in = std::make_shared<const source_text>("planted.yaml",
                                                        "levy: 1\nreform: planted\ntitle: A "
                                                        "reform\npatches:\n  " +
                                                            patches + "\n");
    const auto document = read_yaml(in, sink);
    REQUIRE(document);
    const auto read = rule::read_reform(*document, in, sink);
    if (read) sink.append(the_law().under(*read).problems());
    return sink;
}

diagnostics problems_of_scenario(const std::string& from, const std::string& to) {
    const std::string good = R"(levy: 1
scenario: planted
title: A small question
jurisdiction: vn
period: 2020
currency: VND
exchange: {series: annual_average}
draws: 100
seed: 7
readings: {D4: with_vat}
platforms:
  - name: Facebook
    given: {seller_state: IE, registered: false}
    streams:
      - name: advertising
        given: {stream: advertising, customer: business}
        model: users_arpu
        with: {group: meta, scope: APAC, region: meta-apac, users: 2020-11}
compare:
  - {name: consumers, given: {customer: consumer}}
)";
    static const auto figures = revenue::figures::open(std::string{LEVY_ROOT} + "/rules/figures");
    REQUIRE(figures);
    diagnostics sink;
    const auto in = source(swapped(good, from, to));
    const auto document = read_yaml(in, sink);
    REQUIRE(document);
    if (const auto asked = scenario::read_scenario(*document, in, sink))
        sink.append(scenario::check(*asked, the_law(), *figures));
    return sink;
}

const std::string of_rule = R"(levy: 1
cases_of: xx/threshold-levy
given: {kind: search, world_revenue: 1, local_revenue: 1}
cases:
  - case: one
    why: a word
    period: 2024
    given: {kind: social}
    expect: {reason: below_threshold, liable: supplier, filing: {every: accounting_year}}
  - {case: two, why: a misspelt one, period: 2024, given: {kind: shopp}, expect: {error: one_of}}
)";

}  // namespace

TEST_CASE("a misspelt word of a case is refused before any case is run", "[diagnostics]") {
    CHECK(problems_of_cases(of_rule).empty());
    const auto refused = [](const std::string& from, const std::string& to, const std::string& at,
                            const std::string& meant, const std::string& allowed_at = "") {
        is_refused(problems_of_cases(swapped(of_rule, from, to)), at, meant, allowed_at);
    };
    const std::string kinds = "[search, social, shop]";
    refused("{kind: search,", "{kind: serch,", "serch", "did you mean 'search'?", kinds);
    refused("{kind: social}", "{kind: socal}", "socal", "did you mean 'social'?", kinds);
    refused("error: one_of", "error: missing", "shopp", "did you mean 'shop'?", kinds);
    refused("below_threshold", "below_treshold", "below_treshold",
            "did you mean 'below_threshold'?");
    refused("liable: supplier", "liable: suplier", "suplier", "did you mean 'supplier'?");
    refused("every: accounting_year", "every: acounting_year", "acounting_year",
            "did you mean 'accounting_year'?");
}

TEST_CASE("a misspelt word of a jurisdiction's case is refused before it is run", "[diagnostics]") {
    const std::string good = R"(levy: 1
cases_of: xx/jurisdiction
currency: EUR
given: {amount: 1_000, customer: business, stream: advertising}
cases:
  - case: one
    why: a word
    period: 2024-01
    given: {stream: goods}
    readings: {X2: ignore}
    expect: {gross: {liable: buyer, reason: treaty}}
)";
    CHECK(problems_of_cases(good).empty());
    const auto refused = [&](const std::string& from, const std::string& to, const std::string& at,
                             const std::string& meant, const std::string& allowed_at = "") {
        is_refused(problems_of_cases(swapped(good, from, to)), at, meant, allowed_at);
    };
    refused("stream: advertising", "stream: advertisng", "advertisng",
            "did you mean 'advertising'?");
    refused("stream: goods", "stream: godos", "godos", "did you mean 'goods'?");
    refused("liable: buyer", "liable: buyr", "buyr", "did you mean 'buyer'?");
    refused("reason: treaty", "reason: treatty", "treatty", "did you mean 'treaty'?");
    const auto choice = problems_of_cases(swapped(good, "X2: ignore", "X2: ingore"));
    REQUIRE(choice.size() == 1);
    CHECK(choice.front().id == code::reading);
    CHECK(choice.front().primary.where.text() == "ingore");
    CHECK(choice.front().help == "did you mean 'ignore'?");
    CHECK(choice.front().related.front().where.text() == "swapped_days");
    const auto unknown = problems_of_cases(swapped(good, "X2: ignore", "X3: ignore"));
    REQUIRE(unknown.size() == 1);
    CHECK(unknown.front().id == code::reading);
    CHECK(unknown.front().primary.where.text() == "X3");
    CHECK(unknown.front().help == "did you mean 'X2'?");
}

TEST_CASE("a word that a jurisdiction gives to a rule is one that the rule allows",
          "[diagnostics]") {
    const auto refused = [](const std::string& from, const std::string& to, const std::string& at,
                            const std::string& meant, const std::string& allowed_at = "") {
        is_refused(problems_of_jurisdiction(from, to), at, meant, allowed_at);
    };
    refused("name: \"search\"", "name: \"serch\"", "\"serch\"", "did you mean \"search\"?",
            "[search, social]");
    refused("item.stream = \"advertising\"", "item.stream = \"advertisng\"", "\"advertisng\"",
            "did you mean \"advertising\"?");
    refused("when: route = \"gross\"", "when: route = \"gros\"", "\"gros\"",
            "did you mean \"gross\"?", "route");
    refused("customer = \"consumer\"", "customer = \"consumr\"", "\"consumr\"",
            "did you mean \"consumer\"?");
    refused("account.liable != \"supplier\"", "account.liable != \"suplier\"", "\"suplier\"",
            "did you mean \"supplier\"?");
    refused("[goods, goods, false]", "[godos, goods, false]", "godos", "did you mean 'goods'?");
}

TEST_CASE("a word of a reform is one that the law allows", "[diagnostics]") {
    is_refused(problems_of_reform("vn/foreign-supplier-tax.define.entitled: {2027-01-01: {value: "
                                  "'if customer = \"consumr\" then 0 else amount'}}"),
               "\"consumr\"", "did you mean \"consumer\"?", "[consumer, ");
    const auto problem = [](const std::string& patch, code id, const std::string& at,
                            const std::string& meant) {
        const auto problems = problems_of_reform(patch);
        INFO(patch << "\n" << to_text(problems));
        REQUIRE(problems.size() == 1);
        CHECK(problems.front().id == id);
        CHECK(problems.front().primary.where.text() == at);
        CHECK(problems.front().help == meant);
    };
    problem("vn/foreign-supplier-tax.tables.vat_rates[servces]: {2027-01-01: 8%}", code::no_row,
            "servces", "did you mean 'services'?");
    problem("vn/foreign-supplier-tax.readings.cit_base.default: wit_vat", code::reading, "wit_vat",
            "did you mean 'with_vat'?");
    problem("vn/foreign-supplier-tax.liable: {2027-01-01: {valeu: '\"buyer\"'}}", code::key,
            "valeu", "did you mean 'value'?");
    problem("vn/foreign-supplier-tax.liable: {2027-01-01: '\"suplier\"'}", code::one_of,
            "\"suplier\"", "did you mean \"supplier\"?");
}

TEST_CASE("a word of a scenario is one that the jurisdiction allows", "[diagnostics]") {
    const auto refused = [](const std::string& from, const std::string& to, const std::string& at,
                            const std::string& meant) {
        is_refused(problems_of_scenario(from, to), at, meant, "");
    };
    refused("stream: advertising, c", "stream: advertisng, c", "advertisng",
            "did you mean 'advertising'?");
    refused("customer: business", "customer: busines", "busines", "did you mean 'business'?");
    refused("{customer: consumer}", "{customer: consumr}", "consumr", "did you mean 'consumer'?");
}
