// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/text/diagnostic.hpp>
#include <levy/text/outcome.hpp>
#include <levy/text/sha256.hpp>
#include <levy/text/utf8.hpp>

using namespace levy;

namespace {

diagnostic sample() {
    const auto in = std::make_shared<const source_text>("rules/law/xx/ads-levy.yaml",
                                                        "define:\n  base: ads + fees\n");
    diagnostic problem;
    problem.id = code::type;
    problem.message = "cannot add USD to EUR";
    problem.primary = {{in, 22, 26}, "this is USD"};
    problem.related = {{{in, 16, 19}, "this is EUR"}};
    problem.help = "convert it first, and say on which day: convert(fees, \"EUR\", period.end)";
    return problem;
}

}  // namespace

TEST_CASE("a problem is shown with its excerpt, carets, related place and help", "[text]") {
    CHECK(to_text(sample()) ==
          "error[LV0203]: cannot add USD to EUR\n"
          "  rules/law/xx/ads-levy.yaml:2:15\n"
          "   2 |   base: ads + fees\n"
          "     |         ---   ^^^^ this is USD\n"
          "     |         this is EUR\n"
          "  help: convert it first, and say on which day: convert(fees, \"EUR\", period.end)\n");
}

TEST_CASE("carets stand under letters of several bytes, and long lines are cut around the place",
          "[text]") {
    const auto in = std::make_shared<const source_text>(
        "a.yaml", "tên: giá trị xấu\n" + std::string(300, 'x') + " wrong\n");
    diagnostic problem;
    problem.message = "no";
    problem.primary = {{in, in->text().find("xấu"), in->text().find("xấu") + 5}, ""};
    CHECK(to_text(problem).find("   1 | tên: giá trị xấu\n     |              ^^^\n") !=
          std::string::npos);
    problem.primary.where = {in, in->text().find("wrong"), in->text().find("wrong") + 5};
    const auto text = to_text(problem);
    CHECK(text.find("…") != std::string::npos);
    CHECK(text.find("wrong") != std::string::npos);
    CHECK(text.find("^^^^^") != std::string::npos);
}

TEST_CASE("problems are given to programs as JSON", "[text]") {
    diagnostics all;
    all.add(sample());
    const auto read = nlohmann::json::parse(to_json(all));
    REQUIRE(read.size() == 1);
    CHECK(read[0]["code"] == "LV0203");
    CHECK(read[0]["name"] == "type");
    CHECK(read[0]["line"] == 2);
    CHECK(read[0]["column"] == 15);
    CHECK(read[0]["related"][0]["message"] == "this is EUR");
}

TEST_CASE("codes have one number and one name each", "[text]") {
    std::set<std::string> names;
    for (unsigned n = 0; n < 1000; ++n) {
        const auto name = std::string{name_of(static_cast<code>(n))};
        if (!name.empty()) CHECK(names.insert(name).second);
    }
    CHECK(names.size() > 50);
    CHECK(to_text(code::unit) == "LV0204");
}

TEST_CASE("the nearest name is offered, a far one is not", "[text]") {
    CHECK(nearest_name("revenu", {"revenue", "rate"}) == "revenue");
    CHECK(nearest_name("raet", {"revenue", "rate"}) == "rate");
    CHECK(nearest_name("treshold", {"threshold", "rate"}) == "threshold");
    // As near by one letter left out; a swap of neighbours is the likelier slip.
    CHECK(nearest_name("modesl", {"model", "models"}) == "models");
    CHECK(nearest_name("modesl", {"models", "model"}) == "models");
    CHECK(nearest_name("zebra", {"revenue", "rate"}).empty());
}

TEST_CASE("SHA-256 meets the vectors of its standard", "[text]") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("UTF-8 is checked to the letter", "[text]") {
    CHECK_FALSE(first_bad_byte("Việt Nam €  𝄞"));
    CHECK(first_bad_byte("ab\xff") == 2);
    CHECK(first_bad_byte("\xe0\x80\x80") == 0);      // overlong
    CHECK(first_bad_byte("\xed\xa0\x80") == 0);      // a surrogate
    CHECK(first_bad_byte("\xf4\x90\x80\x80") == 0);  // past the last character
    CHECK(first_bad_byte("a\x01") == 1);
    std::size_t at = 0;
    CHECK(utf8(next_point("€", at)) == "€");
    CHECK(at == 3);
}

TEST_CASE("an outcome is a value or problems, never both missing", "[text]") {
    const outcome<int> good{5};
    CHECK(*good == 5);
    const outcome<int> bad{sample()};
    CHECK_FALSE(bad);
    CHECK_THROWS_AS(*bad, contract_violation);
    CHECK_THROWS_AS(outcome<int>{diagnostics{}}, contract_violation);
}
