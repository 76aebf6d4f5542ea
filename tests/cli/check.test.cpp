// SPDX-License-Identifier: Apache-2.0
// levy check on several broken files: everything is told in one run, in order, once, and counted.
#include <map>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "../own_folder.hpp"
#include "../ran.hpp"

namespace {

using lines = std::vector<std::string>;

/// A folder of files that lasts for one test; the program runs in it.
class files {
public:
    explicit files(const std::map<std::string, std::string>& texts) {
        for (const auto& [name, text] : texts) folder_.write(name, text);
    }

    [[nodiscard]] levy::tests::ran run(const std::string& words,
                                       const std::string& redirect = "2>&1") const {
        return levy::tests::run_in(
            folder_.text(), "unset LEVY_RULES && '" LEVY_PROGRAM "' " + words + " " + redirect);
    }
    /// `a.yaml:3:1 key`, a line each, as they are told.
    [[nodiscard]] lines places(const std::string& words) const {
        const auto told = run("check --format json " + words);
        INFO(told.out);
        const auto json = nlohmann::json::parse(told.out);
        CHECK(json["schema"] == "levy.problems/1");
        CHECK(json["errors"] == json["problems"].size());
        CHECK(told.status == (json["problems"].empty() ? 0 : 1));
        lines all;
        for (const auto& p : json["problems"])
            all.push_back(
                p["file"].get<std::string>() + ":" + std::to_string(p["line"].get<int>()) + ":" +
                std::to_string(p["column"].get<int>()) + " " + p["name"].get<std::string>());
        return all;
    }

private:
    levy::tests::own_folder folder_;
};

const std::string sources =
    "levy: 1\nsources_of: xx\nsources: {code: {title: Code of xx, read: 2026-01-01}}\n";

/// A rule with a line of its own at the end, from line 10 on.
std::string rule(const std::string& name, const std::string& rate, const std::string& more = "") {
    return "levy: 1\nrule: xx/" + name +
           "\ntitle: A levy\ncurrency: EUR\nassessed: per month\n"
           "in_force: {2020-01-01: {value: true, source: code s.1}}\n"
           "parameters: {rate: {type: ratio, values: {2020-01-01: {value: " +
           rate +
           ", source: code s.2}}}}\n"
           "inputs: {revenue: {type: money, min: 0}}\n"
           "outputs: {due: {charges: vat, value: revenue * rate, source: code s.2}}\n" +
           more;
}

std::string jurisdiction(const std::string& more = "") {
    return "levy: 1\njurisdiction: xx\ntitle: A country\ncurrency: EUR\n"
           "inputs: {revenue: {type: money, min: 0}}\n"
           "assess:\n"
           "  - {name: one, rule: xx/one, give: {revenue: revenue}}\n" +
           more;
}

}  // namespace

TEST_CASE("several broken files and several mistakes in each are told in one run, in order",
          "[cli]") {
    const files in{
        {{"rules/law/xx/sources.yaml", sources},
         {"rules/law/xx/one.yaml", rule("one", "3 percent", "noet: []\nchecks: [due > ]\n")},
         {"rules/law/xx/two.yaml", rule("two", "3%", "about: [a]\n")},
         {"rules/law/xx/three.yaml", rule("three", "3%")},
         {"rules/law/xx/four.yaml", "levy: 1\nrule: xx/four: 1\n"}}};
    const lines all{"rules/law/xx/four.yaml:2:14 yaml", "rules/law/xx/one.yaml:7:63 literal",
                    "rules/law/xx/one.yaml:10:1 key", "rules/law/xx/one.yaml:11:15 syntax",
                    "rules/law/xx/two.yaml:10:8 shape"};
    CHECK(in.places("rules") == all);
    // Also where a file is named twice, or by two paths.
    CHECK(in.places("rules rules/law rules/law/xx/one.yaml") == all);
    CHECK(in.places("rules ./rules").size() == all.size());
    const auto told = in.run("check rules");
    CHECK(told.status == 1);
    CHECK(told.out.ends_with("\n\n5 problems in 3 files\n"));
    CHECK(in.run("check rules", "2>/dev/null").out.empty());
    CHECK(in.run("check rules/law/xx/two.yaml").out.ends_with("\n\n1 problem in 1 file\n"));
    CHECK(in.run("check rules/law/xx/three.yaml").out == "1 file, no problems\n");
}

