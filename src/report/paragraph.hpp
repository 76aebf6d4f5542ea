// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace levy::report {

/// Columns that UTF-8 text takes, one a code point.
[[nodiscard]] inline std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// Text in lines of at most `width` columns: the first begins with `first` (or `indent` where that
/// is empty), the others with `indent`.
[[nodiscard]] inline std::string paragraph(std::string_view text, std::size_t width,
                                           const std::string& indent = "",
                                           const std::string& first = "") {
    std::string out;
    std::string line = first.empty() ? indent : first;
    std::size_t start = 0;
    bool empty = line.empty() || line.back() == ' ';
    while (start < text.size()) {
        const auto end = std::min(text.find(' ', start), text.size());
        const auto word = text.substr(start, end - start);
        if (!empty && columns(line) + 1 + columns(word) > width) {
            out += line + "\n";
            line = indent;
            empty = true;
        }
        line += (empty ? "" : " ") + std::string{word};
        empty = false;
        start = end + 1;
    }
    return out + line + "\n";
}

}  // namespace levy::report
