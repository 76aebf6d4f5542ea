// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/feel/expr.hpp>

namespace levy::rule {

/// A place between the values of an ordered kind: just before `at` or just after it, or before or
/// after all.
struct cut {
    enum class end { before_all, at_value, after_all };
    end is = end::at_value;
    number at;
    bool after = false;

    friend bool operator==(const cut&, const cut&) = default;
    friend std::strong_ordering operator<=>(const cut& a, const cut& b) {
        if (a.is != b.is || a.is != end::at_value) return a.is <=> b.is;
        if (const auto order = a.at <=> b.at; order != 0) return order;
        return a.after <=> b.after;
    }
};

/// All values from one cut to another, `from < to`.
struct value_span {
    cut from, to;
    friend bool operator==(const value_span&, const value_span&) = default;
};

/// Values of one column or name: null or not, and spans in rising order that do not touch.
struct value_set {
    bool null = false;
    std::vector<value_span> spans;

    [[nodiscard]] bool empty() const noexcept { return !null && spans.empty(); }
    friend bool operator==(const value_set&, const value_set&) = default;
};
[[nodiscard]] value_set united(const value_set& a, const value_set& b);
[[nodiscard]] value_set common(const value_set& a, const value_set& b);
/// What of `a` is not in `b`.
[[nodiscard]] value_set without(const value_set& a, const value_set& b);
/// Whether they have a value in common; whether all of `a` is in `b`.
[[nodiscard]] bool meet(const value_set& a, const value_set& b);
[[nodiscard]] bool lies_in(const value_set& a, const value_set& b);

/// The value of an expression where it is known; nothing where it depends on the run.
using constant_of = std::function<std::optional<feel::value>(const feel::expr&)>;

/// What stands in the text itself: a literal, or one with a minus before it.
[[nodiscard]] std::optional<feel::value> written_constant(const feel::expr& e);

/// The number behind a number, a day or a duration; nothing for any other value.
[[nodiscard]] std::optional<number> rank_of(const feel::value& v);

/// The values that a column or a name may have, and which of them a test lets through. Days,
/// durations, counts, truth values and words lie apart like whole numbers: between 5 and 6 there is
/// nothing. A text without a list of words has room for any other.
class axis {
public:
    axis(std::string name, feel::type as, number scale = number{1});

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const value_set& domain() const noexcept { return domain_; }

    /// The values for which `x by against` is true; nothing where that cannot be told.
    [[nodiscard]] std::optional<value_set> where(feel::operation by, const feel::value& against);
    /// The values that pass a unary test, and those that pass one of several.
    [[nodiscard]] std::optional<value_set> where(const feel::test& t, const constant_of& known);
    [[nodiscard]] std::optional<value_set> where(const std::vector<feel::expr>& tests,
                                                 const constant_of& known);
    [[nodiscard]] value_set inside(const std::optional<number>& low, bool low_closed,
                                   const std::optional<number>& high, bool high_closed) const;

    /// All values in parts that none of the sets divides; words one by one.
    [[nodiscard]] std::vector<value_set> parts(const std::vector<value_set>& of) const;
    /// A part for a reader: `any other text`, `[9..10)`.
    [[nodiscard]] std::string part_told(const value_set& part) const;

    /// A figure that tests speak of, under its name; without one where it is written out.
    void name_figure(const number& is, const std::string& name);
    /// The values as tests of a table's cell, in the column's own scale and by the names of its
    /// figures: `a, b`, `[9..10)`, `> threshold`.
    [[nodiscard]] std::string cell(const value_set& of) const { return told(of, ", ", true); }
    /// The values for a reader: `kind a or b`, `sum [9..10) million`.
    [[nodiscard]] std::string shown(const value_set& of) const;

private:
    [[nodiscard]] std::optional<number> place_of(const feel::value& v);
    [[nodiscard]] std::optional<value_set> in_list(const std::vector<feel::value>& items);
    [[nodiscard]] std::optional<value_set> of_list(const feel::list_of& list,
                                                   const constant_of& known);
    [[nodiscard]] std::string told(const value_set& of, std::string_view joint, bool by_name) const;
    [[nodiscard]] std::string words_told(const value_set& of, std::string_view joint) const;
    [[nodiscard]] std::string span_told(const value_span& s, bool by_name) const;
    [[nodiscard]] const std::string* figure_named(const number& n) const;
    [[nodiscard]] std::string number_told(const number& n) const;

    std::string name_;
    feel::type as_;
    number scale_;
    bool discrete_;
    std::vector<std::string> words_;  // of a text: its place is its value
    value_set domain_;
    std::map<number, std::string> figures_;  // an empty name: it is written out somewhere
};

}  // namespace levy::rule
