// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <levy/feel/check.hpp>
#include <levy/feel/parse.hpp>
#include <levy/value/number_text.hpp>

#include "checker.hpp"

namespace levy::feel {

using kind = type::kind;

void checker::report(code id, std::string message, diagnostic::label primary, std::string help,
                     std::vector<diagnostic::label> related) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    problem.primary = std::move(primary);
    problem.help = std::move(help);
    problem.related = std::move(related);
    sink_.add(std::move(problem));
}

type checker::check(expr& e) {
    e.as = std::visit(overloaded{
                          [&](literal& l) { return of_literal(e, l); },
                          [&](name& n) { return of_name(e, n); },
                          [&](negate& n) { return of_negate(e, n); },
                          [&](binary& b) { return of_binary(e, b); },
                          [&](choose& c) { return of_choose(e, c); },
                          [&](between& b) { return of_between(b); },
                          [&](membership& m) { return of_membership(m); },
                          [&](test&) { return type{}; },
                          [&](path& p) { return of_path(e, p); },
                          [&](filter& f) { return of_filter(f); },
                          [&](loop& l) { return of_loop(l); },
                          [&](quantified& q) { return of_quantified(q); },
                          [&](list_of& l) { return of_list(l); },
                          [&](record_of& r) { return of_record(r); },
                          [&](range_of& r) { return of_range(r); },
                          [&](call& c) { return of_call(e, c); },
                      },
                      e.is);
    e.as = narrowed(e);
    return e.as;
}

namespace {

bool is_usual(const number& n) { return n == 0 || n == 1 || n == 12 || n == 100; }

}  // namespace

type checker::of_literal(expr& e, literal& l) {
    const bool refuses = names_.refuses_bare_numbers();
    const auto bare = [&](const std::string& what) {
        report(code::magic, what + " stands bare in a formula",
               {e.where, "this has no source and no date"},
               "give it a name under `parameters`, with its article and its first day");
    };
    if (const auto* n = l.is.get_if<number>()) {
        const bool place = positions_ && n->is_integer();
        if (refuses && !place && !is_usual(*n)) bare("the number " + to_text(*n));
        auto t = type::number_of();
        t.zero = n->is_zero() && !place;
        return t;
    }
    if (const auto* a = l.is.get_if<amount>()) {
        if (refuses) bare("the amount " + levy::to_text(*a));
        auto t = type::number_of(unit{a->unit.letters()});
        l.is = value{a->units};
        return t;
    }
    if (const auto* text = l.is.get_if<std::string>()) {
        auto t = type::of_kind(kind::text);
        t.one_of = {*text};
        return t;
    }
    if (l.is.is<day>()) {
        if (refuses) bare("a date");
        return type::of_kind(kind::date);
    }
    if (l.is.is<bool>()) return type::of_kind(kind::boolean);
    if (l.is.is<days_duration>()) return type::of_kind(kind::days);
    if (l.is.is<months_duration>()) return type::of_kind(kind::months);
    return type::of_kind(kind::null);
}

namespace {

/// Whether `item.x` stands in a predicate.
bool says_item(const expr& e, const std::string& field) {
    const auto* p = std::get_if<path>(&e.is);
    const auto* of = p && p->field == field ? std::get_if<name>(&p->of->is) : nullptr;
    bool found = of && of->id == "item";
    for_each_child(e, [&](const expr& child) { found = found || says_item(child, field); });
    return found;
}

/// As it is pasted: the whole of a value needs quotes around those of the word.
std::string quoted_word(const span& at, const std::string& word) {
    const bool whole = at.in && std::string_view{at.in->text()}.substr(0, at.begin).ends_with(": ");
    return whole ? "'\"" + word + "\"'" : "\"" + word + "\"";
}

}  // namespace

/// In the standard a bare name in a filter is first a field of the element; in a rule it never is.
/// Where there is such a field, nobody shall have to know which is meant: `item.x = x` says so.
void checker::not_a_field(const expr& e, const name& n, const local* element) {
    if (!element || says_item(*element->filter, n.id)) return;
    report(code::name, "'" + n.id + "' is a field of what the filter looks at, and a name outside",
           {e.where, "which of the two is meant?"},
           "write item." + n.id + " for the field, or give the other another name under `define`",
           {{element->of->where, "its elements have '" + n.id + "'"}});
}

