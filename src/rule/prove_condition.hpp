// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <levy/rule/rule.hpp>

#include "law_values.hpp"
#include "regions.hpp"

namespace levy::rule {

/// A truth function over axes.
struct condition_tree {
    enum class kind { yes, no, within, all, any, negated };
    kind is = kind::yes;
    std::size_t axis = 0;                                        // within
    value_set values;                                            // within
    std::shared_ptr<const std::vector<condition_tree>> of = {};  // all, any, negated

    [[nodiscard]] static condition_tree truth(bool b) {
        return {b ? kind::yes : kind::no, 0, {}, {}};
    }
    [[nodiscard]] static condition_tree negation(condition_tree of);
    [[nodiscard]] static condition_tree both(std::vector<condition_tree> of);
    [[nodiscard]] static condition_tree either(std::vector<condition_tree> of);
};

/// Values by axis; nothing where the whole axis is meant.
using case_box = std::vector<std::optional<value_set>>;

/// The axes that the conditions of one rule ask about, and what conditions mean over them.
class case_space {
public:
    /// What is given to the inputs in `reckoned`, and to those that decide the day, is not free.
    case_space(const instrument& of, const std::set<std::string>& reckoned);

    /// The condition as the law of that moment has it; kept, since many proofs ask again.
    [[nodiscard]] const condition_tree& condition(const feel::expr& e, const moment& at);
    /// The value of a formula where the law of that moment fixes it.
    [[nodiscard]] std::optional<feel::value> constant(const feel::expr& e, const moment& at) const {
        return fixed_value(of_, e, at);
    }

    /// A case in which the condition holds, if there may be one. Nothing back: it never holds.
    [[nodiscard]] std::optional<case_box> possible(const condition_tree& c);
    /// A case of some inputs in which the condition holds whatever else is asked. On a day on which
    /// the period ends, if one is given.
    [[nodiscard]] std::optional<case_box> certain(const condition_tree& c,
                                                  const std::optional<day>& ends = {});

    /// That a number lies outside the limits of a column. Null lies in none of them.
    [[nodiscard]] condition_tree outside(const feel::expr& e, const feel::limits& of,
                                         const moment& at);
    /// Some cases in which it may hold; those that `possible` would find first.
    [[nodiscard]] std::vector<case_box> some_cases(const condition_tree& c, std::size_t most);
    /// Whether a name, or a field that is asked about, may have the value in that case.
    [[nodiscard]] bool allows(const case_box& in, const std::string& name, const feel::value& v);
    /// What a name may be in that case; null where nothing is asked of it.
    [[nodiscard]] const value_set* values_of(const case_box& in, const std::string& name) const;

    /// `kind a, revenue > 100`.
    [[nodiscard]] std::string shown(const case_box& of) const;
    /// Where the names are declared on which the condition rests.
    [[nodiscard]] std::vector<const input*> inputs_of(const condition_tree& c) const;

private:
    enum class verdict { yes, no, open };
    struct known_axis {
        axis is;
        bool free = false;            // an input: its values are the caller's to choose
        const input* from = nullptr;  // the input, or that whose field it is
    };

    [[nodiscard]] const feel::expr& followed(const feel::expr& e, const moment& at) const;
    [[nodiscard]] const formula* plain_definition(const feel::expr& e) const;
    [[nodiscard]] const instrument::slot* slot_of(const feel::expr& e) const;
    [[nodiscard]] std::size_t axis_of(const feel::expr& e, const moment& at);
    [[nodiscard]] std::size_t added(const std::string& key, known_axis made);
    [[nodiscard]] bool is_bound(const input& i) const;
    [[nodiscard]] std::optional<std::pair<feel::type, const input*>> input_path(
        const feel::expr& e) const;
    /// What is asked of an expression, within one whole condition; against null: its tests.
    struct question {
        feel::operation by;
        const feel::expr *of, *against, *whole;
        moment at;
        friend auto operator<=>(const question&, const question&) = default;
    };

    [[nodiscard]] const condition_tree& kept(const feel::expr& e, const moment& at);
    [[nodiscard]] condition_tree read(const feel::expr& e, const moment& at);
    template <class Read>
    [[nodiscard]] condition_tree of_choose(const feel::choose& c, const moment& at,
                                           const Read& of_branch);
    template <class Read>
    [[nodiscard]] condition_tree asked_once(const question& of, const feel::choose& c,
                                            const Read& of_branch);
    [[nodiscard]] condition_tree opaque(const feel::expr& e, const moment& at);
    [[nodiscard]] condition_tree truth_of_axis(const feel::expr& e, const moment& at);
    [[nodiscard]] condition_tree ordered(feel::operation by, const feel::expr& left,
                                         const feel::expr& right, const feel::expr& whole,
                                         const moment& at);
    [[nodiscard]] std::optional<bool> of_cut_sums(feel::operation by, const feel::expr& left,
                                                  const feel::expr& right, const moment& at) const;
    [[nodiscard]] condition_tree comparison(feel::operation by, const feel::expr& left,
                                            const feel::expr& right, const feel::expr& whole,
                                            const moment& at);
    [[nodiscard]] condition_tree tested(const feel::expr& of, const std::vector<feel::expr>& tests,
                                        const feel::expr& whole, const moment& at);
    [[nodiscard]] condition_tree of_binary(const feel::binary& b, const feel::expr& e,
                                           const moment& at);
    [[nodiscard]] condition_tree of_between(const feel::between& b, const feel::expr& e,
                                            const moment& at);

    class look;
    [[nodiscard]] bool may_go_on();
    [[nodiscard]] bool search(const condition_tree& c, case_box& in);
    [[nodiscard]] bool search_certain(const condition_tree& c, case_box& in);
    void collect(const condition_tree& c, case_box& in, std::size_t most,
                 std::vector<case_box>& into);
    [[nodiscard]] bool everywhere(const condition_tree& c, const case_box& in);
    [[nodiscard]] const value_set& values(const case_box& in, std::size_t a) const {
        return a < in.size() && in[a] ? *in[a] : axes_[a].is.domain();
    }

    const instrument& of_;
    std::set<std::size_t> bound_;  // slots
    std::vector<known_axis> axes_;
    std::map<std::string, std::size_t> by_key_;
    std::map<std::pair<const feel::expr*, moment>, condition_tree> conditions_;
    std::map<question, condition_tree> answers_;
    std::size_t nodes_ = 0;  // of the condition that is read
    std::size_t steps_ = 0;  // of the search that goes on
    std::optional<std::size_t> period_end_;
    bool on_one_day_ = false;
};

}  // namespace levy::rule
