// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/rule/assess.hpp>

namespace levy::rule {

/// One fact of a run that has no parts: an input, or an element or field inside one.
struct leaf {
    std::string input;               // its name
    std::string name;                // `price`, `services[2].revenue`
    std::vector<std::size_t> place;  // inside the input: of elements and fields
    feel::type as;
    feel::value is;
};

/// The facts that a run read, given or by default, in the order of the inputs.
[[nodiscard]] std::vector<leaf> leaves_of(const assessment& made);

/// The same facts with one of them otherwise.
[[nodiscard]] facts with(const facts& about, const assessment& made, const leaf& fact,
                         const feel::value& is);

}  // namespace levy::rule
