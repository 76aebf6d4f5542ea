// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

/// A rule whose output `due` has these exceptions, with more parts after it.
diagnostics problems_of(const std::string& exceptions, const std::string& more = "",
                        const std::string& life = "2020-01-01: {value: true, source: act s.1}") {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per occurrence
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  )" + life + R"(
parameters:
  rate: {type: ratio, values: {2015-01-01: {value: 10%, source: act s.2}}}
  low:
    type: ratio
    values:
      2015-01-01: {value: 4%, source: act s.2}
      2022-01-01: {value: 5%, source: act s.2}
  five: {type: ratio, values: {2015-01-01: {value: 5%, source: act s.2}}}
  gate: {type: money, values: {2015-01-01: {value: 100, source: act s.2}}}
  few:  {type: money, values: {2015-01-01: {value: 12, source: act s.2}}}
  from: {type: date, values: {2015-01-01: {value: 2024-01-01, source: act s.2}}}
  next: {type: date, values: {2015-01-01: {value: 2024-01-02, source: act s.2}}}
  top:
    type: money
    values:
      2015-01-01: {value: 50, source: act s.2}
      2023-01-01: {value: 200, source: act s.2}
inputs:
  sum:   {type: money, min: 0, max: 1_000}
  other: {type: money, min: 0}
  kind:  {type: text, one_of: [a, b, c]}
  flag:  {type: boolean, default: false}
  on:    {type: date, optional: true}
  parts: {list: {type: money}, default: []}
outputs:
  due:
    type: ratio
    value: rate
    source: act s.3
)" + (exceptions.empty() ? "" : "    exceptions:\n" + exceptions) + more);
    diagnostics sink;
    if (const auto document = read_yaml(source, sink)) {
        const auto read = rule::read_rule(*document, source, {}, sink);
        CHECK(read.has_value() == sink.ok());
    }
    return sink;
}

std::string exception(const std::string& name, const std::string& when, const std::string& value,
                      const std::string& more = "") {
    return "      - {name: " + name + ", when: '" + when + "', value: " + value +
           ", source: act s.4" + (more.empty() ? "" : ", " + more) + "}\n";
}

std::vector<std::string> messages(const diagnostics& all) {
    std::vector<std::string> texts;
    for (const auto& one : all) texts.push_back(std::string{name_of(one.id)} + ": " + one.message);
    return texts;
}

using told = std::vector<std::string>;

}  // namespace

