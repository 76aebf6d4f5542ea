// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/rule/assess.hpp>
#include <levy/rule/read.hpp>

using namespace levy;

namespace {

struct parts {
    std::string define = {}, applies = {}, outputs = {}, more = {};
};

std::string rule_of(const parts& p) {
    const auto under = [](const std::string& key, const std::string& text) {
        return text.empty() ? std::string{} : key + ":\n" + text;
    };
    return R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: act s.1}
parameters:
  rate:
    type: ratio
    values: {2020-01-01: {value: 3%, source: act s.3}, 2021-01-01: {value: 20%, source: act s.3}}
  whole:
    type: ratio
    values: {2020-01-01: {value: 3%, source: act s.3}, 2021-01-01: {value: 100%, source: act s.3}}
  gate: {type: money, values: {2020-01-01: {value: 100, source: act s.3}}}
tables:
  of_kind:
    columns: [{name: kind, type: text, one_of: [a, b]}]
    gives: ratio
    values: {2020-01-01: {source: act s.4, rows: [[a, 1%], [b, 50%]]}}
inputs:
  sales: {type: money, min: 0}
  net: {type: money}
  cap: {type: money, optional: true}
  kind: {type: text, one_of: [a, b], default: a}
  payer: {type: party, optional: true}
  opened: {type: date, optional: true}
  told: {type: boolean, optional: true}
)" + under("define", p.define) +
           under("applies", p.applies) + "outputs:\n" + p.outputs + p.more;
}

struct read_rule {
    std::optional<rule::instrument> made;
    diagnostics problems;
};
read_rule read(const parts& p) {
    read_rule r;
    const auto text = std::make_shared<const source_text>("xx/sample.yaml", rule_of(p));
    const auto document = read_yaml(text, r.problems);
    REQUIRE(document);
    r.made = rule::read_rule(*document, text, {}, r.problems);
    return r;
}

std::string due(const std::string& value) {
    return "  due: {value: '" + value + "', source: act s.6}\n";
}
std::string line(const std::string& when) {
    return "  - {when: '" + when + "', otherwise: below_threshold, source: act s.5}\n";
}

void loads(const parts& p) {
    const auto r = read(p);
    INFO(rule_of(p) << to_text(r.problems));
    CHECK(r.problems.ok());
}
void refuses(const parts& p, code id, const std::string& pointed_at) {
    const auto r = read(p);
    INFO(rule_of(p) << to_text(r.problems));
    REQUIRE(r.problems.size() == 1);
    CHECK(r.problems.front().id == id);
    CHECK(r.problems.front().primary.where.text() == pointed_at);
}

}  // namespace

TEST_CASE("parameters and tables divide by all the values they ever have", "[rule]") {
    loads({.outputs = due("sales / (1 - rate)")});
    refuses({.outputs = due("sales / (1 - whole)")}, code::divisor, "(1 - whole)");
    loads({.outputs = due("sales / (1 - of_kind(kind))")});
    refuses({.outputs = due("sales / (1 - 2 * of_kind(kind))")}, code::magic, "2");
    refuses({.outputs = due("sales / (1 - of_kind(kind) - of_kind(kind))")}, code::divisor,
            "(1 - of_kind(kind) - of_kind(kind))");
    loads({.outputs = due("sales / (period.days + period.months)")});
}

TEST_CASE("what applies proves holds in what is reckoned after it", "[rule]") {
    const auto share = due("sales * (sales / net)");
    refuses({.outputs = share}, code::divisor, "net");
    loads({.applies = line("net > 0"), .outputs = share});
    loads({.applies = line("net > gate"), .outputs = share});
    loads({.applies = line("net != 0"), .outputs = share});
    refuses({.applies = line("net >= 0"), .outputs = share}, code::divisor, "net");
    refuses({.applies = line("net > 0 or sales > 0"), .outputs = share}, code::divisor, "net");
    const std::string part = "  part: sales / net\n";
    loads({.define = part, .applies = line("net > 0"), .outputs = due("sales * part")});
    loads({.define = part,
           .applies = line("net > 0") + line("part > rate"),
           .outputs = due("sales * part")});
    refuses({.define = part,
             .applies = line("part > rate") + line("net > 0"),
             .outputs = due("sales * part")},
            code::divisor, "net");
    loads({.define = "  enough: net > gate\n", .applies = line("enough"), .outputs = share});
    loads({.applies = line("net > 0"),
           .outputs = due("sales"),
           .more = "checks: [sales / net > 0]\n"});
}

