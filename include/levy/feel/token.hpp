// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace levy::feel {

/// One word or sign of a formula. Offsets count bytes of the formula's text.
struct token {
    enum class kind { end, number, text, at_literal, word, sign, bad };
    kind is = kind::end;
    std::string_view text;  // as written; a function's name of several words is one token
    std::string cooked;     // text and at_literal: without quotes, escapes read
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string problem;  // bad: what is wrong with it
    std::string help;     // bad: what to write instead, if that is known
};

/// Splits a formula; never fails: what is no token is `bad` and says why. Built-in names of several
/// words
/// (`round half up`) are matched longest first and come as one word. The last token is `end`.
/// `any_letters`: names may hold any letter (plain FEEL), else only a-z, 0-9 and _.
[[nodiscard]] std::vector<token> tokens_of(std::string_view formula, bool any_letters);

/// Words with spaces in them that FEEL knows: built-in functions and the types of the standard.
[[nodiscard]] const std::vector<std::string_view>& names_of_several_words();

}  // namespace levy::feel
