// SPDX-License-Identifier: Apache-2.0
// Changes one thing of a rule file at a time (each figure, comparison, date, operator, truth) and
// runs the rule's cases on the result. A mutant lives if every case still passes; each one that
// lives is a missing case, or stands with its reason in the list of survivors.
//
// usage: levy-mutants RULES_FOLDER RULE_ID LIST_OF_SURVIVORS
#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <levy/rule/cases.hpp>
#include <levy/value/number_text.hpp>

namespace {

using namespace levy;

struct mutant {
    std::size_t begin = 0, end = 0;
    std::string text, path;  // the keys that lead there
};

/// What stands in a citation, a title or a remark decides nothing.
bool decides(std::string_view key) {
    static const std::set<std::string, std::less<>> prose{
        "title", "about", "source", "url",  "read", "note",       "question",
        "text",  "doubt", "levy",   "rule", "name", "confidence", "notes"};
    return !prose.contains(key);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class mutator {
public:
    explicit mutator(const source_text& of) : of_{of} {}

    [[nodiscard]] std::size_t moves_a_citation() const { return moves_a_citation_; }
    std::vector<mutant> all(const node& document) {
        // Where another day than the period's picks the values, earlier entries may count.
        const bool looks_back = document.find("dated_by") != nullptr;
        if (const auto* life = document.find("in_force"); life && !looks_back)
            life_ = read_day(life->entries.front().key);
        for (const auto& entry : document.entries)
            // Days off are held against the sky and against the notices by tests of their own.
            if (entry.key != "calendar") walk(entry.value, entry.key, entry.key);
        return std::move(found_);
    }

private:
    /// What an entry of a timeline says besides its citation.
    static std::string payload(const node& entry) {
        std::string text = entry.text;
        for (const auto& item : entry.items) text += "[" + payload(item) + "]";
        for (const auto& part : entry.entries)
            if (decides(part.key) && part.key != "published")
                text += part.key + ":" + payload(part.value) + ";";
        return text;
    }
    /// A date that no case can hold: of an entry that says what the one before it says under
    /// another text, so that only the citation would move.
    static bool restates(const node& timeline, std::size_t i) {
        return i > 0 &&
               payload(timeline.entries[i].value) == payload(timeline.entries[i - 1].value) &&
               !payload(timeline.entries[i].value).empty();
    }
    void walk(const node& n, const std::string& key, const std::string& path) {
        if (!decides(key)) return;
        for (std::size_t i = 0; i < n.items.size(); ++i) {
            const auto* name = n.items[i].find("name");
            walk(n.items[i], key, path + "/" + (name ? name->text : std::to_string(i + 1)));
        }
        for (std::size_t i = 0; i < n.entries.size(); ++i) {
            const auto& entry = n.entries[i];
            const auto inner = path + "/" + entry.key;
            path_ = inner;
            const auto d = read_day(entry.key);
            if (d && restates(n, i)) {
                ++moves_a_citation_;
                for (const auto& part : entry.value.entries)
                    if (part.key != "published") walk(part.value, part.key, inner + "/" + part.key);
                continue;
            }
            if (d) day_at(entry.key_where.begin, *d);
            walk(entry.value, entry.key, inner);
        }
        path_ = path;
        if (n.is_text()) scalar(n);
    }
    void add(std::size_t begin, std::size_t end, std::string text) {
        found_.push_back({begin, end, std::move(text), path_});
    }
    /// What begins with the rule cannot begin before it.
    void day_at(std::size_t at, day d) {
        add(at, at + 10, levy::to_text(d + 1));
        if (d != life_ || path_.starts_with("in_force")) add(at, at + 10, levy::to_text(d - 1));
    }

    void scalar(const node& n) {
        const auto begin = n.where.begin;
        const auto text = of_.text().substr(begin, n.where.end - begin);
        for (std::size_t i = 0; i < text.size();) i = one(text, i, begin);
    }
    /// Mutants of what stands at `i`; where to go on.
    std::size_t one(const std::string& text, std::size_t i, std::size_t base) {
        const char c = text[i];
        const auto rest = std::string_view{text}.substr(i);
        if (const auto d = read_day(rest.substr(0, 10))) {
            day_at(base + i, *d);
            return i + 10;
        }
        const bool begins = i == 0 || !is_word(text[i - 1]);
        if (c == 'P' && begins && i + 1 < text.size() &&
            std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0)
            return duration(text, i + 1, base);
        if (std::isdigit(static_cast<unsigned char>(c)) != 0 && begins)
            return figure(text, i, base);
        for (const auto& [from, to] : swaps())
            if (rest.starts_with(from)) {
                add(base + i, base + i + from.size(), std::string{to});
                return i + from.size();
            }
        if (std::isalpha(static_cast<unsigned char>(c)) != 0 && (i == 0 || !is_word(text[i - 1])))
            return word(text, i, base);
        return i + 1;
    }
    static const std::vector<std::pair<std::string_view, std::string_view>>& swaps() {
        static const std::vector<std::pair<std::string_view, std::string_view>> all{
            {" >= ", " > "}, {" <= ", " < "}, {" != ", " = "}, {" > ", " >= "}, {" < ", " <= "},
            {" = ", " != "}, {" + ", " - "},  {" - ", " + "},  {" * ", " / "},  {" / ", " * "}};
        return all;
    }
    /// The first count of `P90D`, one up and one down.
    std::size_t duration(const std::string& text, std::size_t i, std::size_t base) {
        auto end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
        const auto n = *read_number(text.substr(i, end - i));
        add(base + i, base + end, levy::to_text(n + 1));
        add(base + i, base + end, levy::to_text(n - 1));
        while (end < text.size() && is_word(text[end])) ++end;
        return end;
    }
    std::size_t figure(const std::string& text, std::size_t i, std::size_t base) {
        auto end = i;
        while (
            end < text.size() &&
            (is_word(text[end]) || (text[end] == '.' && end + 1 < text.size() &&
                                    std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0)))
            ++end;
        const auto digits = text.substr(i, end - i);
        const auto n = read_number(digits);
        if (n) {
            const auto point = digits.find('.');
            const auto step =
                point == std::string::npos
                    ? number{1}
                    : number{1} / power(number{10}, static_cast<int>(digits.size() - point - 1));
            add(base + i, base + end, levy::to_text(*n + step));
            if (n->sign() > 0) add(base + i, base + end, levy::to_text(*n - step));
        }
        return end;
    }
    std::size_t word(const std::string& text, std::size_t i, std::size_t base) {
        auto end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        static const std::map<std::string, std::string> others{
            {"and", "or"},     {"or", "and"},     {"min", "max"},
            {"max", "min"},    {"true", "false"}, {"false", "true"},
            {"some", "every"}, {"every", "some"}, {"half", "up"}};
        const auto found = others.find(text.substr(i, end - i));
        if (found != others.end() && found->first != "half")
            add(base + i, base + end, found->second);
        return end;
    }

    const source_text& of_;
    std::optional<day> life_;
    std::size_t moves_a_citation_ = 0;
    std::string path_;
    std::vector<mutant> found_;
};

/// `path | mutation | reason`, one a line; # begins a remark.
std::set<std::string> read_survivors(const std::string& path) {
    std::set<std::string> known;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        known.insert(line.substr(0, line.rfind(" | ")));
    }
    return known;
}

std::string described(const source_text& of, const mutant& m) {
    return m.path + " | " + of.text().substr(m.begin, m.end - m.begin) + " -> " + m.text;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::cerr << "usage: levy-mutants RULES_FOLDER RULE_ID LIST_OF_SURVIVORS\n";
        return 2;
    }
    const std::string id = words[2];
    const auto under = law::open(words[1]);
    if (!under) {
        std::cerr << to_text(under.problems());
        return 1;
    }
    diagnostics problems;
    const auto path = under->path_of(id);
    const auto text = open_source(path, problems);
    const auto document = text ? read_yaml(text, problems) : std::nullopt;
    if (!document) {
        std::cerr << to_text(problems);
        return 1;
    }
    const auto cases = path.substr(0, path.size() - 5) + ".cases.yaml";
    mutator maker{*text};
    const auto mutants = maker.all(*document);
    const auto known = read_survivors(words[3]);
    if (const auto as_it_stands = rule::run_cases(*under, cases, id, text); !as_it_stands.ok()) {
        std::cerr << "the cases of " << id << " fail before anything is changed\n";
        return 1;
    }
    std::size_t killed = 0;
    std::set<std::string> listed;
    std::vector<std::string> alive;
    for (const auto& m : mutants) {
        auto changed = text->text();
        changed.replace(m.begin, m.end - m.begin, m.text);
        const auto report =
            rule::run_cases(*under, cases, id, std::make_shared<const source_text>(path, changed));
        if (!report.ok()) {
            ++killed;
            continue;
        }
        const auto what = described(*text, m);
        if (known.contains(what))
            listed.insert(what);
        else
            alive.push_back(what);
    }
    for (const auto& what : alive) std::cout << what << " | \n";
    bool stale = false;
    for (const auto& what : known)
        if (!listed.contains(what)) {
            std::cout << "listed, and no longer alive: " << what << "\n";
            stale = true;
        }
    std::cout << mutants.size() << " mutants of " << id << ": " << killed << " killed, "
              << mutants.size() - killed - alive.size() << " listed with their reason, "
              << alive.size() << " alive (" << maker.moves_a_citation()
              << " dates besides that only move a citation)\n";
    return alive.empty() && !stale ? 0 : 1;
}
