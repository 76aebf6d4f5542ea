// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>

#include <levy/feel/literal.hpp>
#include <levy/feel/moving.hpp>
#include <levy/text/utf8.hpp>
#include <levy/value/number_text.hpp>

#include "builtins.hpp"
#include "written.hpp"

namespace levy::feel {

namespace {

using kind = type::kind;
using values = std::vector<value>;

const std::string& text_at(const values& a, std::size_t i, const call_site& at) {
    const auto* text = single(a[i], at).get_if<std::string>();
    if (!text)
        at.fail(a[i].is_null() ? code::null : code::type,
                "a text is expected here, not " + to_text(a[i]));
    return *text;
}

bool is_text(const type& t) { return t.is == kind::unknown || (t.is == kind::text && !t.optional); }

template <kind Result>
typed texts(const std::vector<type>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (!is_text(arguments[i])) return wants(i, arguments[i], "a text");
    return gives(Result == kind::number ? type::number_of() : type::of_kind(Result));
}

typed part_type(const std::vector<type>& arguments) {
    if (!is_text(arguments[0])) return wants(0, arguments[0], "a text");
    for (std::size_t i = 1; i < arguments.size(); ++i)
        if (!is_plain_number(arguments[i])) return wants(i, arguments[i], "a position");
    return gives(type::of_kind(kind::text));
}

typed joined_type(const std::vector<type>& arguments) {
    const auto& list = arguments[0];
    const bool fits = list.is == kind::unknown ||
                      (list.is == kind::list && (!list.element || is_text(*list.element)));
    if (!fits) return wants(0, list, "a list of texts");
    return gives(type::of_kind(kind::text));
}

/// Null has no text: `string(null)` is null.
typed shown_type(const std::vector<type>& arguments) {
    auto made = type::of_kind(kind::text);
    made.optional = arguments[0].optional || arguments[0].is == kind::null;
    return gives(std::move(made));
}

std::vector<std::size_t> point_starts(const std::string& text) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size(); (void)next_point(text, at)) starts.push_back(at);
    starts.push_back(text.size());
    return starts;
}

value substring(const values& a, const call_site& at) {
    const auto& text = text_at(a, 0, at);
    const auto starts = point_starts(text);
    const auto size = static_cast<std::int64_t>(starts.size()) - 1;
    const auto given = whole_of(a[1], "a position", at);
    const auto first = given < 0 ? size + given : given - 1;
    if (given == 0 || given < -size || first >= size) {
        if (at.plain && given != 0) return std::string{};
        at.fail(code::index, "there is no such position in the text");
    }
    auto last = size;
    if (a.size() > 2 && !a[2].is_null()) {
        const auto length = whole_of(a[2], "a length", at);
        if (length < 1) at.fail(code::index, "a length is at least 1");
        last = length > size - first ? size : first + length;
    }
    const auto begin = starts[static_cast<std::size_t>(first)];
    return text.substr(begin, starts[static_cast<std::size_t>(last)] - begin);
}

/// Where `part` begins in `text`, or npos; memmem, unlike std::string::find, takes no longer for
/// texts made to be searched long.
std::size_t place_of(const std::string& part, const std::string& text) {
    const auto* found =
        static_cast<const char*>(::memmem(text.data(), text.size(), part.data(), part.size()));
    return found ? static_cast<std::size_t>(found - text.data()) : std::string::npos;
}

value before(const values& a, const call_site& at) {
    const auto found = place_of(text_at(a, 1, at), text_at(a, 0, at));
    return found == std::string::npos ? std::string{} : text_at(a, 0, at).substr(0, found);
}

value after(const values& a, const call_site& at) {
    const auto found = place_of(text_at(a, 1, at), text_at(a, 0, at));
    return found == std::string::npos ? std::string{}
                                      : text_at(a, 0, at).substr(found + text_at(a, 1, at).size());
}

/// By the tables of Unicode, in no language's own way; a letter may become several, as ß does.
template <bool Upper>
value change_case(const values& a, const call_site& at) {
    const auto& text = text_at(a, 0, at);
    std::string out;
    icu::StringByteSink<std::string> sink{&out};
    auto status = U_ZERO_ERROR;
    const icu::StringPiece piece{text.data(), static_cast<std::int32_t>(text.size())};
    constexpr auto no_language = "";
    if constexpr (Upper)
        icu::CaseMap::utf8ToUpper(no_language, 0, piece, sink, nullptr, status);
    else
        icu::CaseMap::utf8ToLower(no_language, 0, piece, sink, nullptr, status);
    if (U_FAILURE(status)) at.fail(code::too_large, text_too_long);
    return out;
}

