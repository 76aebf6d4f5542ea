// SPDX-License-Identifier: Apache-2.0
// Each page is its own golden: its wrong example is put to the program that it names, and what is
// printed must be what the page says.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include <levy/text/page.hpp>

#include "../own_folder.hpp"
#include "../ran.hpp"

using namespace levy;

namespace {

namespace fs = std::filesystem;

/// ```` ```yaml rules/law/xx/levy.yaml ```` and what it holds.
struct fence {
    std::vector<std::string> info;
    std::string body;
};

/// A page taken apart: its files, what is asked of them, what comes out, and what is mended.
struct example {
    std::map<std::string, std::string> files;
    std::string command, printed, mending;
};

std::vector<fence> fences_of(const std::string& text) {
    std::vector<fence> all;
    std::istringstream in{text};
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) {
            inside = !inside;
            if (!inside) continue;
            std::istringstream words{line.substr(3)};
            all.push_back({{std::istream_iterator<std::string>{words}, {}}, ""});
        } else if (inside) {
            all.back().body += line + "\n";
        }
    }
    CHECK_FALSE(inside);
    return all;
}

/// `\xE9` becomes the byte, so that a page, itself clean, can show a file that is not.
std::string with_bytes(std::string text) {
    for (auto at = text.find("\\x"); at != std::string::npos; at = text.find("\\x", at))
        text.replace(at, 4, 1, static_cast<char>(std::stoi(text.substr(at + 2, 2), nullptr, 16)));
    return text;
}

example example_of(const std::string& text) {
    example made;
    for (const auto& [info, body] : fences_of(text)) {
        REQUIRE_FALSE(info.empty());
        if (info[0] == "diff") {
            made.mending = body;
        } else if (info[0] == "text") {
            REQUIRE(body.starts_with("$ levy "));
            made.command = body.substr(2, body.find('\n') - 2);
            made.printed = body.substr(body.find('\n') + 1);
        } else {
            REQUIRE(info.size() > 1);
            made.files[info[1]] = info.size() > 2 && info[2] == "bytes" ? with_bytes(body) : body;
        }
    }
    return made;
}

/// Puts the lines that begin with `+` in the place of those before them that begin with `-`.
void mend(example& of) {
    std::istringstream in{of.mending};
    std::string before, after;
    const auto swap = [&] {
        if (before.empty()) return;
        std::size_t found = 0;
        const auto replace = [&](std::string& text) {
            const auto at = ("\n" + text).find("\n" + before);
            if (at == std::string::npos) return;
            text.replace(at, before.size(), after);
            ++found;
        };
        if (before.starts_with("$ ")) {
            REQUIRE(before == "$ " + of.command + "\n");
            of.command = after.substr(2, after.size() - 3);
            found = 1;
        } else {
            for (auto& [path, text] : of.files) replace(text);
        }
        INFO(before);
        CHECK(found == 1);
        before.clear();
        after.clear();
    };
    for (std::string line; std::getline(in, line);) {
        REQUIRE((line.starts_with("- ") || line.starts_with("+ ")));
        if (line[0] == '-' && !after.empty()) swap();
        (line[0] == '-' ? before : after) += with_bytes(line.substr(2)) + "\n";
    }
    swap();
}

tests::ran run(const example& of) {
    const tests::own_folder own;
    const auto& folder = own.path();
    for (const auto& [path, text] : of.files) own.write(path, text);
    // What a page does not show of the rules is what stands in the tree.
    const auto rules = fs::path{LEVY_ROOT} / "rules";
    if (fs::exists(folder / "rules" / "figures"))
        fs::copy(rules / "figures", folder / "rules" / "figures",
                 fs::copy_options::recursive | fs::copy_options::skip_existing);
    if (!fs::exists(folder / "rules")) fs::create_directory_symlink(rules, folder / "rules");
    REQUIRE(of.command.starts_with("levy "));
    return tests::run_in(
        own.text(), "unset LEVY_RULES && '" LEVY_PROGRAM "' " + of.command.substr(5) + " 2>&1");
}

