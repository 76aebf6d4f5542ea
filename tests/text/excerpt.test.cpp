// SPDX-License-Identifier: Apache-2.0
// The lines of a source beneath a message: carets stand under what they mean, in whatever letters
// the line is written and however narrow the terminal is.
#include <catch2/catch.hpp>

#include <levy/text/terminal.hpp>
#include <levy/text/utf8.hpp>

using namespace levy;

namespace {

source_handle source(std::string text) {
    return std::make_shared<const source_text>("a.yaml", std::move(text));
}

span word_in(const source_handle& in, std::string_view word) {
    const auto at = in->text().find(word);
    REQUIRE(at != std::string::npos);
    return {in, at, at + word.size()};
}

/// What follows message and place.
std::string excerpt(const diagnostic& problem, std::size_t width = 160) {
    const auto text = to_text(problem, width);
    return text.substr(text.find('\n', text.find('\n') + 1) + 1);
}

std::string excerpt_of(const std::string& line, std::string_view word, std::size_t width = 160) {
    diagnostic problem;
    const auto in = source(line + "\n");
    problem.primary = {word_in(in, word), "here"};
    return excerpt(problem, width);
}

std::size_t cells(std::string_view line) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < line.size();) sum += cells_of(next_point(line, at));
    return sum;
}

}  // namespace

TEST_CASE("carets stand under wide letters, combining marks and pictures", "[text]") {
    CHECK(excerpt_of("税率: {value: 3 percent}", "3 percent") ==
          "   1 | 税率: {value: 3 percent}\n"
          "     |               ^^^^^^^^^ here\n");
    CHECK(excerpt_of("a: 广告税 bad", "广告税") ==
          "   1 | a: 广告税 bad\n"
          "     |    ^^^^^^ here\n");
    // One letter of two code points, and a picture.
    CHECK(excerpt_of("cafe\xCC\x81: bad", "bad") ==
          "   1 | cafe\xCC\x81: bad\n"
          "     |       ^^^ here\n");
    CHECK(excerpt_of("😀: bad", "bad") ==
          "   1 | 😀: bad\n"
          "     |     ^^^ here\n");
    CHECK(excerpt_of("thuế: xấu", "xấu") ==
          "   1 | thuế: xấu\n"
          "     |       ^^^ here\n");
}

TEST_CASE("a tab is one cell, so that the caret is not shifted by the terminal's stops", "[text]") {
    CHECK(excerpt_of("a:\tb\tbad", "bad") ==
          "   1 | a: b bad\n"
          "     |      ^^^ here\n");
}

TEST_CASE("a line wider than the terminal is cut around the place", "[text]") {
    const auto around = [](std::size_t before, std::size_t after, const char* filling) {
        std::string line;
        for (std::size_t i = 0; i < before; ++i) line += filling;
        line += "BAD";
        for (std::size_t i = 0; i < after; ++i) line += filling;
        return line;
    };
    for (const auto* filling : {"x", "ế", "税", "e\xCC\x81"})
        for (const std::size_t width : {60U, 80U, 100U})
            for (const std::size_t before : {0U, 30U, 120U})
                for (const std::size_t after : {0U, 30U, 120U}) {
                    const auto text = excerpt_of(around(before, after, filling), "BAD", width);
                    INFO(text);
                    const auto end = text.find('\n');
                    const auto line = text.substr(0, end);
                    const auto under = text.substr(end + 1);
                    CHECK(cells(line) <= width);
                    const auto at = line.find("BAD");
                    REQUIRE(at != std::string::npos);
                    CHECK(cells(line.substr(0, at)) == under.find("^^^"));
                }
}

TEST_CASE("of a line as long as a file only what is around the place is shown", "[text]") {
    for (const auto* filling : {"x", "税", "e\xCC\x81", "\x80"}) {
        std::string much;
        for (int i = 0; i < 200'000; ++i) much += filling;
        const auto in = source(much + "BAD" + much);
        diagnostic problem;
        problem.primary = {word_in(in, "BAD"), "here"};
        problem.related = {{{in, 0, 1}, "begin"},
                           {{in, in->text().size(), in->text().size()}, "end"}};
        // Bytes that continue a letter which is none are no columns.
        if (filling == std::string_view{"\x80"}) problem.primary.where = {in, 0, 1};
        const auto text = excerpt(problem, 60);
        INFO(text);
        CHECK(text.size() < 1'000);
        const auto line = text.substr(0, text.find('\n'));
        CHECK(cells(line) > 55);
        CHECK(cells(line) <= 60);
    }
}

TEST_CASE("each byte that is no text is one question mark", "[text]") {
    diagnostic problem;
    const auto in = source("a: \xE1\x80 \xFFx\x01 \xF0\x9F\x98 é\n");
    problem.primary = {{in, 0, 1}, ""};
    CHECK(excerpt(problem) == "   1 | a: ?? ?x? ??? é\n     | ^\n");
}

TEST_CASE("a mark outside what is shown stands under the ellipsis", "[text]") {
    diagnostic problem;
    const auto in = source("first" + std::string(200, ' ') + "second" + std::string(100, 'x'));
    problem.primary = {word_in(in, "second"), "this"};
    problem.related = {{word_in(in, "first"), "and that"}};
    CHECK(excerpt(problem, 40) ==
          "   1 | …          secondxxxxxxxxxxxxxxx…\n"
          "     | -          ^^^^^^ this\n"
          "     | and that\n");
}

TEST_CASE("a place past the end of a line is shown behind it", "[text]") {
    diagnostic problem;
    const auto in = source("a: [b\n");
    problem.primary = {{in, 5, 6}, ""};
    CHECK(excerpt(problem) ==
          "   1 | a: [b\n"
          "     |      ^\n");
}

TEST_CASE("a byte-order mark is no letter of the first line", "[text]") {
    const auto in = source("\xEF\xBB\xBFlevi: 1\nb: 2\n");
    CHECK(to_text(span{in, 3, 7}) == "a.yaml:1:1");
    CHECK(to_text(span{in, 0, 0}) == "a.yaml:1:1");
    CHECK(to_text(span{in, 11, 12}) == "a.yaml:2:1");
    diagnostic problem;
    problem.primary = {{in, 3, 7}, ""};
    CHECK(excerpt(problem) == "   1 | levi: 1\n     | ^^^^\n");
}
