// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/report/problems.hpp>
#include <levy/report/version.hpp>
#include <levy/text/sha256.hpp>

using namespace levy;

namespace {

source_handle source(std::string name, std::string text) {
    return std::make_shared<const source_text>(std::move(name), std::move(text));
}

}  // namespace

TEST_CASE("problems in JSON name their form, are counted, and say of which bytes they speak",
          "[report]") {
    const auto a = source("a.yaml", "rate: 3 percent\n");
    const auto b = source("b.yaml", "levy: 1\n");
    diagnostic problem;
    problem.id = code::literal;
    problem.message = "no share";
    problem.primary = {{a, 6, 15}, "here"};
    problem.related = {{{b, 0, 4}, "and here"}};
    diagnostics all;
    all.add(problem);
    all.refuse(code::file, {source("c.yaml", ""), 0, 0}, "there is no file 'c.yaml'");
    auto remark = problem;
    remark.level = severity::warning;
    all.add(remark);

    const auto out = nlohmann::json::parse(report::to_json(all));
    CHECK(out["schema"] == "levy.problems/1");
    CHECK(out["errors"] == 2);
    CHECK(out["problems"] == nlohmann::json::parse(to_json(all)));
    REQUIRE(out["problems"].size() == 3);
    CHECK(out["problems"][0]["column"] == 7);
    CHECK(out["receipt"]["levy"] == std::string{report::version()});
    // Nothing was read of a file that is not there.
    CHECK(out["receipt"]["files"] ==
          nlohmann::json{{"a.yaml", sha256(a->text())}, {"b.yaml", sha256(b->text())}});
}

TEST_CASE("no problems are an answer of the same form", "[report]") {
    const auto out = nlohmann::json::parse(report::to_json(diagnostics{}));
    CHECK(out["schema"] == "levy.problems/1");
    CHECK(out["errors"] == 0);
    CHECK(out["problems"] == nlohmann::json::array());
}
