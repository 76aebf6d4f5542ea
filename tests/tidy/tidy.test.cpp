// SPDX-License-Identifier: Apache-2.0
// House rules that a machine can hold. Each check is shown once to fail on a bad text.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

namespace {

namespace fs = std::filesystem;

const fs::path root{LEVY_ROOT};

std::string read(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

std::vector<fs::path> files(const std::vector<std::string>& folders,
                            const std::vector<std::string>& endings) {
    std::vector<fs::path> all;
    for (const auto& folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator{root / folder})
            if (entry.is_regular_file() && std::find(endings.begin(), endings.end(),
                                                     entry.path().extension()) != endings.end())
                all.push_back(fs::relative(entry.path(), root));
    return all;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

using complaints = std::vector<std::string>;

const std::map<std::string, int> layers{{"value", 0},  {"text", 1},    {"feel", 2},
                                        {"rule", 3},   {"revenue", 3}, {"scenario", 4},
                                        {"ledger", 4}, {"report", 5},  {"cli", 6}};

std::string folder_of(const std::string& path) {
    for (const auto* prefix : {"include/levy/", "src/"})
        if (path.rfind(prefix, 0) == 0) {
            const auto rest = path.substr(std::string{prefix}.size());
            return rest.find('/') == std::string::npos ? "" : rest.substr(0, rest.find('/'));
        }
    return {};
}

/// A header or source includes its own layer and lower ones; neighbours of one layer never each
/// other.
complaints climbing(const std::string& path, const std::string& text) {
    complaints all;
    const auto own = layers.find(folder_of(path));
    if (own == layers.end()) return all;
    static const std::regex include{R"(#include <levy/([a-z]+)/)"};
    for (auto at = std::sregex_iterator{text.begin(), text.end(), include};
         at != std::sregex_iterator{}; ++at) {
        const auto other = layers.find((*at)[1]);
        if (other == layers.end() || other->first == own->first) continue;
        if (other->second >= own->second) all.push_back(path + " includes " + other->first);
    }
    return all;
}

complaints too_big(const std::string& path, const std::string& text) {
    complaints all;
    const auto lines = lines_of(text);
    if (path.ends_with(".hpp") && lines.size() > 400)
        all.push_back(path + " has " + std::to_string(lines.size()) + " lines");
    // A function's body opens with a brace at the end of an unindented or member line and closes at
    // the same indent.
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        static const std::regex statement{
            R"(^ *(if|for|while|switch|return|else|} |const auto|auto |static ))"};
        if (line.find('[') != std::string::npos || std::regex_search(line, statement)) continue;
        const auto indent = line.find_first_not_of(' ');
        if (indent == std::string::npos || indent > 4 || !line.ends_with(") {")) {
            const bool qualified = line.ends_with(") const {") || line.ends_with(") override {") ||
                                   line.ends_with(") const override {") ||
                                   line.ends_with(") noexcept {");
            if (!qualified || indent == std::string::npos || indent > 4) continue;
        }
        std::size_t end = i + 1;
        while (end < lines.size() &&
               !(lines[end].size() == indent + 1 && lines[end][indent] == '}'))
            ++end;
        if (end - i > 70)
            all.push_back(path + ":" + std::to_string(i + 1) + " is a function of " +
                          std::to_string(end - i) + " lines");
    }
    return all;
}

complaints banned(const std::string& path, const std::string& text) {
    complaints all;
    const auto has = [&](const std::string& word) { return text.find(word) != std::string::npos; };
    const auto refuse = [&](const std::string& word) {
        if (has(word)) all.push_back(path + " holds " + word);
    };
    for (const auto* word : {"cpp_"
                             "dec_float",
                             "std::"
                             "views",
                             "std::"
                             "expected",
                             "<"
                             "format>",
                             "source_"
                             "location",
                             "YAML::"
                             "Load"})
        refuse(word);
    const bool in_levy = path.rfind("include/", 0) == 0 || path.rfind("src/", 0) == 0;
    if (!in_levy) return all;
    if (path.rfind("include/", 0) == 0) {
        refuse(
            "using "
            "namespace");
        for (const auto* library :
             {"<boost/", "<yaml-cpp/", "<fmt/", "<nlohmann/", "<CLI/", "<date/"})
            refuse(library);
    }
    if (path.rfind("src/cli/", 0) != 0)
        refuse(
            "std::"
            "cout");
    if (path != "src/text/read_yaml.cpp") refuse("<yaml-cpp/");
    if (path != "src/value/number_big.cpp") refuse("cpp_int.hpp");
    if (path != "src/value/day.cpp") refuse("<date/");
    if (path != "src/cli/main.cpp") refuse("<CLI/");
    const bool may_float = path.find("/revenue/") != std::string::npos ||
                           path.find("/scenario/") != std::string::npos ||
                           path.find("/report/") != std::string::npos;
    static const std::regex floating{R"(\b(double|float)\b(?! ))"};
    static const std::regex declared{R"((^|[\s(<])(double|float) [a-z])"};
    if (!may_float) {
        for (const auto& line : lines_of(text)) {
            const auto code = line.substr(0, line.find("//"));
            if (std::regex_search(code, declared))
                all.push_back(path + " reckons in binary: " + line);
        }
    }
    (void)floating;
    return all;
}

complaints headed(const std::string& path, const std::string& text) {
    if (text.find("SPDX-License-Identifier: Apache-2.0") < 60) return {};
    return {path + " does not begin with its licence"};
}

complaints long_lines(const std::string& path, const std::string& text) {
    complaints all;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto width = std::count_if(lines[i].begin(), lines[i].end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        });
        if (width > 100 && lines[i].find("R\"") == std::string::npos &&
            lines[i].find("http") == std::string::npos)
            all.push_back(path + ":" + std::to_string(i + 1) + " is " + std::to_string(width) +
                          " wide");
    }
    return all;
}

