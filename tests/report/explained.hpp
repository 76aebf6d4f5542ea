// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/levy.hpp>
#include <levy/report/explanation.hpp>

#include "../the_law.hpp"

namespace levy::tests {

inline report::explanation explained(const std::string& id, const request& asked) {
    const auto about = the_law().facts_of(id, asked);
    REQUIRE(about);
    const auto made = the_law().assess(id, *about);
    REQUIRE(made);
    return {*made,
            rule::turning_points(*made, *about, *the_law().calendar_of(id)),
            {{"law/a.yaml", "00"}}};
}

}  // namespace levy::tests