TEST_CASE("two exceptions that hold at once and differ are an error with both places",
          "[rule][prove]") {
    const auto found = problems_of(exception("books", "kind = \"a\"", "low") +
                                   exception("small", "sum < gate", "five"));
    CHECK(
        messages(found) ==
        told{"conflict: two exceptions of 'due' hold at once and differ for kind a, sum [0..100), "
             "as on 2020-01-01: 'books' gives 4% and 'small' gives 5%"});
    CHECK(found.front().primary.where.text().starts_with("{name: small"));
    CHECK(found.front().primary.text == "this gives 5%");
    REQUIRE(found.front().related.size() == 1);
    CHECK(found.front().related[0].where.text().starts_with("{name: books"));
    CHECK(found.front().related[0].text == "this gives 4%");
    CHECK(found.front().help ==
          "say in one of them when it gives way to the other: when: sum < "
          "gate and not(kind = \"a\")");

    SECTION("not where they agree on every day on which both live") {
        CHECK(problems_of(exception("books", "kind = \"a\"", "low", "in_force: 2022-01-01..") +
                          exception("small", "sum < gate", "five"))
                  .empty());
        CHECK(problems_of(exception("books", "kind = \"a\"", "low", "in_force: 2021-12-31..") +
                          exception("small", "sum < gate", "five"))
                  .size() == 1);
        CHECK(problems_of(exception("books", "kind = \"a\"", "low", "in_force: ..2020-06-30") +
                          exception("small", "sum < gate", "five", "in_force: 2020-07-01.."))
                  .empty());
    }
    SECTION("not where they never hold together, touching or by the limits of an input") {
        CHECK(problems_of(exception("x", "sum < gate", "low") +
                          exception("y", "sum >= gate", "five") +
                          exception("z", "sum > gate and flag", "five"))
                  .size() == 1);  // the value never counts
        CHECK(
            problems_of(exception("x", "sum < gate", "low") + exception("y", "sum > gate", "five"))
                .empty());
        CHECK(problems_of(exception("x", "sum <= gate", "low") +
                          exception("y", "sum >= gate and flag", "five"))
                  .size() == 1);
    }
    SECTION("what else is asked, and what is given, is tried in runs") {
        CHECK(messages(problems_of(exception("x", "flag", "\"five * (sum / gate)\"") +
                                   exception("y", "kind = \"a\"", "low"))) ==
              told{"conflict: two exceptions of 'due' hold at once and differ, for example with "
                   "sum = 0, kind = a, flag = true on 2020-01-01: 'x' gives 0 and 'y' gives 4%"});
        CHECK(messages(problems_of(exception("x", "sum(parts) > gate", "low") +
                                   exception("y", "kind = \"a\"", "five"))) ==
              told{"conflict: two exceptions of 'due' hold at once and differ, for example with "
                   "kind = a, parts = [101] on 2020-01-01: 'x' gives 4% and 'y' gives 5%"});
        CHECK(problems_of(exception("x", "sum(parts) > gate or flag", "low") +
                          exception("y", "kind = \"a\"", "five"))
                  .size() == 1);
        CHECK(problems_of(exception("x", "sum(parts) > gate", "low") +
                          exception("y", "count(parts) = 0", "five"))
                  .empty());
    }
    SECTION("not where the rule does not apply") {
        CHECK(problems_of(exception("x", "flag", "low") + exception("y", "kind = \"a\"", "five"),
                          "applies:\n  - {when: not(flag and kind = \"a\"), otherwise: exempt, "
                          "source: act s.5}\n")
                  .empty());
    }
    SECTION("two definitions over the same input are not free of one another") {
        const std::string defined = "define:\n  more: sum + gate\n  less: sum - gate\n";
        CHECK(problems_of(
                  exception("x", "more < gate", "low") + exception("y", "less > gate", "five"),
                  defined)
                  .empty());
        CHECK(problems_of(exception("x", "is_a", "low") + exception("y", "twin > top", "five"),
                          "define:\n  is_a: kind = \"a\"\n  twin: sum\n")
                  .size() == 1);
    }
}

TEST_CASE("an exception to an exception takes part in its place", "[rule][prove]") {
    const std::string nested =
        "exceptions: [{name: luxury, when: sum > gate, value: rate, source: "
        "act s.4}]";
    const auto found = problems_of(exception("books", "kind = \"a\"", "five", nested) +
                                   exception("schools", "flag", "five"));
    CHECK(messages(found) ==
          told{"conflict: two exceptions of 'due' hold at once and differ for kind a, sum "
               "(100..1000], flag true, as on 2020-01-01: 'luxury' gives 10% and 'schools' gives "
               "5%"});
    CHECK(problems_of(exception("books", "kind = \"a\"", "five", nested) +
                      exception("schools", "flag and sum <= gate", "five"))
              .empty());
}

