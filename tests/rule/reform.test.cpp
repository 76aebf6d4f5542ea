// SPDX-License-Identifier: Apache-2.0

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/reform.hpp>
#include <levy/text/sha256.hpp>

#include "../own_folder.hpp"
#include "../the_law.hpp"

using namespace levy;
using tests::the_law;

namespace {

/// A reform of these patches, in a file `r.yaml` whose fifth line is the first of them.
std::string of_patches(const std::string& patches) {
    return "levy: 1\nreform: r\ntitle: A reform\npatches:\n  " + patches + "\n";
}

outcome<law> law_under(const std::string& text, const law& stands = the_law(),
                       const std::string& path = "r.yaml") {
    diagnostics problems;
    const auto source = std::make_shared<const source_text>(path, text);
    const auto document = read_yaml(source, problems);
    if (!document) return problems;
    REQUIRE(rule::is_reform(*document));
    const auto read = rule::read_reform(*document, source, problems);
    CHECK(read.has_value() == problems.ok());
    if (!read) return problems;
    return stands.under(*read);
}

law patched(const std::string& patches) {
    const auto made = law_under(of_patches(patches));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    return *made;
}

/// One output, as text; or the word of the problem that stopped it.
std::string output_of(const law& under, const std::string& id, request asked,
                      const std::string& name = "due") {
    const auto made = under.assess(id, asked);
    if (!made) return std::string{name_of(made.problems().front().id)};
    const auto* found = made->find(name);
    REQUIRE(found);
    if (found->refused) return std::string{name_of(found->refused->id)};
    return feel::to_text(found->is);
}

std::string flat(const law& under, const char* month, const char* known = "") {
    return output_of(under, "xx/flat-levy",
                     {.period = month, .given = {{"revenue", "1000"}}, .known = known});
}
std::string by_kind(const law& under, const char* year, const char* kind,
                    const char* resident = "false", const char* revenue = "100") {
    return output_of(
        under, "xx/rate-table",
        {.period = year, .given = {{"revenue", revenue}, {"kind", kind}, {"resident", resident}}});
}

/// A file in a folder of its own for tests, with its path.
std::string written(const std::string& name, const std::string& text) {
    static const levy::tests::own_folder folder;
    return folder.write(name, text);
}

struct problem_wanted {
    std::string place;  // of `r.yaml`: line and column
    code id;
    std::string message, help;
};

void refused(const std::string& text, const problem_wanted& wanted,
             const std::string& path = "r.yaml") {
    INFO(text);
    const auto made = law_under(text, the_law(), path);
    REQUIRE_FALSE(made);
    INFO(to_text(made.problems()));
    CHECK(made.problems().size() == 1);
    const auto& problem = made.problems().front();
    CHECK(to_text(problem.primary.where) == path + ":" + wanted.place);
    CHECK(problem.id == wanted.id);
    CHECK(problem.message == wanted.message);
    CHECK(problem.help == wanted.help);
}
void patch_refused(const std::string& patches, const problem_wanted& wanted) {
    refused(of_patches(patches), wanted);
}

}  // namespace

