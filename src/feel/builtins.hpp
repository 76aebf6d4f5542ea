// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/feel/expr.hpp>
#include <levy/feel/unify.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/outcome.hpp>

namespace levy::feel {

/// What a built-in says of its arguments' types: its result, or why they do not do.
struct typed {
    std::optional<type> result;
    mismatch why;
    std::size_t culprit = 0;  // the argument to point at
    std::string help;
};

/// A limit of the whole run is met; in plain FEEL too nothing takes its place.
struct limit_met : stopped {};

/// Where a built-in stands while it runs; `fail` stops the run at the call, and so does `give_up`,
/// at a limit.
struct call_site {
    const expr& at;
    bool plain = false;     // plain FEEL: null where rules refuse
    bool standard = false;  // stops where only rules have a value, and the standard has null
    [[noreturn]] void fail(code id, std::string message, std::string help = {}) const;
    [[noreturn]] void give_up(std::string message) const;
};

/// One built-in function: checker and evaluator read this one table.
struct builtin {
    std::string_view name;
    std::vector<std::string_view> parameters;  // for named arguments
    std::size_t least = 1;                     // how many must be given
    bool variadic = false;                     // takes any number beyond
    bool takes_positions = false;              // bare whole numbers in it are places, not figures
    std::function<typed(const std::vector<type>&)> type_of;
    std::function<value(const std::vector<value>&, const call_site&)> apply;
    // plain FEEL: other lists of its parameters
    std::vector<std::vector<std::string_view>> also = {};
};

[[nodiscard]] const builtin* find_builtin(std::string_view name);
/// Functions of the standard that formulas of rules do without, and `levy eval` has; their types
/// are never asked for.
[[nodiscard]] const builtin* find_plain_builtin(std::string_view name);
[[nodiscard]] std::vector<std::string> builtin_names();

// The parts of the table, a file each.
[[nodiscard]] std::vector<builtin> number_builtins();
[[nodiscard]] std::vector<builtin> list_builtins();
[[nodiscard]] std::vector<builtin> text_builtins();
[[nodiscard]] std::vector<builtin> date_builtins();
[[nodiscard]] std::vector<builtin> plain_range_builtins();
[[nodiscard]] std::vector<builtin> plain_record_builtins();
[[nodiscard]] std::vector<builtin> plain_list_builtins();
[[nodiscard]] std::vector<builtin> plain_number_builtins();

// Helpers for type rules.
[[nodiscard]] typed gives(type result);
[[nodiscard]] typed wants(std::size_t culprit, const type& given, std::string_view wanted);
[[nodiscard]] bool is_plain_number(const type& t);

/// What the standard calls the argument of `not`.
inline constexpr std::string_view negand = "negand";

/// Bytes of the longest text that a formula may put together.
inline constexpr std::size_t most_text = 1'000'000;
inline constexpr auto text_too_long = "this text grows past a million bytes";

/// In plain FEEL the only item of a list stands for itself where no list is wanted.
[[nodiscard]] const value& single(const value& v, const call_site& at);
/// A whole number; plain FEEL drops its decimals. Stops the run with `code::index` for others.
[[nodiscard]] std::int64_t whole_of(const value& v, std::string_view what, const call_site& at);

/// -1, 0, 1 where the two are of one kind that has an order; nothing where they are not.
[[nodiscard]] std::optional<int> order_of(const value& a, const value& b);
/// -1, 0, 1 where the two can be ordered (numbers, amounts of one currency, days, durations,
/// texts); stops the run where they cannot.
[[nodiscard]] int compared(const value& a, const value& b, const call_site& at);
/// `a by b` for < <= > >=; stops the run where the two cannot be ordered.
[[nodiscard]] bool in_order(const value& a, operation by, const value& b, const call_site& at);

}  // namespace levy::feel
