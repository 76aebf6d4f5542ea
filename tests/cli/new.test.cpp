// SPDX-License-Identifier: Apache-2.0
// `levy new rule` writes a rule that is no law yet, and says what to do with it.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "../own_folder.hpp"
#include "../ran.hpp"

namespace {

namespace fs = std::filesystem;

using levy::tests::ran;

/// A folder of rules that lasts for one test.
class rules_of_test {
public:
    rules_of_test() { fs::create_directories(folder_.path() / "schema"); }

    [[nodiscard]] ran run(const std::string& words) const {
        return levy::tests::run_in(
            ".", "'" LEVY_PROGRAM "' --rules '" + folder_.text() + "' " + words + " 2>&1");
    }
    /// In the folder, with nothing said of where the rules are.
    [[nodiscard]] ran run_inside(const std::string& words) const {
        return levy::tests::run_in(folder_.text(),
                                   "unset LEVY_RULES && '" LEVY_PROGRAM "' " + words + " 2>&1");
    }
    [[nodiscard]] std::string path(const std::string& file) const {
        return (folder_.path() / "law" / file).string();
    }
    [[nodiscard]] std::string read(const std::string& file) const {
        std::ifstream in{path(file)};
        return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    }
    void write(const std::string& file, const std::string& text) const {
        folder_.write("law/" + file, text);
    }

private:
    levy::tests::own_folder folder_;
};

}  // namespace

TEST_CASE("what levy new writes passes check and test at once, for every kind of period", "[cli]") {
    const rules_of_test rules;
    for (const std::string kind :
         {"payment", "occurrence", "interval", "month", "bimester", "quarter", "half_year",
          "calendar_year", "fiscal_year", "accounting_year"}) {
        std::string name = "zz/per-" + kind;
        for (auto& c : name)
            if (c == '_') c = '-';
        INFO(kind);
        CHECK(rules.run("new rule " + name + " --assessed " + kind + " --currency GBP").status ==
              0);
    }
    CHECK(rules.run("new rule zz/any --title 'A tax: its title'").status == 0);
    const auto checked = rules.run("check '" + rules.path("") + "'");
    CHECK(checked.out == "23 files, no problems\n");
    const auto tested = rules.run("test '" + rules.path("") + "'");
    CHECK(tested.status == 0);
    CHECK(tested.out.find("11 passed, 0 failed") != std::string::npos);
}

TEST_CASE("a skeleton is no law: it is proposed, unknown, and marked where it must be filled in",
          "[cli]") {
    const rules_of_test rules;
    const auto made = rules.run("new rule zz/levy");
    const auto levy =
        "levy --rules " + fs::path{rules.path("")}.parent_path().parent_path().string() + " ";
    CHECK(made.out == "wrote " + rules.path("zz/levy.yaml") + "\nwrote " +
                          rules.path("zz/levy.cases.yaml") + "\nwrote " +
                          rules.path("zz/sources.yaml") +
                          "\nFill in what is marked 1, 2 and 3 in " + rules.path("zz/levy.yaml") +
                          ", then run\n  " + levy + "check " + rules.path("zz/levy.yaml") + " && " +
                          levy + "test " + rules.path("zz/levy.cases.yaml") + "\n");
    const auto text = rules.read("zz/levy.yaml");
    CHECK(text.find("@") == text.find("@\"P20D\""));  // no mark is left
    CHECK(text.find("status: proposed") != std::string::npos);
    CHECK(text.find("currency: any") != std::string::npos);
    const auto asked =
        rules.run("assess zz/levy --period 2024-01 --currency EUR --set revenue=100");
    CHECK(asked.status == 1);
    CHECK(asked.out.find("LV0412") != std::string::npos);
}

TEST_CASE("levy new writes nothing over a file, and takes a country's own currency", "[cli]") {
    const rules_of_test rules;
    rules.write("zz/jurisdiction.yaml", "levy: 1\njurisdiction: zz\ncurrency: SEK\n");
    rules.write("zz/old.yaml", "levy: 1\n");
    rules.write("zz/half.cases.yaml", "levy: 1\n");
    for (const std::string name : {"old", "half"}) {
        const auto refused = rules.run("new rule zz/" + name);
        CHECK(refused.status == 1);
        CHECK(refused.out.find(" is there already, and nothing was written\n  help: choose another "
                               "name, or move the file away\n") != std::string::npos);
        CHECK_FALSE(fs::exists(rules.path("zz/sources.yaml")));
    }
    CHECK(rules.read("zz/old.yaml") == "levy: 1\n");
    CHECK_FALSE(fs::exists(rules.path("zz/half.yaml")));
    CHECK(rules.run("new rule zz/new").status == 0);
    CHECK(rules.read("zz/new.yaml").find("currency: SEK") != std::string::npos);
}

TEST_CASE("a name that is none says what a name looks like, with one to paste", "[cli]") {
    const rules_of_test rules;
    const auto refused = [&](const std::string& words, const std::string& help) {
        const auto made = rules.run("new rule " + words);
        INFO(words << "\n" << made.out);
        CHECK(made.status == 2);
        CHECK(made.out.find(help) != std::string::npos);
        CHECK_FALSE(fs::exists(rules.path("")));
    };
    const std::string form = "a name is COUNTRY/INSTRUMENT, in small letters, digits and hyphens";
    refused("vn", "help: levy new rule vn/NAME\n");
    CHECK(rules.run("new rule a/b/c").out.find("help:") == std::string::npos);  // no country
    refused("zz/a --currency eur", "help: --currency EUR\n");
    refused("'VN/Digital Tax_2'", "help: levy new rule vn/digital-tax-2\n");
    refused("../etc/passwd", form);
    refused("vn/a/b", "help: levy new rule vn/a-b\n");
    refused("vn/-a", "help: levy new rule vn/a\n");
    refused("vn/sources", "'sources.yaml' is a country's own file\n");
    refused("zz/a --assessed quartr", "help: --assessed quarter\n");
    refused("zz/a --currency euro", "help: --currency EUR, or --currency any\n");
    refused("zz/a --title 'a \"b\"'", "a title is one line");
    for (const std::string bad : {"\t", "\r", "\n", "\x01", "\x7F", "\xFF"})
        refused("zz/a --title 'a" + bad + "b'", "a title is one line");
}

TEST_CASE("levy new writes into ./rules, never among the rules that came with levy", "[cli]") {
    const rules_of_test rules;
    const auto made = rules.run_inside("new rule zz/levy");
    INFO(made.out);
    CHECK(made.status == 0);
    CHECK(
        made.out.starts_with("wrote rules/law/zz/levy.yaml\nwrote rules/law/zz/levy.cases.yaml\n"
                             "wrote rules/law/zz/sources.yaml\n"));
    CHECK(rules.run_inside("check rules/law/zz/levy.yaml").status == 0);
    CHECK(rules.run_inside("test rules/law/zz/levy.cases.yaml").status == 0);
}

TEST_CASE("where levy new cannot write, it says so and what to do", "[cli]") {
    const rules_of_test rules;
    rules.write("zz", "a file where a folder is meant");
    const auto made = rules.run("new rule zz/levy");
    CHECK(made.status == 1);
    CHECK(made.out.find("cannot be written\n  help: name a folder of your own: --rules DIR\n") !=
          std::string::npos);
}
