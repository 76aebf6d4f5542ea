// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/feel/token.hpp>
#include <levy/feel/type.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/code.hpp>

namespace levy::feel {

/// A type in words: as the standard names it (`number`, `days and time duration`, `list<date>`,
/// `context<a: number, b: string>`), or with levy's own words (`optional money GBP per year`,
/// `count of user`, `GBP/user`, `ratio`, `text`, `duration`). The standard's say what `instance of`
/// asks and what a plain request states; all of them, what a checked one does.
struct named_type {
    enum class kind {
        any,
        null,
        number,
        text,
        boolean,
        date,
        days,
        months,
        list,
        record,
        range,
        other  // a time of day or a function, which no value of levy's is
    };
    kind is = kind::any;
    std::vector<named_type> of;       // list, range: the element; record: a type a field
    std::vector<std::string> fields;  // record
    type figure = type::number_of();  // number: with unit and time basis
    bool optional = false;
};

/// The standard's type that begins at `next`, which moves behind it; nothing where none stands
/// there.
[[nodiscard]] std::optional<named_type> take_type(const std::vector<token>& tokens,
                                                  std::size_t& next);
/// Nothing for a name that the standard does not have.
[[nodiscard]] std::optional<named_type> read_type(std::string_view text);

/// Stops with what is wrong in a request, which is no file.
[[noreturn]] void refuse_stated(code id, std::string message, std::string help = {});
/// What the checker takes a type in any words for. Throws `stopped` where the words are no type,
/// with those that are.
[[nodiscard]] type type_in_words(std::string_view text);
/// `day` … `year`, or `none`; a product such as `GBP/user`. Throw `stopped`.
[[nodiscard]] time_basis basis_named(std::string_view word);
[[nodiscard]] unit unit_named(std::string_view text);

/// Whether `v` is of the type. null is of every type inside a list or a context, of none by itself.
[[nodiscard]] bool is_of(const value& v, const named_type& t);

/// `v` where a value of the type is stated: itself, the only item of its list, or a list of it;
/// null where none of these is of the type.
[[nodiscard]] value coerced(const value& v, const named_type& t);

}  // namespace levy::feel
