// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <levy/feel/expr.hpp>
#include <levy/feel/extent.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::feel {

/// What is known of the values behind the names of checked formulas.
class known_ranges {
public:
    virtual ~known_ranges() = default;
    [[nodiscard]] virtual const extent& range_of(std::size_t slot) = 0;
    /// A parameter as its author wrote it, for `at` and `spans`.
    [[nodiscard]] virtual extent written_range_of(std::size_t slot) = 0;
    /// What a table gives for arguments within these extents.
    [[nodiscard]] virtual extent range_of_call(std::size_t table,
                                               std::span<const extent> arguments) = 0;
    /// The one formula that a name always stands for; null where there is none, or several.
    [[nodiscard]] virtual const expr* formula_of(std::size_t slot) = 0;
    /// Where a name is declared, and what sets its range there, in a few words.
    [[nodiscard]] virtual diagnostic::label origin_of(std::size_t slot) = 0;
    /// One more way, besides `if`, to keep a name that divides from being 0; may be empty.
    [[nodiscard]] virtual std::string advice(const std::string& name, const interval& found) = 0;
};

/// Finds the numbers that a checked formula may come to, with what conditions prove on the way, and
/// reports every divisor that may be 0.
///
/// Cost  one visit to each node; facts are few.
class range_prover {
public:
    range_prover(known_ranges& names, diagnostics& sink);
    /// For a formula of another place: nothing assumed here holds there.
    [[nodiscard]] range_prover apart() const;

    extent of(const expr& formula);
    /// From here on the condition, whose ranges were found before, is true, or is false.
    void assume(const expr& condition, bool truth = true);
    /// Assumptions made so far, to go back to.
    [[nodiscard]] std::size_t mark() const noexcept { return facts_.size(); }
    void forget(std::size_t mark) { facts_.resize(mark); }

private:
    /// What holds of an expression wherever it stands again, or of a difference.
    struct fact {
        const expr* what;
        const expr* minus;  // null: of `what` alone
        extent is;
        std::size_t depth;  // local names beyond are others
    };
    struct local {
        std::string id;
        extent is;
        const expr* element_of;  // null: of no list
    };
    class inner;  // forgets locals and facts at the end of a scope
    using sides = std::unordered_map<const expr*, extent>;
    using followed = std::map<std::pair<std::size_t, bool>, int>;  // slot, truth: how deep

    // ranges.cpp
    extent found(const expr& e);
    extent of_name(const expr& e, const name& n);
    extent of_binary(const expr& e, const binary& b);
    extent of_quotient(const expr& e, const binary& b, const interval& top, const interval& bottom);
    extent of_power(const expr& e, const binary& b, const interval& base, const interval& exponent);
    extent of_choose(const choose& c);
    extent of_path(const path& p);
    extent of_filter(const filter& f);
    extent of_loop(const loop& l);
    extent of_quantified(const quantified& q);
    extent of_list(const list_of& l);
    extent of_record(const record_of& r);
    extent of_range(const range_of& r);
    void go_through(const std::vector<binding>& over);
    void visit_tests(const std::vector<expr>& tests);
    bool not_zero_here(const expr& divisor);
    std::vector<diagnostic::label> origins_of(const expr& divisor);
    void may_be_zero(const expr& divisor, const interval& found, const expr& whole);

    // ranges_calls.cpp
    extent of_call(const expr& e, const call& c);
    extent of_builtin(const expr& e, const call& c, const std::vector<extent>& arguments);
    extent sum_of(const call& c, const std::vector<extent>& arguments) const;
    extent rounded_call(const call& c, const std::vector<extent>& arguments, rounding mode);

    // ranges_facts.cpp
    void assume(const expr& condition, bool truth, int depth, followed& met);
    void assume_named(std::size_t slot, bool truth, int depth, followed& met);
    void assume_order(const expr& left, operation by, const expr& right);
    [[nodiscard]] interval passing(const test& t) const;
    void assume_membership(const membership& m, bool truth);
    void assume_each(const quantified& q, bool truth);
    void assume_that(const expr& what, extent is, const expr* minus = nullptr);
    [[nodiscard]] extent refined(const extent& is_at_first, std::size_t position) const;
    [[nodiscard]] extent with_facts(const expr& e, extent is) const;
    [[nodiscard]] interval difference(const expr& left, const expr& right) const;
    [[nodiscard]] bool same(const expr& a, const expr& b, std::size_t depth) const;
    [[nodiscard]] const extent& side(const expr& e) const;

    known_ranges& names_;
    diagnostics& sink_;
    std::shared_ptr<sides> sides_;  // of what conditions compare
    std::vector<fact> facts_;
    std::vector<local> locals_;
    int opened_ = 0;       // how many names deep formulas are looked into again
    int openings_ = 0;     // how many more names may be
    bool silent_ = false;  // while they are
};

class range_prover::inner {
public:
    explicit inner(range_prover& of)
        : of_{of}, locals_{of.locals_.size()}, facts_{of.facts_.size()} {}
    ~inner() {
        of_.locals_.resize(locals_);
        of_.facts_.resize(facts_);
    }
    inner(const inner&) = delete;
    inner& operator=(const inner&) = delete;

private:
    range_prover& of_;
    std::size_t locals_, facts_;
};

}  // namespace levy::feel
