// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/rule.hpp>
#include <levy/text/diagnostic.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// A change of law that is not law: patches on dated paths, rules and steps that do not exist yet.
/// `law::under` gives the law as a reform would have it; the law itself stays as it is.
struct reform {
    /// A word of a path, and where it stands.
    struct piece {
        std::string text;
        span where;
    };
    /// `vn/foreign-supplier-tax.tables.vat_rates[services].rate`, and what it says from which day.
    struct patch {
        piece rule, part, name, last;
        std::vector<node> cells;  // what stands between the brackets, a cell each; mostly none
        span where;
        node says;  // {day: value}; of a reading's default the choice
    };
    struct added_rule {
        std::string id;
        source_handle text;
        span where;
    };

    std::string id, title, about;
    std::optional<day> published;  // since when it is known; absent: each value from its own day
    std::vector<patch> patches;
    std::vector<added_rule> rules;
    std::vector<node::entry> steps;  // a country, and the steps appended to its `assess`
    source_handle text;
    span where;  // of the title

    /// Whether something in the rule, or in `vn/jurisdiction`, is of this reform.
    [[nodiscard]] bool touches(std::string_view rule_id) const;
};

/// Whether a document is a reform file.
[[nodiscard]] bool is_reform(const node& document);

/// A reform file by itself, with the rule files that it adds, which lie beside it; whether its
/// paths lead anywhere is known once it meets a law. Nothing back exactly when an error was added.
[[nodiscard]] std::optional<reform> read_reform(const node& document, const source_handle& text,
                                                diagnostics& sink);

/// Writes into the document of one rule, or of a jurisdiction, what the reform says of it, as if
/// its author had: the reader then holds it to every type, band and proof. Every new node points
/// into the reform file. `sources` gains the reform.
void patch(const reform& by, std::string_view rule_id, node& document,
           std::map<std::string, source>& sources, diagnostics& sink);

}  // namespace levy::rule
