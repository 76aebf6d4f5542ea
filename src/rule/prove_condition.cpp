// SPDX-License-Identifier: Apache-2.0
#include "prove_condition.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/operation.hpp>
#include <levy/feel/parse.hpp>

#include "prove_reach.hpp"

namespace levy::rule {

namespace {

using feel::mirrored;
using feel::operation;
using feel::value;
using slot_kind = instrument::slot::kind;
using tree = condition_tree;

constexpr std::size_t most_nodes = 10'000;   // that one condition is read into
constexpr std::size_t most_steps = 500'000;  // looks at a node, in one search
constexpr std::size_t parting = 100;         // steps that a case parted in two is worth

std::shared_ptr<const std::vector<tree>> shared(std::vector<tree> parts) {
    return std::make_shared<const std::vector<tree>>(std::move(parts));
}

bool compares(operation by) {
    return by == operation::equal || by == operation::unequal || by == operation::less ||
           by == operation::at_most || by == operation::more || by == operation::at_least;
}

}  // namespace

tree tree::negation(tree of) {
    if (of.is == kind::yes) return truth(false);
    if (of.is == kind::no) return truth(true);
    return {kind::negated, 0, {}, shared({std::move(of)})};
}
tree tree::both(std::vector<tree> of) { return {kind::all, 0, {}, shared(std::move(of))}; }
tree tree::either(std::vector<tree> of) { return {kind::any, 0, {}, shared(std::move(of))}; }

case_space::case_space(const instrument& of, const std::set<std::string>& reckoned) : of_{of} {
    if (of.dated_by) bound_ = read_by(of, {&*of.dated_by}, true);
    for (std::size_t i = 0; i < of.slots.size(); ++i)
        if (reckoned.contains(of.slots[i].name)) bound_.insert(i);
}

const instrument::slot* case_space::slot_of(const feel::expr& e) const {
    return e.slot && std::holds_alternative<feel::name>(e.is) ? &of_.slots[*e.slot] : nullptr;
}

/// The formula of a definition that has no exceptions.
const formula* case_space::plain_definition(const feel::expr& e) const {
    const auto* slot = slot_of(e);
    if (!slot || slot->is != slot_kind::definition) return nullptr;
    const auto& f = of_.definitions[slot->index].is;
    return f.exceptions.empty() ? &f : nullptr;
}

/// What a name stands for, where that is one formula on that day.
const feel::expr& case_space::followed(const feel::expr& e, const moment& at) const {
    const auto* f = plain_definition(e);
    const auto* entry = f ? f->values.in_force(at.on, at.known) : nullptr;
    return entry ? followed(entry->is.is, at) : e;
}

std::size_t case_space::added(const std::string& key, known_axis made) {
    const auto [found, fresh] = by_key_.emplace(key, axes_.size());
    if (fresh) axes_.push_back(std::move(made));
    return found->second;
}

bool case_space::is_bound(const input& i) const {
    return std::any_of(bound_.begin(), bound_.end(), [&](std::size_t slot) {
        const auto& s = of_.slots[slot];
        return s.is == slot_kind::input && &of_.inputs[s.index] == &i;
    });
}

/// The type of an input, or of a field of one that is always there.
std::optional<std::pair<feel::type, const input*>> case_space::input_path(
    const feel::expr& e) const {
    if (const auto* slot = slot_of(e); slot && slot->is == slot_kind::input) {
        const auto& i = of_.inputs[slot->index];
        return std::pair{i.as, &i};
    }
    const auto* p = std::get_if<feel::path>(&e.is);
    const auto of = p ? input_path(*p->of) : std::nullopt;
    if (!of || of->first.is != feel::type::kind::record || of->first.optional) return std::nullopt;
    const auto* field = of->first.find(p->field);
    return field ? std::optional{std::pair{*field, of->second}} : std::nullopt;
}

/// What holds of a choice holds of the branch that is taken.
template <class Read>
tree case_space::of_choose(const feel::choose& c, const moment& at, const Read& of_branch) {
    auto when = read(*c.condition, at);
    auto then = of_branch(*c.then);
    auto otherwise = of_branch(*c.otherwise);
    auto fails = tree::negation(when);
    return tree::either({tree::both({std::move(when), std::move(then)}),
                         tree::both({std::move(fails), std::move(otherwise)})});
}

/// A question about a choice, which many choices may end in, is answered once.
template <class Read>
tree case_space::asked_once(const question& of, const feel::choose& c, const Read& of_branch) {
    if (const auto known = answers_.find(of); known != answers_.end()) return known->second;
    const auto made =
        ++nodes_ > most_nodes ? opaque(*of.whole, of.at) : of_choose(c, of.at, of_branch);
    return answers_.emplace(of, made).first->second;
}

/// The axis of what is asked about: an input, a reading, or anything else by its text.
std::size_t case_space::axis_of(const feel::expr& e, const moment& at) {
    const auto key = feel::to_text(e);
    if (const auto of = input_path(e))
        return added(key, {axis{key, of->first}, !is_bound(*of->second), of->second});
    const auto* slot = slot_of(e);
    if (slot && slot->is == slot_kind::reading) {
        auto as = feel::type::of_kind(feel::type::kind::text);
        for (const auto& choice : of_.readings[slot->index].choices)
            as.one_of.push_back(choice.name);
        // Where the question is not open the reading is a constant and not met here.
        return added(key, {axis{key, as}, of_.readings[slot->index].open.holds(at.on), nullptr});
    }
    auto as = e.as;
    as.whole = false;
    as.bounds = nullptr;
    const auto made = added(key, {axis{key, as}, false, nullptr});
    if (key == "period.end") period_end_ = made;
    return made;
}

tree case_space::opaque(const feel::expr& e, const moment&) {
    const auto key = feel::to_text(e);
    const auto truth = value{true};
    auto as = feel::type::of_kind(feel::type::kind::boolean);
    tree made;
    made.is = tree::kind::within;
    made.axis = added("truth of " + key, {axis{key, as}, false, nullptr});
    made.values = *axes_[made.axis].is.where(operation::equal, truth);
    return made;
}

tree case_space::truth_of_axis(const feel::expr& e, const moment& at) {
    if (e.as.is != feel::type::kind::boolean) return opaque(e, at);
    tree made;
    made.is = tree::kind::within;
    made.axis = axis_of(e, at);
    const auto held = axes_[made.axis].is.where(operation::equal, value{true});
    if (!held) return opaque(e, at);
    made.values = *held;
    return made;
}

/// Neither side is fixed: what is asked of them is their order, which is one for every condition
/// that compares the two.
tree case_space::ordered(operation by, const feel::expr& left, const feel::expr& right,
                         const feel::expr& whole, const moment& at) {
    using kind = feel::type::kind;
    const auto is = left.as.is;
    const bool has_order =
        is == kind::number || is == kind::date || is == kind::days || is == kind::months;
    if (!has_order || right.as.is != is || left.as.optional || right.as.optional)
        return opaque(whole, at);
    auto first = feel::to_text(left);
    auto second = feel::to_text(right);
    if (second < first) {
        std::swap(first, second);
        by = mirrored(by);
    }
    const auto key = "order of " + first + " and " + second;
    tree made;
    made.is = tree::kind::within;
    made.axis = added(key, {axis{key, feel::type::number_of()}, false, nullptr});
    const auto zero = value{number{}};
    const auto here = axes_[made.axis].is.where(by, zero);
    if (!here) return opaque(whole, at);
    if (first != second) {
        made.values = *here;
        return made;
    }
    return tree::truth(!common(*here, *axes_[made.axis].is.where(operation::equal, zero)).empty());
}

/// Whether a comparison is true for every period, or for none; nothing where the period decides.
std::optional<bool> case_space::of_cut_sums(operation by, const feel::expr& left,
                                            const feel::expr& right, const moment& at) const {
    const auto sum = cut_to_period(of_, left, at);
    if (!sum) return std::nullopt;
    axis one{"", feel::type::number_of()};
    const auto other = cut_to_period(of_, right, at);
    const bool alike = other && (!sum->by || !other->by || *sum->by == *other->by);
    auto may_be = value_set{};
    std::optional<value_set> held;
    if (alike) {  // both by the same share, so that it is one question of a whole year
        may_be = one.inside(sum->of_year, true, sum->of_year, true);
        held = one.where(by, value{other->of_year});
    } else if (const auto limit = constant(right, at)) {
        const auto& most = sum->of_year;
        const auto zero = number{};
        may_be = most.sign() < 0 ? one.inside(most, true, zero, false)
                                 : one.inside(zero, most.is_zero(), most, true);
        held = one.where(by, *limit);
    }
    if (!held) return std::nullopt;
    if (lies_in(may_be, *held)) return true;
    return meet(may_be, *held) ? std::nullopt : std::optional{false};
}

tree case_space::comparison(operation by, const feel::expr& written_left,
                            const feel::expr& written_right, const feel::expr& whole,
                            const moment& at) {
    const auto& left = followed(written_left, at);
    const auto& right = followed(written_right, at);
    if (const auto* c = std::get_if<feel::choose>(&left.is))
        return asked_once({by, &left, &right, &whole, at}, *c, [&](const feel::expr& branch) {
            return comparison(by, branch, right, whole, at);
        });
    if (std::holds_alternative<feel::choose>(right.is))
        return comparison(mirrored(by), right, left, whole, at);
    const auto known_right = constant(right, at);
    const auto known_left = constant(left, at);
    if (known_left && !known_right) return comparison(mirrored(by), right, left, whole, at);
    if (!known_left)
        if (const auto always = of_cut_sums(by, left, right, at)) return tree::truth(*always);
    if (!known_right) return ordered(by, left, right, whole, at);
    if (known_left) {
        auto as = left.as;
        as.bounds = nullptr;
        as.one_of.clear();
        axis one{"", as};
        const auto here = one.where(operation::equal, *known_left);
        const auto held = one.where(by, *known_right);
        if (!here || !held || here->empty()) return opaque(whole, at);
        return tree::truth(!common(*here, *held).empty());
    }
    tree made;
    made.is = tree::kind::within;
    made.axis = axis_of(left, at);
    const auto held = axes_[made.axis].is.where(by, *known_right);
    if (!held) return opaque(whole, at);
    made.values = *held;
    return made;
}

tree case_space::tested(const feel::expr& written, const std::vector<feel::expr>& tests,
                        const feel::expr& whole, const moment& at) {
    const auto& of = followed(written, at);
    if (const auto* c = std::get_if<feel::choose>(&of.is))
        return asked_once(
            {operation::equal, &of, nullptr, &whole, at}, *c,
            [&](const feel::expr& branch) { return tested(branch, tests, whole, at); });
    const auto known = [&](const feel::expr& e) { return constant(e, at); };
    if (const auto here = constant(of, at)) {
        auto as = of.as;
        as.bounds = nullptr;
        as.one_of.clear();
        axis one{"", as};
        const auto place = one.where(operation::equal, *here);
        const auto held = one.where(tests, known);
        if (!place || !held || place->empty()) return opaque(whole, at);
        return tree::truth(!common(*place, *held).empty());
    }
    tree made;
    made.is = tree::kind::within;
    made.axis = axis_of(of, at);
    const auto held = axes_[made.axis].is.where(tests, known);
    if (!held) return opaque(whole, at);
    made.values = *held;
    return made;
}

tree case_space::outside(const feel::expr& written, const feel::limits& of, const moment& at) {
    const auto& e = followed(written, at);
    if (const auto* c = std::get_if<feel::choose>(&e.is))
        return ++nodes_ > most_nodes ? tree::truth(false)
                                     : of_choose(*c, at, [&](const feel::expr& branch) {
                                           return outside(branch, of, at);
                                       });
    if (const auto v = constant(e, at)) {
        const auto* n = v->get_if<number>();
        return tree::truth(n && ((of.min && *n < *of.min) || (of.max && *n > *of.max)));
    }
    tree made;
    made.is = tree::kind::within;
    made.axis = axis_of(e, at);
    const auto& is = axes_[made.axis].is;
    made.values = without({false, is.domain().spans}, is.inside(of.min, true, of.max, true));
    return made;
}

tree case_space::of_binary(const feel::binary& b, const feel::expr& e, const moment& at) {
    if (b.by == operation::conjunction) return tree::both({read(*b.left, at), read(*b.right, at)});
    if (b.by == operation::disjunction)
        return tree::either({read(*b.left, at), read(*b.right, at)});
    return compares(b.by) ? comparison(b.by, *b.left, *b.right, e, at) : opaque(e, at);
}

tree case_space::of_between(const feel::between& b, const feel::expr& e, const moment& at) {
    return tree::both({comparison(operation::at_least, *b.of, *b.low, e, at),
                       comparison(operation::at_most, *b.of, *b.high, e, at)});
}

const tree& case_space::condition(const feel::expr& e, const moment& at) {
    nodes_ = 0;
    return kept(e, at);
}

const tree& case_space::kept(const feel::expr& e, const moment& at) {
    const auto [found, fresh] = conditions_.try_emplace({&e, at});
    if (fresh) found->second = read(e, at);
    return found->second;
}

tree case_space::read(const feel::expr& written, const moment& at) {
    const auto& e = followed(written, at);
    if (&e != &written) return kept(e, at);  // many places may name one definition
    if (++nodes_ > most_nodes) return opaque(e, at);
    if (const auto v = constant(e, at))
        if (const auto* b = v->get_if<bool>()) return tree::truth(*b);
    if (const auto* b = std::get_if<feel::binary>(&e.is)) return of_binary(*b, e, at);
    if (const auto* c = std::get_if<feel::call>(&e.is);
        c && c->function == "not" && c->arguments.size() == 1)
        return tree::negation(read(*c->arguments[0].is, at));
    if (const auto* c = std::get_if<feel::choose>(&e.is))
        return of_choose(*c, at, [&](const feel::expr& branch) { return read(branch, at); });
    if (const auto* b = std::get_if<feel::between>(&e.is)) return of_between(*b, e, at);
    if (const auto* m = std::get_if<feel::membership>(&e.is))
        return tested(*m->of, m->tests, e, at);
    return truth_of_axis(e, at);
}

/// One look at a case. A part of the condition is judged once, in however many places it stands.
class case_space::look {
public:
    look(case_space& by, const case_box& in) : by_{by}, in_{in} {}

