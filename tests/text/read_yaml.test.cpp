// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/text/document.hpp>

using namespace levy;

namespace {

source_handle source(std::string text) {
    return std::make_shared<const source_text>("rule.yaml", std::move(text));
}

/// The one problem that a text has.
diagnostic only_problem(std::string text) {
    diagnostics sink;
    CHECK_FALSE(read_yaml(source(std::move(text)), sink));
    REQUIRE(sink.size() == 1);
    return sink.front();
}

void refused(std::string text, code id, const std::string& place) {
    INFO(text.substr(0, 60));
    const auto problem = only_problem(std::move(text));
    CHECK(problem.id == id);
    CHECK(to_text(problem.primary.where) == "rule.yaml:" + place);
}

/// Every byte of every scalar lies where its source has it; a fold may stand for a line break.
void check_places(const node& n, const std::string& text, std::size_t& bytes) {
    for (std::size_t i = 0; i < n.text.size(); ++i, ++bytes) {
        const char there = text.at(n.part(i, i + 1).begin);
        const bool same = there == n.text[i] || there == '\\' ||
                          (n.text[i] == ' ' && (there == '\n' || there == '\r'));
        INFO(n.text << " at " << i);
        CHECK(same);
    }
    for (const auto& item : n.items) check_places(item, text, bytes);
    for (const auto& entry : n.entries) check_places(entry.value, text, bytes);
}

}  // namespace

TEST_CASE("a plain text on one line is placed by its span; others say where each byte stands",
          "[text]") {
    diagnostics sink;
    const auto root = read_yaml(source("plain: some words\nquoted: \"it\"\nfolded: two\n  lines\n"
                                       "empty:\n"),
                                sink);
    REQUIRE(root);
    const auto place = [&](const char* key, std::size_t begin, std::size_t end) {
        const auto where = root->find(key)->part(begin, end);
        return to_text(where) + " " + std::string{where.text()};
    };
    CHECK(root->find("plain")->offsets.empty());
    CHECK(place("plain", 5, 10) == "rule.yaml:1:13 words");
    CHECK(place("plain", 5, 99) == "rule.yaml:1:13 words");
    CHECK(place("quoted", 1, 2) == "rule.yaml:2:11 t");
    CHECK(place("folded", 4, 9) == "rule.yaml:4:3 lines");
    CHECK(place("empty", 0, 1) == "rule.yaml:5:6 ");
    node elsewhere;  // a text that its span does not hold, as a message makes
    elsewhere.text = "words";
    elsewhere.where = root->find("plain")->where;
    CHECK(elsewhere.part(0, 1) == elsewhere.where);
}

TEST_CASE("what levy does not read is one problem with its place", "[text]") {
    refused("a: 1\nb: &x 2\n", code::yaml, "2:4");
    refused("a: [x]\nb: *a\n", code::yaml, "2:4");
    refused("a: !!str 1\n", code::yaml, "1:4");
    refused("a: 1\n---\nb: 2\n", code::yaml, "2:1");
    refused("<<: {a: 1}\n", code::yaml, "1:1");
    refused("? [a]\n: 1\n", code::yaml, "1:3");
    refused("a: b: c\n", code::yaml, "1:5");
    refused("a: \"x\n", code::yaml, "1:4");
    refused("{a: 1", code::yaml, "1:6");
    refused("", code::file, "1:1");
    refused("# nothing but a remark\n", code::file, "1:1");
    refused("a: \"\xff\"\n", code::encoding, "1:5");
    refused("a: \xc0\xaf\n", code::encoding, "1:4");
    refused(std::string{"a: \0b", 5}, code::encoding, "1:4");
    refused(std::string(1U << 21U, 'a'), code::too_large, "1:1");
}

