// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/reform.hpp>

#include "../the_law.hpp"

using namespace levy;
using tests::the_law;

namespace {

using given = std::map<std::string, std::string>;

rule::assessment assessed(const given& facts, const std::string& date = "2022-01-01") {
    auto stated = facts;
    stated.emplace("price", "1000");
    const auto made =
        the_law().assess("xx/exceptions-levy", {.date = date, .given = std::move(stated)});
    INFO(to_text(made.problems()));
    REQUIRE(made);
    return *made;
}

const rule::trace_step* step_of(const rule::assessment& made, const std::string& name) {
    for (const auto& step : made.trace)
        if (step.name == name) return &step;
    return nullptr;
}

bool reads(const rule::assessment& made, const rule::trace_step& outer, const std::string& name) {
    return std::any_of(outer.used.begin(), outer.used.end(),
                       [&](std::size_t used) { return made.trace[used].name == name; });
}

}  // namespace

TEST_CASE("an exception to an exception keeps its own step in the trace", "[rule][exceptions]") {
    const auto made = assessed({{"book", "true"}, {"luxury", "true"}});
    const auto* rate = step_of(made, "applied_rate");
    const auto* books = step_of(made, "books");
    const auto* luxury = step_of(made, "luxury_books");
    REQUIRE((rate && books && luxury));
    CHECK(books->is == rule::trace_step::kind::exception);
    CHECK(reads(made, *rate, "books"));
    CHECK_FALSE(reads(made, *rate, "luxury_books"));
    CHECK(reads(made, *books, "luxury_books"));
    CHECK(books->cited->text() == "code s.31");
    CHECK(luxury->cited->text() == "code s.32");
    CHECK(books->formula == "when book");
    CHECK(luxury->formula == "when luxury");
    CHECK(books->note == "instead of rate");
    CHECK(luxury->note == "instead of reduced_rate");
    CHECK(luxury->gave == feel::value{number{1, 10}});
    const auto told = explain(made);
    CHECK(told.find("        exception books: 10%  (instead of rate)  [code s.31]\n"
                    "          when book\n"
                    "            luxury: yes  (given)\n"
                    "            exception luxury_books: 10%  (instead of reduced_rate)  [code "
                    "s.32]\n"
                    "              when luxury\n") != std::string::npos);
}

TEST_CASE("exceptions that agree merge and both stay visible; what does not hold is no step",
          "[rule][exceptions]") {
    const auto made = assessed({{"book", "true"}, {"school", "true"}});
    CHECK(made.find("due")->is == feel::value{number{40}});
    const auto* rate = step_of(made, "applied_rate");
    REQUIRE(rate);
    CHECK(reads(made, *rate, "books"));
    CHECK(reads(made, *rate, "schools"));
    CHECK(rate->note == "exception books, schools");
    CHECK(step_of(made, "luxury_books") == nullptr);
    SECTION("on the day before the second one lives, there is the first alone") {
        const auto before = assessed({{"book", "true"}, {"school", "true"}}, "2021-12-31");
        CHECK(step_of(before, "books"));
        CHECK(step_of(before, "schools") == nullptr);
    }
    SECTION("an exception of an output stands under it, with its reason") {
        const auto treaty = assessed({{"granted", "true"}});
        const auto* due = step_of(treaty, "due");
        REQUIRE(due);
        CHECK(reads(treaty, *due, "treaty"));
        CHECK(treaty.find("due")->reason == "treaty");
        CHECK(step_of(treaty, "treaty")->note == "instead of price * applied_rate");
    }
}

