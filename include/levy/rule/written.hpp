// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <levy/feel/type.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// Reads what an author wrote as a value of a declared type: `25_000_000`, `7.5%`, `11/12`, `EUR
/// 750_000_000`, `2026-07-01`, `P90D`, `true`, a word, a list, a record. Nothing is guessed: plain
/// `no` is a text, `0.1` is exactly a tenth.
///
/// `own_currency`  what money without letters is in; empty where the run's currency is not known
/// yet, then
///                 letters are refused for money of the run's own currency.
/// Errors          literal, one_of, range, currency, missing (a field or null), key; one each, with
/// its place.
[[nodiscard]] std::optional<feel::value> read_value(const node& written, const feel::type& as,
                                                    const std::string& own_currency,
                                                    diagnostics& sink);

}  // namespace levy::rule