TEST_CASE("what a broken file leaves others without is told once, where it is broken", "[cli]") {
    const auto with = [](const std::string& file, const std::string& text) {
        std::map<std::string, std::string> all{
            {"rules/law/xx/sources.yaml", sources},
            {"rules/law/xx/one.yaml", rule("one", "3%")},
            {"rules/law/xx/two.yaml", rule("two", "4%")},
            {"rules/law/xx/one.cases.yaml",
             "levy: 1\ncases_of: xx/one\nperiod: 2024-01\ncases: [{case: a, why: b, given: "
             "{revenue: 1}, expect: {due: 0.03}}]\n"},
            {"rules/law/xx/jurisdiction.yaml", jurisdiction()}};
        all[file] = text;
        return files{all}.places("rules");
    };
    CHECK(with("rules/law/xx/two.yaml", rule("two", "4%")).empty());
    CHECK(with("rules/law/xx/one.yaml", rule("one", "3 percent")) ==
          lines{"rules/law/xx/one.yaml:7:63 literal"});
    CHECK(with("rules/law/xx/one.yaml", rule("one", "3%", "  broken: [\n")).size() == 1);
    CHECK(with("rules/law/xx/sources.yaml", "levy: 1\nsources_of: xx\nsources: [\n").size() == 1);
    CHECK(with("rules/law/xx/sources.yaml",
               "levy: 1\nsources_of: xx\nsources: {code: {titel: Code, read: 2026-01-01}}\n") ==
          lines{"rules/law/xx/sources.yaml:3:18 key"});
    CHECK(with("rules/law/xx/jurisdiction.yaml", jurisdiction("ofsets: []\n")) ==
          lines{"rules/law/xx/jurisdiction.yaml:8:1 key"});
}

namespace {

std::string reform(const std::string& name, const std::string& rate, const std::string& more = "") {
    return "levy: 1\nreform: " + name +
           "\ntitle: A reform\npatches:\n  xx/one.parameters.rate: {2025-01-01: " + rate + "}\n" +
           more;
}
/// A case in 2025 of the rule `one`.
std::string case_of_one(const std::string& given, const std::string& due) {
    return "levy: 1\ncases_of: xx/one\ncases: [{case: a, why: b, period: 2025-01, given: {" +
           given + "}, expect: {due: " + due + "}}]\n";
}

}  // namespace

TEST_CASE("cases beside a reform are held against the law that it makes, though they are met first",
          "[cli]") {
    const files in{{{"rules/law/xx/sources.yaml", sources},
                    {"rules/law/xx/one.yaml", rule("one", "3%")},
                    {"reforms/r.yaml", reform("r", "4%")},
                    {"reforms/r.cases.yaml", case_of_one("revenu: 100", "4")}}};
    CHECK(in.places("reforms") == lines{"reforms/r.cases.yaml:3:52 input"});
    CHECK(in.places("reforms/r.yaml") == in.places("reforms"));
}

TEST_CASE("a file named twice is told of once and read again", "[cli]") {
    const files in{{{"a.yaml", "levy: 1\nrule: xx/a\n"}}};
    CHECK_FALSE(in.places("a.yaml").empty());
    CHECK(in.places("a.yaml a.yaml") == in.places("a.yaml"));
}

TEST_CASE("a file that several reforms add goes with the first of them by name", "[cli]") {
    std::map<std::string, std::string> all{
        {"rules/law/xx/sources.yaml", sources},
        {"rules/law/xx/one.yaml", rule("one", "3%")},
        {"reforms/shared.yaml", rule("shared", "1%", "status: proposed\n")},
        {"reforms/shared.cases.yaml", case_of_one("revenue: 100", "4")}};
    // Disks list a folder in their own order: by hash, or the newest first.
    for (const std::string name : {"a", "b", "c", "d", "e", "f", "g", "h"})
        all["reforms/" + name + ".yaml"] =
            reform(name, name == "a" ? "4%" : "5%", "adds: {rules: [shared.yaml]}\n");
    const files in{all};
    CHECK(in.run("test reforms/shared.cases.yaml").out == "1 passed, 0 failed\n");
}