TEST_CASE("a table that reads a figure is proven with the reform's figures", "[rule]") {
    const auto standing = the_law().replacing(
        "xx/flat-levy", std::make_shared<const source_text>("draft.yaml", R"(levy: 1
rule: xx/flat-levy
title: A draft
currency: EUR
assessed: per month
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
parameters:
  gate: {type: money, values: {2020-01-01: {value: 500, source: act s.2}}}
tables:
  t:
    columns: [{name: sum, type: money}]
    gives: ratio
    values: {2020-01-01: {source: act s.4, rows: [["< gate", 1%], [">= 500", 2%]]}}
inputs: {revenue: {type: money, min: 0}}
outputs: {due: {value: revenue * t(revenue), source: act s.3}}
)"));
    REQUIRE(standing.instrument("xx/flat-levy"));
    const auto patched_to = [&](const std::string& figure) {
        return law_under(of_patches("xx/flat-levy.parameters.gate: {2025-01-01: " + figure + "}"),
                         standing);
    };
    CHECK(patched_to("500"));
    const auto lower = patched_to("400");
    REQUIRE_FALSE(lower);
    REQUIRE(lower.problems().size() == 1);
    CHECK(lower.problems().front().message ==
          "the table 't' says nothing for sum [400..500), from 2025-01-01");
    REQUIRE(lower.problems().front().related.size() == 1);
    CHECK(to_text(lower.problems().front().related[0].where) == "r.yaml:5:46");
    CHECK(lower.problems().front().related[0].text == "gate is 400");
    const auto higher = patched_to("600");
    REQUIRE_FALSE(higher);
    CHECK(higher.problems().front().message ==
          "two rows of the table 't' meet for sum [500..600), from 2025-01-01");
}

TEST_CASE("a reform's value holds from its day, and the law's later ones give way", "[rule]") {
    const auto under =
        patched("xx/flat-levy.parameters.rate: {2024-03-01: 2%, 2025-01-01: {value: 6%, note: n}}");
    CHECK(flat(under, "2024-02") == "30");
    CHECK(flat(under, "2024-03") == "20");
    CHECK(flat(under, "2024-06") == "20");
    CHECK(flat(under, "2024-07") == "20");  // the law says 4.5 % from this day
    CHECK(flat(under, "2024-12") == "20");
    CHECK(flat(under, "2025-01") == "60");
    SECTION("the law beside it stays as it is") {
        CHECK(flat(the_law(), "2024-03") == "30");
        CHECK(flat(the_law(), "2024-07") == "45");
        CHECK(flat(the_law(), "2025-01") == "45");
    }
    SECTION("the answer names the reform and its note") {
        const auto made =
            under.assess("xx/flat-levy", {.period = "2025-01", .given = {{"revenue", "1000"}}});
        REQUIRE(made);
        const auto told = explain(*made);
        CHECK(told.find("rate: 6%  [reform, since 2025-01-01]") != std::string::npos);
        CHECK(told.find("  reform: A reform (a proposal)") != std::string::npos);
        const auto& source = made->by->sources.at("reform");
        CHECK(source.trust == confidence::derived);
    }
    SECTION("a day on which the law has a value too is the reform's") {
        const auto same = patched("xx/flat-levy.parameters.rate: {2024-07-01: 5%}");
        CHECK(flat(same, "2024-06") == "30");
        CHECK(flat(same, "2024-07") == "50");
    }
    SECTION("a reform before the law begins") {
        const auto early = patched(
            "xx/flat-levy.parameters.rate: {2019-01-01: 5%}\n"
            "  xx/flat-levy.in_force: {2019-01-01: true}");
        CHECK(flat(early, "2019-01") == "50");
        CHECK(flat(early, "2018-12") == "0");
        CHECK(flat(early, "2026-01") == "50");
    }
}

TEST_CASE("law that reaches back later does not wipe a reform", "[rule]") {
    const request of_2023{.period = "2023", .given = {{"revenue", "1000"}}};
    const auto under = patched("xx/two-clocks.in_force: {2023-01-01: true}");
    CHECK(output_of(the_law(), "xx/two-clocks", of_2023) == "0");
    CHECK(output_of(under, "xx/two-clocks", {.period = "2022", .given = of_2023.given}) == "0");
    CHECK(output_of(under, "xx/two-clocks", of_2023) == "40");
    const auto all = patched("xx/two-clocks.in_force: {2022-01-01: true}");
    CHECK(output_of(all, "xx/two-clocks", {.period = "2022", .given = of_2023.given}) == "30");
}

TEST_CASE("a reform is known from the day it names, else from each of its own days", "[rule]") {
    const std::string patches = "patches:\n  xx/flat-levy.parameters.rate: {2025-01-01: 6%}\n";
    const auto dated = law_under("levy: 1\nreform: r\ntitle: t\npublished: 2024-11-05\n" + patches);
    REQUIRE(dated);
    CHECK(flat(*dated, "2025-01", "2024-11-04") == "45");
    CHECK(flat(*dated, "2025-01", "2024-11-05") == "60");
    const auto undated = law_under("levy: 1\nreform: r\ntitle: t\n" + patches);
    REQUIRE(undated);
    CHECK(flat(*undated, "2025-01", "2024-12-31") == "45");
    CHECK(flat(*undated, "2025-01", "2025-01-01") == "60");
}

TEST_CASE("a row of a table changes alone, from its day through the law's later texts", "[rule]") {
    const auto under =
        patched("xx/rate-table.tables.rate_of[advertising, false]: {2022-01-01: 4%}");
    CHECK(by_kind(under, "2021", "advertising") == "5");
    CHECK(by_kind(under, "2022", "advertising") == "4");
    CHECK(by_kind(under, "2023", "advertising") == "4");  // the law says 3 % for all but goods
    CHECK(by_kind(under, "2023", "content") == "3");
    CHECK(by_kind(under, "2023", "advertising", "true") == "3");
    CHECK(by_kind(under, "2022", "advertising", "true") == "2");
    CHECK(by_kind(under, "2022", "content") == "unknown");
    CHECK(by_kind(the_law(), "2022", "advertising") == "5");
    SECTION("inside a year, whom the reform leaves alone meets no change") {
        const auto inside =
            patched("xx/rate-table.tables.rate_of[advertising, false]: {2022-07-01: 4%}");
        CHECK(by_kind(inside, "2022", "advertising") == "changes_within_period");
        CHECK(by_kind(inside, "2022", "advertising", "true") == "2");
        CHECK(by_kind(inside, "2022", "goods") == "0");
    }
    SECTION("several values, days and rows") {
        const auto more = patched(
            "xx/rate-table.tables.rate_of[\"advertising, content\"]: "
            "{2023-01-01: 6%, 2025-01-01: {value: unknown}}\n"
            "  xx/rate-table.tables.rate_of[goods]: {2024-01-01: 1%}");
        CHECK(by_kind(more, "2022", "content", "true") == "2");
        CHECK(by_kind(more, "2023", "content", "true") == "6");
        CHECK(by_kind(more, "2023", "advertising") == "6");
        CHECK(by_kind(more, "2023", "goods") == "0");
        CHECK(by_kind(more, "2024", "goods") == "1");
        CHECK(by_kind(more, "2024", "content") == "6");
        CHECK(by_kind(more, "2025", "content") == "unknown");
        CHECK(by_kind(more, "2025", "goods") == "1");
    }
    SECTION("a cell as it is written: a range, not(…), -") {
        const auto slice = patched("xx/rate-table.tables.surcharge[[1..10)]: {2021-01-01: 3%}");
        const auto extra = [&](const law& which, const char* year) {
            return output_of(which, "xx/rate-table",
                             {.period = year, .given = {{"revenue", "2000000"}, {"kind", "goods"}}},
                             "extra");
        };
        CHECK(extra(the_law(), "2021") == "10000");
        CHECK(extra(slice, "2020") == "10000");
        CHECK(extra(slice, "2021") == "30000");
        const auto rest = patched("xx/rate-table.tables.rate_of[not(goods), -]: {2023-01-01: 9%}");
        CHECK(by_kind(rest, "2022", "advertising") == "5");
        CHECK(by_kind(rest, "2023", "advertising") == "9");
    }
    SECTION("the whole table") {
        const auto whole = patched(
            "xx/rate-table.tables.rate_of: {2022-01-01: [[goods, '-', 1%], [not(goods), '-', "
            "7%]]}");
        CHECK(by_kind(whole, "2021", "content", "true") == "2");
        CHECK(by_kind(whole, "2022", "content", "true") == "7");
        CHECK(by_kind(whole, "2023", "goods") == "1");
    }
    SECTION("the text it stands on is cited") {
        const auto made = under.assess(
            "xx/rate-table",
            {.period = "2023",
             .given = {{"revenue", "100"}, {"kind", "advertising"}, {"resident", "false"}}});
        REQUIRE(made);
        CHECK(explain(*made).find("[reform over gazette no. 7, since 2023-01-01]") !=
              std::string::npos);
    }
}

TEST_CASE("a tax ends, lives on or begins again under a reform", "[rule]") {
    const auto ended =
        patched("xx/flat-levy.in_force: {2025-01-01: {value: false, reason: replaced}}");
    const auto reason = [](const law& under, const char* month) {
        const auto made =
            under.assess("xx/flat-levy", {.period = month, .given = {{"revenue", "1000"}}});
        REQUIRE(made);
        return made->find("due")->reason;
    };
    CHECK(flat(ended, "2024-12") == "45");
    CHECK(flat(ended, "2025-01") == "0");
    CHECK(reason(ended, "2025-01") == "replaced");
    const auto never =
        patched("xx/flat-levy.in_force: {2020-01-01: {value: false, reason: exempt}}");
    CHECK(reason(never, "2020-01") == "exempt");
    const auto lives_on = patched("xx/old-levy.in_force: {2025-01-01: true}");
    const request january{.period = "2025-01", .given = {{"revenue", "1000"}}};
    CHECK(output_of(the_law(), "xx/old-levy", january) == "0");
    CHECK(output_of(lives_on, "xx/old-levy", january) == "15");
}

TEST_CASE("readings, formulas, days to pay and routes change under a reform", "[rule]") {
    SECTION("the default of a reading") {
        const auto under = patched("xx/open-reading.readings.base.default: within");
        const request asked{.date = "2022-06-30", .currency = "EUR", .given = {{"price", "93"}}};
        CHECK(output_of(the_law(), "xx/open-reading", asked) == "6.51");
        CHECK(output_of(under, "xx/open-reading", asked) == "7");
    }
    SECTION("a formula that had no days is dated") {
        const auto under =
            patched("xx/flat-levy.outputs.due: {2025-01-01: 'max(0, revenue - revenue * rate)'}");
        CHECK(flat(under, "2024-12") == "45");
        CHECK(flat(under, "2025-01") == "955");
    }
    SECTION("a party and its days") {
        const auto under = patched(
            "xx/gross-up.liable: {2024-03-01: '\"supplier\"'}\n"
            "  xx/gross-up.filing.supplier: "
            "{2024-03-01: {return: 'period.end + @\"P5D\"', pay: 'period.end + @\"P5D\"'}}");
        const auto pay_by = [](const law& which, const char* month) {
            const auto made = which.assess(
                "xx/gross-up", {.period = month, .currency = "EUR", .given = {{"price", "100"}}});
            REQUIRE(made);
            REQUIRE(made->filing);
            return to_text(*made->filing->pay_by);
        };
        CHECK(pay_by(under, "2024-02") == "2024-03-20");
        CHECK(pay_by(under, "2024-03") == "2024-04-05");
        CHECK(pay_by(the_law(), "2024-03") == "2024-04-22");
    }
    SECTION("a route and a table of the jurisdiction") {
        const auto under = patched(
            "xx/jurisdiction.define.route: {2024-06-01: '\"nothing\"'}\n"
            "  xx/jurisdiction.tables.rate_kind[subscription].taxed: {2024-01-01: false}");
        const auto steps = [](const law& which, const char* on, const char* stream) {
            const auto in = which.jurisdiction("xx");
            REQUIRE(in);
            diagnostics problems;
            rule::facts flow;
            flow.over = *read_period(on);
            flow.currency = "EUR";
            flow.given = {{"stream", feel::value{std::string{stream}}},
                          {"customer", feel::value{std::string{"business"}}},
                          {"amount", feel::value{number{100}}}};
            const auto made = rule::assess_flow(**in, flow);
            REQUIRE(made);
            std::string all;
            for (const auto& s : made->steps) all += s.by->name + " ";
            return all;
        };
        CHECK(steps(the_law(), "2024-05", "subscription") == "gross ");
        CHECK(steps(under, "2024-05", "subscription") == "untaxed ");
        CHECK(steps(under, "2024-05", "advertising") == "gross ");
        CHECK(steps(under, "2024-05", "digital_content") == "gross ");
        CHECK(steps(the_law(), "2024-06", "advertising") == "gross ");
        CHECK(steps(under, "2024-06", "advertising") == "untaxed ");
        CHECK(steps(under, "2025-01", "advertising") == "untaxed ");  // over the law's own change
    }
}

namespace {

const std::string new_rule = R"(levy: 1
rule: xx/user-tax
title: A tax on users
status: proposed
currency: EUR
assessed: per month
in_force: {2025-03-01: {value: true, source: reform}}
parameters: {rate: {type: ratio, values: {2025-03-01: {value: 3%, source: reform s.1}}}}
inputs: {revenue: {type: money, min: 0}}
outputs:
  due: {charges: turnover_tax, value: revenue * rate, round: half up to 0.01, source: code s.1}
)";
const std::string adding = R"(levy: 1
reform: adding
title: A new tax beside the old
adds:
  rules: [user-tax.yaml]
  steps:
    xx: [{name: users, rule: xx/user-tax, when: customer = "business", give: {revenue: amount}}]
patches:
  xx/user-tax.parameters.rate: {2025-04-01: 4%}
)";

}  // namespace

