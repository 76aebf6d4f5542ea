// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/grouped.hpp>

namespace levy {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t of_a_group = 3;

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

/// `5_000_000` for `5,000,000`; empty where the marks do not part thousands.
std::string regrouped(std::string_view text, char mark) {
    std::string made;
    for (bool first = true;; first = false) {
        const auto end = text.find(mark);
        const auto group = text.substr(0, end);
        const bool fits = first ? group.size() <= of_a_group && !group.starts_with('0')
                                : group.size() == of_a_group;
        if (!fits || !all_digits(group)) return {};
        made.append(first ? "" : "_").append(group);
        if (end == std::string_view::npos) return made;
        text.remove_prefix(end + 1);
    }
}

/// With `mark` between thousands and `point` before the fraction, which need not be there.
std::string plain(std::string_view text, char mark, char point) {
    const auto at = text.find(point);
    const auto fraction = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    auto whole = regrouped(text.substr(0, at), mark);
    if (whole.empty() || (at != std::string_view::npos && !all_digits(fraction))) return {};
    return fraction.empty() ? whole : whole + "." + std::string{fraction};
}

}  // namespace

std::string instead_of_number(std::string_view written) {
    const auto first = written.find_first_of(digits);
    if (first == std::string_view::npos) return {};
    const std::string before{written.substr(0, first)};
    auto text = written.substr(first);
    const std::string after = text.ends_with('%') ? "%" : "";
    text.remove_suffix(after.size());
    const auto commas = std::count(text.begin(), text.end(), ',');
    const auto dots = std::count(text.begin(), text.end(), '.');
    const auto write = [&](const std::string& number) {
        return number.empty() ? number : "write " + before + number + after;
    };
    if (commas == 1 && dots == 0) {
        std::string fraction{text};
        std::replace(fraction.begin(), fraction.end(), ',', '.');
        const auto thousands = regrouped(text, ',');
        const auto comma = text.find(',');
        if (!thousands.empty() && after.empty())
            return before + thousands + " or " + before + fraction + "?";
        const bool read = all_digits(text.substr(0, comma)) && all_digits(text.substr(comma + 1));
        return read ? write(fraction) : "";
    }
    if (dots > 1) return write(plain(text, '.', ','));
    if (commas == 1 && text.find('.') < text.find(',')) return write(plain(text, '.', ','));
    return commas > 0 ? write(plain(text, ',', '.')) : "";
}

}  // namespace levy
