// SPDX-License-Identifier: Apache-2.0
#include "named_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <levy/feel/moving.hpp>
#include <levy/text/outcome.hpp>
#include <levy/value/currency.hpp>

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

constexpr auto known_words =
    "number, ratio, string, boolean, date, days and time duration, years and months duration, "
    "money "
    "GBP, count of user, number of GBP/user, list<number>, range<date>, context<a: number> or Any; "
    "`optional` may stand before it, `per year` behind it";

/// The one grammar of types in words. Without levy's own words nothing is refused: another reader
/// may know what stands there.
class type_grammar {
public:
    type_grammar(const std::vector<token>& tokens, std::size_t& next, bool own_words)
        : tokens_{tokens}, next_{next}, own_{own_words} {}

    std::optional<named_type> one() {
        const bool optional = own_ && take_word("optional");
        auto made = base();
        if (!made) return std::nullopt;
        made->optional = optional;
        if (!own_ || !take_word("per")) return made;
        const auto basis = word();
        if (made->is != kind::number)
            refuse_stated(code::type, "only a number or money is counted per " + basis);
        made->figure.per = basis_named(basis);
        return made;
    }
    [[nodiscard]] bool at_end() const { return tokens_[next_].is == token::kind::end; }

private:
    [[nodiscard]] bool stands(std::string_view sign, std::size_t ahead = 0) const {
        const auto at = next_ + ahead;
        return at < tokens_.size() && tokens_[at].is == token::kind::sign &&
               tokens_[at].text == sign;
    }
    bool take(std::string_view sign) {
        if (!stands(sign)) return false;
        ++next_;
        return true;
    }
    [[nodiscard]] bool at_word() const {
        return next_ < tokens_.size() && tokens_[next_].is == token::kind::word;
    }
    bool take_word(std::string_view wanted) {
        if (!at_word() || tokens_[next_].cooked != wanted) return false;
        ++next_;
        return true;
    }
    /// The word that stands here; empty where none does.
    std::string word() { return at_word() ? tokens_[next_++].cooked : std::string{}; }

    std::optional<named_type> base() {
        if (!at_word()) return std::nullopt;
        if (own_)
            if (auto made = own_words()) return made;
        const auto is = simple_kind(tokens_[next_].cooked);
        if (!is) return std::nullopt;
        const auto named = word();
        named_type made;
        made.is = *is;
        const bool has_parts =
            *is == kind::list || *is == kind::record || *is == kind::range || named == "function";
        if (!has_parts || !take("<")) return made;
        const bool good = named == "function"   ? signature()
                          : *is == kind::record ? fields(made)
                                                : element(made);
        return good ? std::optional{made} : std::nullopt;
    }
    bool element(named_type& into) {
        auto of = one();
        if (!of || !take(">")) return false;
        into.of.push_back(*std::move(of));
        return true;
    }
    /// `<a: number, b: string>` of a context.
    bool fields(named_type& into) {
        do {
            if (!at_word()) return false;
            into.fields.push_back(word());
            if (!take(":")) return false;
            auto field = one();
            if (!field) return false;
            into.of.push_back(*std::move(field));
        } while (take(","));
        return take(">");
    }
    /// `<number, string> -> boolean` of a function: read past, since no value of levy's is one.
    bool signature() {
        if (!take(">")) {
            do
                if (!one()) return false;
            while (take(","));
            if (!take(">")) return false;
        }
        return take("->") && one().has_value();
    }

