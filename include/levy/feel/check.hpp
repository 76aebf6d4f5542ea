// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <levy/feel/expr.hpp>
#include <levy/feel/scope.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::feel {

/// A condition, checked before, that is known to hold (or not to) where a formula stands.
struct assumption {
    const expr* condition;
    bool truth = true;
};
using assumptions = std::span<const assumption>;

/// Types, units, optionality, names: writes `as` and `slot` into the tree. False exactly when an
/// error was added. After it: every node has a type; every name and call that is not a loop
/// variable, `item`, record entry or built-in has a slot; a currency literal in the tree has become
/// a plain number whose currency stands in `as`.
bool check(expr& formula, const scope& names, diagnostics& sink, assumptions holding = {});

/// The same, and the result must fit `wanted` (0 fits every unit; a text must be one of the allowed
/// values).
bool check(expr& formula, const type& wanted, const scope& names, diagnostics& sink,
           assumptions holding = {});

/// Cells of a table column of type `column`.
bool check_tests(std::vector<expr>& tests, const type& column, const scope& names,
                 diagnostics& sink);

/// Whether a value of type `given` may stand where `wanted` is declared; says why not in the
/// author's words.
[[nodiscard]] bool fits(const type& given, const type& wanted, std::string& why_not);

/// Slots that the formula reads, each once, in the order met. For cycles, order and dependency.
[[nodiscard]] std::vector<std::size_t> slots_of(const expr& formula);

}  // namespace levy::feel
