// SPDX-License-Identifier: Apache-2.0
// Plain FEEL: where a range ends, and what parts words.
#include "plain.hpp"

using namespace plain;

TEST_CASE("a range may end in `[` wherever it stands", "[feel]") {
    shows("for i in [1..3[ return i", "[1, 2]");
    shows("for i in ]1..4[ return i", "[2, 3]");
    is_true("some x in ]1..3[ satisfies x = 2");
    is_true("]1..5[ = (1..5)");
    is_true("[1..5[ != [1..5]");
    is_true("[1..5[ instance of range<number>");
    shows("[]1..3[, 2]", "[(1..3), 2]");
    shows("[2, ]1..3[]", "[2, (1..3)]");
    is_true("2 in ]1..3[ and 3 in [1..4[");
    is_true("2 in []1..3[, 7]");
    is_number("[1..[3, 4][2][.end", "4");
}

TEST_CASE("a `[` behind a range's end opens a filter where it can, and `[]` is a list", "[feel]") {
    is_true("3 in [1..[2, 4][item > 3][1]]");
    is_true("2 in [1..[2, 4][1]]");
    shows("[[], [1..3]]", "[[], [1..3]]");
    shows("for i in [], j in 1..3 return j", "[]");
    fails("[1, 2][]", "LV0201");
    fails("[1, 2][> 1]", "LV0201");
}