    /// `open` also where the search has grown too long.
    [[nodiscard]] verdict judged(const tree& c) {
        if (++by_.steps_ > most_steps) return verdict::open;
        if (!c.of || c.of.use_count() == 1) return found(c);
        const auto known = judged_.find(c.of.get());
        if (known != judged_.end()) return known->second;
        const auto made = found(c);
        judged_.emplace(c.of.get(), made);
        return made;
    }

    /// The first question that the case leaves open.
    [[nodiscard]] const tree* open_atom(const tree& c, bool only_free) {
        if (judged(c) != verdict::open) return nullptr;
        if (c.is == tree::kind::within) {
            const auto& of = by_.axes_[c.axis];
            const bool free = of.free || (by_.on_one_day_ && by_.period_end_ == c.axis);
            return free || !only_free ? &c : nullptr;
        }
        if (!c.of || !entered_.insert(c.of.get()).second) return nullptr;
        for (const auto& part : *c.of)
            if (const auto* found = open_atom(part, only_free)) return found;
        return nullptr;
    }

private:
    [[nodiscard]] verdict found(const tree& c) {
        switch (c.is) {
            case tree::kind::yes:
                return verdict::yes;
            case tree::kind::no:
                return verdict::no;
            case tree::kind::within: {
                const auto& here = by_.values(in_, c.axis);
                if (!meet(here, c.values)) return verdict::no;
                return lies_in(here, c.values) ? verdict::yes : verdict::open;
            }
            case tree::kind::negated: {
                const auto inner = judged(c.of->front());
                return inner == verdict::open  ? inner
                       : inner == verdict::yes ? verdict::no
                                               : verdict::yes;
            }
            case tree::kind::all:
            case tree::kind::any:
                break;
        }
        const auto ends = c.is == tree::kind::all ? verdict::no : verdict::yes;
        auto sum = c.is == tree::kind::all ? verdict::yes : verdict::no;
        for (const auto& part : *c.of) {
            const auto one = judged(part);
            if (one == ends) return ends;
            if (one == verdict::open) sum = verdict::open;
        }
        return sum;
    }