TEST_CASE("a reform adds a rule and its step after those of the law", "[rule]") {
    written("user-tax.yaml", new_rule);
    const auto path = written("adding.yaml", adding);
    const auto made = law_under(adding, the_law(), path);
    INFO(to_text(made.problems()));
    REQUIRE(made);
    const auto asked = [](const char* month) {
        return request{.period = month, .given = {{"revenue", "1000"}}};
    };
    CHECK(output_of(*made, "xx/user-tax", asked("2025-02")) == "0");
    CHECK(output_of(*made, "xx/user-tax", asked("2025-03")) == "30");
    CHECK(output_of(*made, "xx/user-tax", asked("2025-04")) == "40");
    CHECK(output_of(the_law(), "xx/user-tax", asked("2025-03")) == "not_found");
    CHECK((*made->jurisdiction("xx"))->steps.back().name == "users");
    CHECK((*the_law().jurisdiction("xx"))->steps.back().name == "group_tax");
    const auto with = made->rules();
    CHECK(std::find(with.begin(), with.end(), "xx/user-tax") != with.end());
    SECTION("a flow meets it, and the steps of the law as before") {
        rule::facts flow;
        flow.over = *read_period("2025-03");
        flow.currency = "EUR";
        flow.given = {{"stream", feel::value{std::string{"advertising"}}},
                      {"customer", feel::value{std::string{"business"}}},
                      {"amount", feel::value{number{1000}}}};
        const auto met = rule::assess_flow(**made->jurisdiction("xx"), flow);
        REQUIRE(met);
        REQUIRE(met->find("users"));
        CHECK(*met->find("users")->made->find("due")->is.get_if<number>() == 30);
        CHECK(*met->find("gross")->made->find("tax")->is.get_if<number>() == 50);
        CHECK(rule::assess_flow(**the_law().jurisdiction("xx"), flow)->find("users") == nullptr);
    }
    SECTION("the receipt names the files of the reform by their content") {
        const auto files = made->receipt();
        CHECK(files.at("reforms/adding.yaml") == sha256(adding));
        CHECK(files.at("reforms/user-tax.yaml") == sha256(new_rule));
        CHECK(files.contains("law/xx/jurisdiction.yaml"));
        CHECK_FALSE(the_law().receipt().contains("reforms/adding.yaml"));
    }
    SECTION("reforms stand on one another") {
        const auto both = law_under(of_patches("xx/user-tax.parameters.rate: {2025-05-01: 5%}\n"
                                               "  xx/flat-levy.parameters.rate: {2025-01-01: 1%}"),
                                    *made);
        REQUIRE(both);
        CHECK(output_of(*both, "xx/user-tax", asked("2025-03")) == "30");
        CHECK(output_of(*both, "xx/user-tax", asked("2025-04")) == "40");
        CHECK(output_of(*both, "xx/user-tax", asked("2025-05")) == "50");
        CHECK(flat(*both, "2025-01") == "10");
        CHECK((*both->jurisdiction("xx"))->steps.back().name == "users");
        CHECK((*both->instrument("xx/user-tax"))->sources.contains("reform_too"));
        CHECK(both->receipt().contains("reforms/r.yaml"));
        CHECK(both->receipt().contains("reforms/adding.yaml"));
    }
    SECTION("an edited rule is still under the reform") {
        auto other = new_rule;
        other.replace(other.find("revenue * rate"), 14, "revenue - revenue * rate");
        const auto edited = made->replacing(
            "xx/user-tax", std::make_shared<const source_text>("user-tax.yaml", other));
        CHECK(output_of(edited, "xx/user-tax", asked("2025-04")) == "960");
    }
}

