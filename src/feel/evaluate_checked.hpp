// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/feel/evaluate.hpp>

namespace levy::feel {

/// What a request states of types, in JSON as `read_stated_type` reads it; empty where nothing is
/// stated.
struct stated_types {
    std::string inputs, result;
};

/// One expression by the static checker and its ranges first, then exactly. Throws `stopped` with
/// the first problem. The result has the type that was checked: where rules have a value and the
/// standard has none (the sum of an empty list, `1 in null`), the run stops.
[[nodiscard]] value evaluate_checked(const source_handle& text,
                                     const std::vector<plain_name>& names,
                                     const stated_types& stated);

}  // namespace levy::feel