TEST_CASE("a line that holds for a time only proves nothing", "[rule]") {
    refuses({.applies = "  - {when: net > 0, otherwise: below_threshold, source: act s.5, "
                        "in_force: 2021-01-01..}\n",
             .outputs = due("sales * (sales / net)")},
            code::divisor, "net");
}

TEST_CASE("a balance is carried on where the rule does not apply, so nothing is proven there",
          "[rule]") {
    const auto carried = [](const std::string& next) {
        return "carry:\n  last: {type: number, start: 0, next: '" + next + "'}\n";
    };
    refuses({.applies = line("net > 0"), .outputs = due("sales"), .more = carried("sales / net")},
            code::divisor, "net");
    refuses({.applies = line("net > 0"), .outputs = due("net"), .more = carried("sales / due")},
            code::divisor, "due");
    loads({.applies = line("net > 0"),
           .outputs = due("net"),
           .more = carried("if due = 0 then 0 else sales / due")});
}

TEST_CASE("an exception's condition holds in its value, and in none of the formula", "[rule]") {
    const auto excepted = [](const std::string& value, const std::string& when,
                             const std::string& then, const std::string& more = "") {
        return "  due: {value: '" + value + "', source: act s.6, exceptions: [{name: x, when: '" +
               when + "', value: '" + then + "', source: act s.7" + more + "}]}\n";
    };
    loads({.outputs = excepted("sales", "net > 0", "sales * (sales / net)")});
    loads({.outputs = excepted("sales * (sales / net)", "net = 0", "sales")});
    refuses({.outputs = excepted("sales", "net >= 0", "sales * (sales / net)")}, code::divisor,
            "net");
    refuses({.outputs =
                 excepted("sales * (sales / net)", "net = 0", "sales", ", in_force: 2021-01-01..")},
            code::divisor, "net");
    loads({.outputs = excepted("cap", "cap = null", "sales")});
    loads({.outputs = excepted("sales", "cap != null", "cap")});
    refuses({.outputs = excepted("cap", "cap != null", "sales")}, code::optional, "cap");
    refuses({.outputs = excepted("cap", "cap = null", "sales", ", in_force: 2021-01-01..")},
            code::optional, "cap");
}

TEST_CASE("a value that applies proved to be there is there in what follows", "[rule]") {
    refuses({.outputs = due("sales + cap")}, code::optional, "cap");
    loads({.applies = line("cap != null"), .outputs = due("sales + cap")});
    loads({.applies = line("cap != null") + line("cap > gate"), .outputs = due("sales")});
    refuses({.applies = line("cap > gate") + line("cap != null"), .outputs = due("sales")},
            code::optional, "cap");
    loads({.define = "  least: sales + cap\n",
           .applies = line("cap != null"),
           .outputs = due("least")});
    refuses({.define = "  least: sales + cap\n",
             .applies = line("least > gate") + line("cap != null"),
             .outputs = due("least")},
            code::optional, "cap");
}

TEST_CASE("what applies proves holds in the party, its filing and what only they read", "[rule]") {
    const auto filed = [](const std::string& terms) {
        return "filing: {supplier: {2020-01-01: {" + terms + ", source: act s.9}}}\n";
    };
    const auto both = [&](const std::string& define, const std::string& more, code id,
                          const std::string& pointed_at, const std::string& fact) {
        refuses({.define = define, .outputs = due("sales"), .more = more}, id, pointed_at);
        loads({.define = define, .applies = line(fact), .outputs = due("sales"), .more = more});
    };
    const std::string small = "if sales / net > rate then period.end else period.next";
    both("", filed("pay: '" + small + "'"), code::divisor, "net", "net > 0");
    both("", filed("return: '" + small + "'"), code::divisor, "net", "net > 0");
    both("", filed("register: '" + small + "'"), code::divisor, "net", "net > 0");
    both("", filed("instalments: [{pay: period.end, amount: sales * (sales / net)}]"),
         code::divisor, "net", "net > 0");
    both("",
         filed("pay: period.end, exceptions: [{name: x, when: sales / net > rate, pay: "
               "period.next, source: act s.9}]"),
         code::divisor, "net", "net > 0");
    both("", filed("pay: 'if cap > gate then period.end else period.next'"), code::optional, "cap",
         "cap != null");
    both("",
         filed("pay: period.end, exceptions: [{name: x, when: cap > gate, pay: period.next, "
               "source: act s.9}]"),
         code::optional, "cap", "cap != null");
    both("  part: sales / net\n", filed("pay: 'if part > rate then period.end else period.next'"),
         code::divisor, "net", "net > 0");
    const std::string party =
        "liable: {value: 'if cap > gate then \"buyer\" else \"supplier\"', source: act s.9}\n";
    both("", party, code::optional, "cap", "cap != null");
    both("  enough: cap > gate\n",
         "liable: {value: 'if enough then \"buyer\" else \"supplier\"', source: act s.9}\n",
         code::optional, "cap", "cap != null");
}

