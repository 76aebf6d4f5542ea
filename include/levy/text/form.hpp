// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include <levy/text/diagnostic.hpp>
#include <levy/text/document.hpp>

namespace levy {

/// A key that a map may have, and what editors show of it.
///
/// What stands under it, for the schemas (src/report/schema.cpp reads it; X is the rest of the
/// words, so that `list a | b` is a list of either):
///     list X     any number of X; `some X`: at least one
///     map X      X by names of the author's
///     dated X    X, or a list of X, by day; at least one day
///     spans X    X by day or by `day..day`
///     A | B      either
///     a name     a form, a list of words of the forms, or a shape such as `text`, `day`, `formula`
struct form_key {
    std::string_view name;
    std::string_view holds;
    std::string_view about;
    bool required = false;
};

/// One kind of map in a file. The readers refuse any other key, and the schemas for editors are
/// printed from the same list, so that the two cannot part.
struct form {
    std::string_view name;  // `parameter`
    std::string_view what;  // `a parameter`, in messages
    std::span<const form_key> keys;
    std::string_view others = {};  // what keys that authors name hold; empty: there are none
    // Ways to write the map, parted by blanks; keys joined by `+` are one way: `value from+to`.
    std::string_view one_of = {};  // exactly one of them stands
    std::string_view any_of = {};  // at least one of them stands

    [[nodiscard]] const form_key* find(std::string_view key) const noexcept;
};

/// The same key where it must stand.
[[nodiscard]] constexpr form_key must(form_key key) {
    key.required = true;
    return key;
}
/// The same key with words of its own.
[[nodiscard]] constexpr form_key told(form_key key, std::string_view about) {
    key.about = about;
    return key;
}

/// Whether `map` is a map with no key but those of the form and with all that it requires; every
/// other key and each missing one is reported.
bool has_form(const node& map, const form& as, diagnostics& sink);

}  // namespace levy