TEST_CASE("an exception that never holds is told with what speaks against it", "[rule][prove]") {
    const auto first = [](const diagnostics& all) {
        REQUIRE(all.size() >= 1);
        return all.front();
    };
    SECTION("by itself, given what the inputs may be") {
        const auto found = first(problems_of(exception("x", "sum < 0", "low")));
        CHECK(found.id == code::never);
        CHECK(found.message == "the exception 'x' of 'due' never holds: its `when` is never true");
        CHECK(found.primary.where.text() == "sum < 0");
        REQUIRE(found.related.size() == 1);
        CHECK(found.related[0].text == "sum is money EUR from 0 up to 1,000");
        CHECK(problems_of(exception("x", "sum <= 0", "low")).empty());
        CHECK(problems_of(exception("x", "sum >= few and sum < few", "low")).size() == 1);
        CHECK(problems_of(exception("x", "kind = \"a\" and kind = \"b\"", "low")).size() == 1);
        CHECK(problems_of(exception("x",
                                    "on != null and on > from and on < "
                                    "next",
                                    "low"))
                  .size() == 1);
        CHECK(problems_of(exception("x",
                                    "on != null and on >= from and on < "
                                    "next",
                                    "low"))
                  .empty());
    }
    SECTION("by the figures of every day of the rule's life") {
        const std::string life =
            "2020-01-01: {value: true, source: act s.1}\n  2023-01-01: "
            "{value: false, source: act s.1}";
        const auto all = problems_of(exception("x", "sum > gate and sum < top", "low"), "", life);
        REQUIRE(all.size() == 2);
        CHECK(all.front().message ==
              "this entry of 'top' from 2023-01-01 never counts: the rule "
              "is not in force then");
        const auto& found = *(all.end() - 1);
        CHECK(found.id == code::never);
        CHECK(found.related.back().text == "top is 50");
        const std::string a_day_more =
            "2020-01-01: {value: true, source: act s.1}\n  2023-01-02: "
            "{value: false, source: act s.1}";
        CHECK(
            problems_of(exception("x", "sum > gate and sum < top", "low"), "", a_day_more).empty());
    }
    SECTION("whatever else is asked, but only if it fails for any value of it") {
        CHECK(problems_of(exception("x", "sum(parts) > gate and sum(parts) < few", "low")).size() ==
              1);
        CHECK(problems_of(exception("x", "sum(parts) > gate and sum < few", "low")).empty());
    }
    SECTION("where the rule applies") {
        const auto found = first(problems_of(
            exception("x", "kind = \"b\"", "low"),
            "applies:\n  - {when: kind = \"a\", otherwise: exempt, source: act s.5}\n"));
        CHECK(found.message == "the exception 'x' of 'due' never holds where the rule applies");
        REQUIRE(found.related.size() >= 1);
        CHECK(found.related[0].where.text() == "kind = \"a\"");
        CHECK(found.related[0].text == "the rule applies only where this holds");
    }
    SECTION("but not where its formula is asked before it is known whether the rule applies") {
        CHECK(problems_of("",
                          "define:\n  size: {value: sum, exceptions: [{name: x, when: kind = "
                          "\"b\", value: other, source: act s.4}]}\n"
                          "applies:\n  - {when: size > gate, otherwise: exempt, source: act s.5}\n"
                          "  - {when: kind = \"a\", otherwise: exempt, source: act s.5}\n")
                  .empty());
    }
    SECTION("outside the life of the rule") {
        const auto found =
            first(problems_of(exception("x", "flag", "low", "in_force: ..2019-12-31")));
        CHECK(found.id == code::never);
        CHECK(found.message ==
              "the exception 'x' of 'due' is never asked: the rule is not in force "
              "while it is alive");
        CHECK(found.related.at(0).text == "from 2020-01-01 the rule is in force");
        CHECK(problems_of(exception("x", "flag", "low", "in_force: ..2020-01-01")).empty());
    }
    SECTION("inside the one that it is an exception to") {
        const std::string nested =
            "exceptions: [{name: y, when: sum > gate, value: rate, source: "
            "act s.4}]";
        const auto found = first(problems_of(exception("x", "sum < few", "low", nested)));
        CHECK(
            found.message ==
            "the exception 'y' of 'due' never holds where 'x' does, and it is asked nowhere else");
        CHECK(found.related.at(0).text == "'x' holds where this does");
        const auto both = problems_of(exception("x", "sum < 0", "low", nested));
        CHECK(messages(both) ==
              told{"never: the exception 'x' of 'due' never holds: its `when` is never true",
                   "masked: the exception 'y' never counts: 'x', to which it is one, never holds"});
    }
}

TEST_CASE("a value whose exceptions leave no case to it never counts", "[rule][prove]") {
    const auto found =
        problems_of(exception("x", "flag", "low") + exception("y", "not(flag)", "five"));
    CHECK(messages(found) == told{"masked: the value of 'due' never counts: in every case one of "
                                  "its exceptions holds"});
    CHECK(found.front().primary.where.text() == "rate");
    CHECK(found.front().related.size() == 2);
    CHECK(problems_of(exception("x", "flag", "low") +
                      exception("y", "not(flag)", "five", "in_force: 2020-01-02.."))
              .empty());
    CHECK(problems_of(exception("x", "flag", "low") +
                      exception("y", "not(flag)", "five", "published: 2020-01-02"))
              .empty());
}

