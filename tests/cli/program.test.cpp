// SPDX-License-Identifier: Apache-2.0
// The program as a whole process: exit codes, streams, hostile files.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../own_folder.hpp"
#include "../ran.hpp"

namespace {

namespace fs = std::filesystem;

using levy::tests::ran;

/// Runs the program; `redirect` decides what is caught.
ran run(const std::string& words, const std::string& redirect = "2>/dev/null") {
    return levy::tests::run_in(LEVY_ROOT, "'" LEVY_PROGRAM "' " + words + " " + redirect);
}

std::string written(const std::string& name, const std::string& text) {
    static const levy::tests::own_folder folder;
    return folder.write(name, text);
}

std::string read(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A terminal of so many columns; a program writes to `path`.
class terminal {
public:
    explicit terminal(unsigned short columns) : held_{::posix_openpt(O_RDWR | O_NOCTTY)} {
        REQUIRE(held_ >= 0);
        REQUIRE((::grantpt(held_) == 0 && ::unlockpt(held_) == 0));
        winsize size{};
        size.ws_col = columns;
        REQUIRE(::ioctl(held_, TIOCSWINSZ, &size) == 0);
        path_ = ::ptsname(held_);
    }
    ~terminal() { ::close(held_); }
    terminal(const terminal&) = delete;
    terminal& operator=(const terminal&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    /// What was written since, once its writers are gone; little enough to wait in the terminal.
    [[nodiscard]] std::string shown() const {
        std::string all;
        std::array<char, 4096> buffer{};
        for (auto got = ::read(held_, buffer.data(), buffer.size()); got > 0;
             got = ::read(held_, buffer.data(), buffer.size()))
            all.append(buffer.data(), static_cast<std::size_t>(got));
        all.erase(std::remove(all.begin(), all.end(), '\r'), all.end());
        return all;
    }

private:
    int held_;
    std::string path_;
};

/// A bare root without devices has no terminals; what is said of them is left untested there.
bool has_terminals() {
    const int opened = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (opened < 0)
        WARN("no terminal can be opened here");
    else
        ::close(opened);
    return opened >= 0;
}

}  // namespace

TEST_CASE("0 done, 1 problems found, 2 asked wrongly", "[cli]") {
    CHECK(run("eval '1 + 1'").status == 0);
    CHECK(run("eval '1 + 1'").out == "2\n");
    CHECK(run("eval '1 +'").status == 1);
    CHECK(run("eval").status == 2);
    CHECK(run("evaal 1").status == 2);
    CHECK(run("list --on never").status == 2);
    CHECK(run("assess vn/foreign-contractor-tax").status == 2);
    CHECK(run("assess vn/foreign-contractor-tax --date 2024-06-30 --set price").status == 2);
    CHECK(run("assess vn/foreign-contractor-tx --date 2024-06-30").status == 1);
    CHECK(run("--rules /nowhere list").status == 1);
    CHECK(run("--version").out == "0.1.0\n");
}

TEST_CASE("answers stand on stdout, everything else on stderr", "[cli]") {
    const std::string assess =
        "assess vn/foreign-contractor-tax --date 2024-06-30 --set price=902500000 --set "
        "price_form=net --set 'lines=[services]'";
    CHECK(run(assess).out.find("vat            50,000,000") != std::string::npos);
    CHECK(run(assess, "2>&1 >/dev/null").out.empty());
    CHECK(run(assess + " --explain").out.find("tt103 Art 12(1)") != std::string::npos);
    const auto json = nlohmann::json::parse(run(assess + " --format json").out);
    CHECK(json["outputs"]["cit"]["value"] == "47500000");
    CHECK(json["receipt"]["files"].contains("law/vn/foreign-contractor-tax.yaml"));
    const auto refused =
        run("assess vn/foreign-contractor-tax --date 2024-06-30 --set price=5 --set "
            "'lines=[aircraft_lease]'",
            "2>&1");
    CHECK(refused.status == 1);
    CHECK(refused.out.find("LV0412") != std::string::npos);
}

TEST_CASE("an explanation tells what decides, on demand in full, or as JSON", "[cli]") {
    const std::string assess = "assess xx/flat-levy --period 2024-06 --set revenue=1000 --explain";
    const auto told = run(assess).out;
    CHECK(told.find("\ndue 30; liable: supplier\n") != std::string::npos);
    CHECK(told.find("\nDecided by\n") < told.find("\nWhat would change it\n"));
    CHECK(told.find("law from 2024-07-01: due 45 instead of 30") != std::string::npos);
    CHECK(told.find("How it came about") == std::string::npos);
    CHECK(run(assess + " --full").out.find("How it came about, in full") != std::string::npos);
    const auto json = nlohmann::json::parse(run(assess + " --format json").out);
    CHECK(json["schema"] == "levy.explanation/1");
    CHECK(json["receipt"]["files"].contains("law/xx/flat-levy.yaml"));
}

TEST_CASE("facts come from a file or a line each", "[cli]") {
    const auto file = written("given.yaml",
                              "date: 2024-06-30\ncurrency: VND\ngiven: {price: 902_500_000, "
                              "price_form: net, lines: [services]}\n");
    CHECK(run("assess vn/foreign-contractor-tax --given " + file).out.find("50,000,000") !=
          std::string::npos);
    CHECK(run("assess vn/foreign-contractor-tax --given " +
                  written("wrong.yaml", "date: 2024-06-30\ngivn: {}\n"),
              "2>&1")
              .out.find("did you mean 'given'?") != std::string::npos);
    const auto refused = [&](const std::string& text) {
        return run("assess vn/foreign-contractor-tax --given " + written("wrong.yaml", text),
                   "2>&1")
            .out;
    };
    CHECK(refused("- price\n").find("a `--given` file is expected here") != std::string::npos);
    CHECK(refused("date: [2024-06-30]\n").find("'date' is a text here") != std::string::npos);
    CHECK(refused("date: 2024-06-30\nreadings: D4\n").find("`readings` is a map") !=
          std::string::npos);
    CHECK(refused("date: 2024-06-30\nreadings: {D4: [with_vat]}\n").find("'D4' is a text here") !=
          std::string::npos);
    const auto other_day = run("assess xx/flat-levy --date 2024-07-01 --given " +
                               written("day.yaml", "date: 2024-06-30\ngiven: {revenue: 1000}\n"));
    CHECK(other_day.out.find("45") != std::string::npos);  // the command line wins
    const auto lines = written(
        "lines.jsonl",
        R"({"id": 1, "date": "2024-06-30", "given": {"price": "902500000", "price_form": "net", "lines": ["services"]}})"
        "\n{\"id\": 2}\nnot json\n");
    const auto answers = run("assess vn/foreign-contractor-tax --jsonl < " + lines);
    CHECK(answers.status == 0);
    CHECK(answers.out.find(R"({"id":1,"schema":"levy.assessment/2")") == 0);
    CHECK(answers.out.find(R"({"id":2,"schema":"levy.assessment/2","error")") != std::string::npos);
    const auto evaluated =
        run("eval --jsonl < " +
            written("eval.jsonl",
                    "{\"id\": 1, \"expression\": \"1/4\"}\n{\"id\": 2, \"expression\": \"(\"}\n"));
    CHECK(evaluated.out.find(R"({"id":1,"result":{"number":"0.25"}})") == 0);
}

TEST_CASE("hostile and broken files are one clear problem with its place, and no crash", "[cli]") {
    const std::string head =
        "levy: 1\nrule: xx/a\ntitle: A\ncurrency: EUR\nassessed: per month\nsources: {act: {title: "
        "Act, read: 2026-01-01}}\nin_force: {2020-01-01: {value: true, source: act}}\n";
    const std::string foot =
        "inputs: {revenue: {type: money}}\noutputs: {due: {value: revenue * rate, round: half up "
        "to 1, source: act}}\n";
    const auto with = [&](const std::string& rate, const std::string& end = "") {
        return head + "parameters: {rate: {type: ratio, values: " + rate + "}}\n" +
               (end.empty() ? foot : end);
    };
    std::string commas;
    for (int i = 0; i < 524'288; ++i) commas += "[,";
    struct broken {
        const char* what;
        std::string text;
        const char* code;
    };
    const std::vector<broken> all{
        {"misspelt key", with("{2020-01-01: {value: 3%, sorce: act}}"), "LV0106"},
        {"wrong currency",
         with("{2020-01-01: {value: 3%, source: act}}",
              "inputs: {revenue: {type: money USD}}\noutputs: {due: {value: revenue, source: "
              "act}}\n"),
         "LV0204"},
        {"days not rising",
         with("{2020-01-01: {value: 3%, source: act}, 2019-01-01: {value: 2%, source: act}}"),
         "LV0302"},
        {"missing source", with("{2020-01-01: {value: 3%}}"), "LV0301"},
        {"bad UTF-8", "levy: 1\ntitle: \xff\n", "LV0102"},
        {"alias bomb", "a: &a [x, x]\nb: [*a, *a]\n", "LV0101"},
        {"brackets", commas, "LV0104"},
        {"empty", "", "LV0103"},
    };
    for (const auto& b : all) {
        INFO(b.what);
        const auto result = run("check " + written("broken.yaml", b.text), "2>&1");
        CHECK(result.status == 1);
        CHECK(result.out.find(b.code) != std::string::npos);
        CHECK(result.out.find("broken.yaml:") != std::string::npos);
    }
    const auto folder =
        run("check " + fs::path{written("empty-folder/x", "")}.parent_path().string(), "2>&1");
    CHECK(folder.status == 1);
    CHECK(folder.out.find("LV0103") != std::string::npos);
    const auto json = nlohmann::json::parse(
        run("check --format json " + written("json.yaml", "levy: 1\nnothing: 2\n")).out);
    CHECK(json["problems"][0]["code"] == "LV0106");
    CHECK(run("assess xx/not-yet-encoded --period 2019-12 --set revenue=5 --in-force 2019-12-31")
              .out.find("not_in_force") != std::string::npos);
}

TEST_CASE("rules and their cases check and pass, and are listed", "[cli]") {
    CHECK(run("check rules/law/xx").status == 0);  // a test of its own checks all there is
    const auto passed = run("test rules/law/xx");
    CHECK(passed.status == 0);
    CHECK(passed.out.find(" passed, 0 failed") != std::string::npos);
    CHECK(run("test /nowhere.cases.yaml").status == 1);
    CHECK(run("list").out.find("vn/foreign-supplier-tax") != std::string::npos);
    CHECK(run("list --on 2019-01-01").out.find("vn/foreign-supplier-tax") == std::string::npos);
    CHECK(nlohmann::json::parse(run("list --format json").out)["rules"].size() > 10);
}

TEST_CASE("levy calendar and levy diff answer, and refuse what they cannot read", "[cli]") {
    CHECK(run("calendar xx/gross-up --year 2024").status == 0);
    CHECK(run("calendar xx --year 2024").out.find("Founding Day") != std::string::npos);
    CHECK(run("calendar xx/gross-up --year 2024 --party buyer").out.find("supplier") ==
          std::string::npos);
    CHECK(run("calendar xx/gross-up").status == 2);
    CHECK(run("calendar xx/gross-up --year 24").status == 2);
    CHECK(run("calendar xx/gross-up --year 2024 --party nobody-known").status == 2);
    CHECK(run("calendar xx/gross-up --year 2024 --reading X2").status == 2);
    CHECK(run("calendar xx/gross-up --year 2024 --reading X2=perhaps").status == 1);
    CHECK(run("calendar xx/gros-up --year 2024").status == 1);
    CHECK(run("calendar zz --year 2024").status == 1);
    CHECK(run("calendar xx/gross-up --year 2024 --format ics").out.find("BEGIN:VCALENDAR") == 0);
    CHECK(nlohmann::json::parse(run("calendar xx --year 2024 --format json").out)["schema"] ==
          "levy.calendar/1");
    CHECK(run("diff xx --from 2023-12-31 --to 2025-12-31").status == 0);
    CHECK(run("diff xx/flat-levy --from 2024-06-30 --to 2024-07-01").out.find("3% → 4.5%") !=
          std::string::npos);
    CHECK(run("diff xx --from 2025-12-31 --to 2023-12-31").status == 2);
    CHECK(run("diff xx --from yesterday --to 2023-12-31").status == 2);
    CHECK(run("diff zz --from 2023-12-31 --to 2025-12-31").status == 1);
    CHECK(nlohmann::json::parse(
              run("diff xx --from 2023-12-31 --to 2025-12-31 --format json").out)["schema"] ==
          "levy.diff/1");
    const auto file = written("calendar.ics", "");
    CHECK(run("calendar xx/gross-up --year 2024 --format ics --out " + file).out.empty());
    CHECK(fs::file_size(file) > 1'000);
    CHECK(run("calendar xx/gross-up --year 2024 --out /nowhere/at/all").status == 1);
}

TEST_CASE("a reading that nobody has is refused", "[cli]") {
    const std::string asked = "assess xx/flat-levy --period 2024-06 --set revenue=100 --reading ";
    CHECK(run(asked + "X9=yes", "2>&1").out.find("there is no reading 'X9' here") !=
          std::string::npos);
    CHECK(run(asked + "X9=yes").status == 1);
    CHECK(run(asked + "X2=ignore").status == 0);  // the jurisdiction's own
    CHECK(run(asked + "X2=ignor", "2>&1").out.find("did you mean 'ignore'?") != std::string::npos);
}

TEST_CASE("levy list --on names what is in force that day", "[cli]") {
    CHECK(run("list --on 2020-06-30").out.find("vn/foreign-supplier-tax") == std::string::npos);
    CHECK(run("list --on 2020-07-01").out.find("vn/foreign-supplier-tax") != std::string::npos);
    CHECK(run("list --on 2024-12-31").out.find("xx/old-levy") != std::string::npos);
    CHECK(run("list --on 2025-01-01").out.find("xx/old-levy") == std::string::npos);
}

TEST_CASE("reforms are checked, tested, and stand over the law where asked", "[cli]") {
    const std::string vat = " --with-reform examples/reforms/vn-vat-8-percent.yaml";
    const std::string dst = " --with-reform examples/reforms/vn-dst-3-percent.yaml";
    SECTION("an answer under a reform, its explanation and its receipt") {
        const std::string assess =
            "assess vn/foreign-supplier-tax --period 2027-01 --set amount=1000000 --set "
            "customer=consumer --set registered=true";
        CHECK(run(assess).out.find("100,000") != std::string::npos);
        CHECK(run(assess + vat).out.find("80,000") != std::string::npos);
        CHECK(run(assess + vat + " --explain").out.find("(a proposal)") != std::string::npos);
        const auto json = nlohmann::json::parse(run(assess + vat + " --format json").out);
        CHECK(json["receipt"]["files"].contains("reforms/vn-vat-8-percent.yaml"));
        CHECK(run("assess vn/digital-services-tax --period 2027 --set stream=advertising --set "
                  "user_revenue=1000000" +
                  dst)
                  .out.find("30,000") != std::string::npos);
    }
    SECTION("what changes, what there is, what falls due") {
        const auto changes =
            run("diff vn/foreign-supplier-tax --from 2026-12-01 --to 2027-01-31" + vat);
        CHECK(changes.out.find("10% → 8%") != std::string::npos);
        CHECK(changes.out.find("from 2027 (a proposal)") != std::string::npos);
        CHECK(run("list").out.find("digital-services-tax") == std::string::npos);
        CHECK(run("list" + dst).out.find("from 2027-01-01 (proposed)") != std::string::npos);
        const auto due = run("calendar vn/digital-services-tax --year 2028" + dst);
        CHECK(due.out.find("2028-03-31 Fri") != std::string::npos);
    }
    SECTION("a reform, its rules and their cases go together, whichever is named") {
        CHECK(run("check examples/reforms").out.ends_with(" files, no problems\n"));
        CHECK(run("check examples/reforms/vn-digital-services-tax.yaml").status == 0);
        CHECK(run("test examples/reforms").out.ends_with(" passed, 0 failed\n"));
        CHECK(run("test examples/reforms/vn-vat-8-percent.yaml").out == "6 passed, 0 failed\n");
        CHECK(run("test examples/reforms/vn-digital-services-tax.cases.yaml").out ==
              "17 passed, 0 failed\n");
        const auto bare = written("reforms/bare.yaml",
                                  "levy: 1\nreform: bare\ntitle: t\npatches:\n  "
                                  "xx/flat-levy.in_force: {2025-01-01: false}\n");
        CHECK(run("test " + bare).out == "0 passed, 0 failed\n");
    }
    SECTION("problems point into the reform") {
        const auto wrong = written("reforms/wrong.yaml",
                                   "levy: 1\nreform: wrong\ntitle: t\npatches:\n  "
                                   "xx/flat-levy.parameters.rat: {2025-01-01: 1%}\n");
        for (const std::string words : {"check ", "test ", "list --with-reform ",
                                        "estimate examples/vietnam-2020.yaml "
                                        "--with-reform "}) {
            const auto refused = run(words + wrong, "2>&1");
            INFO(words << refused.out);
            CHECK(refused.status == 1);
            CHECK(refused.out.find("reforms/wrong.yaml:5:27") != std::string::npos);
            CHECK(refused.out.find("did you mean 'rate'?") != std::string::npos);
        }
        const auto other = run("list --with-reform rules/law/xx/flat-levy.yaml", "2>&1");
        CHECK(other.status == 1);
        CHECK(other.out.find("this file is no reform") != std::string::npos);
        CHECK(run("list --with-reform nowhere.yaml").status == 1);
    }
    SECTION("an estimate sets it beside the law as it stands") {
        const std::string estimate = "estimate examples/vietnam-app-stores.yaml";
        const auto answer = run(estimate + vat + " --format json");
        CHECK(answer.status == 0);
        const auto json = nlohmann::json::parse(answer.out);
        CHECK(json["alternatives"].back()["name"] == "vn-vat-8-percent");
        CHECK(json["alternatives"].back()["tax"]["p50"].is_string());
        CHECK(run(estimate + " --with-reform examples/vietnam-2020.yaml").status == 1);
    }
}

TEST_CASE("an answer is the same bytes on one processor and on all, and silent in a pipe",
          "[cli]") {
    const std::string words = "estimate examples/vietnam-app-stores.yaml --format json";
    const auto all = run(words, "2>&1").out;
    CHECK(all.substr(0, 2) == "{\n");
    const auto one =
        levy::tests::run_in(LEVY_ROOT, "taskset -c 0 '" LEVY_PROGRAM "' " + words + " 2>&1");
    CHECK(one.status == 0);
    CHECK(one.out == all);
}

TEST_CASE("what goes to a file or a pipe is as wide whatever terminal is near", "[cli]") {
    if (!has_terminals()) return;
    const terminal narrow{64};
    const auto to_narrow = ">" + narrow.path();
    const auto file = written("wide.txt", "");
    for (const std::string words :
         {"diff xx --from 2023-12-31 --to 2025-12-31", "calendar xx --year 2024",
          "estimate examples/vietnam-app-stores.yaml"}) {
        INFO(words);
        const auto piped = run(words).out;
        CHECK(run(words, "2" + to_narrow).out == piped);
        CHECK(run(words + " --out " + file, to_narrow + " 2>/dev/null").status == 0);
        CHECK(read(file) == piped);
    }
    const std::string explain = "assess xx/flat-levy --period 2024-06 --set revenue=1000 --explain";
    const auto piped = run(explain).out;
    CHECK(run(explain, "2" + to_narrow).out == piped);
    const terminal other{64};
    CHECK(run(explain, ">" + other.path() + " 2>/dev/null").status == 0);
    CHECK(other.shown() != piped);
}

TEST_CASE("problems are as wide as the terminal that they go to, not as that of the answer",
          "[cli]") {
    if (!has_terminals()) return;
    const auto file = written("long.yaml", "a: b: " + std::string(300, 'x') + "\n");
    const auto widest = [&](unsigned short columns) {
        const terminal problems{columns};
        const terminal answers{80};
        CHECK(run("check " + file, "2>" + problems.path() + " >" + answers.path()).status == 1);
        const auto shown = problems.shown();
        const auto line = shown.find("   1 | ");
        REQUIRE(line != std::string::npos);
        return shown.find('\n', line) - line - std::string{"…"}.size() + 1;
    };
    CHECK(widest(64) == 63);  // room for an ellipsis at either end
    CHECK(widest(110) == 109);
}

TEST_CASE("a code is explained by its number or its word; an unknown one names the nearest and all",
          "[cli]") {
    const auto page = run("check --explain LV0204");
    CHECK(page.status == 0);
    CHECK(page.out.starts_with("# LV0204 `unit`: "));
    CHECK(run("check --explain unit").out == page.out);
    const auto all = run("check --explain list");
    CHECK(all.status == 0);
    CHECK(run("check --explain").out == all.out);
    CHECK(all.out.find("LV0204  unit ") != std::string::npos);
    const auto unknown = run("check --explain unti", "2>&1 >/dev/null");
    CHECK(unknown.status == 2);
    CHECK(unknown.out.starts_with(
        "levy check: there is no code 'unti'; did you mean LV0204, 'unit'?\n"));
    CHECK(unknown.out.ends_with(all.out));
    const auto json = nlohmann::json::parse(run("check --explain unit --format json").out);
    CHECK(json["schema"] == "levy.code/1");
    CHECK(json["code"] == "LV0204");
    CHECK(json["name"] == "unit");
    CHECK(json["page"] == page.out);
    const auto listed = nlohmann::json::parse(run("check --explain --format json").out);
    CHECK(listed["schema"] == "levy.codes/1");
    CHECK(listed["codes"].size() > 50);
}

TEST_CASE("problems come file by file and from top to bottom", "[cli]") {
    const auto file = written("order.yaml",
                              "levy: 1\nrule: xx/a\ntitle: a\ncurrency: EUR\nassessed: per month\n"
                              "in_force: {2020-01-01: {value: true, source: s 1}}\n"
                              "outputs: {due: {charges: vat, value: nowhere}}\nnote: []\n");
    const auto json = nlohmann::json::parse(run("check " + file + " --format json").out);
    std::vector<int> at;
    for (const auto& problem : json["problems"]) at.push_back(problem["line"]);
    CHECK(at == std::vector<int>{6, 7, 8});
}

TEST_CASE("every answer as JSON is an object that names its schema and has a receipt", "[cli]") {
    const std::vector<std::pair<std::string, std::string>> answers{
        {"list", "levy.list/1"},
        {"list --on 2024-01-01", "levy.list/1"},
        {"check rules/law/xx", "levy.problems/1"},
        {"check --explain", "levy.codes/1"},
        {"check --explain LV0203", "levy.code/1"},
        {"test rules/law/xx/flat-levy.cases.yaml", "levy.test/1"},
        {"diff xx/flat-levy --from 2024-06-30 --to 2024-07-01", "levy.diff/1"},
        {"calendar xx --year 2024", "levy.calendar/1"},
        {"estimate examples/vietnam-2025-vat-change.yaml", "levy.estimate/2"},
        {"assess xx/flat-levy --period 2024-06 --set revenue=1000", "levy.assessment/2"},
        {"assess xx/flat-levy --period 2024-06 --set revenue=1000 --explain", "levy.explanation/1"},
        {"assess xx/flat-levy --period 2024-06", "levy.problems/1"},
    };
    for (const auto& [words, schema] : answers) {
        INFO(words);
        const auto json = nlohmann::json::parse(run(words + " --format json").out);
        REQUIRE(json.is_object());
        CHECK(json.value("schema", "") == schema);
        CHECK(json["receipt"].contains("levy"));
    }
}

TEST_CASE("levy list as JSON says of which day, and what it could not read", "[cli]") {
    const levy::tests::own_folder folder;
    folder.write("law/zz/broken.yaml", "levy: 1\nrule: zz/broken\n");
    const auto broken = run("--rules " + folder.text() + " list --format json");
    CHECK(broken.status == 1);
    CHECK(nlohmann::json::parse(broken.out)["problems"][0]["code"] == "LV0106");
    const auto json = nlohmann::json::parse(run("list --on 2024-01-01 --format json").out);
    CHECK(json["on"] == "2024-01-01");
    CHECK(!json.contains("problems"));
}
