// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/cases.hpp>

#include "../own_folder.hpp"
#include "../the_law.hpp"
#include "golden.hpp"

using namespace levy;
using tests::the_law;

namespace {

/// What stops a run, or what one of its outputs met.
code problem_of(const std::string& rule, const request& asked) {
    const auto made = the_law().assess(rule, asked);
    if (!made) return made.problems().front().id;
    REQUIRE_FALSE(made->problems.empty());
    return made->problems.front().id;
}

}  // namespace

TEST_CASE("a net contract of 902,500,000 dong closes exactly", "[rule]") {
    const auto tax = the_law().assess(
        "vn/foreign-contractor-tax",
        {.date = "2024-06-30", .given = {{"price", "902500000"}, {"price_form", "net"}}});
    REQUIRE(tax);
    CHECK(tax->output<money<"VND">>("cit") == money<"VND">{47'500'000});
    CHECK(tax->output<money<"VND">>("vat") == money<"VND">{50'000'000});
    CHECK(*tax->find("cit_turnover")->is.get_if<number>() == 950'000'000);
    CHECK(*tax->find("vat_turnover")->is.get_if<number>() == 1'000'000'000);
    CHECK_THROWS_AS(tax->output<money<"USD">>("vat"), contract_violation);
    CHECK_THROWS_AS(tax->output<money<"VND">>("nothing"), contract_violation);
}

TEST_CASE("the last day of June 2025 meets five per cent, the first of July ten", "[rule]") {
    const auto vat = [](const char* on) {
        const auto made = the_law().assess(
            "vn/foreign-supplier-tax",
            {.date = on,
             .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}});
        REQUIRE(made);
        return *made->find("vat")->is.get_if<number>();
    };
    CHECK(vat("2025-06-30") == 50);
    CHECK(vat("2025-07-01") == 100);
}

TEST_CASE("a caller who leaves out a choice or misnames an input is told what there is", "[rule]") {
    const auto help = [](const std::string& rule, std::map<std::string, std::string> given) {
        const auto made =
            the_law().assess(rule, {.date = "2024-06-30", .currency = "USD", .given = given});
        REQUIRE_FALSE(made);
        return made.problems().front().help;
    };
    CHECK(help("vn/foreign-supplier-tax", {{"amount", "1000"}}) ==
          "it is one of: consumer, organisation, credit_method_business");
    CHECK(help("vn/foreign-supplier-tax", {{"amount", "1000"}, {"customer", "consumer"}}) ==
          "it is boolean; whether the supplier is registered with the Vietnamese tax authority");
    CHECK(help("vn/dong-equivalent", {{"zzzzzz", "1"}}).starts_with("its inputs are: "));
    CHECK(help("vn/foreign-contractor-tax", {{"prise", "1"}}) == "did you mean 'price'?");
    CHECK(help("vn/foreign-contractor-tax", {{"price", "1"}, {"lines", "reinsurance"}}) ==
          "write [reinsurance]");
}

TEST_CASE("whatever a caller states wrongly is said", "[rule]") {
    CHECK(problem_of("xx/flat-levy", {.period = "2024-06"}) == code::missing);
    CHECK(problem_of("xx/flat-levy", {.period = "2024-06", .given = {{"revenu", "1"}}}) ==
          code::input);
    CHECK(problem_of("xx/flat-levy", {.period = "2024-06", .given = {{"revenue", "-1"}}}) ==
          code::range);
    CHECK(problem_of("xx/flat-levy", {.period = "2024-06", .given = {{"revenue", "lots"}}}) ==
          code::literal);
    CHECK(problem_of("xx/flat-levy", {.period = "2024-06", .given = {{"revenue", "USD 5"}}}) ==
          code::currency);
    CHECK(problem_of("xx/flat-levy", {.period = "2024-06", .given = {{"revenue", ""}}}) ==
          code::literal);
    CHECK(problem_of("xx/flat-levy", {.period = "2024-Q2", .given = {{"revenue", "5"}}}) ==
          code::period);
    CHECK(problem_of("xx/flat-levy", {.period = "June", .given = {{"revenue", "5"}}}) ==
          code::period);
    CHECK(problem_of("xx/flat-levy", {.given = {{"revenue", "5"}}}) == code::period);
    CHECK(problem_of("xx/flat-levy",
                     {.period = "2024-06", .currency = "USD", .given = {{"revenue", "5"}}}) ==
          code::currency);
    CHECK(problem_of("xx/open-reading",
                     {.date = "2022-01-01", .currency = "XYZ", .given = {{"price", "5"}}}) ==
          code::currency);
    CHECK(problem_of("xx/open-reading", {.date = "2022-01-01",
                                         .given = {{"price", "5"}},
                                         .readings = {{"base", "nobody"}}}) == code::reading);
    CHECK(problem_of("xx/not-yet-encoded", {.period = "2020-12", .given = {{"revenue", "5"}}}) ==
          code::unknown);
    CHECK(problem_of("xx/not-yet-encoded", {.period = "2022-06", .given = {{"revenue", "5"}}}) ==
          code::recalled);
    CHECK(problem_of("xx/changed-inside", {.period = "2025-Q1", .given = {{"revenue", "5"}}}) ==
          code::changes_within_period);
    CHECK(problem_of("xx/exceptions-levy", {.date = "2022-01-01",
                                            .given = {{"price", "5"},
                                                      {"book", "true"},
                                                      {"luxury", "true"},
                                                      {"school", "true"}}}) ==
          code::conflicting_exceptions);
    CHECK(problem_of("xx/flat-lefy", {.period = "2024-06"}) == code::not_found);
}

