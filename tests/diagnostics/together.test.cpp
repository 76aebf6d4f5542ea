// SPDX-License-Identifier: Apache-2.0
// All problems of a file come out in one run: each once, at its place, in the order of the file.
#include <algorithm>

#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>
#include <levy/scenario/scenario.hpp>

using namespace levy;

namespace {

source_handle source(std::string text) {
    return std::make_shared<const source_text>("levy.yaml", std::move(text));
}

diagnostics problems_of(const std::string& text) {
    diagnostics sink;
    const auto in = source(text);
    if (const auto document = read_yaml(in, sink)) (void)rule::read_rule(*document, in, {}, sink);
    return sink;
}

/// `5:1 key`, a line each, sorted as they stand in the file.
std::vector<std::string> places(const diagnostics& problems) {
    std::vector<std::pair<std::size_t, std::string>> all;
    for (const auto& p : problems) {
        INFO(to_text(p));
        REQUIRE(p.primary.where.in);
        const auto at = to_text(p.primary.where);
        all.emplace_back(p.primary.where.begin,
                         at.substr(at.find(':') + 1) + " " + std::string{name_of(p.id)});
    }
    std::sort(all.begin(), all.end());
    std::vector<std::string> texts;
    texts.reserve(all.size());
    for (auto& [begin, text] : all) texts.push_back(std::move(text));
    return texts;
}

using lines = std::vector<std::string>;

const std::string good = R"(levy: 1
rule: xx/levy
title: A levy
currency: EUR
assessed: per month
sources:
  code: {title: Code of xx, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: code s.1}
types:
  line: {type: text, one_of: [ads, other]}
readings:
  base:
    question: Which base?
    default: net
    choices:
      net: {text: without the tax, source: code s.2}
      gross: {text: with it, source: code s.3}
parameters:
  rate:
    type: ratio
    values:
      2020-01-01: {value: 3%, source: code s.4}
tables:
  share:
    columns: [{name: line, type: line}]
    gives: ratio
    values:
      2020-01-01:
        source: code s.5
        rows:
          - [ads, 100%]
          - [other, 50%]
inputs:
  revenue: {type: money, min: 0}
  line: {type: line}
define:
  taxed: 'if base = "net" then revenue else revenue / (1 + rate)'
applies:
  - {when: revenue > 0, otherwise: zero_base, source: code s.6}
outputs:
  due:
    charges: vat
    value: taxed * rate * share(line)
    round: half up to 1
    source: code s.7
    exceptions:
      - {name: other, when: 'line = "other"', value: 0, reason: exempt, source: code s.8}
liable:
  value: '"supplier"'
  source: code s.9
filing:
  supplier:
    2020-01-01: {pay: 'period.end + @"P20D"', source: code s.10}
overpaid:
  2020-01-01: {value: refund, source: code s.11}
checks: [due >= 0]
notes:
  - {date: 2020-02-01, text: a ruling, source: code s.12}
)";

