// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/explain.hpp>

#include "fixture.hpp"

using namespace levy;
using namespace levy::pains;

namespace {

outcome<rule::assessment> sold(std::map<std::string, std::string> of) {
    of["price"] = "1000";
    return the_law().assess("xx/exceptions-levy", {.date = "2022-01-01", .given = std::move(of)});
}

}  // namespace

// catala 208: two exceptions with the same consequence stop the run all the same.
TEST_CASE("pain 17: exceptions that agree are one", "[pains]") {
    const auto made = sold({{"book", "true"}, {"school", "true"}});
    REQUIRE(made);
    CHECK(made->problems.ok());
    CHECK(output_of(made) == "40");
    SECTION("and those that differ are an error that names both") {
        const auto torn = sold({{"book", "true"}, {"luxury", "true"}, {"school", "true"}});
        REQUIRE(torn);
        CHECK(output_of(torn) == "conflicting_exceptions");
        const auto& problem = *torn->find("due")->refused;
        REQUIRE(problem.related.size() == 1);
        CHECK(problem.primary.where.text().find("schools") != std::string::npos);
        CHECK(problem.related.front().where.text().find("books") != std::string::npos);
    }
}

// catala 268 and 1081: an exception to an exception must be folded into it and cannot be traced.
TEST_CASE("pain 17: an exception to an exception keeps its name in the trace", "[pains]") {
    const auto made = sold({{"book", "true"}, {"luxury", "true"}});
    REQUIRE(made);
    CHECK(output_of(made) == "100");
    const auto told = explain(*made);
    INFO(told);
    CHECK(told.find("luxury_books") != std::string::npos);
    CHECK(told.find("books") < told.find("luxury_books"));  // of the one that it is an exception to
    CHECK(told.find("code s.32") != std::string::npos);     // by its own article
}
