// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <levy/value/rounding.hpp>

namespace levy {

namespace {

constexpr std::array<std::pair<rounding, std::string_view>, 7> names{{
    {rounding::half_up, "half up"},
    {rounding::half_down, "half down"},
    {rounding::half_even, "half even"},
    {rounding::up, "up"},
    {rounding::down, "down"},
    {rounding::ceiling, "ceiling"},
    {rounding::floor, "floor"},
}};

}  // namespace

std::optional<rounding> read_rounding(std::string_view phrase) {
    for (const auto& [mode, name] : names)
        if (name == phrase) return mode;
    return std::nullopt;
}

std::string_view name_of(rounding mode) {
    for (const auto& [known, name] : names)
        if (known == mode) return name;
    return {};
}

}  // namespace levy
