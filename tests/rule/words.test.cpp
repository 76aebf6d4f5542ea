// SPDX-License-Identifier: Apache-2.0
// Every word that a rule file writes against allowed words is checked when the file is read.
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

const std::string good = R"(levy: 1
rule: xx/words
title: A levy by line
currency: EUR
assessed: per month
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: act s.1}
types:
  line: {type: text, one_of: [ads, goods, other]}
readings:
  base:
    question: Which base?
    default: net
    choices:
      net: {text: without the tax, source: act s.2}
      gross: {text: with it, source: act s.3}
parameters:
  usual: {type: line, values: {2020-01-01: {value: ads, source: act s.4}}}
  untaxed: {list: line, values: {2020-01-01: {value: [goods], source: act s.4}}}
tables:
  rates:
    columns: [{name: line, type: line}]
    gives: ratio
    values: {2020-01-01: {source: act s.5, rows: [[ads, 3%], ["goods, other", 1%]]}}
  besides:
    columns: [{name: line, type: line}]
    gives: ratio
    values: {2020-01-01: {source: act s.5, rows: [[not(ads), 3%], ['= "ads"', 1%]]}}
  groups:
    columns: [{name: line, type: line}]
    gives: {group: {type: text, one_of: [services, things]}}
    values: {2020-01-01: {source: act s.5, rows: [[goods, things], [not(goods), services]]}}
inputs:
  line: {type: line, default: ads}
  second: {type: line, optional: true}
  lines: {list: line, default: [ads]}
  sales: {list: {line: {type: line}, sum: {type: money, min: 0}}, default: []}
  chosen: {record: {line: {type: line}}, default: {line: ads}}
  revenue: {type: money, min: 0}
  local: {type: text, one_of: [town, country], default: town}
define:
  probe: revenue
  paid: 'if revenue > 0 then "due" else "free"'
applies:
  - {when: 'line != "other"', otherwise: not_in_scope, source: act s.6}
outputs:
  due:
    value: revenue * rates(line)
    round: {by: base, net: half up to 1, gross: down to 1}
    source: act s.7
    exceptions:
      - {name: goods_are_free, when: 'line = "goods"', value: 0, reason: exempt, source: act s.8}
  place: {type: text, one_of: [town, country], value: local}
  places: {list: {type: text, one_of: [town, country]}, value: '[local]'}
liable: {value: '"supplier"', source: act s.9}
filing:
  supplier:
    2020-01-01:
      pay: period.next
      source: act s.9
      exceptions:
        - {name: of_goods, when: 'line = "goods"', pay: period.end, source: act s.9}
carry:
  last: {type: line, start: line, next: line}
checks:
  - line != "other"
)";

std::string with(const std::string& from, const std::string& to) {
    auto text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

diagnostics problems_of(const std::string& text) {
    diagnostics sink;
    const auto in = std::make_shared<const source_text>("words.yaml", text);
    const auto document = read_yaml(in, sink);
    REQUIRE(document);
    (void)rule::read_rule(*document, in, {}, sink);
    return sink;
}

/// One word misspelt is one problem: at the word, with the place that allows others and the word
/// that is meant.
void refused(const std::string& from, const std::string& to, const std::string& at,
             const std::string& allowed_at, const std::string& meant) {
    const auto problems = problems_of(with(from, to));
    INFO(from << " -> " << to << "\n" << to_text(problems));
    CHECK(problems.size() == 1);
    if (problems.empty()) return;
    const auto& p = problems.front();
    CHECK(p.id == code::one_of);
    CHECK(p.primary.where.text() == at);
    CHECK(p.help == meant);
    CHECK(p.related.size() == (allowed_at.empty() ? 0 : 1));
    if (p.related.empty()) return;
    CHECK(p.related.front().where.text() == allowed_at);
    CHECK(p.related.front().text == "the words allowed");
}

const std::string lines_are = "[ads, goods, other]";
const std::string places_are = "[town, country]";

/// A formula with a misspelt `goods`.
void formula_refused(const std::string& formula) {
    refused("probe: revenue", "probe: '" + formula + "'", "\"godos\"", lines_are,
            "did you mean \"goods\"?");
}
void formula_loads(const std::string& formula) {
    const auto problems = problems_of(with("probe: revenue", "probe: '" + formula + "'"));
    INFO(formula << "\n" << to_text(problems));
    CHECK(problems.ok());
}

}  // namespace

