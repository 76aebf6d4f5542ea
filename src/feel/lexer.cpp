// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <levy/feel/token.hpp>
#include <levy/text/utf8.hpp>
#include <levy/value/day.hpp>

namespace levy::feel {

const std::vector<std::string_view>& names_of_several_words() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all{
            "round half up",
            "round half down",
            "round up",
            "round down",
            "string length",
            "string join",
            "upper case",
            "lower case",
            "substring before",
            "substring after",
            "starts with",
            "ends with",
            "list contains",
            "list replace",
            "insert before",
            "index of",
            "distinct values",
            "day of year",
            "day of week",
            "month of year",
            "week of year",
            "date and time",
            "days and time duration",
            "years and months duration",
            "get value",
            "get entries",
            "context put",
            "context merge",
            "met by",
            "overlaps before",
            "overlaps after",
            "finished by",
            "started by",
            "instance of",
            "start included",
            "end included",
        };
        std::sort(all.begin(), all.end(), [](auto a, auto b) { return a.size() > b.size(); });
        return all;
    }();
    return names;
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Blanks of the standard's grammar beside those of every text.
bool is_blank(char32_t c) {
    static constexpr std::array<char32_t, 12> known{0x0B,   0x0C,   0x85,   0xA0,   0x1680, 0x180E,
                                                    0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF};
    return (c >= 0x2000 && c <= 0x200B) || std::find(known.begin(), known.end(), c) != known.end();
}

class lexer {
public:
    lexer(std::string_view formula, bool any_letters) : text_{formula}, any_letters_{any_letters} {}

    std::vector<token> all() {
        for (;;) {
            skip_blank();
            if (pending_) {
                out_.push_back(*std::move(pending_));
                pending_.reset();
            }
            if (at_ >= text_.size()) break;
            one();
        }
        push(token::kind::end, text_.size());
        return std::move(out_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    void push(token::kind is, std::size_t begin, std::string cooked = {},
              std::string problem = {}) {
        token t;
        t.is = problem.empty() ? is : token::kind::bad;
        t.text = text_.substr(begin, at_ - begin);
        t.cooked = std::move(cooked);
        t.begin = begin;
        t.end = at_;
        t.problem = std::move(problem);
        out_.push_back(std::move(t));
    }

    /// Bytes of the blank at `at`, or 0. Plain FEEL has all that the standard has.
    [[nodiscard]] std::size_t blank_at(std::size_t at) const {
        if (at >= text_.size()) return 0;
        if (is_space(text_[at])) return 1;
        auto next = at;
        return any_letters_ && is_blank(next_point(text_, next)) ? next - at : 0;
    }
    /// Where the blanks and comments at `at` end; a comment that never does is none of them.
    [[nodiscard]] std::size_t past_blank(std::size_t at) const {
        for (;;) {
            if (const auto bytes = blank_at(at)) {
                at += bytes;
            } else if (text_.substr(at, 2) == "//") {
                at = std::min(text_.find('\n', at), text_.size());
            } else if (text_.substr(at, 2) == "/*") {
                const auto close = text_.find("*/", at + 2);
                if (close == std::string_view::npos) return at;
                at = close + 2;
            } else {
                return at;
            }
        }
    }
    void skip_blank() {
        at_ = past_blank(at_);
        if (text_.substr(at_, 2) != "/*") return;
        token t;
        t.is = token::kind::bad;
        t.begin = at_;
        t.end = at_ + 2;
        t.text = text_.substr(at_, 2);
        t.problem = "this comment never ends";
        pending_ = t;
        at_ = text_.size();
    }

    void one() {
        const char c = peek();
        // Outside plain FEEL a day may stand bare in a cell; 2024-01-01 is never meant as two
        // subtractions.
        constexpr std::size_t day_length = 10;
        if (!any_letters_ && read_day(text_.substr(at_, day_length)) &&
            !is_digit(peek(day_length))) {
            const auto begin = at_;
            at_ += day_length;
            return push(token::kind::at_literal, begin,
                        std::string{text_.substr(begin, day_length)});
        }
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
        if (c == '"') return quoted(token::kind::text, at_);
        if (c == '@' && peek(1) == '"') {
            const auto begin = at_++;
            return quoted(token::kind::at_literal, begin);
        }
        // Plain FEEL has types such as function<>, and any letters.
        if (!any_letters_ && foreign_sign()) return;
        if (letter_at(at_)) return word();
        sign();
    }

    void number() {
        const auto begin = at_;
        const auto digits = [&] {
            while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) ++at_;
        };
        digits();
        if (peek() == '.' && is_digit(peek(1))) {
            ++at_;
            digits();
        }
        if ((peek() == 'e' || peek() == 'E') &&
            (is_digit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && is_digit(peek(2))))) {
            at_ += 2;
            digits();
        }
        if (peek() == '%') ++at_;
        push(token::kind::number, begin);
    }

    /// Bytes of a letter that may begin or continue a name at `at`, or 0.
    [[nodiscard]] std::size_t letter_at(std::size_t at) const {
        if (at >= text_.size()) return 0;
        const auto c = static_cast<unsigned char>(text_[at]);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?') return 1;
        if (c < 0x80 || blank_at(at) != 0) return 0;
        auto next = at;
        const auto point = next_point(text_, next);
        constexpr char32_t multiplication = 0xD7;
        constexpr char32_t division = 0xF7;
        if (point < 0xC0 || point == multiplication || point == division) return 0;
        return next - at;
    }

