// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

struct parts {
    std::string late = "2021-01-01: {value: 2%, source: act s.2}";
    std::string value = "sum * late";
    std::string life = "2020-01-01: {value: true, source: act s.1}";
    std::string more = {};
};

diagnostics problems_of(const parts& of) {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per occurrence
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  )" + of.life + R"(
parameters:
  rate: {type: ratio, values: {2015-01-01: {value: 10%, source: act s.2}}}
  gate: {type: money, values: {2015-01-01: {value: 100, source: act s.2}}}
  late:
    type: ratio
    values:
      )" + of.late + R"(
inputs:
  sum:   {type: money, min: 0}
  kind:  {type: text, one_of: [a, b, c], default: a}
  parts: {list: {type: money}, default: []}
outputs:
  due: {value: ')" + of.value + R"(', source: act s.3}
)" + of.more);
    diagnostics sink;
    if (const auto document = read_yaml(source, sink)) {
        const auto read = rule::read_rule(*document, source, {}, sink);
        CHECK(read.has_value() == sink.ok());
    }
    return sink;
}

std::vector<std::string> messages(const diagnostics& all) {
    std::vector<std::string> texts;
    for (const auto& one : all) texts.push_back(std::string{name_of(one.id)} + ": " + one.message);
    return texts;
}

using told = std::vector<std::string>;

}  // namespace

TEST_CASE("a figure that is read before it begins is a gap of days", "[rule][prove]") {
    const auto found = problems_of({});
    CHECK(messages(found) ==
          told{"gap: 'late' says nothing from 2020-01-01 to 2020-12-31, when the "
               "rule is in force and reads it"});
    CHECK(found.front().primary.where.text() == "late");
    CHECK(found.front().related.at(0).where.text() == "late");
    CHECK(found.front().related.at(0).text == "it is read here");
    CHECK(found.front().help ==
          "add an entry: 2020-01-01: {value: …, source: …}; `none` if there "
          "was no such figure, `unknown` if it is not encoded");
    SECTION("to the day") {
        CHECK(problems_of({.late = "2020-01-01: {value: 2%, source: act s.2}"}).empty());
        CHECK(
            messages(problems_of({.late = "2020-01-02: {value: 2%, source: act s.2}"})) ==
            told{"gap: 'late' says nothing on 2020-01-01, when the rule is in force and reads it"});
        CHECK(problems_of({.life = "2021-01-01: {value: true, source: act s.1}"}).empty());
    }
    SECTION("`none` and `unknown` are entries") {
        CHECK(problems_of({.late = "2020-01-01: {value: unknown, source: act s.2}"}).empty());
    }
    SECTION("a pause of the rule needs no figure") {
        CHECK(messages(problems_of({.life = "2018-01-01: {value: true, source: act s.1}\n  "
                                            "2018-03-01: {value: false, source: act s.1}\n  "
                                            "2020-01-01: {value: true, source: act s.1}"})) ==
              told{"gap: 'late' says nothing from 2018-01-01 to 2018-02-28 and from 2020-01-01 to "
                   "2020-12-31, when the rule is in force and reads it"});
    }
}

TEST_CASE("a figure that is guarded on those days is no gap", "[rule][prove]") {
    SECTION("by a condition that may fail") {
        CHECK(problems_of({.value = "if sum(parts) > 0 then sum * late else 0"}).empty());
        CHECK(messages(problems_of({.value = "if sum > gate then sum * late else 0"})) ==
              told{"gap: 'late' says nothing from 2020-01-01 to 2020-12-31, when the rule is in "
                   "force and reads it for sum > 100"});
        CHECK(
            problems_of({.value = "if sum > gate and sum < gate then sum * late else 0"}).empty());
    }
    SECTION("by the days of an exception") {
        const std::string defined =
            "define:\n  applied:\n    value: rate\n    exceptions:\n      - "
            "{name: x, when: kind = \"a\", value: late, source: act s.4, "
            "in_force: ";
        CHECK(problems_of({.value = "sum * applied", .more = defined + "2021-01-01..}\n"}).empty());
        CHECK(messages(
                  problems_of({.value = "sum * applied", .more = defined + "2020-12-31..}\n"})) ==
              told{"gap: 'late' says nothing on 2020-12-31, when the rule is in force and reads it "
                   "for kind a"});
    }
    SECTION("by the body of a loop, or by naming the day") {
        CHECK(problems_of({.value = "sum(for p in parts return p * late)"}).empty());
        CHECK(problems_of({.value = "sum * at(late, period.end)"}).empty());
    }
    SECTION("by a line of `applies`") {
        CHECK(problems_of({.value = "if kind = \"a\" then sum * late else sum",
                           .more = "applies:\n  - {when: kind = \"b\", otherwise: exempt, source: "
                                   "act s.5}\n"})
                  .empty());
    }
    SECTION("where it is not read at all") { CHECK(problems_of({.value = "sum"}).empty()); }
}

TEST_CASE("tables and dated formulas have their days too", "[rule][prove]") {
    CHECK(
        messages(problems_of(
            {.value = "sum * t(kind)",
             .more = "tables: {t: {columns: [{name: kind, type: text, one_of: [a, b, c]}], gives: "
                     "ratio, values: {2020-03-01: {source: act s.4, rows: [['-', 1%]]}}}}\n"})) ==
        told{"gap: the table 't' says nothing from 2020-01-01 to 2020-02-29, when the rule is in "
             "force and reads it"});
    CHECK(
        messages(problems_of(
            {.value = "sum * chosen",
             .more =
                 "define: {chosen: {values: {2020-02-01: {value: rate, source: act s.4}}}}\n"})) ==
        told{"gap: 'chosen' says nothing from 2020-01-01 to 2020-01-31, when the rule is in force "
             "and reads it"});
}

