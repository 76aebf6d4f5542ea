// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <levy/feel/type.hpp>
#include <levy/text/span.hpp>

namespace levy::feel {

/// What a name means where a formula stands. A table is called; a parameter may also be the first
/// argument of `at` and `spans`.
struct symbol {
    enum class role { value, parameter, table };
    role is = role::value;
    type as;                      // value, parameter: its type; table: what a call gives
    type written = {};            // parameter: as its author wrote it, for `at` and `spans`
    std::vector<type> arguments;  // table: one a column
    std::size_t slot = 0;
    span declared;
};

/// The names a formula may use, besides its own loop variables.
class scope {
public:
    virtual ~scope() = default;
    [[nodiscard]] virtual std::optional<symbol> find(std::string_view name) const = 0;
    [[nodiscard]] virtual std::vector<std::string> names()
        const = 0;  // for the nearest one in a message
    /// Whether rules for authors hold: numbers other than 0, 1, 12, 100 are refused in formulas.
    [[nodiscard]] virtual bool refuses_bare_numbers() const { return true; }
    /// The words that something here may hold; nullptr where that is not told.
    [[nodiscard]] virtual const std::set<std::string, std::less<>>* words() const {
        return nullptr;
    }
};

}  // namespace levy::feel