    case_space& by_;
    const case_box& in_;
    std::unordered_map<const void*, verdict> judged_;
    std::unordered_set<const void*> entered_;
};

/// One more case is looked into; false where the search has grown too long.
bool case_space::may_go_on() { return (steps_ += parting) <= most_steps; }

bool case_space::search(const tree& c, case_box& in) {
    look at{*this, in};
    const auto now = at.judged(c);
    if (now != verdict::open) return now == verdict::yes;
    if (!may_go_on()) return true;  // there may be a case
    const auto* atom = at.open_atom(c, false);
    if (!atom) return true;
    const auto here = values(in, atom->axis);
    for (const auto& part : {common(here, atom->values), without(here, atom->values)}) {
        in[atom->axis] = part;
        if (search(c, in)) return true;
    }
    in[atom->axis] = here;
    return false;
}

bool case_space::everywhere(const tree& c, const case_box& in) {
    look at{*this, in};
    const auto now = at.judged(c);
    if (now != verdict::open) return now == verdict::yes;
    if (!may_go_on()) return false;
    const auto* atom = at.open_atom(c, false);
    if (!atom) return false;
    const auto here = values(in, atom->axis);
    auto one = in;
    one[atom->axis] = common(here, atom->values);
    auto other = in;
    other[atom->axis] = without(here, atom->values);
    return everywhere(c, one) && everywhere(c, other);
}

bool case_space::search_certain(const tree& c, case_box& in) {
    look at{*this, in};
    const auto now = at.judged(c);
    if (now != verdict::open) return now == verdict::yes;
    if (!may_go_on()) return false;
    const auto* atom = at.open_atom(c, true);
    if (!atom) return everywhere(c, in);
    const auto here = values(in, atom->axis);
    for (const auto& part : {common(here, atom->values), without(here, atom->values)}) {
        in[atom->axis] = part;
        if (search_certain(c, in)) return true;
    }
    in[atom->axis] = here;
    return false;
}

std::optional<case_box> case_space::possible(const tree& c) {
    steps_ = 0;
    on_one_day_ = false;
    case_box in(axes_.size());
    return search(c, in) ? std::optional{std::move(in)} : std::nullopt;
}

std::optional<case_box> case_space::certain(const tree& c, const std::optional<day>& ends) {
    steps_ = 0;
    on_one_day_ = ends.has_value();
    case_box in(axes_.size());
    if (ends && period_end_)
        in[*period_end_] = axes_[*period_end_].is.where(operation::equal, value{*ends});
    if (!search_certain(c, in)) return std::nullopt;
    // What the case need not say is left out.
    for (std::size_t a = 0; a < in.size(); ++a) {
        if (!in[a] || a == period_end_) continue;
        const auto narrow = std::exchange(in[a], std::nullopt);
        if (!everywhere(c, in)) in[a] = narrow;
    }
    return in;
}

void case_space::collect(const tree& c, case_box& in, std::size_t most,
                         std::vector<case_box>& into) {
    look at{*this, in};
    const auto now = at.judged(c);
    if (now == verdict::no || into.size() >= most) return;
    const auto* atom = now == verdict::open && may_go_on() ? at.open_atom(c, false) : nullptr;
    if (!atom) {
        into.push_back(in);
        return;
    }
    const auto here = values(in, atom->axis);
    for (const auto& part : {common(here, atom->values), without(here, atom->values)}) {
        in[atom->axis] = part;
        collect(c, in, most, into);
    }
    in[atom->axis] = here;
}

std::vector<case_box> case_space::some_cases(const tree& c, std::size_t most) {
    steps_ = 0;
    on_one_day_ = false;
    std::vector<case_box> all;
    case_box in(axes_.size());
    collect(c, in, most, all);
    return all;
}

const value_set* case_space::values_of(const case_box& in, const std::string& name) const {
    const auto found = by_key_.find(name);
    return found == by_key_.end() ? nullptr : &values(in, found->second);
}

bool case_space::allows(const case_box& in, const std::string& name, const value& v) {
    const auto* here = values_of(in, name);
    if (!here) return true;
    const auto place = axes_[by_key_.at(name)].is.where(operation::equal, v);
    return place && meet(*place, *here);
}

std::string case_space::shown(const case_box& of) const {
    std::string text;
    for (std::size_t a = 0; a < of.size(); ++a) {
        if (!of[a] || *of[a] == axes_[a].is.domain() || (!axes_[a].free)) continue;
        if (!text.empty()) text += ", ";
        text += axes_[a].is.shown(*of[a]);
    }
    return text;
}

std::vector<const input*> case_space::inputs_of(const tree& c) const {
    std::vector<const input*> all;
    std::unordered_set<const void*> met;
    const auto walk = [&](const auto& self, const tree& t) -> void {
        if (t.is == tree::kind::within)
            if (const auto* from = axes_[t.axis].from;
                from && std::find(all.begin(), all.end(), from) == all.end())
                all.push_back(from);
        if (!t.of || !met.insert(t.of.get()).second) return;
        for (const auto& part : *t.of) self(self, part);
    };
    walk(walk, c);
    return all;
}

}  // namespace levy::rule
