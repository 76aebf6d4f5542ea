// SPDX-License-Identifier: Apache-2.0
// A word at a random place of a formula, in every way in which YAML writes a text: line and column
// are those of the word in the file.
#include <array>
#include <cstdio>
#include <functional>
#include <random>

#include <catch2/catch.hpp>

#include <levy/text/document.hpp>

using namespace levy;

namespace {

/// The formula as words; one of them is bad, `bad_at`.
struct drawn {
    std::vector<std::string> words;
    std::size_t bad_at = 0;
};

constexpr const char* bad = "nowhere";

drawn draw(std::mt19937& dice) {
    static const std::vector<std::string> some{
        "revenue", "*",      "rate",    "+",     "doanh_thu_quảng_cáo",
        "(a",      "-",      "'it''s'", "\"q\"", "b)",
        "tỷ_lệ",   "价格",   "\\",      "if",    "\"back\\\"",
        "\"€ 5\"", "12_000", "and",     "𝄞",     "[1",
        "..",
    };
    drawn made;
    const auto count = 1 + dice() % 12;
    for (std::size_t i = 0; i < count; ++i) made.words.push_back(some[dice() % some.size()]);
    made.bad_at = dice() % (count + 1);
    made.words.insert(made.words.begin() + static_cast<std::ptrdiff_t>(made.bad_at), bad);
    return made;
}

std::string doubled(const std::string& text, char c, const std::string& instead) {
    std::string out;
    for (const char x : text)
        if (x == c)
            out += instead;
        else
            out += x;
    return out;
}

/// The words with breaks between some of them: what a writer who keeps lines short does.
std::string broken(const drawn& from, std::mt19937& dice, const std::string& indent,
                   const std::string& end, bool blank_lines,
                   const std::function<std::string(const std::string&)>& escape) {
    std::string out;
    for (std::size_t i = 0; i < from.words.size(); ++i) {
        if (i > 0) {
            const auto turn = dice() % 4;
            if (turn == 0) {
                out += (dice() % 3 == 0 && !blank_lines ? "  " : "") + end;
                if (blank_lines && dice() % 3 == 0) out += (dice() % 2 ? indent : "") + end;
                out += indent + (blank_lines && dice() % 4 == 0 ? "   " : "");
            } else {
                out += turn == 1 ? "  " : turn == 2 ? "\t" : " ";
            }
        }
        out += escape(from.words[i]);
    }
    return out;
}

struct style {
    const char* name;
    std::function<std::string(const drawn&, std::mt19937&, const std::string&)> write;
};

std::string same(const std::string& text) { return text; }

std::string in_single(const std::string& text) { return doubled(text, '\'', "''"); }

std::string in_double(const std::string& text) {
    return doubled(doubled(text, '\\', "\\\\"), '"', "\\\"");
}

/// As `in_double`, with every letter that is not ASCII written as its number.
std::string in_numbers(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x80) {
            out += in_double(std::string(1, text[at++]));
            continue;
        }
        const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        unsigned point = c & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i)
            point = (point << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        at += length;
        std::array<char, 12> digits{};
        std::snprintf(digits.data(), digits.size(), point > 0xFFFF ? "\\U%08X" : "\\u%04x", point);
        out += digits.data();
    }
    return out;
}

std::vector<style> styles() {
    std::vector<style> all;
    const auto block = [&all](const char* name, std::string head, bool blanks, std::string indent) {
        all.push_back({name, [=](const drawn& d, std::mt19937& dice, const std::string& end) {
                           return head + end + (dice() % 4 == 0 ? end : "") + indent +
                                  broken(d, dice, indent, end, blanks, same) + end;
                       }});
    };
    block("literal", "|", true, "    ");
    block("literal, stripped", "|-", true, "    ");
    block("literal, kept", "|+", true, "      ");
    block("folded", ">", true, "    ");
    block("folded, stripped", ">-", true, "    ");
    block("folded, kept", ">+  # a remark", true, "   ");
    block("literal, indented by number", "|2-", true, "    ");
    block("folded, indented by number", ">2", true, "    ");
    const auto flow = [&all](const char* name, std::string open, std::string close,
                             std::string (*escape)(const std::string&)) {
        all.push_back({name, [=](const drawn& d, std::mt19937& dice, const std::string& end) {
                           auto text = broken(d, dice, "      ", end, false, escape);
                           // A line that goes on without a blank, as only this style can.
                           if (open.ends_with("\"") && dice() % 2 == 0)
                               text = "x\\" + end + "      " + text;
                           return open + text + close + "  # a remark" + end;
                       }});
    };
    flow("single-quoted", "'", "'", in_single);
    flow("double-quoted", "\"", "\"", in_double);
    flow("double-quoted with numbers", "\"", "\"", in_numbers);
    flow("in a flow map", "{value: '", "', source: s}", in_single);
    flow("in a flow list", "[\"", "\", x]", in_double);
    flow("plain", "x ", "", [](const std::string& t) { return t == "\\" ? std::string{"/"} : t; });
    return all;
}

const node* scalar_of(const node& n) {
    if (n.is_text()) return &n;
    return n.is_list() ? &n.items.front() : n.find("value");
}

/// Line and column by counting, which owes nothing to levy.
std::string place_of(const std::string& text, std::size_t offset) {
    std::size_t line = 1, column = 1;
    for (std::size_t i = 0; i < offset; ++i) {
        if (text[i] == '\n')
            ++line, column = 1;
        else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
            ++column;
    }
    return "rule.yaml:" + std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace

TEST_CASE("a word keeps its line and column however its text is written", "[text]") {
    std::mt19937 dice{20261125};
    std::size_t held = 0;
    for (const auto& [name, write] : styles())
        for (const std::string end : {"\n", "\r\n"})
            for (int i = 0; i < 300; ++i) {
                const auto formula = draw(dice);
                const std::string file = "# Thuế" + end + "đầu: {tỷ: 1}" + end + "giữa:" + end +
                                         "  công_thức: " + write(formula, dice, end) +
                                         "  cuối: xong" + end;
                diagnostics sink;
                const auto read =
                    read_yaml(std::make_shared<const source_text>("rule.yaml", file), sink);
                INFO(name << (end.size() > 1 ? ", CRLF" : "") << "\n" << file);
                REQUIRE(read);
                const auto* scalar = scalar_of(*read->find("giữa")->find("công_thức"));
                const auto at = scalar->text.find(bad);
                REQUIRE(at != std::string::npos);
                const auto where = scalar->part(at, at + std::string_view{bad}.size());
                REQUIRE(where.text() == bad);
                REQUIRE(to_text(where) == place_of(file, file.find(bad)));
                REQUIRE(read->find("giữa")->find("cuối")->where.text() == "xong");
                ++held;
            }
    CHECK(held == styles().size() * 600);
}
