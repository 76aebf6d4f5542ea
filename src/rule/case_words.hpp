// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/assess.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// What shared keys, one case and one of its periods say together; the innermost wins.
class case_words {
public:
    case_words(const node& shared, const node& one, const node* period = nullptr)
        : layers_{period, &one, &shared} {}

    [[nodiscard]] const node* find(std::string_view key) const;
    /// Maps of all layers, the innermost last, so that later ones win.
    [[nodiscard]] std::vector<const node*> all(std::string_view key) const;
    /// The `date` or `period` that counts; null where there is none.
    [[nodiscard]] const node* when() const;
    /// Everything a case states but its inputs and its balances.
    [[nodiscard]] facts stated(diagnostics& sink) const;

private:
    [[nodiscard]] std::optional<day> day_at(std::string_view key, diagnostics& sink) const;
    void add_payments(facts& about, diagnostics& sink) const;
    void add_rates(facts& about, diagnostics& sink) const;

    std::vector<const node*> layers_;  // null: there is none
};

/// `written` stands where a day is asked.
void refuse_day(const node& written, diagnostics& sink);

}  // namespace levy::rule
