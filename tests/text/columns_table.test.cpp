// SPDX-License-Identifier: Apache-2.0
// Where `BAD` stands, counted by hand, in each way of writing a text: the table beside the draws of
// columns.test.cpp.
#include <catch2/catch.hpp>

#include <levy/text/document.hpp>

using namespace levy;

namespace {

/// The first text below `n` that holds the word.
const node* holder_of(const node& n, std::string_view word) {
    if (n.is_text()) return n.text.find(word) == std::string::npos ? nullptr : &n;
    for (const auto& item : n.items)
        if (const auto* found = holder_of(item, word)) return found;
    for (const auto& entry : n.entries)
        if (const auto* found = holder_of(entry.value, word)) return found;
    return nullptr;
}

struct written {
    const char* how;
    std::string text;
    const char* place;  // line:column of BAD
};

}  // namespace

TEST_CASE("the place of a word is exact in every way of writing a text", "[text]") {
    const std::vector<written> table{
        {"plain", "a: x + BAD\n", "1:8"},
        {"plain over lines", "a: x\n   + y\n     BAD + z\n", "3:6"},
        {"plain over lines with an empty one", "a: x\n\n\n  BAD\n", "4:3"},
        {"plain before a remark", "a: BAD # BAD\n", "1:4"},
        {"plain with a # in it", "a: x#y BAD\n", "1:8"},
        {"plain in a flow list", "a: [x, y,\n  z BAD]\n", "2:5"},
        {"plain in a flow map over lines", "a: {b: x\n  BAD, c: d}\n", "2:3"},
        {"single-quoted", "a: 'x BAD'\n", "1:7"},
        {"single-quoted after a doubled quote", "a: 'it''s '' BAD'\n", "1:14"},
        {"single-quoted over lines", "a: 'x ''\n\n  y ''BAD'\n", "3:7"},
        {"double-quoted", "a: \"x BAD\"\n", "1:7"},
        {"after escapes", "a: \"\\\"\\\\ \\t\\x41 BAD\"\n", "1:17"},
        {"after \\u", "a: \"\\u20ac \\U0001F600BAD\"\n", "1:22"},
        {"after a line continued", "a: \"x\\\n   y BAD\"\n", "2:6"},
        {"after a blank escaped at a line's end", "a: \"x\\ \\\n  BAD\"\n", "2:3"},
        {"double-quoted over lines", "a: \"x\n  y\n\n  BAD\"\n", "4:3"},
        {"literal", "a: |\n  x\n  y BAD\n", "3:5"},
        {"literal, more indented", "a: |\n  x\n      BAD\n", "3:7"},
        {"literal after empty lines", "a: |\n\n\n  BAD\n", "4:3"},
        {"literal, kept", "a: |+\n  x\n\n\n  BAD\n\n\n", "5:3"},
        {"literal, stripped", "a: |-\n  x\n  BAD\n\n", "3:3"},
        {"literal, indented by number", "a: |2\n    x\n   BAD\n", "3:4"},
        {"literal, number and kept", "a: |1+\n   x\n BAD\n\n", "3:2"},
        {"literal with blanks at a line's end", "a: |\n  x   \n  BAD\n", "3:3"},
        {"folded with blanks at a line's end", "a: >\n  x   \n  BAD\n", "3:3"},
        {"literal with a line of blanks", "a: |\n  x\n     \n  BAD\n", "4:3"},
        {"literal with a short line of blanks", "a: |\n  x\n \n  BAD\n", "4:3"},
        {"folded with a line of blanks", "a: >\n  x\n     \n  BAD\n", "4:3"},
        {"folded with a short line of blanks", "a: >\n  x\n \n  BAD\n", "4:3"},
        {"literal with a tab inside", "a: |\n  x\tBAD\n", "2:5"},
        {"folded", "a: >\n  x\n  y\n  z BAD\n", "4:5"},
        {"folded after a paragraph", "a: >\n  x\n\n  y\n\n\n  BAD\n", "7:3"},
        {"folded around more indented lines", "a: >\n  x\n    y\n    z\n  BAD\n", "5:3"},
        {"folded, stripped", "a: >-\n  x\n  BAD\n", "3:3"},
        {"folded, kept", "a: >+\n  x\n  BAD\n\n\n", "3:3"},
        {"folded, indented by number", "a: >2\n    x\n  y BAD\n", "3:5"},
        {"folded behind a remark", "a: >-  # why\n  x\n  BAD\n", "3:3"},
        {"folded in a list", "a:\n  - x\n  - >-\n    y\n    BAD\n", "5:5"},
        {"after letters of several bytes", "thuế: 'tỷ lệ BAD'\n", "1:14"},
        {"after wide letters and a picture", "税: >-\n  税率 😀\n  率BAD\n", "3:4"},
        {"in a map of a list", "a:\n  - {b: 1, c: x BAD}\n", "2:17"},
        {"in a map of a list of a map", "a:\n  - b:\n      - c: x BAD\n", "3:14"},
        {"behind a key in quotes", "\"a b\": x BAD\n", "1:10"},
    };
    for (const auto& one : table) {
        for (const bool windows : {false, true}) {
            std::string text;
            for (const char c : one.text)
                text += windows && c == '\n' ? std::string{"\r\n"} : std::string{c};
            INFO(one.how << (windows ? ", with Windows line ends" : "") << "\n" << text);
            diagnostics sink;
            const auto read = read_yaml(std::make_shared<const source_text>("a.yaml", text), sink);
            INFO(to_text(sink));
            REQUIRE(read);
            const auto* holder = holder_of(*read, "BAD");
            REQUIRE(holder);
            const auto at = holder->text.find("BAD");
            const auto where = holder->part(at, at + 3);
            CHECK(where.text() == "BAD");
            CHECK(to_text(where) == std::string{"a.yaml:"} + one.place);
        }
    }
}