TEST_CASE("every word of the good file is allowed", "[rule]") {
    const auto problems = problems_of(good);
    INFO(to_text(problems));
    CHECK(problems.empty());
}

TEST_CASE("a misspelt word in a cell of a table is refused", "[rule]") {
    refused("[[ads, 3%]", "[[adds, 3%]", "adds", lines_are, "did you mean 'ads'?");
    refused("\"goods, other\"", "\"goods, othr\"", "othr", lines_are, "did you mean 'other'?");
    refused("[not(ads), 3%]", "[not(adz), 3%]", "adz", lines_are, "did you mean 'ads'?");
    refused("= \"ads\"'", "= \"adz\"'", "\"adz\"", lines_are, "did you mean \"ads\"?");
    refused("[goods, things]", "[goods, thing]", "thing", "[services, things]",
            "did you mean 'things'?");
}

TEST_CASE("a misspelt word in a formula is refused", "[rule]") {
    formula_refused(R"(line = "godos")");
    formula_refused(R"("godos" = line)");
    formula_refused(R"(line != "godos")");
    formula_refused(R"(line in ("ads", "godos"))");
    formula_refused(R"(line in ["ads", "godos"])");
    formula_refused(R"(not(line in ["godos"]))");
    formula_refused(R"("godos" in lines)");
    formula_refused(R"(second = "godos")");
    formula_refused(R"(lines = ["ads", "godos"])");
    formula_refused(R"(chosen = {line: "godos"})");
    formula_refused(R"(chosen.line = "godos")");
    formula_refused(R"(line = (if revenue > 0 then "ads" else "godos"))");
    formula_refused(R"((if revenue > 0 then "ads" else "godos") = line)");
    formula_refused(R"(some l in lines satisfies l = "godos")");
    formula_refused(R"(every l in ["ads", "godos"] satisfies l != line)");
    formula_refused(R"(lines[item = "godos"])");
    formula_refused(R"(sum(sales[item.line = "godos"].sum))");
    formula_refused(R"(sum(for s in sales return if s.line = "godos" then s.sum else 0))");
    formula_refused(R"(usual = "godos")");
    formula_refused(R"(last = "godos")");
}

TEST_CASE("a misspelt word given to a function or a table is refused", "[rule]") {
    formula_refused(R"(list contains(lines, "godos"))");
    formula_refused(R"(list contains(untaxed, "godos"))");
    formula_refused(R"(list contains(["ads", "godos"], line))");
    formula_refused(R"(index of(lines, "godos"))");
    formula_refused(R"(list contains(for s in sales return s.line, "godos"))");
    formula_refused(R"(list contains(distinct values(sales.line), "godos"))");
    formula_refused(R"(append(lines, "godos"))");
    formula_refused(R"(concatenate(lines, ["godos"]))");
    formula_refused(R"(union(lines, ["godos"]))");
    formula_refused(R"(insert before(lines, 1, "godos"))");
    formula_refused(R"(rates("godos"))");
    formula_refused(R"(rates(if revenue > 0 then "ads" else "godos"))");
    formula_refused(R"(rates(if second = null then "godos" else second))");
}

TEST_CASE("a word that a formula puts in place of an allowed one is somebody's word", "[rule]") {
    formula_refused(R"(if second = null then "godos" else second)");
    formula_refused(R"([line, "godos"])");
    formula_loads(R"(if second = null then "town" else second)");
    formula_loads(R"(if revenue > 0 then "one" else "another")");
}

TEST_CASE("a condition rules words out where a name stands for a table's column", "[rule]") {
    const auto narrow = [](const std::string& formula) {
        auto text = with("probe: revenue", "probe: '" + formula + "'");
        const std::string goods = "  besides:\n";
        text.replace(text.find(goods), goods.size(),
                     "  of_some:\n    columns: [{name: line, type: text, one_of: [ads, goods]}]\n"
                     "    gives: ratio\n    values: {2020-01-01: {source: act s.5, rows: [[ads, "
                     "3%], [goods, 1%]]}}\n" +
                         goods);
        return problems_of(text);
    };
    CHECK(narrow(R"(if usual = "other" then 0 else of_some(usual))").empty());
    CHECK(narrow(R"(if usual in ["ads", "goods"] then of_some(usual) else 0)").empty());
    CHECK(narrow(R"(sum(for s in sales return if s.line != "other" then of_some(s.line) else 0))")
              .empty());
    CHECK(narrow(R"(if usual = "other" then of_some(usual) else 0)").front().id == code::one_of);
    CHECK(narrow(R"(if last = "other" then 0 else of_some(usual))").front().id == code::one_of);
    CHECK(narrow("of_some(usual)").front().primary.where.text() == "usual");
}