TEST_CASE("a run can refuse for its own arithmetic, lists, tables, rates and days", "[rule]") {
    const auto text = [](const std::string& value, const std::string& more = "") {
        return std::make_shared<const source_text>("rules/law/xx/flat-levy.yaml", R"(levy: 1
rule: xx/flat-levy
title: A test
currency: EUR
assessed: per month
in_force: {2020-01-01: {value: true, source: code s.1}}
parameters:
  late: {type: ratio, values: {2021-01-01: {value: 2%, source: code s.1}}}
)" + more + R"(
inputs: {revenue: {type: money, min: 0}, parts: {list: {type: money}, default: []}}
outputs:
  due: {value: ')" + value + R"(', source: code s.1}
checks: [due <= revenue]
)");
    };
    const auto met = [&](const std::string& value, const std::string& more = "") {
        const auto edited = the_law().replacing("xx/flat-levy", text(value, more));
        const auto made =
            edited.assess("xx/flat-levy", {.period = "2020-06", .given = {{"revenue", "100"}}});
        INFO(value);
        if (!made) return made.problems().front().id;
        REQUIRE_FALSE(made->problems.empty());
        return made->problems.front().id;
    };
    CHECK(met("revenue / (revenue - revenue) * revenue") == code::divisor);
    CHECK(met("max(parts)") == code::empty);
    CHECK(met("parts[1]") == code::index);
    CHECK(met("revenue * (if sum(parts) = 0 then late else 1)") == code::no_value_in_force);
    CHECK(met("revenue + revenue") == code::check);
    CHECK(met("revenue * (1 / 12) ** (1 / 12)") == code::range);
    const std::string rates = "rates: {series: s, source: code s.1}";
    CHECK(met("convert(convert(revenue, \"USD\", period.end), \"EUR\", period.end)", rates) ==
          code::no_rate);
    // Rows that stand on the run cannot be proven when the file is loaded.
    const std::string by_period =
        "define: {whole: period.months}\n"
        "tables: {t: {columns: [{name: x, type: ratio}], gives: ratio, values: {2020-01-01: "
        "{source: code s.1, rows: [['< whole', 1%], ['> whole', 2%]]}}}}";
    CHECK(met("revenue * t(1)", by_period) == code::no_row);
    const std::string differing =
        "define: {whole: period.months}\n"
        "tables: {t: {hit: any, columns: [{name: x, type: ratio}], gives: ratio, values: "
        "{2020-01-01: {source: code s.1, rows: [['>= whole', 1%], ['-', 2%]]}}}}";
    CHECK(met("revenue * t(1)", differing) == code::ambiguous);
}

