// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <levy/feel/expr.hpp>
#include <levy/text/document.hpp>

namespace levy::feel {

/// Which FEEL: `rule` refuses what lies outside levy's profile with the replacement named; `plain`
/// is for `levy eval`, which takes the standard's names as well.
enum class dialect { rule, plain };

/// One formula. Recovers and reports every error it can see; nothing back exactly when an error was
/// added. Bounds: 4,096 bytes, 200 levels.
[[nodiscard]] std::optional<expr> parse(const node& scalar, diagnostics& sink,
                                        dialect = dialect::rule);
[[nodiscard]] std::optional<expr> parse(source_handle text, diagnostics& sink,
                                        dialect = dialect::rule);

/// A table cell: unary tests joined by or (`-`, `a, b`, `not(a)`, `>= 5`, `[1..2)`). A bare word is
/// a text value here, as in the cells of a rule file; in plain FEEL it is a name.
[[nodiscard]] std::optional<std::vector<expr>> parse_tests(const node& scalar, diagnostics& sink,
                                                           dialect = dialect::rule);

/// The formula printed with the fewest parentheses; parsing it again gives the same tree.
[[nodiscard]] std::string to_text(const expr& formula);

}  // namespace levy::feel
