// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace levy {

/// One text an author wrote, with its name. Spans point into it and keep it alive.
class source_text {
public:
    source_text(std::string name, std::string text);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    struct place {
        std::size_t line = 1;    // from 1
        std::size_t column = 1;  // from 1, in code points
    };
    [[nodiscard]] place at(std::size_t offset) const;
    [[nodiscard]] std::string_view line(std::size_t number) const;  // without its line break
    [[nodiscard]] std::size_t line_count() const noexcept { return line_starts_.size(); }
    [[nodiscard]] std::size_t line_start(std::size_t number) const;  // offset of its first byte

private:
    std::string name_;
    std::string text_;
    std::vector<std::size_t> line_starts_;
};

using source_handle = std::shared_ptr<const source_text>;

/// Bytes [begin, end) of a source. A span without a source belongs to no file (a built-in, a
/// caller's value).
struct span {
    source_handle in;
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::string_view text() const;
    /// The smallest span that covers both; both lie in one source.
    [[nodiscard]] static span cover(const span& a, const span& b);
    friend bool operator==(const span&, const span&) = default;
};

/// `path:line:column`, or the bare name where there is no position.
[[nodiscard]] std::string to_text(const span& where);

}  // namespace levy
