// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <levy/text/span.hpp>

namespace levy {

/// How a fact was learned. `recalled` is refused unless a run allows it by name.
enum class confidence { verified, secondary, derived, recalled };
[[nodiscard]] std::string_view name_of(confidence trust);

/// `tt103 Art 12(1)`: a declared source and the place in it.
struct citation {
    std::string source;  // id
    std::string place;   // article; may be empty
    span where;

    [[nodiscard]] std::string text() const { return place.empty() ? source : source + " " + place; }
};

}  // namespace levy