TEST_CASE("hostile texts are refused before they cost anything", "[text]") {
    std::string commas;
    for (int i = 0; i < 500'000; ++i) commas += "[,";
    CHECK(only_problem(commas).id == code::too_large);
    CHECK(only_problem(std::string(1'000'000, '[')).id == code::too_large);
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    CHECK(only_problem(deep).id == code::too_large);
    std::string bomb = "a0: &a0 [x, x, x]\n";
    for (int i = 1; i < 9; ++i)
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" +
                std::to_string(i - 1) + ", *a" + std::to_string(i - 1) + "]\n";
    CHECK(only_problem(bomb).id == code::yaml);
}

TEST_CASE("every key written twice is reported, with both places", "[text]") {
    diagnostics sink;
    CHECK_FALSE(read_yaml(source("a: 1\na: 2\nb: {c: 1, c: 2}\n"), sink));
    REQUIRE(sink.size() == 2);
    CHECK(sink.front().id == code::duplicate_key);
    CHECK(to_text(sink.front().primary.where) == "rule.yaml:2:1");
    CHECK(to_text(sink.front().related.front().where) == "rule.yaml:1:1");
}

TEST_CASE("among many keys too each is held against the first, map by map", "[text]") {
    for (const int many : {14, 15, 16, 17, 18, 60}) {
        INFO(many);
        std::string text;
        std::size_t written = 0;
        const auto add = [&](const std::string& line) {
            text += line + "\n";
            return ++written;
        };
        // A map of its own in every fifth value has the same keys and offends nobody.
        for (int i = 0; i < many; ++i)
            add("k" + std::to_string(i) + (i % 5 == 0 ? ": {k0: 1, k1: 1, k2: 1}" : ": 1"));
        const auto second = add("k0: 2");
        const auto third = add("k" + std::to_string(many - 1) + ": 2");
        add("other: 1");
        const auto fourth = add("other: 2");
        const auto fifth = add("k0: 3");
        diagnostics sink;
        CHECK_FALSE(read_yaml(source(text), sink));
        std::vector<std::pair<std::size_t, std::size_t>> lines;
        for (const auto& one : sink) {
            CHECK(one.id == code::duplicate_key);
            const auto line = [](const span& at) { return at.in->at(at.begin).line; };
            lines.emplace_back(line(one.related.front().where), line(one.primary.where));
        }
        const auto last = static_cast<std::size_t>(many);
        CHECK(lines == std::vector<std::pair<std::size_t, std::size_t>>{
                           {1, second}, {last, third}, {fourth - 1, fourth}, {1, fifth}});
    }
}

TEST_CASE("every scalar arrives as the text that was written", "[text]") {
    diagnostics sink;
    const auto read =
        read_yaml(source("a: no\nb: 0.1\nc: 12:30\nd: ~\ne: null\nf:\ng: \"5\"\nh: NO\n"), sink);
    REQUIRE(read);
    const auto text = [&](const char* key) { return read->find(key)->text; };
    CHECK(text("a") == "no");
    CHECK(text("b") == "0.1");
    CHECK(text("c") == "12:30");
    CHECK(text("d") == "~");
    CHECK(text("e") == "null");
    CHECK(text("f").empty());
    CHECK(read->find("g")->quoted);
    CHECK_FALSE(read->find("b")->quoted);
}

TEST_CASE(
    "columns are exact inside quoted, folded and literal blocks, after letters of several bytes",
    "[text]") {
    const std::string text =
        "# Việt Nam\n"
        "tên: giá trị\n"
        "double: \"quoted \\\"x\\\" \\u00e9 \\\n   continued\n   folded\n\n   para\"\n"
        "single: 'it''s\n  folded'\n"
        "literal: |\n  line one\n    indented\n\n  last\n"
        "folded: >-\n  folded one\n  two\n\n  para\n    more\n  end\n"
        "kept: |+\n  keep\n\n"
        "plain: plain text\n   goes on\n\n   here\n"
        "indent: |2\n    two more\n  base\n"
        "list: [a, \"b\", 'c']\n";
    diagnostics sink;
    const auto read = read_yaml(source(text), sink);
    REQUIRE(read);
    std::size_t bytes = 0;
    check_places(*read, text, bytes);
    CHECK(bytes > 150);
    const auto* folded = read->find("folded");
    const auto at = folded->text.find("two");
    CHECK(to_text(folded->part(at, at + 3)) == "rule.yaml:17:3");
    CHECK(folded->part(at, at + 3).text() == "two");
    CHECK(to_text(read->find("tên")->where) == "rule.yaml:2:6");
}

TEST_CASE("a byte-order mark and carriage returns do not shift places", "[text]") {
    diagnostics sink;
    const auto read = read_yaml(source("\xEF\xBB\xBF"
                                       "a: 1\r\nb: >-\r\n  x\r\n  y\r\n"),
                                sink);
    REQUIRE(read);
    CHECK(read->find("b")->text == "x y");
    CHECK(read->find("b")->part(2, 3).text() == "y");
    CHECK(read->find("a")->where.text() == "1");
}

TEST_CASE("files that cannot be read say why", "[text]") {
    diagnostics sink;
    CHECK_FALSE(open_source("/nowhere/at/all.yaml", sink));
    CHECK_FALSE(open_source(LEVY_ROOT, sink));
    REQUIRE(sink.size() == 2);
    for (const auto& problem : sink) {
        CHECK(problem.id == code::file);
        CHECK(problem.primary.where.in);
    }
}

TEST_CASE("a quote whose end is missing is told where it begins", "[text]") {
    const auto told = [](const std::string& text) {
        diagnostics sink;
        CHECK_FALSE(read_yaml(std::make_shared<const source_text>("a.yaml", text), sink));
        REQUIRE(sink.size() == 1);
        const auto& p = sink.front();
        CHECK(p.id == code::yaml);
        return to_text(p.primary.where) + " " + p.message +
               (p.related.empty() ? "" : " " + to_text(p.related.front().where));
    };
    const std::string missing =
        " a quoted text holds lines that were not meant: its end is missing";
    CHECK(told("levy: 1\ntitle: \"A levy\nabout: \"on services\"\nrule: xx/a\n") ==
          "a.yaml:2:8" + missing + " a.yaml:3:8");
    CHECK(told("levy: 1\ntitle: 'A levy\nabout: 'on services'\nrule: xx/a\n") ==
          "a.yaml:2:8" + missing + " a.yaml:3:8");
    CHECK(told("a: {b: \"c, d: e}\nf: [\"g\", h]\n") == "a.yaml:1:8" + missing + " a.yaml:2:5");
    // Until the end of the file.
    CHECK(told("levy: 1\ntitle: \"A levy\nabout: on services\n").starts_with("a.yaml:2:8 "));
    CHECK(told("levy: 1\ntitle: \"A levy\nabout: [on services\n").starts_with("a.yaml:2:8 "));
    // A text of several lines, and one with an apostrophe, are none of it.
    CHECK(told("a: \"b\n  c\"\nd: [\n") ==
          "a.yaml:4:1 a list that begins with `[` never ends, or its parts are not parted by "
          "commas");
    CHECK(told("a: it's  # or isn't: so\nd: [\n").starts_with("a.yaml:3:1 a list that begins"));
}
