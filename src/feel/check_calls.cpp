// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/value/currency.hpp>

#include "checker.hpp"

namespace levy::feel {

using kind = type::kind;

type checker::of_call(expr& e, call& c) {
    if (c.function == "not" && c.arguments.size() == 1) {
        if (const auto& a = c.arguments[0]; !a.id.empty() && a.id != negand)
            report(code::arguments, "'not' has no argument '" + a.id + "'", {a.where, ""},
                   "write not(…)");
        is_boolean(*c.arguments[0].is, check(*c.arguments[0].is));
        return type::of_kind(kind::boolean);
    }
    if (c.function == "at") return of_at(e, c);
    if (c.function == "spans") return of_spans(e, c);
    if (c.function == "convert") return of_convert(c);
    if (const auto table = names_.find(c.function); table && table->is == symbol::role::table)
        return of_table(e, c, *table);
    if (const auto* known = find_builtin(c.function)) return of_builtin(e, c, *known);
    auto candidates = builtin_names();
    const auto declared = names_.names();
    candidates.insert(candidates.end(), declared.begin(), declared.end());
    candidates.insert(candidates.end(), {"at", "spans", "convert", "not"});
    const auto near = nearest_name(c.function, candidates);
    const bool is_value = names_.find(c.function).has_value();
    report(code::name,
           is_value ? "'" + c.function + "' is a value, not a function"
                    : "there is no function '" + c.function + "'",
           {c.function_where, ""}, is_value || near.empty() ? "" : "did you mean '" + near + "'?");
    (void)argument_types(c, false);
    return {};
}

std::vector<type> checker::argument_types(call& c, bool positions) {
    std::vector<type> types;
    for (auto& a : c.arguments) {
        positions_ = positions && (std::holds_alternative<literal>(a.is->is) ||
                                   std::holds_alternative<negate>(a.is->is));
        types.push_back(check(*a.is));
        positions_ = false;
    }
    return types;
}

/// Brings named arguments into the order of the parameters.
bool checker::arrange(const expr& e, call& c, const builtin& known) {
    const bool named = std::any_of(c.arguments.begin(), c.arguments.end(),
                                   [](const argument& a) { return !a.id.empty(); });
    if (named) {
        std::vector<argument> ordered;
        for (const auto parameter : known.parameters) {
            const auto found = std::find_if(c.arguments.begin(), c.arguments.end(),
                                            [&](const argument& a) { return a.id == parameter; });
            if (found == c.arguments.end()) break;
            found->id.clear();
            ordered.push_back(std::move(*found));
            c.arguments.erase(found);
        }
        if (!c.arguments.empty()) {
            const auto& left = c.arguments.front();
            const std::vector<std::string> parameters{known.parameters.begin(),
                                                      known.parameters.end()};
            const auto near = nearest_name(left.id, parameters);
            if (ordered.size() < parameters.size() &&
                (left.id.empty() ||
                 std::find(parameters.begin(), parameters.end(), left.id) != parameters.end()))
                report(code::arguments, "'" + c.function + "' takes other arguments",
                       {left.where, ""}, "name '" + parameters[ordered.size()] + "' as well");
            else
                report(code::arguments, "'" + c.function + "' has no argument '" + left.id + "'",
                       {left.where, ""}, near.empty() ? "" : "did you mean '" + near + "'?");
            return false;
        }
        c.arguments = std::move(ordered);
    }
    const bool too_many = !known.variadic && c.arguments.size() > known.parameters.size();
    if (c.arguments.size() >= known.least && !too_many) return true;
    std::string shape;
    for (const auto parameter : known.parameters)
        shape += (shape.empty() ? "" : ", ") + std::string{parameter};
    report(code::arguments, "'" + c.function + "' takes other arguments",
           {e.where, std::to_string(c.arguments.size()) + " given"},
           "write " + c.function + "(" + shape + (known.variadic ? ", …" : "") + ")");
    return false;
}

type checker::of_builtin(const expr& e, call& c, const builtin& known) {
    if (!arrange(e, c, known)) {
        (void)argument_types(c, known.takes_positions);
        return {};
    }
    const auto types = argument_types(c, known.takes_positions);
    auto result = known.type_of(types);
    if (result.result) {
        if (c.function == "list contains" || c.function == "index of")
            compare_words(*c.arguments[1].is, *c.arguments[0].is);
        const bool joins = c.function == "append" || c.function == "concatenate" ||
                           c.function == "union" || c.function == "insert before";
        std::vector<const expr*> joined;
        for (const auto& a : c.arguments)
            if (joins) joined.push_back(a.is.get());
        known_words(joined);
        return *std::move(result.result);
    }
    const auto& culprit = *c.arguments[std::min(result.culprit, c.arguments.size() - 1)].is;
    std::vector<diagnostic::label> related;
    if (result.culprit > 0)
        related.push_back({c.arguments[0].is->where, "this is " + types[0].to_text()});
    report(result.why.id, "'" + c.function + "' cannot take this: " + result.why.why,
           {culprit.where, "this is " + culprit.as.to_text()}, result.help, std::move(related));
    return {};
}

type checker::of_table(expr& e, call& c, const symbol& table) {
    e.slot = table.slot;
    const auto types = argument_types(c, false);
    if (types.size() != table.arguments.size()) {
        report(code::arguments,
               "the table '" + c.function + "' has " + std::to_string(table.arguments.size()) +
                   " columns",
               {e.where, std::to_string(types.size()) + " given"}, "",
               {{table.declared, "declared here"}});
        return table.as;
    }
    for (std::size_t i = 0; i < types.size(); ++i) must_fit(*c.arguments[i].is, table.arguments[i]);
    return table.as;
}

const symbol* checker::parameter_argument(expr& e, call& c, std::string_view shape) {
    const auto* named = c.arguments.empty() ? nullptr : std::get_if<name>(&c.arguments[0].is->is);
    found_ = named ? names_.find(named->id) : std::nullopt;
    if (!found_ || found_->is != symbol::role::parameter) {
        report(code::arguments, "'" + c.function + "' needs a parameter's name first",
               {e.where, ""}, "write " + std::string{shape});
        return nullptr;
    }
    e.slot = found_->slot;
    return &*found_;
}

type checker::of_at(expr& e, call& c) {
    const auto* parameter = parameter_argument(e, c, "at(parameter, day)");
    if (!parameter) return {};
    auto as = parameter->written;
    if (c.arguments.size() != 2) {
        report(code::arguments, "'at' takes a parameter and a day", {e.where, ""},
               "write at(parameter, day)");
        return as;
    }
    check(*c.arguments[1].is);
    must_fit(*c.arguments[1].is, type::of_kind(kind::date));
    return as;
}

type checker::of_spans(expr& e, call& c) {
    const auto* parameter = parameter_argument(e, c, "spans(parameter, from, to)");
    auto record = type::of_kind(kind::record);
    record.fields = {{"from", type::of_kind(kind::date), nullptr},
                     {"to", type::of_kind(kind::date), nullptr},
                     {"days", type::number_of(), nullptr},
                     {"value", parameter ? parameter->written : type{}, nullptr}};
    auto result = type::list_of(std::move(record));
    if (!parameter) return result;
    if (c.arguments.size() != 3) {
        report(code::arguments, "'spans' takes a parameter and two days", {e.where, ""},
               "write spans(parameter, from, to)");
        return result;
    }
    for (std::size_t i = 1; i < 3; ++i) {
        check(*c.arguments[i].is);
        must_fit(*c.arguments[i].is, type::of_kind(kind::date));
    }
    return result;
}

type checker::of_convert(call& c) {
    if (c.arguments.size() != 3) {
        report(code::arguments, "'convert' takes money, a currency and a day",
               {c.function_where, ""}, "write convert(sum, \"EUR\", day)");
        (void)argument_types(c, false);
        return {};
    }
    const auto sum = check(*c.arguments[0].is);
    present(*c.arguments[0].is, sum, "null cannot be converted");
    if (sum.is == kind::number && !sum.zero && sum.of.currency().empty())
        report(code::unit, "only money can be converted",
               {c.arguments[0].is->where, "this is " + sum.to_text()});
    const auto* target = std::get_if<literal>(&c.arguments[1].is->is);
    const auto* letters = target ? target->is.get_if<std::string>() : nullptr;
    c.arguments[1].is->as = type::of_kind(kind::text);
    if (!letters || !levy::currency::read(*letters)) {
        report(code::unit, "the currency to convert into is written out",
               {c.arguments[1].is->where, ""},
               "write its three letters: convert(sum, \"EUR\", day)");
        return {};
    }
    check(*c.arguments[2].is);
    must_fit(*c.arguments[2].is, type::of_kind(kind::date));
    auto result = type::number_of(unit{*letters});
    result.per = sum.per;
    return result;
}

}  // namespace levy::feel