TEST_CASE("a path that leads nowhere is told with the nearest name", "[rule]") {
    const std::string forms =
        "write RULE.parameters.NAME, RULE.tables.NAME[cells], RULE.in_force, RULE.define.NAME, "
        "RULE.outputs.NAME, RULE.liable, RULE.filing.PARTY, RULE.readings.NAME.default, "
        "RULE.assessed, RULE.overpaid or RULE.roll";
    patch_refused("xx/flat-levi.parameters.rate: {2025-01-01: 2%}",
                  {"5:3", code::not_found, "there is no rule 'xx/flat-levi'",
                   "did you mean 'xx/flat-levy'?"});
    patch_refused("zz/something-else.in_force: {2025-01-01: true}",
                  {"5:3", code::not_found, "there is no rule 'zz/something-else'",
                   "`levy list` names all there are"});
    patch_refused("xx/flat-levy.parametres.rate: {2025-01-01: 2%}",
                  {"5:16", code::not_found, "a reform changes nothing under 'parametres'",
                   "did you mean 'parameters'?"});
    patch_refused("xx/flat-levy.title: {2025-01-01: 2%}",
                  {"5:16", code::not_found, "a reform changes nothing under 'title'", forms});
    patch_refused(
        "'xx/flat-levy.parameters.rat': {2025-01-01: 2%}",
        {"5:28", code::not_found, "'xx/flat-levy' has no parameter 'rat'", "did you mean 'rate'?"});
    patch_refused("xx/gross-up.filing.bank: {2025-01-01: {pay: unknown}}",
                  {"5:22", code::not_found, "'xx/gross-up' has no party under `filing` 'bank'",
                   "it has supplier, buyer"});
    patch_refused("xx/flat-levy.overpaid: {2025-01-01: refund}",
                  {"5:16", code::not_found, "'xx/flat-levy' says nothing under `overpaid`", ""});
    for (const auto* path :
         {"xx/flat-levy", "flat-levy.parameters.rate", "xx/flat-levy.parameters",
          "xx/flat-levy.parameters.rate.more", "xx/flat-levy.in_force[true]",
          "xx/rate-table.tables.rate_of[goods", "xx/rate-table.tables.rate_of[goods]x",
          "xx/open-reading.readings.base.question"})
        patch_refused(
            std::string{path} + ": {2025-01-01: 2%}",
            {"5:3", code::key, "'" + std::string{path} + "' is no path of a rule", forms});
}

