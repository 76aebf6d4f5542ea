// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evaluator.hpp"
#include "parser.hpp"

namespace levy::feel {

namespace {

bool names_all(const call& c, const std::vector<std::string_view>& parameters) {
    return std::all_of(c.arguments.begin(), c.arguments.end(), [&](const argument& a) {
        return std::find(parameters.begin(), parameters.end(), a.id) != parameters.end();
    });
}

/// Arguments in the order of the parameters, as the checker would have put them.
std::vector<const expr*> ordered(const call& c, const builtin& known, const call_site& at) {
    std::vector<const expr*> all;
    all.reserve(c.arguments.size());
    const bool named = std::any_of(c.arguments.begin(), c.arguments.end(),
                                   [](const argument& a) { return !a.id.empty(); });
    if (!named) {
        for (const auto& a : c.arguments) all.push_back(a.is.get());
        return all;
    }
    const auto* parameters = &known.parameters;
    for (const auto& other : known.also) {
        if (!at.plain || !names_all(c, other)) continue;
        parameters = &other;
        // before(point, range) and before(range, point) differ by their order alone.
        if (c.arguments.front().id == other.front()) break;
    }
    for (const auto parameter : *parameters) {
        const auto found = std::find_if(c.arguments.begin(), c.arguments.end(),
                                        [&](const argument& a) { return a.id == parameter; });
        if (found == c.arguments.end()) break;
        all.push_back(found->is.get());
    }
    if (all.size() != c.arguments.size())
        at.fail(code::arguments, "'" + c.function + "' takes other arguments");
    return all;
}

/// Plain FEEL takes a value for the list of it: where a function has one list to begin with, and
/// where all that it is given are lists. `sum(1, 2)` has one list, and these are its items.
void make_lists(std::vector<value>& arguments, const builtin& known) {
    if (arguments.empty() || known.parameters.front() != "list") return;
    const bool all = known.name == "concatenate" || known.name == "union";
    if (known.variadic && known.least == 1 && !all) return;
    for (auto i = arguments.begin(); i != (all ? arguments.end() : arguments.begin() + 1); ++i)
        if (!i->is_null() && !i->is<list_value>()) *i = value::list({*i});
}

day day_of(const value& v, const call_site& at) {
    if (const auto* d = v.get_if<day>()) return *d;
    at.fail(v.is_null() ? code::null : code::type, "a date is expected here, not " + to_text(v));
}

}  // namespace

value evaluator::of_not(const expr& e, const call& c) {
    if (const auto& id = c.arguments[0].id; !id.empty() && id != negand)
        site(e).fail(code::arguments, "'not' has no argument '" + id + "'");
    const auto of = evaluate(*c.arguments[0].is);
    if (const auto* b = of.get_if<bool>()) return value{!*b};
    if (plain_) return null_value{};
    site(e).fail(code::type, "a condition must be true or false, not " + to_text(of));
}

value evaluator::of_convert(const expr& e, const call& c) {
    const auto sum = evaluate(*c.arguments[0].is);
    const auto to = evaluate(*c.arguments[1].is);
    const auto on = day_of(evaluate(*c.arguments[2].is), site(e));
    const auto& from = c.arguments[0].is->as.of;
    const auto currency = sum.is<amount>() ? std::string{} : from.currency();
    return names_->convert(sum, currency, *to.get_if<std::string>(), on, e.where);
}

value evaluator::of_call(const expr& e, const call& c) {
    if (c.function == "not" && c.arguments.size() == 1) return of_not(e, c);
    if (e.slot && c.function == "at")
        return names_->at(*e.slot, day_of(evaluate(*c.arguments[1].is), site(e)), e.where);
    if (e.slot && c.function == "spans") {
        const auto from = day_of(evaluate(*c.arguments[1].is), site(e));
        const auto to = day_of(evaluate(*c.arguments[2].is), site(e));
        return names_->spans(*e.slot, from, to, e.where);
    }
    if (names_ && c.function == "convert") return of_convert(e, c);
    if (e.slot) {
        std::vector<value> arguments;
        arguments.reserve(c.arguments.size());
        for (const auto& a : c.arguments) arguments.push_back(evaluate(*a.is));
        return names_->call(*e.slot, arguments, e.where);
    }
    const auto* known = find_builtin(c.function);
    if (!known && plain_) known = find_plain_builtin(c.function);
    if (!known && !refusal_of(c.function).empty())
        site(e).fail(code::refused, "'" + c.function + "' is not part of levy's FEEL",
                     refusal_of(c.function));
    if (!known) site(e).fail(code::name, "there is no function '" + c.function + "'");
    const auto expressions = ordered(c, *known, site(e));
    if (expressions.size() < known->least ||
        (!known->variadic && expressions.size() > known->parameters.size()))
        site(e).fail(code::arguments, "'" + c.function + "' takes other arguments");
    std::vector<value> arguments;
    arguments.reserve(expressions.size());
    for (const auto* a : expressions) arguments.push_back(evaluate(*a));
    if (plain_) make_lists(arguments, *known);
    return known->apply(arguments, site(e));
}

}  // namespace levy::feel
