// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace levy {

/// Where the first byte stands that is not UTF-8 text: malformed, overlong, a surrogate, or a
/// control character other than tab and line breaks. Nothing for clean text.
[[nodiscard]] std::optional<std::size_t> first_bad_byte(std::string_view text);

/// How many bytes the code point has that begins at `at`; 0 where first_bad_byte would name `at`.
[[nodiscard]] std::size_t point_length(std::string_view text, std::size_t at);

/// The bytes of one code point.
[[nodiscard]] std::string utf8(char32_t point);

/// The code point that begins at `at`, which is moved past it. `text` is valid UTF-8.
[[nodiscard]] char32_t next_point(std::string_view text, std::size_t& at);

/// How many cells of a terminal a code point takes: 2 for wide letters and pictures, 0 for marks
/// that stand on the letter before, else 1.
[[nodiscard]] std::size_t cells_of(char32_t point);

}  // namespace levy
