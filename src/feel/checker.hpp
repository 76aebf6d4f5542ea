// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <levy/feel/check.hpp>
#include <levy/feel/unify.hpp>
#include <levy/feel/walk.hpp>

#include "builtins.hpp"

namespace levy::feel {

/// Writes type and slot into one formula. A node whose type could not be found out is `unknown`,
/// which meets everything, so that one mistake is reported once.
class checker {
public:
    checker(const scope& names, diagnostics& sink) : names_{names}, sink_{sink} {}

    type check(expr& e);
    void assume(assumptions holding) {
        for (const auto& a : holding) prove(*a.condition, a.truth);
    }
    /// `value`: what is tested; null for a column.
    void check_test(expr& t, const type& of, const expr* value = nullptr);
    void must_fit(const expr& e, const type& wanted);
    void words_must_fit(const expr& e, const type& wanted, const misfit& why,
                        const std::string& of);

private:
    struct local {
        std::string id;
        type as;
        const expr* of = nullptr;      // the list that it goes through
        const expr* filter = nullptr;  // the predicate of the filter that looks at it
    };
    class locals_mark;
    class facts_mark;

    // check.cpp
    type of_literal(expr& e, literal& l);
    type of_name(expr& e, const name& n);
    void not_a_field(const expr& e, const name& n, const local* element);
    type of_negate(const expr& e, negate& n);
    type of_choose(const expr& e, choose& c);
    type of_between(between& b);
    type of_membership(membership& m);
    type of_path(const expr& e, path& p);
    type field_of(const type& of, const path& p);
    type of_filter(filter& f);
    type of_loop(loop& l);
    type of_quantified(quantified& q);
    type of_list(list_of& l);
    type of_record(record_of& r);
    type of_range(range_of& r);
    void open_bindings(std::vector<binding>& over);

    // check_operators.cpp
    type of_binary(expr& e, binary& b);
    type of_logic(binary& b);
    type of_comparison(const expr& e, binary& b, const type& left, const type& right);
    type of_sum(const expr& e, const binary& b, const type& left, const type& right);
    type of_product(const expr& e, const binary& b, const type& left, const type& right);
    type of_power(const binary& b, const type& left, const type& right);
    type of_scaled_duration(const binary& b, const type& left, const type& right);

    // check_calls.cpp
    type of_call(expr& e, call& c);
    type of_builtin(const expr& e, call& c, const builtin& known);
    type of_table(expr& e, call& c, const symbol& table);
    type of_at(expr& e, call& c);
    type of_spans(expr& e, call& c);
    type of_convert(call& c);
    const symbol* parameter_argument(expr& e, call& c, std::string_view shape);
    std::vector<type> argument_types(call& c, bool positions);
    bool arrange(const expr& e, call& c, const builtin& known);

    // check_facts.cpp: what a condition proves
    void prove(const expr& condition, bool truth);
    void prove_each(const quantified& q, bool truth);
    void prove_words(const expr& place, std::vector<std::string> words, bool these);
    /// Whether conditions rule the word out where the expression stands.
    [[nodiscard]] bool ruled_out(const expr& e, const std::string& word) const;
    [[nodiscard]] std::string key_of(const expr& place) const;
    [[nodiscard]] type narrowed(type as, const std::string& key) const;
    [[nodiscard]] type narrowed(const expr& e) const;

    // check_words.cpp: words that a formula writes against allowed ones
    using word_visit =
        std::function<void(const expr& at, const std::string& word, const type& allowed)>;
    enum class literals { all, direct };
    bool stray_words(const expr& e, const type& wanted, literals which, const word_visit& visit);
    bool never_its_value(const expr& written, const type& wanted, const expr* other);
    void compare_words(const expr& a, const expr& b);
    void known_words(const std::vector<const expr*>& joined);
    void stray(const expr& at, const std::string& word, const type& allowed, std::string message,
               const expr* other);

    bool present(const expr& e, const type& t, std::string_view what);
    bool is_boolean(const expr& e, const type& t);
    std::optional<type> meet(const expr& a, const type& as_a, const expr& b, const type& as_b,
                             std::string_view verb, span sign);
    void report(code id, std::string message, diagnostic::label primary, std::string help = {},
                std::vector<diagnostic::label> related = {});

    const scope& names_;
    diagnostics& sink_;
    std::vector<local> locals_;
    std::vector<std::string> present_;  // keys of places proven not null; `[]` for each element
    struct words_proven {
        std::string place;
        std::vector<std::string> words;
        bool these;  // the place holds one of them; else none
    };
    std::vector<words_proven> proven_;
    bool positions_ = false;  // bare whole numbers stand for places
    std::optional<symbol> found_;
    std::vector<const expr*> strays_;  // words that were refused, each once
};

/// Forgets local names at the end of their expression.
class checker::locals_mark {
public:
    explicit locals_mark(checker& of) : of_{of}, size_{of.locals_.size()} {}
    ~locals_mark() { of_.locals_.resize(size_); }
    locals_mark(const locals_mark&) = delete;
    locals_mark& operator=(const locals_mark&) = delete;

private:
    checker& of_;
    std::size_t size_;
};

/// Forgets what a condition proved where the condition no longer holds.
class checker::facts_mark {
public:
    explicit facts_mark(checker& of)
        : of_{of}, present_{of.present_.size()}, proven_{of.proven_.size()} {}
    ~facts_mark() {
        of_.present_.resize(present_);
        of_.proven_.resize(proven_);
    }
    facts_mark(const facts_mark&) = delete;
    facts_mark& operator=(const facts_mark&) = delete;

private:
    checker& of_;
    std::size_t present_, proven_;
};

}  // namespace levy::feel
