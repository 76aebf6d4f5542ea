// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/value/number_text.hpp>
#include <levy/value/rounding.hpp>

using namespace levy;

TEST_CASE("each mode loses digits in its own way", "[value]") {
    struct row {
        const char* from;
        int half_up, half_down, half_even, up, down, ceiling, floor;
    };
    const auto r =
        GENERATE(row{"2.5", 3, 2, 2, 3, 2, 3, 2}, row{"3.5", 4, 3, 4, 4, 3, 4, 3},
                 row{"2.4", 2, 2, 2, 3, 2, 3, 2}, row{"2.6", 3, 3, 3, 3, 2, 3, 2},
                 row{"-2.5", -3, -2, -2, -3, -2, -2, -3}, row{"-2.4", -2, -2, -2, -3, -2, -2, -3},
                 row{"-2.6", -3, -3, -3, -3, -2, -2, -3}, row{"2", 2, 2, 2, 2, 2, 2, 2},
                 row{"0", 0, 0, 0, 0, 0, 0, 0});
    const auto n = *read_number(r.from);
    CHECK(rounded(n, 1, rounding::half_up) == number{r.half_up});
    CHECK(rounded(n, 1, rounding::half_down) == number{r.half_down});
    CHECK(rounded(n, 1, rounding::half_even) == number{r.half_even});
    CHECK(rounded(n, 1, rounding::up) == number{r.up});
    CHECK(rounded(n, 1, rounding::down) == number{r.down});
    CHECK(rounded(n, 1, rounding::ceiling) == number{r.ceiling});
    CHECK(rounded(n, 1, rounding::floor) == number{r.floor});
}

TEST_CASE("units may be cents or thousands", "[value]") {
    CHECK(rounded(17894.7368_n, 0.01_n, rounding::half_up) == 17894.74_n);
    CHECK(rounded(17894.7368_n, 0.01_n, rounding::down) == 17894.73_n);
    CHECK(rounded(1500_n, 1000, rounding::half_even) == 2000_n);
    CHECK(rounded(2500_n, 1000, rounding::half_even) == 2000_n);
    CHECK(rounded(number{1, 3}, 0.01_n, rounding::up) == 0.34_n);
}

TEST_CASE("every mode has one name", "[value]") {
    for (const auto mode : {rounding::half_up, rounding::half_down, rounding::half_even,
                            rounding::up, rounding::down, rounding::ceiling, rounding::floor})
        CHECK(read_rounding(name_of(mode)) == mode);
    CHECK_FALSE(read_rounding("nearest"));
}