TEST_CASE("a row that is not there, or not the only one, is told", "[rule]") {
    const std::string path = "xx/rate-table.tables.rate_of";
    patch_refused(path + "[adverts]: {2022-01-01: 2%}",
                  {"5:32", code::no_row, "no row of 'rate_of' holds [adverts] on 2022-01-01", ""});
    patch_refused(path + "[advertisin]: {2022-01-01: 2%}",
                  {"5:32", code::no_row, "no row of 'rate_of' holds [advertisin] on 2022-01-01",
                   "did you mean 'advertising'?"});
    patch_refused(path + "[content]: {2022-01-01: 2%}",
                  {"5:32", code::ambiguous, "2 rows of 'rate_of' hold [content] on 2022-01-01",
                   "name more of its 2 cells"});
    patch_refused(path + "[goods, false, 3]: {2022-01-01: 2%}",
                  {"5:3", code::shape, "this names 3 cells, and 'rate_of' has 2 columns",
                   "a cell that holds a comma stands in quotes"});
    patch_refused(path + "[goods]: {2019-01-01: 2%}",
                  {"5:3", code::no_value_in_force, "'rate_of' has no rows on 2019-01-01", ""});
    patch_refused(path + "[goods].rate: {2022-01-01: 2%}",
                  {"5:39", code::not_found, "'rate_of' has one result, and it has no name", ""});
    const std::string several = "xx/jurisdiction.tables.rate_kind[goods]";
    patch_refused(several + ": {2022-01-01: true}",
                  {"5:3", code::not_found,
                   "'rate_kind' has several results: say which one of kind, taxed", ""});
    patch_refused(
        several + ".taxd: {2022-01-01: true}",
        {"5:43", code::not_found, "'rate_kind' has no result 'taxd'", "did you mean 'taxed'?"});
    SECTION("nor is one patched twice") {
        patch_refused(
            path + "[goods]: {2022-01-01: 2%}\n  " + path + "[\"goods\"]: {2023-01-01: 2%}",
            {"6:3", code::overlap, "this row is patched already",
             "say all its days under one path"});
        patch_refused(
            path + ": {2022-01-01: [[-, -, 1%]]}\n  " + path + "[goods]: {2023-01-01: 2%}",
            {"6:3", code::overlap, "'rate_of' is patched as a whole already",
             "patch its rows, or state all of them"});
    }
}