TEST_CASE("a slice may end at a figure of the day", "[rule]") {
    const auto edited = the_law().replacing(
        "xx/flat-levy", std::make_shared<const source_text>("draft.yaml", R"(levy: 1
rule: xx/flat-levy
title: A test
currency: EUR
assessed: per month
in_force: {2020-01-01: {value: true, source: code s.1}}
parameters:
  gate:
    type: money
    values: {2020-01-01: {value: 100, source: code s.1}, 2024-01-01: {value: 200, source: code s.1}}
tables:
  t:
    slices: true
    columns: [{name: sum, type: money}]
    gives: ratio
    values: {2020-01-01: {source: code s.1, rows: [["< gate", 1%], [">= gate", 10%]]}}
inputs: {revenue: {type: money, min: 0}}
outputs: {due: {value: t(revenue), source: code s.1}}
)"));
    const auto due = [&](const char* month) {
        const auto made =
            edited.assess("xx/flat-levy", {.period = month, .given = {{"revenue", "300"}}});
        INFO(to_text(made.problems()));
        REQUIRE(made);
        return made->output<money<"EUR">>("due");
    };
    CHECK(due("2023-12") == money<"EUR">{21});
    CHECK(due("2024-01") == money<"EUR">{12});
}

TEST_CASE("an edited rule stands beside the law, which stays as it is", "[rule]") {
    diagnostics sink;
    auto text = open_source(the_law().path_of("xx/flat-levy"), sink)->text();
    text.replace(text.find("4.5%"), 4, "5.5%");
    const auto edited = the_law().replacing(
        "xx/flat-levy", std::make_shared<const source_text>("draft.yaml", text));
    const request asked{.period = "2024-07", .given = {{"revenue", "1000"}}};
    CHECK(edited.assess("xx/flat-levy", asked)->output<money<"EUR">>("due") == money<"EUR">{55});
    CHECK(the_law().assess("xx/flat-levy", asked)->output<money<"EUR">>("due") == money<"EUR">{45});
}

TEST_CASE("every rule loads, every case of the law passes", "[rule]") {
    for (const auto& id : the_law().rules()) {
        INFO(id);
        const auto by = the_law().instrument(id);
        INFO(to_text(by.problems()));
        CHECK(by);
    }
    std::size_t cases = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator{the_law().folder() + "/law"}) {
        if (!entry.path().string().ends_with(".cases.yaml")) continue;
        const auto report = rule::run_cases(the_law(), entry.path().string());
        cases += report.passed;
        for (const auto& f : report.failed)
            FAIL_CHECK(report.of << ", " << f.name << "\n" << to_text(f.why));
        CHECK(report.problems.empty());
    }
    CHECK(cases > 300);
}

TEST_CASE("a case that expects the wrong thing fails, a file that is none says so", "[rule]") {
    const levy::tests::own_folder folder;
    const auto run = [&](const std::string& text) {
        return rule::run_cases(the_law(), folder.write("a.cases.yaml", text));
    };
    const std::string head = "levy: 1\ncases_of: xx/flat-levy\ncases:\n";
    const auto failing = [&](const std::string& expect) {
        const auto report =
            run(head + "  - {case: a, why: b, period: 2024-06, given: {revenue: 100}, expect: {" +
                expect + "}}\n");
        INFO(expect);
        CHECK(report.failed.size() == 1);
        return report.failed.empty() ? code{} : report.failed.front().why.id;
    };
    CHECK(run(head +
              "  - {case: a, why: b, period: 2024-06, given: {revenue: 100}, expect: {due: 3}}\n")
              .passed == 1);
    CHECK(failing("due: 3.01") == code::expectation);
    CHECK(failing("reason: exempt") == code::expectation);
    CHECK(failing("liable: buyer") == code::expectation);
    CHECK(failing("filing: {pay: 2024-07-20}") == code::expectation);
    CHECK(failing("error: unknown") == code::expectation);
    CHECK(failing("account: {charged: 4}") == code::expectation);
    CHECK(failing("duee: 3") == code::not_found);
    CHECK(run("levy: 1\ncases_of: xx/flat-levy\ncases: []\n").problems.front().id == code::cases);
    CHECK(run(head + "  - {case: a, why: b, expect: {}}\n  - {case: a, why: b, expect: {}}\n")
              .problems.front()
              .id == code::cases);
    CHECK(run("levy: 1\ncases_of: xx/flat-lev\ncases: [{case: a, why: b, expect: {due: 0}}]\n")
              .problems.front()
              .id == code::not_found);
}

TEST_CASE("each other reading is run against the default", "[rule]") {
    const auto by = the_law().instrument("xx/open-reading");
    REQUIRE(by);
    const auto about = the_law().facts_of(
        "xx/open-reading",
        {.date = "2022-06-30", .currency = "EUR", .given = {{"price", "99.99"}}});
    REQUIRE(about);
    const auto made = rule::assess(*by, *about, nullptr);
    REQUIRE(made);
    const auto effects = rule::reading_effects(*made, *about, nullptr);
    REQUIRE(effects.size() == 2);
    CHECK(effects[0].choice == "within");
    CHECK(*effects[0].under.find("due")->is.get_if<number>() == number{753, 100});
    CHECK(effects[1].choice == "truncate");
    CHECK(*effects[1].under.find("due")->is.get_if<number>() == number{699, 100});
}