    void word() {
        const auto begin = at_;
        for (const auto name : names_of_several_words()) {
            if (const auto end = matches(name)) {
                at_ = *end;
                return push(token::kind::word, begin, std::string{name});
            }
        }
        bool foreign = false;
        for (;;) {
            if (const auto bytes = letter_at(at_)) {
                foreign = foreign || bytes > 1;
                at_ += bytes;
            } else if (is_digit(peek())) {
                ++at_;
            } else {
                break;
            }
        }
        const std::string text{text_.substr(begin, at_ - begin)};
        push(token::kind::word, begin, text,
             foreign && !any_letters_ ? "names are written with a-z, 0-9 and _" : "");
    }
    /// Where a name of several words ends if it stands here; blanks and comments may part its
    /// words.
    [[nodiscard]] std::optional<std::size_t> matches(std::string_view name) const {
        auto at = at_;
        for (const char c : name) {
            if (c == ' ') {
                const auto past = past_blank(at);
                if (past == at) return std::nullopt;
                at = past;
            } else if (at < text_.size() && text_[at] == c) {
                ++at;
            } else {
                return std::nullopt;
            }
        }
        if (letter_at(at) != 0 || (at < text_.size() && is_digit(text_[at]))) return std::nullopt;
        return at;
    }

    void quoted(token::kind is, std::size_t begin) {
        ++at_;
        std::string cooked;
        std::string problem;
        while (at_ < text_.size() && peek() != '"') {
            if (peek() == '\\')
                escape(cooked, problem);
            else
                cooked.push_back(text_[at_++]);
        }
        if (at_ >= text_.size())
            problem = "this text never ends";
        else
            ++at_;
        push(is, begin, std::move(cooked), std::move(problem));
    }
    void escape(std::string& cooked, std::string& problem) {
        const char kind = peek(1);
        at_ += 2;
        switch (kind) {
            case 'n':
                cooked.push_back('\n');
                return;
            case 't':
                cooked.push_back('\t');
                return;
            case 'r':
                cooked.push_back('\r');
                return;
            case '"':
            case '\'':
            case '\\':
                cooked.push_back(kind);
                return;
            case 'u':
                return code_point(4, cooked, problem);
            case 'U':
                return code_point(6, cooked, problem);
            default:
                problem = "there is no escape \\" + std::string(1, kind);
        }
    }
    void code_point(std::size_t digits, std::string& cooked, std::string& problem) {
        constexpr std::int64_t high =
            0xD800;  // surrogates come in pairs: a high one, then a low one
        constexpr std::int64_t low = 0xDC00;
        constexpr std::int64_t past = 0xE000;
        auto point = hexadecimal(digits);
        if (point >= high && point < low && peek() == '\\' && peek(1) == 'u') {
            at_ += 2;
            const auto second = hexadecimal(4);
            point = second >= low && second < past
                        ? 0x10000 + ((point - high) << 10U) + (second - low)
                        : -1;
        }
        if (point < 0 || point > 0x10FFFF || (point >= high && point < past))
            problem = "this escape is no Unicode character";
        else
            cooked += utf8(static_cast<char32_t>(point));
    }
    /// The number that the next digits write, or -1.
    std::int64_t hexadecimal(std::size_t digits) {
        std::int64_t point = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const char c = peek();
            const int digit = is_digit(c)            ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return -1;
            point = point * 16 + digit;
            ++at_;
        }
        return point;
    }

    /// A sign as other languages write it.
    bool foreign_sign() {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> signs{{
            {"==", "="},
            {"=>", ">="},
            {"=<", "<="},
            {"<>", "!="},
            {"&&", "and"},
            {"||", "or"},
            {"&", "and"},
            {"|", "or"},
            {"^", "**"},
            {";", ","},
            {"×", "*"},
            {"·", "*"},
            {"÷", "/"},
            {"−", "-"},
            {"–", "-"},
            {"≤", "<="},
            {"≥", ">="},
            {"≠", "!="},
        }};
        for (const auto& [sign, instead] : signs) {
            if (!text_.substr(at_).starts_with(sign)) continue;
            const auto begin = at_;
            at_ += sign.size();
            push(token::kind::bad, begin, {}, "'" + std::string{sign} + "' is no sign of FEEL");
            out_.back().help = "write `" + std::string{instead} + "`";
            return true;
        }
        return false;
    }

    void sign() {
        static constexpr std::array<std::string_view, 6> long_signs{
            "**", "..", "<=", ">=", "!=", "->"};
        const auto begin = at_;
        for (const auto sign : long_signs) {
            if (text_.substr(at_, sign.size()) == sign) {
                at_ += sign.size();
                return push(token::kind::sign, begin);
            }
        }
        if (std::string_view{"+-*/=<>()[]{},:."}.find(peek()) != std::string_view::npos) {
            ++at_;
            return push(token::kind::sign, begin);
        }
        std::size_t next = at_;
        (void)next_point(text_, next);
        const std::string what{text_.substr(at_, next - at_)};
        at_ = next;
        push(token::kind::bad, begin, {},
             "'" + what + "' has no meaning here" +
                 (what == "'" ? "; text stands in \"double quotes\"" : ""));
    }

    std::string_view text_;
    bool any_letters_;
    std::size_t at_ = 0;
    std::optional<token> pending_;
    std::vector<token> out_;
};

}  // namespace

std::vector<token> tokens_of(std::string_view formula, bool any_letters) {
    return lexer{formula, any_letters}.all();
}

}  // namespace levy::feel