type checker::of_name(expr& e, const name& n) {
    const local* element = nullptr;  // of a filter, with such a field
    for (auto candidate = locals_.rbegin(); candidate != locals_.rend(); ++candidate) {
        if (candidate->id == n.id) {
            not_a_field(e, n, element);
            return candidate->as;
        }
        if (candidate->filter && candidate->as.find(n.id)) element = &*candidate;
    }
    if (const auto found = names_.find(n.id)) {
        not_a_field(e, n, element);
        if (found->is == symbol::role::table) {
            report(code::type, "'" + n.id + "' is a table and is called with its columns",
                   {e.where, ""}, "write " + n.id + "(…)", {{found->declared, "declared here"}});
            return {};
        }
        e.slot = found->slot;
        return found->as;
    }
    auto candidates = names_.names();
    for (const auto& l : locals_) candidates.push_back(l.id);
    const auto near = nearest_name(n.id, candidates);
    const bool function = find_builtin(n.id) != nullptr;
    const auto* words = names_.words();
    const bool word = words && words->contains(n.id);
    report(code::name, "there is no '" + n.id + "' here", {e.where, "not declared"},
           element        ? "write item." + n.id
           : word         ? "a word stands in quotes: " + quoted_word(e.where, n.id)
           : function     ? "'" + n.id + "' is a function: write " + n.id + "(…)"
           : near.empty() ? "declare it under `inputs`, `parameters` or `define`"
                          : "did you mean '" + near + "'?");
    return {};
}

bool checker::present(const expr& e, const type& t, std::string_view what) {
    if (!t.optional && t.is != kind::null) return true;
    report(t.is == kind::null ? code::null : code::optional,
           "this may be null, and " + std::string{what}, {e.where, "this is " + t.to_text()},
           t.is == kind::null
               ? "drop it, or write the value that is meant"
               : "say what holds without it: if " + to_text(e) + " = null then … else …");
    return false;
}

bool checker::is_boolean(const expr& e, const type& t) {
    if (t.is == kind::unknown) return true;
    if (t.is == kind::boolean) return present(e, t, "a condition must be true or false");
    report(code::type, "a condition must be true or false", {e.where, "this is " + t.to_text()});
    return false;
}

type checker::of_negate(const expr& e, negate& n) {
    auto of = check(*n.of);
    if (!present(*n.of, of, "only a value can change its sign")) return of.as_present();
    const bool fits = of.is == kind::number || of.is == kind::days || of.is == kind::months ||
                      of.is == kind::unknown;
    if (!fits) {
        report(code::type, "a minus sign needs a number or a duration",
               {e.where, "this is " + of.to_text()});
        return {};
    }
    return of;
}

type checker::of_choose(const expr& e, choose& c) {
    is_boolean(*c.condition, check(*c.condition));
    type then;
    type otherwise;
    {
        const facts_mark mark{*this};
        prove(*c.condition, true);
        then = check(*c.then);
    }
    {
        const facts_mark mark{*this};
        prove(*c.condition, false);
        otherwise = check(*c.otherwise);
    }
    mismatch why;
    if (auto both = unify(then, otherwise, why)) {
        known_words({c.then.get(), c.otherwise.get()});
        return *both;
    }
    report(why.id, "the two branches of 'if' differ: " + why.why,
           {c.otherwise->where, "this is " + otherwise.to_text()}, "",
           {{c.then->where, "this is " + then.to_text()}});
    (void)e;
    return {};
}

type checker::of_between(between& b) {
    const auto of = check(*b.of);
    const auto low = check(*b.low);
    const auto high = check(*b.high);
    if (meet(*b.low, low, *b.of, of, "compare", {})) compare_words(*b.low, *b.of);
    if (meet(*b.high, high, *b.of, of, "compare", {})) compare_words(*b.high, *b.of);
    present(*b.of, of, "null cannot be ordered");
    present(*b.low, low, "null cannot be ordered");
    present(*b.high, high, "null cannot be ordered");
    return type::of_kind(kind::boolean);
}

namespace {

/// Whether null can neither pass nor fail: it is held against a range, and named by no test.
bool leaves_null_open(const std::vector<expr>& tests) {
    bool open = false;
    for (const auto& tested : tests) {
        const auto& t = std::get<test>(tested.is);
        if (t.with && t.with->as.is == kind::null && t.by == operation::equal) return false;
        const bool by_order = t.by != operation::equal && t.by != operation::unequal;
        open = open || (t.is == test::kind::negated && leaves_null_open(t.not_these)) ||
               (t.with && (by_order || t.with->as.is == kind::range));
    }
    return open;
}

}  // namespace

