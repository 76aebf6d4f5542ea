// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <catch2/catch.hpp>

#include <levy/revenue/figure.hpp>
#include <levy/rule/law.hpp>

namespace levy::tests {

/// The law of this tree, opened once in a process: what one test loaded serves the next.
inline const law& the_law() {
    static const auto opened = law::open(std::string{LEVY_ROOT} + "/rules");
    REQUIRE(opened);
    return *opened;
}

/// The figures of this tree, read once in a process.
inline const revenue::figures& the_figures() {
    static const auto opened = revenue::figures::open(std::string{LEVY_ROOT} + "/rules/figures");
    REQUIRE(opened);
    return *opened;
}

}  // namespace levy::tests
