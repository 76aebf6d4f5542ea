// SPDX-License-Identifier: Apache-2.0
// Names that a scenario takes from elsewhere, each refused at its place before anything is
// assessed.
#include <catch2/catch.hpp>

#include "small.hpp"

using namespace levy;
using namespace levy::tests;

namespace {

/// One problem, at these characters: the last place of the file where they stand.
void refused(const std::string& text, code id, const std::string& at, const std::string& help) {
    const auto met = problems(text);
    INFO(to_text(met));
    REQUIRE(met.size() == 1);
    CHECK(met.front().id == id);
    CHECK(met.front().primary.where.text() == at);
    CHECK(met.front().primary.where.begin == text.rfind(at));
    CHECK(met.front().help == help);
}

std::string with(const std::string& line) {
    return changed("seed: 7\n", "seed: 7\n" + line + "\n");
}
std::string expecting(const std::string& what) { return small + "expect:\n  " + what + "\n"; }

}  // namespace

TEST_CASE("what a scenario names is looked up where it is named", "[scenario]") {
    CHECK(problems(small).ok());
    CHECK(problems(consumers).ok());
    refused(changed("jurisdiction: vn", "jurisdiction: nv"), code::not_found, "nv",
            "did you mean 'vn'?");
    refused(changed("series: annual_average", "series: annual_avrage"), code::figure,
            "annual_avrage", "did you mean 'annual_average'?");
    refused(changed("period: 2020", "period: 2050"), code::figure, "annual_average",
            problems(changed("period: 2020", "period: 2050")).front().help);
    refused(changed("debtor: buyer", "debtor: buyr"), code::one_of, "buyr",
            "did you mean 'buyer'?");
    refused(changed("debtor: buyer", "platforms: [Facebok]"), code::scenario, "Facebok",
            "did you mean 'Facebook'?");
    refused(with("parts: [{of: advertisng, share: 1%, about: none}]"), code::scenario, "advertisng",
            "did you mean 'advertising'?");
    refused(with("beside: [{name: a, rule: vn/advertising-fine, period: 2020, given: {}}]"),
            code::not_found, "vn/advertising-fine", "did you mean 'vn/advertising-fines'?");
    refused(with("compare: [{name: a, reform: reforms/nope.yaml}]"), code::scenario,
            "reforms/nope.yaml", "");
}

TEST_CASE("a scenario is called as its file is", "[scenario]") {
    diagnostics sink;
    const auto source = std::make_shared<const source_text>("other.yaml", small);
    const auto asked = scenario::read_scenario(*read_yaml(source, sink), source, sink);
    REQUIRE(asked);
    const auto met = scenario::check(*asked, the_law(), the_figures());
    REQUIRE(met.size() == 1);
    CHECK(met.front().primary.where.text() == "small");
    CHECK(met.front().help == "scenario: other");
}

TEST_CASE("a row of the receipts is found by its tax, its taxpayer and its days", "[scenario]") {
    const auto floor = [](const std::string& row) {
        return changed("        model: users_arpu\n",
                       "        floor: {" + row + "}\n        model: users_arpu\n");
    };
    CHECK(problems(floor("tax: FCT.VAT+CIT, taxpayer: Facebook, start: 2018-01-01, end: "
                         "2021-12-31"))
              .ok());
    refused(floor("tax: FCT.VAT+CIT, taxpayer: Facebok, start: 2018-01-01, end: 2021-12-31"),
            code::figure, "Facebok", "did you mean 'Facebook'?");
    refused(floor("tax: FCT.VAT+CT, taxpayer: Facebook, start: 2018-01-01, end: 2021-12-31"),
            code::figure, "FCT.VAT+CT", "did you mean 'FCT.VAT+CIT'?");
    const auto days =
        problems(floor("tax: FCT.VAT+CIT, taxpayer: Facebook, start: 2018-01-02, end: 2021-12-31"));
    REQUIRE(days.size() == 1);
    CHECK(days.front().help == "its rows are for 2018-01-01..2021-09-30, 2018-01-01..2021-12-31");
    refused(changed("tax: FCT.VAT+CIT", "tax: FCT.VAT+CT"), code::figure, "FCT.VAT+CT",
            "did you mean 'FCT.VAT+CIT'?");
}

TEST_CASE("two platforms or two streams of one name are told apart by nobody", "[scenario]") {
    refused(changed("name: Amazon", "name: Facebook"), code::scenario, "Facebook",
            "give each a name of its own");
    const std::string stream = "      - {name: fees, refused: nothing is published}\n";
    refused(changed(stream, stream + stream), code::scenario, "fees",
            "give each a name of its own");
    CHECK(problems(changed(stream, stream + stream)).front().related.size() == 1);
}

TEST_CASE("the days of a fact that changes come in rising order", "[scenario]") {
    const auto dated = [](const std::string& days) {
        return changed("seller_state: US, registered: false",
                       "seller_state: US, registered: {" + days + "}");
    };
    CHECK(problems(dated("2014-01-01: true, 2022-01-01: false")).ok());
    refused(dated("2022-01-01: false, 2014-01-01: true"), code::order, "2014-01-01",
            "write 2014-01-01 before 2022-01-01");
    refused(with("compare: [{name: a, given: {registered: {2023-01-01: false, 2015-01-01: "
                 "true}}}]"),
            code::order, "2015-01-01", "write 2015-01-01 before 2023-01-01");
}

TEST_CASE("what is expected names what an answer can have", "[scenario]") {
    const auto tax = [](const std::string& platform, const std::string& stream,
                        const std::string& charge) {
        return expecting("taxes: [{platform: " + platform + ", stream: " + stream +
                         ", period: 2020-Q1, revenue: 1000, charges: {" + charge +
                         ": 50}, why: five per cent}]");
    };
    CHECK(problems(tax("Facebook", "advertising", "vat")).ok());
    refused(tax("Facebok", "advertising", "vat"), code::scenario, "Facebok",
            "did you mean 'Facebook'?");
    refused(tax("Facebook", "advertisin", "vat"), code::scenario, "advertisin",
            "did you mean 'advertising'?");
    refused(tax("Facebook", "advertising", "vta"), code::scenario, "vta", "did you mean 'vat'?");
    const auto band = [](const std::string& of, const std::string& numbers) {
        return expecting("bands: [{of: " + of + ", " + numbers + ", why: it is so}]");
    };
    for (const auto* of : {"tax", "tax vat", "tax 2020", "gap", "tax Facebook advertising",
                           "revenue Facebook advertising", "owed all", "minimum", "tax buyer"})
        CHECK(problems(band(of, "low: 1, high: 2")).ok());
    refused(band("tax vaat", "low: 1, high: 2"), code::scenario, "tax vaat",
            "did you mean 'tax vat'?");
    refused(band("revenue Facebok advertising", "low: 1, high: 2"), code::scenario,
            "revenue Facebok advertising", "did you mean 'revenue Facebook advertising'?");
    refused(band("tax", "low: 200, high: 17"), code::range, "17", "low: 17, high: 200");
}