/// Writes what is printed now into the page; the change is reviewed as a change of behaviour.
void rewrite(const page& one, const example& of, const std::string& out) {
    std::string text{one.text};
    const auto at = text.find("$ " + of.command + "\n") + of.command.size() + 3;
    text.replace(at, of.printed.size(), out);
    std::ofstream{fs::path{LEVY_ROOT} / "src/text/pages" / (to_text(one.id) + ".md"),
                  std::ios::binary}
        << text;
}

std::string read(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

}  // namespace

TEST_CASE("what a page says that levy prints, levy prints", "[diagnostics]") {
    for (const auto& one : pages()) {
        INFO(to_text(one.id) << " " << name_of(one.id));
        const auto shown = example_of(std::string{one.text});
        const auto got = run(shown);
        if (std::getenv("LEVY_UPDATE_GOLDEN") != nullptr) rewrite(one, shown, got.out);
        CHECK(got.out == shown.printed);
        // A deadline that may yet move is a note, and the tax stands.
        const bool is_note = one.id == code::calendar;
        CHECK(got.status == (is_note ? 0 : 1));
        CHECK(got.out.find((is_note ? "note[" : "error[") + to_text(one.id) + "]") !=
              std::string::npos);
    }
}

TEST_CASE("what a page mends is mended", "[diagnostics]") {
    for (const auto& one : pages()) {
        INFO(to_text(one.id) << " " << name_of(one.id));
        auto shown = example_of(std::string{one.text});
        CHECK_FALSE(shown.mending.empty());
        mend(shown);
        const auto got = run(shown);
        INFO(got.out);
        CHECK(got.status == 0);
        CHECK(got.out.find(to_text(one.id)) == std::string::npos);
    }
}

TEST_CASE("every code has a page, every page a code and one form", "[diagnostics]") {
    std::set<std::string> with_page;
    for (const auto& one : pages()) {
        const auto id = to_text(one.id);
        INFO(id);
        REQUIRE_FALSE(name_of(one.id).empty());
        with_page.insert(id);
        CHECK(one.text.starts_with("# " + id + " `" + std::string{name_of(one.id)} + "`: "));
        CHECK(one.text.find("\n## What to write\n") != std::string_view::npos);
        CHECK(title_of(one).size() <= 70);
        CHECK(find_page(name_of(one.id)) == &one);
        CHECK(find_page(id) == &one);
        // Prose wraps by itself; what is printed as it stands fits a terminal.
        std::istringstream in{std::string{one.text}};
        for (std::string line; std::getline(in, line);) {
            INFO(line);
            CHECK(line.size() <= 160);
        }
    }
    std::set<std::string> codes;
    for (unsigned n = 0; n < 1000; ++n)
        if (!name_of(static_cast<code>(n)).empty()) codes.insert(to_text(static_cast<code>(n)));
    CHECK(with_page == codes);
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{fs::path{LEVY_ROOT} / "src/text/pages"})
        files += with_page.contains(entry.path().stem().string()) ? 1 : 0;
    CHECK(files == codes.size());
}

TEST_CASE("every code is raised somewhere", "[diagnostics]") {
    std::string bodies;
    for (const auto& entry : fs::recursive_directory_iterator{fs::path{LEVY_ROOT} / "src"})
        if (entry.path().extension() == ".cpp" && entry.path().filename() != "code.cpp")
            bodies += read(entry.path());
    // Each word after `code::`, whole.
    const std::string_view mark = "code::";
    std::set<std::string> raised;
    for (auto at = bodies.find(mark); at != std::string::npos; at = bodies.find(mark, at)) {
        at += mark.size();
        const auto end = bodies.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at);
        raised.insert(bodies.substr(at, end - at));
    }
    for (const auto& one : pages()) {
        INFO(name_of(one.id));
        CHECK(raised.contains(std::string{name_of(one.id)}));
    }
}

TEST_CASE("a page is found by its number and by its word", "[diagnostics]") {
    for (const auto* asked : {"LV0204", "lv0204", "0204", "204", "unit", "Unit"}) {
        INFO(asked);
        REQUIRE(find_page(asked));
        CHECK(find_page(asked)->id == code::unit);
    }
    for (const auto* asked : {"", "LV", "LV0000", "0", "unti", "LV02040", "LV0999"}) {
        INFO(asked);
        CHECK_FALSE(find_page(asked));
    }
}