    std::optional<named_type> own_words() {
        named_type made;
        const auto number = [&](unit of) {
            made.is = kind::number;
            made.figure.of = std::move(of);
            return made;
        };
        if (stands("/", 1) || stands("*", 1)) return number(product());
        if (take_word("text")) made.is = kind::text;
        if (take_word("duration")) made.is = kind::days;
        if (made.is != kind::any) return made;
        if (take_word("ratio")) {
            made.figure.ratio = true;
            return number({});
        }
        if (take_word("money")) return number(currency_unit());
        if (take_word("count")) {
            if (!take_word("of"))
                refuse_stated(code::unit, "a count says what it counts", "count of user");
            made.figure.whole = true;
            return number(product());
        }
        if (take_word("number")) return number(take_word("of") ? product() : unit{});
        return std::nullopt;
    }
    unit currency_unit() {
        if (!at_word() || tokens_[next_].cooked == "per") return unit{unit::own_currency};
        const auto letters = word();
        if (letters == "any") return unit{unit::any_currency};
        if (!currency::read(letters))
            refuse_stated(code::currency, "'" + letters + "' is no currency",
                          "three letters, such as GBP");
        return unit{letters};
    }
    unit product() {
        std::string written = word();
        while (stands("/") || stands("*")) {
            written += tokens_[next_++].text;
            written += word();
        }
        return unit_named(written);
    }

    const std::vector<token>& tokens_;
    std::size_t& next_;
    bool own_;
};

constexpr std::size_t most_bytes = 4096;

type type_from(const named_type& named) {
    const auto element = [&] { return named.of.empty() ? type{} : type_from(named.of.front()); };
    type made;
    switch (named.is) {
        case kind::any:
            break;
        case kind::null:
            made.is = type::kind::null;
            break;
        case kind::number:
            made = named.figure;
            break;
        case kind::text:
            made.is = type::kind::text;
            break;
        case kind::boolean:
            made.is = type::kind::boolean;
            break;
        case kind::date:
            made.is = type::kind::date;
            break;
        case kind::days:
            made.is = type::kind::days;
            break;
        case kind::months:
            made.is = type::kind::months;
            break;
        case kind::list:
        case kind::range:
            made = type::list_of(element());
            if (named.is == kind::range) made.is = type::kind::range;
            break;
        case kind::record:
            if (named.of.empty()) break;  // of any fields: those of the value
            made.is = type::kind::record;
            for (std::size_t i = 0; i < named.of.size(); ++i)
                made.fields.push_back({named.fields[i], type_from(named.of[i]), nullptr});
            break;
        case kind::other:
            refuse_stated(code::type, "no value here is a time of day or a function", known_words);
    }
    made.optional = named.optional;
    return made;
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

void refuse_stated(code id, std::string message, std::string help) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    problem.help = std::move(help);
    throw stopped{std::move(problem)};
}

std::optional<named_type> take_type(const std::vector<token>& tokens, std::size_t& next) {
    return type_grammar{tokens, next, false}.one();
}

std::optional<named_type> read_type(std::string_view text) {
    if (text.size() > most_bytes) return std::nullopt;
    const auto tokens = tokens_of(text, true);
    std::size_t next = 0;
    type_grammar grammar{tokens, next, false};
    auto read = grammar.one();
    if (!read || !grammar.at_end()) return std::nullopt;
    return read;
}

type type_in_words(std::string_view text) {
    const auto tokens = tokens_of(text.substr(0, most_bytes), true);
    std::size_t next = 0;
    type_grammar grammar{tokens, next, true};
    const auto read = grammar.one();
    if (!read || !grammar.at_end())
        refuse_stated(code::type, "'" + std::string{text} + "' is no type", known_words);
    return type_from(*read);
}

time_basis basis_named(std::string_view word) {
    for (const auto per :
         {time_basis::none, time_basis::day, time_basis::month, time_basis::bimester,
          time_basis::quarter, time_basis::half_year, time_basis::year})
        if (name_of(per) == word) return per;
    refuse_stated(code::type, "'" + std::string{word} + "' is no time basis",
                  "day, month, bimester, quarter, half_year, year or none");
}

unit unit_named(std::string_view text) {
    if (const auto u = read_unit(text)) return *u;
    refuse_stated(code::unit, "'" + std::string{text} + "' is no unit",
                  "a product such as GBP/user");
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
