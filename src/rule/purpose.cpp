// SPDX-License-Identifier: Apache-2.0
#include "purpose.hpp"

#include <array>
#include <string_view>

namespace levy::rule {

namespace {

constexpr std::array<std::string_view, 5> role_words{"when", "on", "give", "amount", "value"};
constexpr std::array<std::string_view, 6> part_words{"step",       "offset",  "late",
                                                     "limitation", "penalty", "reach"};
constexpr std::string_view of = " of ";

/// What follows the word; nothing where the text begins with another.
std::optional<std::string> after(std::string_view word, std::string_view text) {
    if (!text.starts_with(word)) return std::nullopt;
    text.remove_prefix(word.size());
    if (text.empty()) return std::string{};
    if (text.front() != ' ') return std::nullopt;
    return std::string{text.substr(1)};
}

}  // namespace

std::string purpose::slot_name() const {
    std::string made{role_words.at(static_cast<std::size_t>(as))};
    if (!input.empty()) made.append(" ").append(input);
    made.append(of).append(part_words.at(static_cast<std::size_t>(by.is)));
    if (!by.name.empty()) made.append(" ").append(by.name);
    return made;
}

std::optional<purpose> purpose_of(const definition& d) {
    const auto at = d.name.find(of);
    if (at == std::string::npos) return std::nullopt;
    const std::string_view whole{d.name};
    for (std::size_t r = 0; r < role_words.size(); ++r) {
        const auto input = after(role_words.at(r), whole.substr(0, at));
        if (!input) continue;
        for (std::size_t p = 0; p < part_words.size(); ++p)
            if (const auto name = after(part_words.at(p), whole.substr(at + of.size())))
                return purpose{
                    static_cast<purpose::role>(r), {static_cast<asking::part>(p), *name}, *input};
    }
    return std::nullopt;
}

}  // namespace levy::rule
