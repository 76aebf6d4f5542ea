// SPDX-License-Identifier: Apache-2.0
#include "named_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <levy/feel/moving.hpp>

namespace levy::feel {

namespace {

using kind = named_type::kind;

std::optional<kind> simple_kind(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, kind>, 17> known{{
        {"Any", kind::any},
        {"Null", kind::null},
        {"number", kind::number},
        {"string", kind::text},
        {"boolean", kind::boolean},
        {"date", kind::date},
        {"time", kind::other},
        {"date and time", kind::other},
        {"dateTime", kind::other},
        {"days and time duration", kind::days},
        {"dayTimeDuration", kind::days},
        {"years and months duration", kind::months},
        {"yearMonthDuration", kind::months},
        {"list", kind::list},
        {"context", kind::record},
        {"range", kind::range},
        {"function", kind::other},
    }};
    for (const auto& [word, is] : known)
        if (word == name) return is;
    return std::nullopt;
}

bool stands(const std::vector<token>& tokens, std::size_t next, std::string_view text) {
    return next < tokens.size() && tokens[next].is == token::kind::sign &&
           tokens[next].text == text;
}

bool take(const std::vector<token>& tokens, std::size_t& next, std::string_view text) {
    if (!stands(tokens, next, text)) return false;
    ++next;
    return true;
}

/// `<a: number, b: string>` of a context.
bool take_fields(const std::vector<token>& tokens, std::size_t& next, named_type& into) {
    do {
        if (next >= tokens.size() || tokens[next].is != token::kind::word) return false;
        into.fields.push_back(tokens[next++].cooked);
        if (!take(tokens, next, ":")) return false;
        auto field = take_type(tokens, next);
        if (!field) return false;
        into.of.push_back(*std::move(field));
    } while (take(tokens, next, ","));
    return take(tokens, next, ">");
}

/// `<number, string> -> boolean` of a function: read past, since no value of levy's is one.
bool take_signature(const std::vector<token>& tokens, std::size_t& next) {
    if (!take(tokens, next, ">")) {
        do
            if (!take_type(tokens, next)) return false;
        while (take(tokens, next, ","));
        if (!take(tokens, next, ">")) return false;
    }
    return take(tokens, next, "->") && take_type(tokens, next).has_value();
}

bool is_of_kind(const value& v, kind k) {
    switch (k) {
        case kind::any:
            return !v.is_null();
        case kind::null:
            return v.is_null();
        case kind::number:
            return is_figure(v) || v.is<amount>();
        case kind::text:
            return v.is<std::string>();
        case kind::boolean:
            return v.is<bool>();
        case kind::date:
            return v.is<day>() || v.is<far_day>();
        case kind::days:
            return v.is<days_duration>();
        case kind::months:
            return v.is<months_duration>();
        case kind::list:
            return v.is<list_value>();
        case kind::record:
            return v.is<record_value>();
        case kind::range:
            return v.is<range_handle>();
        case kind::other:
            break;
    }
    return false;
}

bool is_part(const value& v, const named_type& t) { return v.is_null() || is_of(v, t); }

}  // namespace

std::optional<named_type> take_type(const std::vector<token>& tokens, std::size_t& next) {
    if (next >= tokens.size() || tokens[next].is != token::kind::word) return std::nullopt;
    const auto named = tokens[next].cooked;
    const auto is = simple_kind(named);
    if (!is) return std::nullopt;
    ++next;
    named_type made{*is, {}, {}};
    const bool has_parts = *is == kind::list || *is == kind::record || *is == kind::range;
    if ((!has_parts && named != "function") || !take(tokens, next, "<")) return made;
    if (named == "function")
        return take_signature(tokens, next) ? std::optional{made} : std::nullopt;
    if (*is == kind::record)
        return take_fields(tokens, next, made) ? std::optional{made} : std::nullopt;
    auto element = take_type(tokens, next);
    if (!element || !take(tokens, next, ">")) return std::nullopt;
    made.of.push_back(*std::move(element));
    return made;
}

std::optional<named_type> read_type(std::string_view text) {
    constexpr std::size_t most_bytes = 4096;
    if (text.size() > most_bytes) return std::nullopt;
    const auto tokens = tokens_of(text, true);
    std::size_t next = 0;
    auto read = take_type(tokens, next);
    if (!read || tokens[next].is != token::kind::end) return std::nullopt;
    return read;
}

bool is_of(const value& v, const named_type& t) {
    if (!is_of_kind(v, t.is)) return false;
    if (t.of.empty()) return true;
    if (t.is == kind::list)
        return std::all_of(v.items().begin(), v.items().end(),
                           [&](const value& item) { return is_part(item, t.of.front()); });
    if (const auto* r = v.get_if<range_handle>())
        return is_part((*r)->low, t.of.front()) && is_part((*r)->high, t.of.front());
    for (std::size_t i = 0; i < t.fields.size(); ++i) {
        const auto* field = v.field(t.fields[i]);
        if (field == nullptr || !is_part(*field, t.of[i])) return false;
    }
    return true;
}

value coerced(const value& v, const named_type& t) {
    if (t.is == kind::any || is_of(v, t)) return v;
    if (t.is != kind::list && v.items().size() == 1 && is_of(v.items().front(), t))
        return v.items().front();
    if (t.is == kind::list && !v.is_null() && !v.is<list_value>() &&
        (t.of.empty() || is_of(v, t.of.front())))
        return value::list({v});
    return {};
}

}  // namespace levy::feel
