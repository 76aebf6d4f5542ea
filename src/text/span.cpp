// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/span.hpp>
#include <levy/value/contract.hpp>

namespace levy {

source_text::source_text(std::string name, std::string text)
    : name_{std::move(name)}, text_{std::move(text)} {
    // A byte-order mark is no letter of the first line: editors do not show it.
    line_starts_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
        line_starts_.push_back(at + 1);
}

source_text::place source_text::at(std::size_t offset) const {
    offset = std::clamp(offset, line_starts_.front(), text_.size());
    const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - line_starts_.begin());
    std::size_t column = 1;
    for (std::size_t i = line_starts_[line - 1]; i < offset; ++i)
        if ((static_cast<unsigned char>(text_[i]) & 0xC0U) != 0x80U)
            ++column;  // not a continuation byte
    return {line, column};
}

std::string_view source_text::line(std::size_t number) const {
    const auto start = line_start(number);
    auto end = number < line_starts_.size() ? line_starts_[number] - 1 : text_.size();
    if (end > start && text_[end - 1] == '\r') --end;
    return std::string_view{text_}.substr(start, end - start);
}

std::size_t source_text::line_start(std::size_t number) const {
    LEVY_EXPECTS(number >= 1 && number <= line_starts_.size());
    return line_starts_[number - 1];
}

std::string_view span::text() const {
    if (!in) return {};
    return std::string_view{in->text()}.substr(begin, end - begin);
}

span span::cover(const span& a, const span& b) {
    if (!a.in) return b;
    if (!b.in || a.in != b.in) return a;
    return {a.in, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

std::string to_text(const span& where) {
    if (!where.in) return {};
    const auto place = where.in->at(where.begin);
    return where.in->name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace levy