TEST_CASE("an entry for which no day is left never counts", "[rule][prove]") {
    SECTION("it comes after the life of the rule") {
        const std::string life =
            "2020-01-01: {value: true, source: act s.1}\n  2022-01-01: {value: "
            "false, source: act s.1}";
        const auto late = [](const std::string& from) {
            return "2020-01-01: {value: 2%, source: act s.2}\n      " + from +
                   ": {value: 3%, source: act s.2}";
        };
        const auto found = problems_of({.late = late("2022-01-01"), .life = life});
        CHECK(messages(found) == told{"masked: this entry of 'late' from 2022-01-01 never counts: "
                                      "the rule is not in force then"});
        CHECK(found.front().primary.where.text() == "{value: 3%, source: act s.2}");
        CHECK(problems_of({.late = late("2021-12-31"), .life = life}).empty());
        CHECK(problems_of(
                  {.late = late("2022-01-01"), .value = "sum * at(late, period.end)", .life = life})
                  .empty());
    }
    SECTION("it was replaced before the rule was known at all") {
        const auto twice = [](const std::string& published) {
            return "2020-01-01:\n        - {value: 2%, source: act s.2}\n        - {value: 3%, "
                   "source: act s.2, published: " +
                   published + "}";
        };
        const auto found = problems_of({.late = twice("2020-01-01")});
        CHECK(messages(found) == told{"masked: this entry of 'late' from 2020-01-01 never counts"});
        CHECK(found.front().related.at(0).text == "this one holds instead");
        CHECK(problems_of({.late = twice("2020-01-02")}).empty());
    }
    SECTION("the first entry of a timeline is known before all that was published") {
        CHECK(problems_of({.value = "sum",
                           .more = "filing:\n  supplier:\n    2020-01-01:\n      - {pay: "
                                   "period.end, source: act s.7}\n      - {pay: period.next, "
                                   "source: act s.7, published: 2019-06-01}\n"})
                  .empty());
    }
    SECTION("what a later publication wipes counts for those who do not know it yet") {
        CHECK(problems_of({.late = "2020-01-01: {value: 2%, source: act s.2}\n      2021-01-01: "
                                   "{value: 3%, source: act s.2, published: 2020-06-01}\n      "
                                   "2022-01-01: {value: 4%, source: act s.2, published: "
                                   "2020-05-01}"})
                  .empty());
    }
    SECTION("equal values under two sources are no error, nor is `true` after `true`") {
        CHECK(problems_of({.late = "2020-01-01: {value: 2%, source: act s.2}\n      2021-01-01: "
                                   "{value: 2%, source: act s.9}",
                           .life =
                               "2020-01-01: {value: true, source: act s.1}\n  2021-01-01: {value: "
                               "true, source: act s.9}"})
                  .empty());
    }
}

TEST_CASE("the filing of the one who is always liable covers the life of the rule",
          "[rule][prove]") {
    const auto filed = [](const std::string& party, const std::string& from,
                          const std::string& liable = "") {
        return problems_of({.value = "sum",
                            .more = liable + "filing:\n  " + party + ":\n    " + from +
                                    ": {pay: period.end, source: act s.7}\n"});
    };
    CHECK(filed("supplier", "2020-01-01").empty());
    CHECK(messages(filed("supplier", "2020-02-01")) ==
          told{"gap: `filing` of the supplier says nothing from 2020-01-01 to 2020-01-31, when the "
               "rule is in force and the supplier is liable"});
    CHECK(filed("buyer", "2020-02-01").empty());
    CHECK(filed("buyer", "2020-02-01", "liable: '\"buyer\"'\n").size() == 1);
    CHECK(filed("buyer", "2020-02-01", "liable: 'if kind = \"a\" then \"buyer\" else \"bank\"'\n")
              .empty());
}

TEST_CASE("ten years of daily figures are proven as a few are", "[rule][prove]") {
    // All that may have been known on any day, of any day, is more than can be gone through.
    const auto daily = [](int count) {
        std::string all;
        all.reserve(64U * static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            const auto from = levy::to_text(*day::from(2015, 1, 1) + i);
            const auto entry = "{value: 2%, source: act s.2}";
            all.append(from).append(": ").append(entry).append("\n      ");
        }
        return all;
    };
    const std::string life = "2015-01-01: {value: true, source: act s.1}";
    CHECK(problems_of({.late = daily(3'650), .life = life}).empty());
    CHECK(problems_of(
              {.late = daily(3'650),
               .life = life,
               .more = "applies: [{when: sum * late > gate, otherwise: not_in_scope, source: act "
                       "s.4}]\n"})
              .empty());
    SECTION("and what never counts among them is found") {
        const auto found = problems_of({.late = daily(1'000),
                                        .life = life + "\n  2017-09-26: {value: false, "
                                                       "source: act s.1}"});
        CHECK(messages(found) == told{"masked: this entry of 'late' from 2017-09-26 never counts: "
                                      "the rule is not in force then"});
    }
}
