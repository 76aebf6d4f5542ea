// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include <levy/feel/expr.hpp>
#include <levy/rule/trace.hpp>

namespace levy::rule {

[[nodiscard]] inline bool is_logic(feel::operation by) {
    return by == feel::operation::conjunction || by == feel::operation::disjunction;
}

/// Whether a part is one comparison: `a < b`, `a between b and c`, `a in tests`.
[[nodiscard]] inline bool is_comparison(const feel::expr& e) {
    using feel::operation;
    if (std::holds_alternative<feel::between>(e.is) ||
        std::holds_alternative<feel::membership>(e.is))
        return true;
    const auto* b = std::get_if<feel::binary>(&e.is);
    return b && b->by >= operation::equal && b->by <= operation::at_least;
}

/// Of a `min` or `max` of several arguments, the first that it gave.
[[nodiscard]] inline std::optional<std::size_t> winner_of(const part& p) {
    const auto* c = std::get_if<feel::call>(&p.of->is);
    if (!c || (c->function != "min" && c->function != "max") || p.parts.size() < 2)
        return std::nullopt;
    for (std::size_t i = 0; i < p.parts.size(); ++i)
        if (p.parts[i].gave == p.gave) return i;
    return std::nullopt;
}

}  // namespace levy::rule
