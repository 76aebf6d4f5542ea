// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <levy/feel/expr.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/span.hpp>

namespace levy::feel {

/// Where names get their values while a formula is evaluated. Every function may throw `stopped`.
class environment {
public:
    virtual ~environment() = default;
    [[nodiscard]] virtual value get(std::size_t slot, const levy::span& used) = 0;
    [[nodiscard]] virtual value call(std::size_t slot, std::span<const value> arguments,
                                     const levy::span& used) = 0;
    /// `at(parameter, on)`.
    [[nodiscard]] virtual value at(std::size_t slot, day on, const levy::span& used) = 0;
    /// `spans(parameter, from, to)`: records {from, to, days, value}; empty where from > to.
    [[nodiscard]] virtual value spans(std::size_t slot, day from, day to,
                                      const levy::span& used) = 0;
    /// `convert(sum, to, on)` by the rule's exchange series. `sum_currency` is empty where the sum
    /// carries its own.
    [[nodiscard]] virtual value convert(const value& sum, std::string_view sum_currency,
                                        std::string_view to, day on, const levy::span& used) = 0;
    /// The currency that `own_currency` stands for in this run; for messages and `@"GBP 5"` against
    /// it.
    [[nodiscard]] virtual std::string own_currency() const { return {}; }
    /// Hook of the trace: `formula` has just given `result`.
    virtual void evaluated(const expr& formula, const value& result) {
        (void)formula, (void)result;
    }
};

/// Exactly, in the order written, lazily (`if`, `and`, `or` stop early). Throws `stopped` with the
/// step's span.
[[nodiscard]] value evaluate(const expr& formula, environment& names);

/// Whether `v` meets one of the unary tests.
[[nodiscard]] bool meets(const value& v, const std::vector<expr>& tests, environment& names);

/// Plain FEEL: names come from `names`, no units, null allowed; the standard's result, failures may
/// be `stopped`.
struct plain_name {
    std::string id;
    value is;
};
[[nodiscard]] value evaluate_plain(const expr& formula, const std::vector<plain_name>& names);

}  // namespace levy::feel