TEST_CASE("values are read by the type, the band and the unit that the rule declares", "[rule]") {
    patch_refused("xx/flat-levy.parameters.rate: {2025-01-01: many}",
                  {"5:46", code::literal, "'many' is not a share such as 7.5% or 11/12", ""});
    patch_refused("xx/threshold-levy.parameters.rate: {2025-01-01: 6%}",
                  {"5:51", code::within, "this lies outside the legal band of 'rate'",
                   "correct the value, or the band where the law moved it"});
    patch_refused("xx/threshold-levy.parameters.allowance: {2025-01-01: USD 5}",
                  {"5:56", code::currency, "this is in USD, and EUR is asked",
                   "convert it first, and say on which day"});
    patch_refused("xx/flat-levy.in_force: {2025-01-01: 8%}",
                  {"5:39", code::literal, "'8%' is not true or false", ""});
    patch_refused("xx/flat-levy.in_force: {2025-01-01: {value: false, reason: exemt}}",
                  {"5:62", code::reason, "'reason' cannot be 'exemt'", "did you mean 'exempt'?"});
    patch_refused("xx/rate-table.tables.rate_of[goods]: {2022-01-01: true}",
                  {"5:53", code::literal, "'true' is not a share such as 7.5% or 11/12", ""});
    patch_refused(
        "xx/rate-table.tables.rate_of: {2022-01-01: [[goods, -, 1%]]}",
        {"5:34", code::gap, "the table 'rate_of' says nothing for kind advertising or content",
         "add what the law says, or `unknown` where it is not encoded:\n    - "
         "[\"advertising, content\", \"-\", unknown]"});
    patch_refused(
        "xx/open-reading.readings.base.default: withn",
        {"5:42", code::reading, "the default is none of the choices", "did you mean 'within'?"});
    patch_refused("xx/flat-levy.outputs.due: {2025-01-01: revenue * rat}",
                  {"5:52", code::name, "there is no 'rat' here", "did you mean 'rate'?"});
    patch_refused("xx/group-levy.define.profit: {2025-01-01: sum(profits.profit)}",
                  {"5:3", code::source,
                   "this formula has no days, and no source of its own that could be dated",
                   "patch a parameter or a table that it uses"});
    patch_refused("xx/flat-levy.assessed: {2025-01-01: per quarter}",
                  {"5:3", code::shape, "'xx/flat-levy' gives no days under `assessed`",
                   "only what the rule dates can change on a day"});
    SECTION("all problems come at once") {
        const auto made =
            law_under(of_patches("xx/flat-levy.parameters.rate: {2025-01-01: many}\n"
                                 "  xx/flat-levy.parameters.rat: {2025-01-01: 1%}\n"
                                 "  xx/threshold-levy.parameters.rate: {2025-01-01: 6%}"));
        REQUIRE_FALSE(made);
        CHECK(made.problems().size() == 3);
    }
}