TEST_CASE("where a rule does not apply, what its party and filing miss is passed over", "[rule]") {
    const parts of{
        .define = "  enough: cap > gate\n",
        .applies = line("cap != null"),
        .outputs = due("sales"),
        .more =
            "liable: {value: '\"supplier\"', source: act s.9, exceptions: [{name: x, when: "
            "enough, value: '\"buyer\"', source: act s.9}]}\nfiling: {supplier: "
            "{2020-01-01: {pay: period.next, source: act s.9}}, buyer: {2020-01-01: {pay: "
            "period.end, source: act s.9}}}\n"};
    auto r = read(of);
    INFO(to_text(r.problems));
    REQUIRE(r.made);
    const auto by = std::make_shared<const rule::instrument>(*std::move(r.made));
    rule::facts about;
    about.over = *read_period("2021-01");
    about.given["sales"] = number{10};
    about.given["net"] = number{10};
    const auto none = rule::assess(by, about, nullptr);
    INFO(to_text(none.problems()));
    REQUIRE(none);
    CHECK(none->reason == "below_threshold");
    CHECK(none->problems.empty());
    CHECK(none->liable.empty());
    CHECK_FALSE(none->filing);
    about.given["cap"] = number{101};
    const auto made = rule::assess(by, about, nullptr);
    REQUIRE(made);
    CHECK(made->liable == "buyer");
    CHECK(to_text(*made->filing->pay_by) == "2021-01-31");
}

TEST_CASE("no party and no day are taken from a null", "[rule]") {
    auto r = read({.applies = line("payer != null") + line("opened != null and told != null"),
                   .outputs = due("sales"),
                   .more = "liable: {value: payer, source: act s.9, exceptions: [{name: x, when: "
                           "told, value: '\"buyer\"', source: act s.9}]}\n"
                           "filing: {supplier: {2020-01-01: {pay: opened, source: act s.9}}}\n"});
    INFO(to_text(r.problems));
    REQUIRE(r.made);
    const auto by = std::make_shared<const rule::instrument>(*std::move(r.made));
    rule::facts about;
    about.over = *read_period("2021-01");
    about.given["sales"] = number{10};
    about.given["net"] = number{10};
    const auto refused = [&](const std::string& liable) {
        const auto made = rule::assess(by, about, nullptr);
        REQUIRE(made);
        CHECK(made->reason == "below_threshold");
        CHECK(made->problems.empty());
        CHECK(made->liable == liable);
        CHECK_FALSE(made->filing);
    };
    refused("");  // whether the exception holds is not told
    about.given["told"] = feel::value{false};
    refused("");  // nor who pays
    about.given["payer"] = std::string{"supplier"};
    refused("supplier");  // nor the day
    about.given["opened"] = *read_day("2021-03-01");
    CHECK(to_text(*rule::assess(by, about, nullptr)->filing->pay_by) == "2021-03-01");
}

TEST_CASE("the message shows where the range comes from", "[rule]") {
    const auto r = read({.outputs = due("sales * (sales / net)")});
    const auto& p = r.problems.front();
    CHECK(p.message == "'net' may be 0, and nothing is divided by 0");
    CHECK(p.primary.text == "this is any number");
    REQUIRE(p.related.size() == 1);
    CHECK(p.related.front().where.text() == "net");
    CHECK(p.related.front().text == "'net' is any number: no `min` is declared");
    CHECK(p.help ==
          "say what holds then: if net = 0 then … else sales / net; or let the rule not apply: "
          "{when: net != 0, otherwise: zero_base, source: …}");
    const auto of_rate = read({.outputs = due("sales / (1 - whole)")});
    CHECK(of_rate.problems.front().related.front().text == "the values of 'whole': from 0.03 to 1");
}