TEST_CASE("an explanation shows formulas, values, articles, readings and reasons", "[rule]") {
    const auto made = the_law().assess(
        "xx/gross-up",
        {.period = "2024-01", .currency = "EUR", .given = {{"price", "950"}, {"net", "true"}}});
    REQUIRE(made);
    tests::check_golden("explain-gross-up.out.txt", explain(*made));
    const auto zero = the_law().assess(
        "xx/threshold-levy",
        {.period = "2022",
         .given = {{"world_revenue", "749_999_999"}, {"local_revenue", "11_000_000"}}});
    REQUIRE(zero);
    tests::check_golden("explain-below-threshold.out.txt", explain(*zero));
    const auto refused =
        the_law().assess("xx/not-yet-encoded", {.period = "2020-12", .given = {{"revenue", "5"}}});
    REQUIRE(refused);
    tests::check_golden("explain-not-encoded.out.txt", explain(*refused));
}

TEST_CASE("a deadline rolls over weekends, holidays and swapped days", "[rule]") {
    const auto days = the_law().calendar_of("xx/gross-up");
    REQUIRE(days);
    REQUIRE(*days);
    const auto rolled = [&](const char* due, bool swaps) {
        return to_text((*days)->rolled(*read_day(due), "next_working_day", swaps).to);
    };
    CHECK(rolled("2024-04-19", true) == "2024-04-19");
    CHECK(rolled("2024-04-20", true) == "2024-04-22");
    CHECK(rolled("2024-05-18", true) == "2024-05-21");
    CHECK(rolled("2024-10-20", true) == "2024-10-22");
    CHECK(rolled("2024-10-20", false) == "2024-10-21");
    CHECK(to_text((*days)->rolled(*read_day("2024-04-20"), "previous_working_day", true).to) ==
          "2024-04-19");
    CHECK(to_text((*days)->rolled(*read_day("2024-04-20"), "none", true).to) == "2024-04-20");
    CHECK_FALSE((*days)->rolled(*read_day("2026-01-20"), "next_working_day", true).covered);
}

TEST_CASE("a folder without law, a jurisdiction that is none", "[rule]") {
    CHECK(law::open("/nowhere").problems().front().id == code::file);
    CHECK(the_law().jurisdiction("vm").problems().front().id == code::not_found);
}

TEST_CASE("every choice of every reading has a case, and a basis", "[rule]") {
    namespace fs = std::filesystem;
    for (const auto& country : the_law().jurisdictions()) {
        // What the cases of a country choose, by reading or doubt.
        std::set<std::pair<std::string, std::string>> chosen;
        const auto folder = fs::path{LEVY_ROOT} / "rules" / "law" / country;
        for (const auto& file : fs::directory_iterator{folder}) {
            if (!file.path().string().ends_with(".cases.yaml")) continue;
            diagnostics problems;
            const auto document = read_yaml(open_source(file.path().string(), problems), problems);
            REQUIRE(document);
            for (const auto& one : document->find("cases")->items)
                if (const auto* readings = one.find("readings"))
                    for (const auto& entry : readings->entries)
                        chosen.emplace(entry.key, entry.value.text);
        }
        std::vector<rule::instrument_handle> rules{(*the_law().jurisdiction(country))->frame};
        for (const auto& id : the_law().rules())
            if (id.starts_with(country + "/")) rules.push_back(*the_law().instrument(id));
        for (const auto& of : rules)
            for (const auto& r : of->readings)
                for (const auto& choice : r.choices) {
                    INFO(of->id << ": " << r.doubt << " " << r.name << " = " << choice.name);
                    CHECK(choice.cited);
                    if (choice.name == r.chosen_by_default) continue;
                    CHECK((chosen.contains({r.name, choice.name}) ||
                           chosen.contains({r.doubt, choice.name})));
                }
    }
}

TEST_CASE("Viet Nam's open questions are all held", "[rule]") {
    std::set<std::string> doubts;
    std::vector<rule::instrument_handle> rules{(*the_law().jurisdiction("vn"))->frame};
    for (const auto& id : the_law().rules())
        if (id.starts_with("vn/")) rules.push_back(*the_law().instrument(id));
    for (const auto& of : rules)
        for (const auto& r : of->readings) doubts.insert(r.doubt);
    // D19 is a text since read; D20 is sums that no text confirms, so they are asked of the caller.
    for (int n = 1; n <= 23; ++n) {
        INFO("D" << n);
        CHECK(doubts.contains("D" + std::to_string(n)) == (n != 19 && n != 20));
    }
}