value join(const values& a, const call_site& at) {
    if (!a[0].is<list_value>())
        at.fail(code::type, "a list is expected here, not " + to_text(a[0]));
    const auto delimiter = a.size() > 1 && !a[1].is_null() ? text_at(a, 1, at) : std::string{};
    std::string out;
    bool first = true;
    for (std::size_t i = 0; i < a[0].items().size(); ++i) {
        if (a[0].items()[i].is_null()) continue;
        if (!first) out += delimiter;
        out += text_at(a[0].items(), i, at);
        if (out.size() > most_text) at.give_up(text_too_long);
        first = false;
    }
    return out;
}

value shown_text(const values& a, const call_site& at) {
    if (a[0].is_null()) return null_value{};
    if (moving_in(a[0])) at.fail(code::type, "a text does not move with an amount");
    if (const auto* text = a[0].get_if<std::string>()) return *text;
    auto text = written(a[0], [](const number& n) { return shown(n); });
    // `@"2024-01-01"` shows as the day itself.
    if (text.starts_with("@\"")) text = text.substr(2, text.size() - 3);
    return text;
}

/// The mark that parts digits; nothing where none is given. Stops the run for any but `known`.
char mark_at(const values& a, std::size_t i, std::string_view known, const call_site& at) {
    if (a.size() <= i || a[i].is_null()) return '\0';
    const auto& mark = text_at(a, i, at);
    if (mark.size() != 1 || known.find(mark) == std::string_view::npos)
        at.fail(code::arguments,
                "digits are grouped by ' ', ',' or '.', and the decimals begin with '.' or ','");
    return mark.front();
}

value read_text(const values& a, const call_site& at) {
    auto digits = text_at(a, 0, at);
    const char grouping = mark_at(a, 1, " ,.", at);
    const char decimal = mark_at(a, 2, ",.", at);
    if (grouping != '\0' && grouping == decimal)
        at.fail(code::arguments, "one mark cannot both group the digits and begin the decimals");
    if (grouping != '\0')
        digits.erase(std::remove(digits.begin(), digits.end(), grouping), digits.end());
    if (decimal != '\0')
        if (const auto found = digits.find(decimal); found != std::string::npos)
            digits[found] = '.';
    auto read =
        digits.find_first_of("%/_") == std::string::npos ? read_feel_number(digits) : std::nullopt;
    if (!read) at.fail(code::literal, "'" + text_at(a, 0, at) + "' is no number");
    return *std::move(read);
}

builtin pair_test(std::string_view name, bool (*test)(const std::string&, const std::string&)) {
    return {name,
            {"string", "match"},
            2,
            false,
            false,
            texts<kind::boolean>,
            [test](const values& a, const call_site& at) {
                return value{test(text_at(a, 0, at), text_at(a, 1, at))};
            }};
}

}  // namespace

std::vector<builtin> text_builtins() {
    return {
        {"string", {"from"}, 1, false, false, shown_type, shown_text},
        {"number",
         {"from", "grouping separator", "decimal separator"},
         1,
         false,
         false,
         texts<kind::number>,
         read_text},
        {"string length",
         {"string"},
         1,
         false,
         false,
         texts<kind::number>,
         [](const values& a, const call_site& at) {
             return value{
                 number{static_cast<std::int64_t>(point_starts(text_at(a, 0, at)).size()) - 1}};
         }},
        {"substring", {"string", "start position", "length"}, 2, false, true, part_type, substring},
        {"substring before", {"string", "match"}, 2, false, false, texts<kind::text>, before},
        {"substring after", {"string", "match"}, 2, false, false, texts<kind::text>, after},
        {"upper case", {"string"}, 1, false, false, texts<kind::text>, change_case<true>},
        {"lower case", {"string"}, 1, false, false, texts<kind::text>, change_case<false>},
        {"string join", {"list", "delimiter"}, 1, false, false, joined_type, join},
        pair_test("contains",
                  [](const std::string& s, const std::string& m) {
                      return place_of(m, s) != std::string::npos;
                  }),
        pair_test("starts with",
                  [](const std::string& s, const std::string& m) { return s.starts_with(m); }),
        pair_test("ends with",
                  [](const std::string& s, const std::string& m) { return s.ends_with(m); }),
    };
}

}  // namespace levy::feel
