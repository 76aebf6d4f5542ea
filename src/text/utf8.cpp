// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <levy/text/utf8.hpp>

namespace levy {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

/// Length of the well-formed sequence at `at` (RFC 3629), or 0.
std::size_t sequence_at(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!continues(text, at + i)) return 0;
    const unsigned second = byte_at(text, at + 1);
    if (lead == 0xE0 && second < 0xA0) return 0;  // overlong
    if (lead == 0xED && second > 0x9F) return 0;  // a surrogate
    if (lead == 0xF0 && second < 0x90) return 0;  // overlong
    if (lead == 0xF4 && second > 0x8F) return 0;  // past U+10FFFF
    return length;
}

using point_range = std::pair<char32_t, char32_t>;

/// Combining marks, joiners and marks of direction.
constexpr std::array narrow{
    point_range{0x0300, 0x036F}, point_range{0x0483, 0x0489},   point_range{0x0591, 0x05BD},
    point_range{0x05BF, 0x05BF}, point_range{0x05C1, 0x05C5},   point_range{0x0610, 0x061A},
    point_range{0x064B, 0x065F}, point_range{0x0670, 0x0670},   point_range{0x06D6, 0x06DC},
    point_range{0x06DF, 0x06E4}, point_range{0x093C, 0x093C},   point_range{0x0941, 0x0948},
    point_range{0x094D, 0x094D}, point_range{0x0E31, 0x0E31},   point_range{0x0E34, 0x0E3A},
    point_range{0x0E47, 0x0E4E}, point_range{0x0EB1, 0x0EB1},   point_range{0x0EB4, 0x0EBC},
    point_range{0x0EC8, 0x0ECE}, point_range{0x1AB0, 0x1AFF},   point_range{0x1DC0, 0x1DFF},
    point_range{0x200B, 0x200F}, point_range{0x202A, 0x202E},   point_range{0x2060, 0x2064},
    point_range{0x20D0, 0x20FF}, point_range{0xFE00, 0xFE0F},   point_range{0xFE20, 0xFE2F},
    point_range{0xFEFF, 0xFEFF}, point_range{0xE0100, 0xE01EF},
};
/// Letters of East Asia in their full width, and pictures.
constexpr std::array wide{
    point_range{0x1100, 0x115F},   point_range{0x231A, 0x231B},   point_range{0x23E9, 0x23EC},
    point_range{0x2E80, 0x303E},   point_range{0x3041, 0x4DBF},   point_range{0x4E00, 0xA4CF},
    point_range{0xA960, 0xA97F},   point_range{0xAC00, 0xD7A3},   point_range{0xF900, 0xFAFF},
    point_range{0xFE10, 0xFE19},   point_range{0xFE30, 0xFE6F},   point_range{0xFF00, 0xFF60},
    point_range{0xFFE0, 0xFFE6},   point_range{0x1B000, 0x1B2FF}, point_range{0x1F300, 0x1F64F},
    point_range{0x1F680, 0x1F6FF}, point_range{0x1F900, 0x1F9FF}, point_range{0x20000, 0x3FFFD},
};

}  // namespace

std::size_t cells_of(char32_t point) {
    const auto in = [point](const auto& ranges) {
        return std::any_of(ranges.begin(), ranges.end(), [point](const point_range& r) {
            return point >= r.first && point <= r.second;
        });
    };
    return in(narrow) ? 0 : in(wide) ? 2 : 1;
}

std::size_t point_length(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    const bool control = lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r';
    return control || lead == 0x7F ? 0 : sequence_at(text, at);
}

std::optional<std::size_t> first_bad_byte(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = point_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

std::string utf8(char32_t point) {
    const auto c = static_cast<unsigned>(point);
    const auto tail = [&](unsigned shift) {
        return static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
    };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0U | (c >> 6U)), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0U | (c >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0)};
}

char32_t next_point(std::string_view text, std::size_t& at) {
    const unsigned lead = byte_at(text, at);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
        point = (point << 6U) | (byte_at(text, at + i) & 0x3FU);
    at += length;
    return static_cast<char32_t>(point);
}

}  // namespace levy
