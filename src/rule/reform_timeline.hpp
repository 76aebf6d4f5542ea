// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <levy/text/document.hpp>
#include <levy/value/timeline.hpp>

namespace levy::rule {

/// A timeline as an author wrote it, its entries still unread; nothing where a day in it is none,
/// which the reader of the rule will say.
[[nodiscard]] std::optional<timeline<const node*>> written_timeline(const node& values);

/// The day on which an entry must be published to stand over all that the law says from its first
/// day on: the day it wants, or the day after the law's last word.
[[nodiscard]] day published_over(const timeline<const node*>& law, day wanted);

/// Adds an entry on its day, beside what the law says for that day.
void add_entry(node& values, day from, const span& where, node entry);

/// The value under `key` of a map, to be changed; null where there is none.
[[nodiscard]] node* find(node& map, std::string_view key);

/// A text at a place of the reform file.
[[nodiscard]] node text_node(std::string text, const span& where);
/// Sets `key` of a map that has no such key.
void set(node& map, std::string key, node value);

}  // namespace levy::rule