std::string changed(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("mistakes of every kind come out in one run, each once", "[diagnostics]") {
    REQUIRE(problems_of(good).ok());
    auto text = good;
    const auto change = [&](const char* from, const char* to) { text = changed(text, from, to); };
    change("title: A levy", "titel: A levy");
    change("value: true, source: code s.1", "value: yes, source: code s.1");
    change("default: net", "default: nett");
    change("value: 3%, source: code s.4", "value: 3%, source: act s.4");
    change("- [other, 50%]", "- [other, 50%, 7]");
    change("  line: {type: line}", "  line: {type: lin}");
    change("revenue / (1 + rate)", "revenu / (1 + rate)");
    change("otherwise: zero_base", "otherwise: zero");
    change("half up to 1", "half upp to 1");
    change("value: '\"supplier\"'", "value: '\"suplier\"'");
    change("pay: 'period.end", "pay: 'period.last");
    change("value: refund", "value: refnd");
    change("due >= 0", "due > = 0");
    change("date: 2020-02-01", "date: 2020-02-30");
    const auto met = problems_of(text);
    INFO(to_text(met));
    CHECK(places(met) == lines{"3:1 key", "9:23 literal", "15:14 reading", "23:39 source",
                               "33:13 shape", "36:16 type", "38:45 name", "40:36 reason",
                               "45:12 literal", "50:11 one_of", "54:31 name", "56:23 one_of",
                               "57:16 syntax", "59:12 literal"});
}

TEST_CASE("a declaration that cannot be read is one problem, not one for each use",
          "[diagnostics]") {
    const auto one = [](const char* from, const char* to, const char* place) {
        const auto met = problems_of(changed(good, from, to));
        INFO(to_text(met));
        CHECK(places(met) == lines{place});
    };
    one("revenue: {type: money, min: 0}", "revenue: {type: mony, min: 0}", "35:19 type");
    one("revenue: {type: money, min: 0}", "revenue: {typ: money, min: 0}", "35:13 key");
    one("inputs:\n", "input:\n", "34:1 key");
    one("parameters:\n", "paramters:\n", "19:1 key");
    one("    type: ratio\n    values", "    typ: ratio\n    values", "21:5 key");
    one("columns: [{name: line, type: line}]", "column: [{name: line, type: line}]", "26:5 key");
    one("  taxed: 'if", "  taxed: '(if", "38:11 syntax");
    one("    question: Which base?", "    quesion: Which base?", "14:5 key");
    one("  line: {type: text, one_of: [ads, other]}", "  line: {type: txt, one_of: [ads, other]}",
        "11:16 type");
}

TEST_CASE("a name that was read is still checked beside one that was not", "[diagnostics]") {
    auto text = changed(good, "revenue: {type: money, min: 0}", "revenue: {type: mony, min: 0}");
    text = changed(text, "taxed * rate", "taxed * raet");
    CHECK(places(problems_of(text)) == lines{"35:19 type", "44:20 name"});
}

TEST_CASE("two places are shown wherever two are concerned", "[diagnostics]") {
    const auto beside = [](const std::string& text, const char* place) {
        const auto met = problems_of(text);
        INFO(to_text(met));
        REQUIRE(met.size() == 1);
        REQUIRE(met.front().related.size() == 1);
        CHECK(to_text(met.front().related.front().where) == std::string{"levy.yaml:"} + place);
        CHECK_FALSE(met.front().related.front().text.empty());
        CHECK_FALSE(met.front().help.empty());
    };
    beside(changed(good, "  line: {type: line}", "  rate: {type: ratio}\n  line: {type: line}"),
           "20:3");
    beside(changed(good, "  line: {type: line}", "  revenue: {type: money}\n  line: {type: line}"),
           "35:3");
    beside(changed(good, "s.4}\n", "s.4}\n      2019-01-01: {value: 2%, source: code s.4}\n"),
           "23:7");
    beside(changed(good, "- [other, 50%]", "- [\"ads, other\", 50%]"), "32:13");
    beside(changed(good, "    type: ratio\n", "    type: ratio\n    within: \"[5%..7%]\"\n"),
           "22:14");
    beside(changed(good, "default: net", "default: none"), "17:7");
    beside(changed(good, "  taxed: '", "  base_of: taxed\n  taxed: 'if base_of = 0 then 0 else "),
           "39:3");
}

// Elsewhere a misspelt key prints a traceback.
TEST_CASE("a misspelt key at any level gives key, nearest key and place", "[diagnostics]") {
    const auto misspelt = [](const char* key, const char* wrong, const char* place) {
        const auto met =
            problems_of(changed(good, std::string{key} + ":", std::string{wrong} + ":"));
        INFO(to_text(met));
        REQUIRE(met.size() == 1);
        const auto& only = met.front();
        CHECK(only.id == code::key);
        CHECK(only.message.find("'" + std::string{wrong} + "'") != std::string::npos);
        CHECK(only.help == "did you mean '" + std::string{key} + "'?");
        CHECK(to_text(only.primary.where) == std::string{"levy.yaml:"} + place);
        CHECK(only.primary.where.text() == wrong);
    };
    misspelt("rule", "rul", "2:1");
    misspelt("currency", "curency", "4:1");
    misspelt("sources", "source", "6:1");
    misspelt("read", "raed", "7:29");
    misspelt("in_force", "inforce", "8:1");
    misspelt("one_of", "oneof", "11:22");
    misspelt("question", "qestion", "14:5");
    misspelt("choices", "choises", "16:5");
    misspelt("text", "txet", "17:13");
    misspelt("values", "value", "22:5");
    misspelt("columns", "colums", "26:5");
    misspelt("gives", "give", "27:5");
    misspelt("rows", "row", "31:9");
    misspelt("min", "mni", "35:26");
    misspelt("otherwise", "othrwise", "40:25");
    misspelt("charges", "charge", "43:5");
    misspelt("round", "rond", "45:5");
    misspelt("exceptions", "exeptions", "47:5");
    misspelt("reason", "raeson", "48:57");
    misspelt("liable", "liabel", "49:1");
    misspelt("filing", "fillng", "52:1");
    misspelt("pay", "pya", "54:18");
    misspelt("overpaid", "overpayed", "55:1");
    misspelt("checks", "check", "57:1");
    misspelt("date", "dat", "59:6");
}