type checker::of_membership(membership& m) {
    const auto of = check(*m.of);
    for (auto& t : m.tests) check_test(t, of, m.of.get());
    if (leaves_null_open(m.tests))
        present(*m.of, of, "null lies neither inside nor outside of a range");
    return type::of_kind(kind::boolean);
}

void checker::check_test(expr& tested, const type& of, const expr* value) {
    auto& t = std::get<test>(tested.is);
    tested.as = type::of_kind(kind::boolean);
    if (t.is == test::kind::any) return;
    for (auto& inner : t.not_these) check_test(inner, of, value);
    if (!t.with) return;
    auto against = check(*t.with);
    if (t.by != operation::equal && t.by != operation::unequal &&
        !present(*t.with, against, "null cannot be ordered"))
        return;
    const bool holds_many = against.is == kind::list || against.is == kind::range;
    if (holds_many && of.is != against.is) against = against.element ? *against.element : type{};
    mismatch why;
    if (!unify(of.as_present(), against.as_present(), why)) {
        report(why.id, "cannot test " + of.to_text() + " against " + against.to_text(),
               {t.with->where, "this is " + against.to_text()});
        return;
    }
    if (!never_its_value(*t.with, of, value) && value)
        (void)never_its_value(*value, against, t.with.get());
}

type checker::of_path(const expr& e, path& p) {
    auto of = check(*p.of);
    if (of.is == kind::unknown) return {};
    if (!present(*p.of, of, "it has no '" + p.field + "' then")) of.optional = false;
    (void)e;
    if (of.is == kind::list) {
        if (!of.element || of.element->is == kind::unknown) return type::list_of({});
        return type::list_of(field_of(*of.element, p));
    }
    return field_of(of, p);
}

type checker::field_of(const type& of, const path& p) {
    const auto number_field =
        [&](std::initializer_list<std::string_view> names) -> std::optional<type> {
        for (const auto known : names)
            if (known == p.field) return type::number_of();
        return std::nullopt;
    };
    std::optional<type> found;
    std::vector<std::string> candidates;
    switch (of.is) {
        case kind::record:
            if (const auto* field = of.find(p.field)) found = *field;
            for (const auto& field : of.fields) candidates.push_back(field.name);
            break;
        case kind::date:
            found = number_field({"year", "month", "day"});
            candidates = {"year", "month", "day"};
            break;
        case kind::days:
            found = number_field({"days"});
            candidates = {"days"};
            break;
        case kind::months:
            found = number_field({"years", "months"});
            candidates = {"years", "months"};
            break;
        case kind::range:
            if (p.field == "start" || p.field == "end") found = of.element ? *of.element : type{};
            candidates = {"start", "end"};
            break;
        case kind::unknown:
            return {};
        default:
            break;
    }
    if (found) return *found;
    const auto near = nearest_name(p.field, candidates);
    std::string all;
    for (const auto& candidate : candidates) all += (all.empty() ? "" : ", ") + candidate;
    report(code::name, of.to_text() + " has no '" + p.field + "'", {p.field_where, ""},
           !near.empty() ? "did you mean '" + near + "'?"
           : all.empty() ? ""
                         : "it has " + all);
    return {};
}

type checker::of_filter(filter& f) {
    auto of = check(*f.of);
    present(*f.of, of, "there is nothing to pick from then");
    if (of.is != kind::list && of.is != kind::unknown) {
        report(code::type, "only a list can be filtered", {f.of->where, "this is " + of.to_text()});
        return {};
    }
    const locals_mark mark{*this};
    locals_.push_back({"item", of.element ? *of.element : type{}, f.of.get(), f.predicate.get()});
    const facts_mark facts{*this};
    positions_ = std::holds_alternative<literal>(f.predicate->is) ||
                 std::holds_alternative<negate>(f.predicate->is);
    const auto predicate = check(*f.predicate);
    positions_ = false;
    if (predicate.is == kind::number) return of.element ? *of.element : type{};
    is_boolean(*f.predicate, predicate);
    if (!of.element) return of;
    prove(*f.predicate, true);
    auto kept = of;
    kept.element = std::make_shared<const type>(
        narrowed(*of.element, "item#" + std::to_string(locals_.size() - 1)));
    return kept;
}

