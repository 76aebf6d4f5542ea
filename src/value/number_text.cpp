// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/value/number_text.hpp>
#include <levy/value/rounding.hpp>

namespace levy {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits with single underscores between them; appends them bare. False for anything else.
bool take_digits(std::string_view text, std::string& digits) {
    if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
    bool after_underscore = false;
    for (const char c : text) {
        if (c == '_') {
            if (after_underscore) return false;
            after_underscore = true;
        } else if (is_digit(c)) {
            digits.push_back(c);
            after_underscore = false;
        } else {
            return false;
        }
    }
    return true;
}

std::optional<number> read_decimal(std::string_view text) {
    std::string digits;
    const auto point = text.find('.');
    if (!take_digits(text.substr(0, point), digits)) return std::nullopt;
    int places = 0;
    if (point != std::string_view::npos) {
        const auto whole = digits.size();
        if (!take_digits(text.substr(point + 1), digits)) return std::nullopt;
        places = static_cast<int>(digits.size() - whole);
    }
    constexpr std::size_t most_digits = 1000;  // within the bound on precision
    if (digits.size() > most_digits) return std::nullopt;
    // A leading zero would be read as octal.
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    auto value = whole_from_digits(digits);
    return places == 0 ? value : value / power(number{10}, places);
}

/// How many times `n` can be divided by `by`; `n` keeps what is left.
int strip(number& n, int by) {
    int times = 0;
    for (number next = n / by; next.is_integer(); next = n / by) {
        n = next;
        ++times;
    }
    return times;
}

std::string with_point(std::string digits, int places) {
    const bool negative = digits.front() == '-';
    if (negative) digits.erase(0, 1);
    const auto wanted = static_cast<std::size_t>(places);
    if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
    if (places > 0) {
        digits.insert(digits.size() - wanted, 1, '.');
        while (digits.back() == '0') digits.pop_back();
        if (digits.back() == '.') digits.pop_back();
    }
    return negative ? "-" + digits : digits;
}

}  // namespace

std::optional<number> read_number(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    number scale{1};
    if (text.ends_with('%')) {
        text.remove_suffix(1);
        scale = number{1, 100};
    }
    const auto slash = text.find('/');
    auto value = read_decimal(text.substr(0, slash));
    if (!value) return std::nullopt;
    if (slash != std::string_view::npos) {
        const auto below = read_decimal(text.substr(slash + 1));
        if (!below || below->is_zero()) return std::nullopt;
        value = *value / *below;
    }
    value = *value * scale;
    return negative ? -*value : *value;
}

std::string to_text(const number& n) {
    if (n.is_integer()) return n.numerator_text();
    number rest = whole_from_digits(n.denominator_text());
    const int twos = strip(rest, 2);
    const int fives = strip(rest, 5);
    if (rest != number{1}) return n.numerator_text() + "/" + n.denominator_text();
    const int places = std::max(twos, fives);
    constexpr int most_places = 1000;
    if (places > most_places) return n.numerator_text() + "/" + n.denominator_text();
    return with_point((n * power(number{10}, places)).numerator_text(), places);
}

std::string shown(const number& n, int digits) {
    if (n.is_zero()) return "0";
    // Places after the point that leave `digits` significant ones.
    int places = digits - static_cast<int>(floor(abs(n)).numerator_text().size());
    if (abs(n) < 1) {
        places = digits;
        for (number scaled = abs(n) * 10; scaled < 1 && places < 900; scaled *= 10) ++places;
    }
    const auto unit =
        places >= 0 ? number{1} / power(number{10}, places) : power(number{10}, -places);
    return to_text(rounded(n, unit, rounding::half_even));
}

}  // namespace levy