void hold(const complaints& all) {
    for (const auto& one : all) FAIL_CHECK(one);
    SUCCEED();
}

void hold_for(const std::vector<fs::path>& paths,
              const std::function<complaints(const std::string&, const std::string&)>& check) {
    CHECK_FALSE(paths.empty());
    for (const auto& path : paths) hold(check(path.generic_string(), read(root / path)));
}

}  // namespace

TEST_CASE("each layer includes only itself and lower ones", "[tidy]") {
    CHECK_FALSE(climbing("include/levy/value/a.hpp", "#include <levy/text/span.hpp>").empty());
    CHECK_FALSE(climbing("src/rule/a.cpp", "#include <levy/revenue/figure.hpp>").empty());
    CHECK(climbing("src/rule/a.cpp", "#include <levy/feel/expr.hpp>\n#include <levy/rule/rule.hpp>")
              .empty());
    hold_for(files({"include", "src"}, {".hpp", ".cpp"}), climbing);
}

TEST_CASE("headers and functions fit their sizes, lines their width", "[tidy]") {
    std::string body = "void f() {\n";
    for (int i = 0; i < 75; ++i) body += "    x();\n";
    CHECK_FALSE(too_big("src/a.cpp", body + "}\n").empty());
    CHECK_FALSE(too_big("a.hpp", std::string(500, '\n')).empty());
    CHECK_FALSE(long_lines("a.cpp", std::string(101, 'x')).empty());
    CHECK(long_lines("a.cpp", std::string(100, 'x')).empty());
    hold_for(files({"include", "src"}, {".hpp", ".cpp"}), too_big);
    hold_for(files({"include", "src", "tests"}, {".hpp", ".cpp"}), long_lines);
}

TEST_CASE("banned words and includes stay out", "[tidy]") {
    CHECK_FALSE(banned("src/rule/a.cpp", "double rate = 0.05;").empty());
    CHECK_FALSE(banned("include/levy/rule/a.hpp", "#include <boost/any.hpp>").empty());
    CHECK_FALSE(banned("src/rule/a.cpp", std::string{"cpp_"} + "dec_float_50 x;").empty());
    CHECK(banned("src/revenue/a.cpp", "double rate = 0.05;").empty());
    hold_for(files({"include", "src", "tests"}, {".hpp", ".cpp"}), banned);
}

TEST_CASE("every source file names its licence", "[tidy]") {
    CHECK_FALSE(headed("a.cpp", "int main() {}").empty());
    hold_for(files({"include", "src", "tests", "examples"}, {".hpp", ".cpp"}), headed);
}

TEST_CASE("every folder of levy has its tests, every rule its cases", "[tidy]") {
    for (const auto& entry : fs::directory_iterator{root / "include" / "levy"})
        if (entry.is_directory()) {
            INFO(entry.path());
            CHECK(fs::is_directory(root / "tests" / entry.path().filename()));
        }
    for (const auto& file : files({"rules/law"}, {".yaml"})) {
        const auto name = file.string();
        if (name.ends_with(".cases.yaml") || name.ends_with("sources.yaml")) continue;
        INFO(name);
        CHECK(fs::exists((root / file).replace_extension(".cases.yaml")));
    }
}

TEST_CASE("every code of a problem is raised by some test", "[tidy]") {
    std::string all;
    for (const auto& file : files({"tests"}, {".cpp"}))
        if (file.filename() != "tidy.test.cpp") all += read(root / file);
    for (const auto& file : files({"rules/law"}, {".yaml"})) all += read(root / file);
    const auto codes = read(root / "include/levy/text/code.hpp");
    static const std::regex entry{R"(\n    ([a-z_]+) = (\d+))"};
    std::size_t count = 0;
    for (auto at = std::sregex_iterator{codes.begin(), codes.end(), entry};
         at != std::sregex_iterator{}; ++at, ++count) {
        const auto name = (*at)[1].str();
        auto number = (*at)[2].str();
        number.insert(0, 4 - number.size(), '0');
        INFO(name);
        CHECK((all.find("code::" + name) != std::string::npos ||
               all.find("LV" + number) != std::string::npos ||
               all.find("error: " + name) != std::string::npos));
    }
    CHECK(count > 50);
}

TEST_CASE("the top level holds only what belongs there", "[tidy]") {
    static const std::set<std::string> allowed{
        "CMakeLists.txt", "CMakePresets.json", "README.md", "ARCHITECTURE.md",
        "CHANGELOG.md",   "LICENSE",           "include",   "src",
        "rules",          "examples",          "tests",     "build"};
    for (const auto& entry : fs::directory_iterator{root}) {
        const auto name = entry.path().filename().string();
        if (name.front() == '.') continue;
        INFO(name);
        CHECK(allowed.contains(name));
    }
}
