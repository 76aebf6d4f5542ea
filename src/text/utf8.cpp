// SPDX-License-Identifier: Apache-2.0
#include <unicode/uchar.h>

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

}  // namespace

std::size_t cells_of(char32_t point) {
    const auto letter = static_cast<UChar32>(point);
    const auto category = u_charType(letter);
    // Combining marks, joiners and marks of direction.
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
        return 0;
    const auto width = u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t point_length(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    const bool control = lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r';
    return control || lead == 0x7F ? 0 : sequence_at(text, at);
}

std::optional<std::size_t> first_bad_byte(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        // Nearly all of it is plain letters, and whole files go through here.
        if (const auto c = byte_at(text, at); c >= ' ' && c < 0x7F) {
            ++at;
            continue;
        }
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