TEST_CASE("the file itself is read strictly", "[rule]") {
    const std::string rate = "xx/flat-levy.parameters.rate";
    patch_refused(rate + ": {soon: 2%}", {"5:34", code::literal, "'soon' is no day",
                                          "write the first day, such as 2027-01-01"});
    patch_refused(
        rate + ": {2025-01-01: 2%, 2025-01-01: 3%}",
        {"5:50", code::duplicate_key, "'2025-01-01' is written twice", "keep one of the two"});
    patch_refused(rate + ": {2025-01-02: 2%, 2025-01-01: 3%}",
                  {"5:50", code::order, "days come in rising order", ""});
    patch_refused(rate + ": 2%",
                  {"5:33", code::shape, "{first day: what holds from then on} is expected here",
                   "write `name: …`, one a line, or {name: …, name: …}"});
    patch_refused(
        rate + ": {2025-01-01: {value: 2%, published: 2024-01-01}}",
        {"5:58", code::published, "a reform says once, for all it changes, since when it is known",
         "write `published:` at the top of the file"});
    patch_refused(
        "xx/open-reading.readings.base.default: {2025-01-01: within}",
        {"5:42", code::shape, "a default holds for all days: name one of the choices", ""});
    for (const auto* nothing : {"", "patches: {}\n"})
        refused(std::string{"levy: 1\nreform: r\ntitle: t\n"} + nothing,
                {"3:8", code::key, "this reform changes nothing",
                 "write `patches:` on dated paths, or `adds:` with `rules` and `steps`"});
    refused(
        "levy: 1\nreform: other\ntitle: t\npatches: {xx/flat-levy.in_force: {2025-01-01: true}}\n",
        {"2:9", code::name, "this reform calls itself 'other' and lies in 'r.yaml'", "reform: r"});
    refused("levy: 1\nreform: r\ntitle: t\npatch: {}\nadds: {}\n",
            {"4:1", code::key, "there is no key 'patch' in a reform", "did you mean 'patches'?"});
}

