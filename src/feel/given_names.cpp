// SPDX-License-Identifier: Apache-2.0
#include "given_names.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <levy/feel/unify.hpp>
#include <levy/text/outcome.hpp>
#include <levy/value/number_text.hpp>

#include "joined.hpp"
#include "named_type.hpp"

namespace levy::feel {

namespace {

using json = nlohmann::ordered_json;
using kind = type::kind;

std::optional<number> limit_of(const json& stated, const char* key) {
    if (!stated.contains(key)) return std::nullopt;
    const auto& written = stated[key];
    const auto quoted = std::string{"'"} + key + "' ";
    if (written.is_number_float())  // read as a binary fraction: its digits are lost
        refuse_stated(code::literal,
                      quoted + "has a fraction or too many digits to be exact without quotes",
                      std::string{"write it as a text: \""} + key + "\": \"0.5\"");
    auto n = levy::read_number(written.is_string() ? written.get<std::string>() : written.dump());
    if (!n)
        refuse_stated(
            code::literal, quoted + "is a number, and not " + written.dump(),
            std::string{"write a whole number, or any number as a text: \""} + key + "\": \"0.5\"");
    return n;
}

type stated_type(const json& stated);

/// An object with the keys of a rule's type.
type type_in_keys(const json& stated) {
    static const std::vector<std::string> known{"type", "unit",   "per",      "min",   "max",
                                                "list", "record", "optional", "one_of"};
    for (const auto& [key, is] : stated.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto near = nearest_name(key, known);
        refuse_stated(code::key, "there is no key '" + key + "' in a type",
                      near.empty() ? "its keys are " +
                                         joined(known, [](const std::string& one) { return one; })
                                   : "did you mean '" + near + "'?");
    }
    if (!stated.contains("list") && !stated.contains("record") && !stated.contains("type"))
        refuse_stated(code::key, "a type says its `type`, or is a `list` or a `record`",
                      "{\"type\": \"number\"}");
    type made;
    if (stated.contains("list")) {
        made = type::list_of(stated_type(stated["list"]));
    } else if (stated.contains("record")) {
        made = type::of_kind(kind::record);
        for (const auto& [name, field] : stated["record"].items())
            made.fields.push_back({name, stated_type(field), nullptr});
    } else {
        const auto word = stated.at("type").get<std::string>();
        made = word == "count" ? type::number_of() : type_in_words(word);
        made.whole = made.whole || word == "count";
        if (stated.contains("unit")) made.of = unit_named(stated["unit"].get<std::string>());
    }
    if (stated.contains("per")) made.per = basis_named(stated["per"].get<std::string>());
    if (stated.contains("one_of")) {
        const auto text = type::words(stated["one_of"].get<std::vector<std::string>>());
        made.one_of = text.one_of;
        made.listed = text.listed;
    }
    const limits bounds{limit_of(stated, "min"), limit_of(stated, "max")};
    if (bounds.min || bounds.max) made.bounds = std::make_shared<const limits>(bounds);
    made.optional = made.optional || stated.value("optional", false);
    return made;
}

type stated_type(const json& stated) {
    return stated.is_string() ? type_in_words(stated.get<std::string>()) : type_in_keys(stated);
}

/// The type of a value of which nothing is stated.
type type_of(const value& v) {
    if (v.is<number>()) return type::number_of();
    if (const auto* a = v.get_if<amount>()) return type::number_of(unit{a->unit.letters()});
    if (v.is<std::string>()) return type::of_kind(kind::text);
    if (v.is<bool>()) return type::of_kind(kind::boolean);
    if (v.is<day>()) return type::of_kind(kind::date);
    if (v.is<days_duration>()) return type::of_kind(kind::days);
    if (v.is<months_duration>()) return type::of_kind(kind::months);
    if (v.is<list_value>()) {
        type all;
        for (const auto& item : v.items()) {
            mismatch why;
            auto both = unify(all, type_of(item), why);
            if (!both) refuse_stated(why.id, "a list holds values of one kind: " + why.why);
            all = *std::move(both);
        }
        return type::list_of(std::move(all));
    }
    if (const auto* r = v.get_if<record_value>()) {
        auto t = type::of_kind(kind::record);
        for (const auto& field : **r) t.fields.push_back({field.name, type_of(field.is), nullptr});
        return t;
    }
    if (const auto* r = v.get_if<range_handle>()) {
        auto t = type::list_of(type_of((*r)->low.is_null() ? (*r)->high : (*r)->low));
        t.is = kind::range;
        return t;
    }
    return type::of_kind(kind::null);
}

/// Stops where a value is not what was stated of it.
void hold(const std::string& name, const value& v, const type& as) {
    const auto not_this = [&](code id, const std::string& why) {
        refuse_stated(id,
                      "'" + name + "' is stated as " + as.to_text() + ", and " + to_text(v) + why);
    };
    if (as.is == kind::unknown) return;
    if (v.is_null()) {
        if (!as.optional) not_this(code::null, " is given");
        return;
    }
    auto is = type_of(v);
    const bool own = as.of.currency() == unit::own_currency || v.is<number>();
    if (is.is == kind::number && own) is.of = as.of;  // digits alone are in the stated unit
    is.per = as.per;
    if (v.is<list_value>() && as.is == kind::list) {
        for (const auto& item : v.items()) hold(name, item, as.element ? *as.element : type{});
        return;
    }
    if (v.is<record_value>() && as.is == kind::record) {
        for (const auto& field : as.fields) {
            const auto* found = v.field(field.name);
            hold(name + "." + field.name, found ? *found : value{}, field.as);
        }
        return;
    }
    mismatch why;
    if (!unify(is, as, why)) not_this(why.id, " is given");
    const auto* text = v.get_if<std::string>();
    if (text && !as.one_of.empty() &&
        std::find(as.one_of.begin(), as.one_of.end(), *text) == as.one_of.end())
        not_this(code::one_of, " is none of its allowed values");
    const auto held = extent_of(v).is.single();
    if (held && as.whole && !held->is_integer()) not_this(code::literal, " is not whole");
    if (held && !extent_of(as).is.holds(*held))
        not_this(code::range, " is not " + to_text(extent_of(as).is));
}

/// Currencies stand in types; values are their digits.
value without_currency(const value& v) {
    if (const auto* a = v.get_if<amount>()) return a->units;
    if (v.is<list_value>()) {
        std::vector<value> items;
        items.reserve(v.items().size());
        for (const auto& item : v.items()) items.push_back(without_currency(item));
        return value::list(std::move(items));
    }
    const auto* r = v.get_if<record_value>();
    if (!r) return v;
    std::vector<record_field> fields;
    fields.reserve((*r)->size());
    for (const auto& field : **r) fields.push_back({field.name, without_currency(field.is)});
    return value::record(std::move(fields));
}

[[noreturn]] void nothing(const levy::span& used) {
    diagnostic problem;
    problem.id = code::not_found;
    problem.message = "there are no rates, parameters or tables here";
    problem.primary.where = used;
    throw stopped{std::move(problem)};
}

}  // namespace

type read_stated_type(const std::string& type_json) { return stated_type(json::parse(type_json)); }

given_names::given_names(std::vector<plain_name> names, const std::string& types_json) {
    const auto types = types_json.empty() ? json::object() : json::parse(types_json);
    for (auto& n : names) {
        given made;
        const bool stated = types.contains(n.id) && !types[n.id].is_null();
        made.as = stated ? stated_type(types[n.id]) : type_of(n.is);
        if (stated) hold(n.id, n.is, made.as);
        const bool any = made.as.is == kind::unknown;  // nothing stated, or "Any"
        if (any) made.as = type_of(n.is);
        made.range = stated && !any ? extent_of(made.as) : extent_of(n.is);
        made.is = without_currency(n.is);
        made.id = std::move(n.id);
        names_.push_back(std::move(made));
    }
}

std::optional<symbol> given_names::find(std::string_view name) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (names_[i].id != name) continue;
        symbol s;
        s.as = names_[i].as;
        s.slot = i;
        return s;
    }
    return std::nullopt;
}

std::vector<std::string> given_names::names() const {
    std::vector<std::string> all;
    all.reserve(names_.size());
    for (const auto& n : names_) all.push_back(n.id);
    return all;
}

value given_names::get(std::size_t slot, const levy::span&) { return names_[slot].is; }
value given_names::call(std::size_t, std::span<const value>, const levy::span& used) {
    nothing(used);
}
value given_names::at(std::size_t, day, const levy::span& used) { nothing(used); }
value given_names::spans(std::size_t, day, day, const levy::span& used) { nothing(used); }
value given_names::convert(const value&, std::string_view, std::string_view, day,
                           const levy::span& used) {
    nothing(used);
}

}  // namespace levy::feel