void checker::open_bindings(std::vector<binding>& over) {
    for (auto& b : over) {
        positions_ = std::holds_alternative<range_of>(b.in->is);
        const auto domain = check(*b.in);
        positions_ = false;
        present(*b.in, domain, "there is nothing to go through then");
        if (domain.is != kind::list && domain.is != kind::range && domain.is != kind::unknown)
            report(code::type, "'" + b.id + "' can go through a list or a range only",
                   {b.in->where, "this is " + domain.to_text()});
        locals_.push_back({b.id, domain.element ? *domain.element : type{}, b.in.get()});
    }
}

type checker::of_loop(loop& l) {
    const locals_mark mark{*this};
    open_bindings(l.over);
    return type::list_of(check(*l.body));
}

type checker::of_quantified(quantified& q) {
    const locals_mark mark{*this};
    open_bindings(q.over);
    is_boolean(*q.body, check(*q.body));
    return type::of_kind(kind::boolean);
}

type checker::of_list(list_of& l) {
    type all;
    for (std::size_t i = 0; i < l.items.size(); ++i) {
        const auto item = check(l.items[i]);
        mismatch why;
        if (auto both = unify(all, item, why)) {
            all = *std::move(both);
            continue;
        }
        report(why.id, "a list holds values of one kind: " + why.why,
               {l.items[i].where, "this is " + item.to_text()}, "",
               {{l.items[0].where, "this is " + all.to_text()}});
    }
    std::vector<const expr*> items;
    items.reserve(l.items.size());
    for (const auto& item : l.items) items.push_back(&item);
    known_words(items);
    return type::list_of(std::move(all));
}

type checker::of_record(record_of& r) {
    const locals_mark mark{*this};
    auto made = type::of_kind(kind::record);
    for (auto& entry : r.entries) {
        if (made.find(entry.id))
            report(code::name, "'" + entry.id + "' is written twice", {entry.where, "again here"});
        const auto as = check(*entry.is);
        made.fields.push_back({entry.id, as, nullptr});
        locals_.push_back({entry.id, as, nullptr});  // later entries see earlier ones
    }
    return made;
}

type checker::of_range(range_of& r) {
    type element;
    for (auto* end : {r.low.get(), r.high.get()}) {
        if (!end) continue;
        const auto as = check(*end);
        present(*end, as, "a range needs its ends");
        mismatch why;
        if (auto both = unify(element, as, why))
            element = *std::move(both);
        else
            report(why.id, "the ends of a range differ: " + why.why,
                   {end->where, "this is " + as.to_text()});
        if (as.is == kind::boolean || as.is == kind::list || as.is == kind::record) {
            report(code::type, "a range runs between values that have an order",
                   {end->where, "this is " + as.to_text()});
            return {};
        }
    }
    auto made = type::of_kind(kind::range);
    made.element = std::make_shared<const type>(std::move(element));
    return made;
}

bool check(expr& formula, const scope& names, diagnostics& sink, assumptions holding) {
    const auto before = sink.errors();
    checker pass{names, sink};
    pass.assume(holding);
    pass.check(formula);
    return sink.errors() == before;
}

bool check(expr& formula, const type& wanted, const scope& names, diagnostics& sink,
           assumptions holding) {
    const auto before = sink.errors();
    checker pass{names, sink};
    pass.assume(holding);
    pass.check(formula);
    if (sink.errors() == before) pass.must_fit(formula, wanted);
    return sink.errors() == before;
}

bool check_tests(std::vector<expr>& tests, const type& column, const scope& names,
                 diagnostics& sink) {
    const auto before = sink.errors();
    checker pass{names, sink};
    auto plain = column;  // a figure written in a cell is in the unit of its column
    plain.of = {};
    plain.per = time_basis::none;
    const auto names_something = [](const auto& self, const expr& e) -> bool {
        bool found = std::holds_alternative<name>(e.is);
        for_each_child(e, [&](const expr& child) { found = found || self(self, child); });
        return found;
    };
    for (auto& t : tests) pass.check_test(t, names_something(names_something, t) ? column : plain);
    return sink.errors() == before;
}

std::vector<std::size_t> slots_of(const expr& formula) {
    std::vector<std::size_t> slots;
    const auto walk = [&](const auto& self, const expr& e) -> void {
        if (e.slot && std::find(slots.begin(), slots.end(), *e.slot) == slots.end())
            slots.push_back(*e.slot);
        for_each_child(e, [&](const expr& child) { self(self, child); });
    };
    walk(walk, formula);
    return slots;
}

}  // namespace levy::feel