TEST_CASE("exceptions that differ are refused with both places and both values",
          "[rule][exceptions]") {
    const auto refused = [](const given& facts) {
        const auto made = assessed(facts);
        REQUIRE(made.problems.size() >= 1);
        return made.problems.front();
    };
    const auto found = refused({{"book", "true"}, {"school", "true"}, {"agreed_rate", "5%"}});
    CHECK(found.id == code::conflicting_exceptions);
    CHECK(found.message ==
          "two exceptions hold at once and differ: 'books' gives 4% and 'schools' gives 5%");
    CHECK(found.primary.where.text().starts_with("{name: schools"));
    CHECK(found.primary.text == "this gives 5%");
    REQUIRE(found.related.size() == 1);
    CHECK(found.related[0].where.text().starts_with("name: books"));
    CHECK(found.related[0].text == "this gives 4%");
    CHECK(refused({{"book", "true"}, {"luxury", "true"}, {"school", "true"}}).message ==
          "two exceptions hold at once and differ: 'books' gives 10% and 'schools' gives 4%");
}

TEST_CASE("a reform that makes two exceptions differ is refused, with its own figure shown",
          "[rule][exceptions]") {
    // Without an agreement of its own the school pays the reduced rate, as books do.
    const auto path = std::string{"rules/law/xx/exceptions-levy.yaml"};
    diagnostics problems;
    const auto written = open_source(LEVY_ROOT "/" + path, problems);
    REQUIRE(written);
    auto text = written->text();
    const std::string by_agreement = "when: school, value: agreed_rate";
    text.replace(text.find(by_agreement), by_agreement.size(), "when: school, value: school_rate");
    const std::string inputs = "inputs:\n";
    text.replace(text.find(inputs), inputs.size(),
                 "  school_rate: {type: ratio, values: {2020-01-01: {value: 4%, source: code "
                 "s.33}}}\n\ninputs:\n");
    const std::string nested = "          - {name: luxury_books, when: luxury, value: rate";
    text.replace(text.find(nested), nested.size(),
                 "          - {name: luxury_books, when: luxury and not(school), value: rate");
    const auto edited =
        the_law().replacing("xx/exceptions-levy", std::make_shared<const source_text>(path, text));
    REQUIRE(edited.instrument("xx/exceptions-levy"));
    const auto reform =
        std::make_shared<const source_text>("r.yaml",
                                            "levy: 1\nreform: r\ntitle: A reform\npatches:\n  "
                                            "xx/exceptions-levy.parameters.school_rate: "
                                            "{2025-01-01: 3%}\n");
    const auto document = read_yaml(reform, problems);
    REQUIRE(document);
    const auto read = rule::read_reform(*document, reform, problems);
    INFO(to_text(problems));
    REQUIRE(read);
    const auto made = edited.under(*read);
    REQUIRE_FALSE(made);
    INFO(to_text(made.problems()));
    const auto& found = made.problems().front();
    CHECK(found.id == code::conflict);
    CHECK(found.message ==
          "two exceptions of 'applied_rate' hold at once and differ for book true, "
          "school true, granted false, as on 2025-01-01: 'books' gives 4% and "
          "'schools' gives 3%");
    CHECK(std::any_of(found.related.begin(), found.related.end(), [](const auto& label) {
        return label.where.in && label.where.in->name() == "r.yaml" &&
               label.text == "school_rate is 3%";
    }));
}

TEST_CASE("what a reform leaves without effect in the law is no error, what it writes so is",
          "[rule][exceptions]") {
    const auto under = [](const std::string& patch) {
        diagnostics problems;
        const auto text = std::make_shared<const source_text>(
            "r.yaml", "levy: 1\nreform: r\ntitle: A reform\npatches:\n  " + patch + "\n");
        const auto document = read_yaml(text, problems);
        REQUIRE(document);
        const auto read = rule::read_reform(*document, text, problems);
        REQUIRE(read);
        return the_law().under(*read);
    };
    // The levy is gone, and with it what section 33 says from 2022.
    CHECK(under("xx/exceptions-levy.in_force: {2020-01-01: {value: false, reason: exempt}}"));
    const auto dead = under(
        "xx/rate-table.tables.rate_of: {2022-01-01: [[\"goods, goods\", '-', 1%], [not(goods), "
        "'-', 2%]]}");
    REQUIRE_FALSE(dead);
    CHECK(dead.problems().front().id == code::masked);
    CHECK(dead.problems().front().primary.where.in->name() == "r.yaml");
}
