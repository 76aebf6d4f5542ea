// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include <levy/revenue/estimate.hpp>
#include <levy/revenue/portable_math.hpp>
#include <levy/value/number_text.hpp>

#include "../own_folder.hpp"

using namespace levy;
using namespace levy::revenue;

namespace {

const figures& published() {
    static const auto opened = figures::open(std::string{LEVY_ROOT} + "/rules/figures");
    INFO(to_text(opened.problems()));
    REQUIRE(opened);
    return *opened;
}

/// The problems of the tables with one of them changed.
diagnostics with_changed(const std::string& name, const std::string& from, const std::string& to) {
    namespace fs = std::filesystem;
    const levy::tests::own_folder folder;
    fs::copy(fs::path{LEVY_ROOT} / "rules" / "figures", folder.path());
    std::ifstream in{folder.path() / name};
    std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    folder.write(name, text);
    return figures::open(folder.text()).problems();
}

}  // namespace

TEST_CASE("every figure has a value, a unit, a source and a confidence", "[revenue]") {
    CHECK(published().all().size() > 2000);
    CHECK(published().receipts().size() > 200);
    const auto found = published().find({"VN", "facebook", "users", "", "2020-11"});
    REQUIRE(found);
    CHECK((*found)->value == 60'000'000);
    CHECK((*found)->how == trust::verified);
    CHECK((*found)->id() == "VN facebook users 2020-11");
}

TEST_CASE("errors of a table name file, row and column", "[revenue]") {
    const auto says = [](const diagnostics& problems, const std::string& words) {
        REQUIRE_FALSE(problems.ok());
        CHECK(problems.front().id == code::figure);
        INFO(problems.front().message);
        CHECK(problems.front().message.find(words) != std::string::npos);
    };
    says(with_changed("platforms.csv", "90272,million", "9O272,million"),
         "platforms.csv, row 2, column value: '9O272'");
    says(with_changed("platforms.csv", "90272,million", "90272,milion"), "row 2, column unit");
    says(with_changed("platforms.csv", "\"fact, cited\",secondary", "\"fact, cited\",sure"),
         "row 2, column confidence");
    says(with_changed("regions.csv", "meta-apac,VN,member,WB-EAP,", "meta-apac"),
         "regions.csv, row 2");
    says(with_changed("assumptions.csv", "normal,1.1", "gauss,1.1"), "column distribution");
    CHECK(published()
              .find({"VN", "facebook", "users", "", "1999"})
              .problems()
              .front()
              .help.find("2020-11") != std::string::npos);
    CHECK(published().find_assumption("income_elastcity").problems().front().help ==
          "did you mean 'income_elasticity'?");
}

TEST_CASE("logarithm and exponential are near the true ones, and the same bits everywhere",
          "[revenue]") {
    for (double x = 1e-6; x < 1e9; x *= 1.37)
        CHECK(portable_log(x) == Approx(std::log(x)).epsilon(1e-15).margin(1e-15));
    for (double x = -30; x < 30; x += 0.37)
        CHECK(portable_exp(x) == Approx(std::exp(x)).epsilon(1e-15));
    CHECK(portable_log(1) == 0);
    CHECK(portable_exp(0) == 1);
    CHECK(portable_log(10.0) == 0x1.26bb1bbb55516p+1);
    CHECK(portable_pow(2.0, 0.5) == Approx(std::sqrt(2.0)).epsilon(1e-15));
}

TEST_CASE("draws depend on seed, name and number alone", "[revenue]") {
    const draws a{2020};
    CHECK(a.uniform("x", 5) == draws{2020}.uniform("x", 5));
    CHECK(a.uniform("x", 5) != a.uniform("x", 6));
    CHECK(a.uniform("x", 5) != a.uniform("y", 5));
    CHECK(a.uniform("x", 5) != draws{2021}.uniform("x", 5));
    double sum = 0;
    double squares = 0;
    constexpr int count = 20000;
    for (int i = 0; i < count; ++i) {
        const double n = a.normal("n", static_cast<std::uint64_t>(i));
        sum += n;
        squares += n * n;
    }
    CHECK(sum / count == Approx(0).margin(0.03));
    CHECK(squares / count == Approx(1).margin(0.03));
    CHECK(a.normal("n", 0) == draws{2020}.normal("n", 0));
}

TEST_CASE("sums leave floating point as whole minor units", "[revenue]") {
    CHECK(to_minor_units(2.5, 0) == 3);
    CHECK(to_minor_units(-2.5, 0) == -3);
    CHECK(to_minor_units(1.005, 2) == number{1, 1} + 0);
    CHECK(to_minor_units(12.346, 2) == number{1235, 100});
}

TEST_CASE("a quantile is one of the values, by nearest rank", "[revenue]") {
    std::vector<int> sorted;
    for (int i = 1; i <= 100; ++i) sorted.push_back(i);
    CHECK(quantile(sorted, 0.05) == 5);
    CHECK(quantile(sorted, 0.5) == 50);
    CHECK(quantile(sorted, 0.95) == 95);
    CHECK(quantile(std::vector<int>{7}, 0.5) == 7);
}
