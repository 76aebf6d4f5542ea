// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/walk.hpp>

#include "builtins.hpp"

namespace levy::feel {

/// Walks one checked (or, in plain FEEL, unchecked) tree. Slow and obvious; nothing is folded.
class evaluator {
public:
    evaluator(environment* names, bool plain, bool standard = false)
        : names_{names}, plain_{plain}, standard_{standard} {}

    void declare(const std::vector<plain_name>& names) { locals_ = names; }
    value evaluate(const expr& e);
    /// A whole formula; where null comes of a failure, it stops with that failure.
    value whole(const expr& e);
    bool meets(const value& v, const std::vector<expr>& tests);

private:
    value computed(const expr& e);
    value dispatch(const expr& e);
    value of_name(const expr& e, const name& n);
    value of_negate(const expr& e, const negate& n);
    value of_binary(const expr& e, const binary& b);
    value of_logic(const expr& e, const binary& b);
    value of_comparison(const expr& e, operation by, const value& left, const value& right);
    value of_choose(const expr& e, const choose& c);
    value of_between(const expr& e, const between& b);
    value of_membership(const membership& m);
    value of_path(const expr& e, const path& p);
    value field_of(const expr& e, const value& of, const path& p);
    value of_filter(const expr& e, const filter& f);
    bool is_position(const expr& predicate);
    value item_at(const expr& e, const std::vector<value>& items, const number& position);
    value of_loop(const expr& e, const loop& l);
    value of_quantified(const expr& e, const quantified& q);
    value of_list(const list_of& l);
    value of_record(const expr& e, const record_of& r);
    value of_range(const expr& e, const range_of& r);
    value of_call(const expr& e, const call& c);
    value of_not(const expr& e, const call& c);
    value of_convert(const expr& e, const call& c);

    // Whether tests hold; nothing where plain FEEL does not know.
    std::optional<bool> met(const value& v, const std::vector<expr>& tests);
    std::optional<bool> met_one(const value& v, const test& t, const expr& at);
    std::optional<bool> holds(const value& v, const value& against, const expr& at);
    std::optional<bool> inside(const value& v, const range_value& r, const expr& at);
    std::optional<bool> in_order_if_any(const value& v, operation by, const value& against,
                                        const expr& at);

    std::vector<value> domain_of(const expr& e, const value& domain);
    std::vector<value> numbers_of(const expr& e, const range_value& r, const number& low,
                                  const number& high);
    std::vector<value> days_of(const expr& e, const range_value& r, day first, day last);
    template <class Each>
    bool each_combination(const std::vector<binding>& over, std::size_t from, const expr& e,
                          Each each);
    bool condition(const expr& e);
    void count_rounds(const expr& e, std::size_t more);
    value put_together(const expr& e, value made);
    [[nodiscard]] call_site site(const expr& e) const { return {e, plain_, standard_}; }

    environment* names_;  // null in plain FEEL
    bool plain_;
    bool standard_;  // a checked tree, and null in plain FEEL is no other value here
    std::vector<plain_name> locals_;
    std::optional<diagnostic> failed_;  // plain FEEL: the first failure that null stands for
    std::size_t open_records_ = 0;      // plain FEEL: filters whose item is a record
    std::size_t rounds_ = 0;
    std::size_t parts_ = 0;
};

/// `left by right` for + - * / **; the site says where it stands.
[[nodiscard]] value arithmetic(operation by, const value& left, const value& right,
                               const call_site& at);

}  // namespace levy::feel
