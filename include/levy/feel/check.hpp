// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

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

/// Why a value of one type may not stand where another is declared.
struct misfit {
    code id = code::type;
    std::string why;        // in the author's words
    std::string word = {};  // code one_of: the word that is not allowed, and the words that are
    type allowed = {};
};
/// Nothing where a value of type `given` fits `wanted`, in all its elements and fields.
[[nodiscard]] std::optional<misfit> misfit_of(const type& given, const type& wanted);

/// Where a checked formula does not fit for its words: reports each at its own place, but not what
/// the assumptions rule out. `of`: what allows others, in a few words.
void report_words(const expr& formula, const type& wanted, const misfit& why, const std::string& of,
                  diagnostics& sink, assumptions holding = {});

/// Slots that the formula reads, each once, in the order met. For cycles, order and dependency.
[[nodiscard]] std::vector<std::size_t> slots_of(const expr& formula);

}  // namespace levy::feel