TEST_CASE("names that share some of their words may meet", "[rule]") {
    formula_loads("line in untaxed");
    formula_loads("line = usual");
    formula_loads("list contains(untaxed, line)");
}

TEST_CASE("a misspelt word of a reading, a party or a definition is refused", "[rule]") {
    refused("probe: revenue", "probe: 'base = \"gros\"'", "\"gros\"", "base",
            "did you mean \"gross\"?");
    refused("probe: revenue", "probe: 'liable = \"buyr\"'", "\"buyr\"", "",
            "did you mean \"buyer\"?");
    refused("probe: revenue", "probe: 'paid = \"fre\"'", "\"fre\"", "paid",
            "did you mean \"free\"?");
    refused("value: '\"supplier\"'", "value: '\"suplier\"'", "\"suplier\"", "",
            "did you mean \"supplier\"?");
    const auto choice = problems_of(with("default: net", "default: nett"));
    REQUIRE(choice.size() == 1);
    CHECK(choice.front().id == code::reading);
    CHECK(choice.front().primary.where.text() == "nett");
    CHECK(choice.front().help == "did you mean 'net'?");
}

TEST_CASE("a misspelt word that becomes an output is refused", "[rule]") {
    const auto output = [](const std::string& to) {
        refused("value: local", "value: '" + to + "'", "\"twn\"", places_are,
                "did you mean \"town\"?");
    };
    output(R"("twn")");
    output(R"(if revenue > 0 then local else "twn")");
    output(R"(if revenue > 0 then "twn" else "country")");
    refused("value: '[local]'", "value: '[local, \"twn\"]'", "\"twn\"", places_are,
            "did you mean \"town\"?");
    refused("value: '[local]'", "value: 'for l in lines return \"twn\"'", "\"twn\"", places_are,
            "did you mean \"town\"?");
    refused("value: local}",
            "value: local, exceptions: [{name: x, when: revenue > 0, value: '\"twn\"', source: act "
            "s.8}]}",
            "\"twn\"", places_are, "did you mean \"town\"?");
    refused("place: {type: text, one_of: [town, country], value: local}",
            "place: {type: text, one_of: [town, country], values: {2020-01-01: {value: local, "
            "source: act s.7}, 2021-01-01: {value: '\"twn\"', source: act s.7}}}",
            "\"twn\"", places_are, "did you mean \"town\"?");
}

TEST_CASE("a misspelt word in a condition of the rule is refused", "[rule]") {
    const auto condition = [](const std::string& from, const std::string& to) {
        refused(from, to, "\"godos\"", lines_are, "did you mean \"goods\"?");
    };
    condition("when: 'line != \"other\"'", "when: 'line != \"godos\"'");
    condition("goods_are_free, when: 'line = \"goods\"'",
              "goods_are_free, when: 'line = \"godos\"'");
    condition("of_goods, when: 'line = \"goods\"'", "of_goods, when: 'line = \"godos\"'");
    condition("  - line != \"other\"", "  - line != \"godos\"");
    condition("start: line", "start: '\"godos\"'");
    condition("next: line", "next: 'if line = \"ads\" then \"godos\" else line'");
}

TEST_CASE("a misspelt word of a value is refused", "[rule]") {
    const auto value = [](const std::string& from, const std::string& to) {
        refused(from, to, "godos", lines_are, "did you mean 'goods'?");
    };
    value("{value: ads,", "{value: godos,");
    value("{value: [goods],", "{value: [ads, godos],");
    value("line: {type: line, default: ads}", "line: {type: line, default: godos}");
    value("default: [ads]", "default: [godos]");
    value("default: {line: ads}", "default: {line: godos}");
}
