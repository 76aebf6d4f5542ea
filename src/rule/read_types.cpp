// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/literal.hpp>
#include <levy/rule/written.hpp>
#include <levy/value/number_text.hpp>

#include "reader.hpp"

namespace levy::rule {

namespace {

using feel::time_basis;
using feel::type;
using feel::unit;
using kind = feel::type::kind;

/// Types that every rule knows.
const std::map<std::string, type, std::less<>>& built_in() {
    static const std::map<std::string, type, std::less<>> known{
        {"stream", type::words({"advertising", "marketplace_commission", "app_store_commission",
                                "digital_content", "subscription", "cloud", "software_licence",
                                "goods", "user_data", "other"})},
        {"customer", type::words({"business", "consumer"})},
        {"party", type::words(parties())},
    };
    return known;
}

std::optional<time_basis> read_basis(std::string_view word) {
    for (const auto per :
         {time_basis::none, time_basis::day, time_basis::month, time_basis::bimester,
          time_basis::quarter, time_basis::half_year, time_basis::year})
        if (feel::name_of(per) == word) return per;
    return std::nullopt;
}

/// The label that a window or the kind of period gives to money.
time_basis basis_of(std::string_view window) {
    if (window.ends_with("_year") || window.ends_with("_years") || window == "last_12_months" ||
        window == "last_published_accounts")
        return time_basis::year;
    return window == "last_3_months" ? time_basis::quarter : time_basis::none;
}

}  // namespace

time_basis basis_of(const dated<period_kind>& assessed) {
    if (assessed.entries().size() != 1) return time_basis::none;
    switch (assessed.entries().front().is.is) {
        case period_kind::month:
            return time_basis::month;
        case period_kind::bimester:
            return time_basis::bimester;
        case period_kind::quarter:
            return time_basis::quarter;
        case period_kind::half_year:
            return time_basis::half_year;
        case period_kind::calendar_year:
        case period_kind::fiscal_year:
        case period_kind::accounting_year:
            return time_basis::year;
        default:
            return time_basis::none;
    }
}

std::optional<type> reader::number_type(const node& written, std::string_view word) {
    type t = type::of_kind(kind::number);
    if (word == "number" || word == "count") {
        t.whole = word == "count";
        if (const auto* of = written.find("unit")) {
            const auto u = of->is_text() ? feel::read_unit(of->text) : std::nullopt;
            if (!u)
                report(code::unit, of->where, "'" + of->text + "' is no unit",
                       "write a product such as USD/user or COP/UVT, or one thing such as user");
            if (u) t.of = *u;
        } else if (t.whole) {
            report(code::unit, written.where, "a count says what it counts", "add `unit: user`");
            return std::nullopt;
        }
        return t;
    }
    if (word == "ratio") {
        t.ratio = true;
        return t;
    }
    if (word == "money" && into_.currency == "none") {
        report(code::currency, written.where, "a rule of `currency: none` holds no money",
               "say `type: number`, or give the rule a currency");
        return std::nullopt;
    }
    if (word == "money")
        t.of =
            unit{into_.currency == "any" ? unit::own_currency : std::string_view{into_.currency}};
    if (word == "money any") t.of = unit{unit::any_currency};
    if (word.starts_with("money ") && word != "money any") {
        const auto letters = word.substr(6);
        if (!currency::read(letters)) {
            report(code::currency, written.where,
                   "'" + std::string{letters} + "' is no currency of ISO 4217",
                   "three letters such as VND");
            return std::nullopt;
        }
        t.of = unit{letters};
    }
    return t;
}

std::optional<type> reader::record_type(const node& fields) {
    if (!is_map(fields, "a record's fields {name: {type: …}}")) return std::nullopt;
    auto t = type::of_kind(kind::record);
    for (const auto& field : fields.entries) {
        auto as = nested_type(field.value);
        if (!as) continue;
        type::field made{field.key, *std::move(as), nullptr};
        if (const auto* fallback = field.value.find("default")) {
            if (auto value = read_value(*fallback, made.as, into_.currency, sink_))
                made.fallback = std::make_shared<const feel::value>(*std::move(value));
        }
        t.fields.push_back(std::move(made));
    }
    return t;
}

std::optional<type> reader::named_type(const node& written, std::string_view word) {
    if (word == "boolean") return type::of_kind(kind::boolean);
    if (word == "date") return type::of_kind(kind::date);
    if (word == "text") return type::of_kind(kind::text);
    if (word == "duration") return type::of_kind(kind::days);
    if (word == "number" || word == "count" || word == "ratio" || word.starts_with("money"))
        return number_type(written, word);
    if (const auto found = into_.types.find(std::string{word}); found != into_.types.end())
        return found->second;
    if (const auto found = built_in().find(word); found != built_in().end()) return found->second;
    std::vector<std::string> known{"money",   "number", "ratio",    "count",
                                   "boolean", "date",   "duration", "text"};
    for (const auto& [name, as] : into_.types) known.push_back(name);
    for (const auto& [name, as] : built_in()) known.push_back(name);
    const auto near = nearest_name(word, known);
    const auto* at = written.find("type");
    report(code::type, at ? at->where : written.where,
           "there is no type '" + std::string{word} + "'",
           near.empty() ? "declare it under `types`" : "did you mean '" + near + "'?");
    return std::nullopt;
}

void reader::refine_type(const node& written, type& as) {
    as.optional = truth_of(written, "optional", as.optional);
    if (const auto* words = written.find("one_of"); words && is_list(*words, "a list of words")) {
        as.one_of.clear();
        std::map<std::string, span> listed;
        for (const auto& word : words->items)
            if (is_new(listed, word.text, word.where, "one of the words"))
                as.one_of.push_back(word.text);
        as.listed = std::make_shared<const span>(words->where);
    }
    feel::limits bounds;
    const auto bound = [&](std::string_view key, std::optional<number>& into) {
        const auto* found = written.find(key);
        if (!found) return;
        into = found->is_text() ? read_number(found->text) : std::nullopt;
        if (!into)
            report(code::literal, found->where, "'" + std::string{key} + "' is a number",
                   "write it as 25_000_000, 7.5% or 11/12");
    };
    bound("min", bounds.min);
    bound("max", bounds.max);
    if (bounds.min && bounds.max && *bounds.max < *bounds.min)
        report(code::range, written.find("min")->where,
               "no value is at least `min` and at most `max`", "exchange the two, or drop one",
               "above `max`", {{written.find("max")->where, "below `min`"}});
    if (bounds.min || bounds.max) as.bounds = std::make_shared<const feel::limits>(bounds);
    const bool money = as.is == kind::number && !as.of.currency().empty();
    if (const auto* per = written.find("per")) {
        const auto read = per->is_text() ? read_basis(per->text) : std::nullopt;
        if (!read)
            report(code::literal, per->where, "`per` cannot be '" + per->text + "'",
                   "it is day, month, bimester, quarter, half_year, year or none");
        as.per = read.value_or(time_basis::none);
    } else if (written.find("window") && money) {
        as.per = basis_of(text_of(written, "window"));
    }
}

bool reader::has_fields(const node& written) {
    const auto* word = written.find("type");
    return written.is_map() && !(word && word->is_text());
}

/// A type inside a list, a record or a table, in the form that all of them have.
std::optional<type> reader::nested_type(const node& written) {
    if (written.is_map()) {
        if (!keys(written, forms::field)) return std::nullopt;
        (void)word_of(written, "window", forms::words("window"));
    }
    return type_of(written);
}

std::optional<type> reader::type_of(const node& written) {
    if (written.is_text()) return named_type(written, written.text);
    if (!is_map(written, "a type {type: …}")) return std::nullopt;
    if (const auto* list = written.find("list")) {
        auto element = has_fields(*list) ? record_type(*list) : nested_type(*list);
        if (!element) return std::nullopt;
        auto t = type::list_of(*std::move(element));
        t.optional = truth_of(written, "optional", false);
        return t;
    }
    if (const auto* record = written.find("record")) {
        auto t = record_type(*record);
        if (t) t->optional = truth_of(written, "optional", false);
        return t;
    }
    const auto* word = written.find("type");
    if (!word || !word->is_text()) {
        span at = written.where;
        at.end = std::min(at.end, at.begin + 1);
        report(code::key, at, "'type' is missing here",
               "one of money, number, ratio, count, boolean, date, duration, text");
        return std::nullopt;
    }
    return refined_type(written, word->text);
}

/// With the keys that stand beside the word. Money of inputs and outputs that names no other time
/// is of the rule's period.
std::optional<type> reader::refined_type(const node& written, std::string_view word) {
    auto t = named_type(written, word);
    if (!t) return std::nullopt;
    refine_type(written, *t);
    const bool money = t->is == kind::number && !t->of.currency().empty();
    const bool labelled = written.find("per") || written.find("window");
    if (of_period_ && money && !labelled && t->of.currency() != unit::any_currency)
        t->per = basis_of(into_.assessed);
    return t;
}

void reader::types(const node& map) {
    if (!is_map(map, "`types`")) return;
    for (const auto& entry : map.entries) {
        keys(entry.value, forms::type);
        (void)word_of(entry.value, "window", forms::words("window"));
        if (auto as = type_of(entry.value)) into_.types.emplace(entry.key, *std::move(as));
    }
}

}  // namespace levy::rule