TEST_CASE("what a reform adds is new, proposed and there", "[rule]") {
    const auto adds = [](const std::string& what) {
        return "levy: 1\nreform: wrong\ntitle: t\nadds:\n  " + what + "\n";
    };
    const auto path = written("wrong.yaml", "");
    written("user-tax.yaml", new_rule);
    auto as_law = new_rule;
    as_law.replace(as_law.find("proposed"), 8, "law");
    const auto law_path = written("as-law.yaml", as_law);
    auto taken = new_rule;
    taken.replace(taken.find("xx/user-tax"), 11, "xx/flat-levy");
    written("taken.yaml", taken);
    refused(adds("rules: [taken.yaml]"),
            {"5:11", code::name, "there is a rule 'xx/flat-levy' already",
             "give the new rule an id of its own, or patch the one there is"},
            path);
    const auto not_proposed = law_under(adds("rules: [as-law.yaml]"), the_law(), path);
    REQUIRE_FALSE(not_proposed);
    CHECK(to_text(not_proposed.problems().front().primary.where) == law_path + ":4:9");
    CHECK(not_proposed.problems().front().help == "status: proposed");
    const auto nowhere = law_under(adds("rules: [nowhere.yaml]"), the_law(), path);
    REQUIRE_FALSE(nowhere);
    CHECK(to_text(nowhere.problems().front().primary.where) == path + ":5:11");
    CHECK(nowhere.problems().front().id == code::file);
    const std::string steps = "rules: [user-tax.yaml]\n  steps:\n    ";
    refused(adds(steps + "xx: [{name: levy, rule: xx/user-tax, give: {revenue: amount}}]"),
            {"7:17", code::name, "'xx/jurisdiction' has a step 'levy' already",
             "give the new step a name of its own"},
            path);
    refused(
        adds(steps + "xx: [{name: users, rule: xx/user-tex, give: {revenue: amount}}]"),
        {"7:30", code::not_found, "there is no rule 'xx/user-tex'", "did you mean 'xx/user-tax'?"},
        path);
    refused(adds(steps + "xy: [{name: users, rule: xx/user-tax, give: {revenue: amount}}]"),
            {"7:5", code::not_found, "there is no jurisdiction 'xy'", "did you mean 'xx'?"}, path);
    refused(adds(steps +
                 "xx: [{name: users, rule: xx/user-tax, give: {revenu: amount, revenue: amount}}]"),
            {"7:50", code::input, "the rule 'xx/user-tax' has no input 'revenu'",
             "did you mean 'revenue'?"},
            path);
    refused(adds(steps + "xx: [{name: users, rule: xx/user-tax, give: {revenue: stream}}]"),
            {"7:59", code::type,
             "this does not fit the input 'revenue' of 'xx/user-tax': this is text, and money is "
             "wanted",
             ""},
            path);
}
