// SPDX-License-Identifier: Apache-2.0
// Whatever a file is, what is wrong with it is one problem at its place, with something to do.
#include <catch2/catch.hpp>

#include <levy/text/document.hpp>

using namespace levy;

namespace {

struct strange {
    std::string text;
    code id;
    const char* place;
    const char* message;
};

}  // namespace

TEST_CASE("a strange file is one problem with its place, and says what to do", "[text]") {
    using namespace std::string_literals;
    const std::vector<strange> all{
        {"", code::file, "1:1", "is empty"},
        {"\n\n", code::file, "1:1", "is empty"},
        {"# a remark\n", code::file, "1:1", "is empty"},
        {"a: 1\n---\nb: 2\n", code::yaml, "2:1", "a second document begins here"},
        {"a:\n\tb: 1\n", code::yaml, "2:1", "a tab indents this line"},
        {"a:\n  b: 1\n \tc: 2\n", code::yaml, "3:2", "a tab indents this line"},
        {"a: 1\rb: 2\r", code::yaml, "1:5", "a line ends with a carriage return alone"},
        {"%YAML 1.2\n---\na: 1\n", code::yaml, "1:1", "a line cannot begin with `%`"},
        {"a: 1\n%b: 2\n", code::yaml, "2:1", "a line cannot begin with `%`"},
        {"\xFF\xFE"
         "a\0:\0"s,
         code::encoding, "1:1", "is text in UTF-16"},
        {"a: caf\xE9\n", code::encoding, "1:7", "is not UTF-8 text"},
        {"a: \0\n"s, code::encoding, "1:4", "is not UTF-8 text"},
        {"a: &x 1\n", code::yaml, "1:4", "anchors are not read"},
        {"a: *x\n", code::yaml, "1:4", "aliases are not read"},
        {"a: 1\n<<: {b: 1}\n", code::yaml, "2:1", "merge keys are not read"},
        {"a: !!int 1\n", code::yaml, "1:4", "tags are not read"},
        {"a: !own 1\n", code::yaml, "1:4", "tags are not read"},
        {"? [a]\n: 1\n", code::yaml, "1:3", "a list or map cannot be a key"},
        {": 1\n", code::yaml, "1:1", "a key is missing here"},
        {"a: b: c\n", code::yaml, "1:5", "a `:` stands where no key can be"},
        {"a: \"b\n", code::yaml, "1:4", "a quoted text never ends"},
        {"a: [b\n", code::yaml, "2:1", "a list that begins with `[` never ends"},
        {"a: {b: 1\n", code::yaml, "2:1", "a map that begins with `{` never ends"},
        {"a:\n    b: 1\n  c: 2\n", code::yaml, "3:3", "this line stands further left or right"},
        {"a: @b\n", code::yaml, "1:4", "a text cannot begin with this mark"},
        {"a: `b`\n", code::yaml, "1:4", "a text cannot begin with this mark"},
        {"a: \"\\q\"\n", code::yaml, "1:5", "a backslash between"},
        {"a: \"\\ud800\"\n", code::yaml, "1:5", "a backslash between"},
        {"a: \"\\xg1\"\n", code::yaml, "1:5", "a backslash between"},
        {"a: 1\nb: 2\na: 3\n", code::duplicate_key, "3:1", "'a' is written twice"},
        {std::string(100, '[') + std::string(100, ']'), code::too_large, "1:65", "more than 64"},
    };
    for (const auto& one : all) {
        diagnostics sink;
        INFO(one.text);
        CHECK_FALSE(read_yaml(std::make_shared<const source_text>("a.yaml", one.text), sink));
        REQUIRE(sink.size() == 1);
        const auto& met = sink.front();
        INFO(to_text(met));
        CHECK(met.id == one.id);
        CHECK(to_text(met.primary.where) == "a.yaml:"s + one.place);
        CHECK(met.message.find(one.message) != std::string::npos);
        CHECK_FALSE(met.help.empty());
    }
}

TEST_CASE("a byte-order mark, Windows line ends and an end mark change nothing", "[text]") {
    const std::string plain = "a: 1\nb:\n  - c\n  - d e\n";
    std::string windows;
    for (const char c : plain) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    for (const auto& text : {plain, "\xEF\xBB\xBF" + plain, windows, "---\n" + plain,
                             plain + "...\n", "\xEF\xBB\xBF" + windows}) {
        diagnostics sink;
        INFO(text);
        const auto read = read_yaml(std::make_shared<const source_text>("a.yaml", text), sink);
        REQUIRE(read);
        CHECK(read->find("a")->text == "1");
        REQUIRE(read->find("b")->items.size() == 2);
        CHECK(read->find("b")->items[1].text == "d e");
    }
}
