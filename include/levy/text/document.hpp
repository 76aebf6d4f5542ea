// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/text/diagnostic.hpp>
#include <levy/text/span.hpp>

namespace levy {

/// A located tree of text, lists and maps. It knows no YAML library and no types: every scalar is
/// the text its author wrote, to be read by the unit that its place declares.
class node {
public:
    enum class shape { text, list, map };
    struct entry;

    shape is = shape::text;
    span where;  // of the value: a scalar's own characters without quotes' surroundings included; a
                 // collection whole

    // shape::text
    std::string text;     // after folding and unescaping
    bool quoted = false;  // '…', "…" or a block: never a number, a day or a boolean by accident
    std::vector<std::size_t> offsets;  // of each byte and the end; none: `where` reads the same

    std::vector<node> items;     // shape::list
    std::vector<entry> entries;  // shape::map, in the order written; keys are unique

    [[nodiscard]] bool is_text() const noexcept { return is == shape::text; }
    [[nodiscard]] bool is_list() const noexcept { return is == shape::list; }
    [[nodiscard]] bool is_map() const noexcept { return is == shape::map; }
    /// The value under `key` of a map, or null.
    [[nodiscard]] const node* find(std::string_view key) const noexcept;
    [[nodiscard]] const entry* find_entry(std::string_view key) const noexcept;
    /// Source span of bytes [begin, end) of `text`; exact inside folded and literal blocks.
    [[nodiscard]] span part(std::size_t begin, std::size_t end) const;
};

struct node::entry {
    std::string key;
    span key_where;
    node value;
};

/// The strict reader: refuses duplicate keys, anchors, aliases, tags, several documents, more than
/// one mebibyte or 64 levels, and bytes that are not UTF-8, each with its position. Nothing back
/// exactly when an error was added.
[[nodiscard]] std::optional<node> read_yaml(const source_handle& source, diagnostics& sink);

/// A file's text; a directory, an unreadable or an empty file is one clear diagnostic.
[[nodiscard]] source_handle open_source(const std::string& path, diagnostics& sink);

}  // namespace levy