TEST_CASE("a line of `applies` that never fails, or never holds", "[rule][prove]") {
    const auto line = [](const std::string& when, const std::string& more = "") {
        return "  - {when: '" + when + "', otherwise: exempt, source: act s.5" + more + "}\n";
    };
    const auto found = problems_of("", "applies:\n" + line("sum >= 0"));
    CHECK(messages(found) ==
          told{"masked: this line of `applies` never counts: `sum >= 0` is true in every case"});
    CHECK(found.front().related.at(0).text == "sum is money EUR from 0 up to 1,000");
    CHECK(
        messages(problems_of("", "applies:\n" + line("sum > gate") + line("sum > few"))) ==
        told{"masked: this line of `applies` never counts: `sum > few` is true in every case that "
             "is left"});
    CHECK(messages(problems_of("", "applies:\n" + line("sum > gate") + line("sum < few"))) ==
          told{"never: the rule never applies: `sum < few` is never true where the lines before it "
               "hold"});
    CHECK(messages(problems_of("", "applies:\n" + line("sum < 0"))) ==
          told{"never: the rule never applies: `sum < 0` is never true"});
    CHECK(problems_of("", "applies:\n" + line("sum > 0") + line("sum < few")).empty());
    CHECK(messages(problems_of("", "applies:\n" + line("flag", ", in_force: ..2019-12-31"))) ==
          told{"never: this line of `applies` is never asked: the rule is not in force while it is "
               "alive"});
    CHECK(
        problems_of("", "applies:\n" + line("flag", ", in_force: 2020-01-01..2020-01-01")).empty());
}

TEST_CASE("conditions that compare the same two sums share their order", "[rule][prove]") {
    // Neither side is a figure of the law: only that one is above, at or below the other is known.
    CHECK(messages(problems_of(exception("both", "sum > other and other >= sum", "low"))) ==
          told{"never: the exception 'both' of 'due' never holds: its `when` is never true"});
    CHECK(
        messages(problems_of(exception("one", "sum < other", "low") +
                             exception("two", "sum = other", "low") +
                             exception("three", "other < sum", "low"))) ==
        told{"masked: the value of 'due' never counts: in every case one of its exceptions holds"});
    CHECK(messages(problems_of(exception("itself", "other + sum != other + sum", "low"))) ==
          told{"never: the exception 'itself' of 'due' never holds: its `when` is never true"});
    CHECK(problems_of(exception("one", "sum < other", "low") +
                      exception("two", "other < sum", "five"))
              .ok());
    CHECK(problems_of(exception("two", "sum <= other and other <= sum", "low")).ok());
    // What may be missing has no order.
    CHECK(problems_of(exception("days", "on != on + @\"P1D\" and flag", "low")).errors() > 0);
}

TEST_CASE("a limit cut to a short period is one figure for all conditions", "[rule][prove]") {
    const auto found = [](const std::string& condition) {
        const auto source = std::make_shared<const source_text>(
            "rule.yaml",
            "levy: 1\nrule: xx/sample\ntitle: A sample\ncurrency: EUR\nassessed: per month\n"
            "sources: {act: {title: The Act, read: 2026-01-01}}\n"
            "in_force: {2020-01-01: {value: true, source: act s.1}}\n"
            "parameters:\n  limit: {type: money, per: year, prorate: months, values: "
            "{2015-01-01: {value: 1_200, source: act s.2}}}\n"
            "inputs: {sum: {type: money, min: 0}}\n"
            "applies: [{when: '" +
                condition +
                "', otherwise: below_threshold, source: act s.3}]\n"
                "outputs: {due: {charges: vat, value: sum, source: act s.4}}\n");
        diagnostics sink;
        const auto document = read_yaml(source, sink);
        REQUIRE(document);
        (void)rule::read_rule(*document, source, {}, sink);
        return messages(sink);
    };
    CHECK(found("sum > limit").empty());
    CHECK(found("sum > limit and sum <= limit") ==
          told{"never: the rule never applies: `sum > limit and sum <= limit` is never true"});
    CHECK(found("limit < sum or sum <= limit") ==
          told{"masked: this line of `applies` never counts: `limit < sum or sum <= limit` is true "
               "in every case"});
}

TEST_CASE("an exception of `filing` that never holds", "[rule][prove]") {
    const auto filed = [](const std::string& when) {
        return problems_of("",
                           "filing:\n  supplier:\n    2020-01-01:\n      pay: period.end\n      "
                           "source: act s.7\n      exceptions: [{name: late, when: '" +
                               when + "', pay: period.next, source: act s.7}]\n");
    };
    CHECK(messages(filed("flag and not(flag)")) ==
          told{"never: the exception 'late' of `filing` never holds: its `when` is never true"});
    CHECK(filed("flag").empty());
}

TEST_CASE("nothing is said of a rule that never lives", "[rule][prove]") {
    CHECK(problems_of(exception("x", "sum < 0", "low"), "",
                      "2020-01-01: {value: false, source: act s.1}")
              .empty());
}
