// SPDX-License-Identifier: Apache-2.0
// Changes one thing of a rule file at a time (each figure, comparison, date, operator, truth) and
// runs the rule's cases on the result. A mutant lives if every case still passes; each one that
// lives is a missing case, or stands with its reason in the list of survivors.
//
// usage: levy-mutants RULES_FOLDER RULE_ID LIST_OF_SURVIVORS
#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <levy/rule/cases.hpp>
#include <levy/value/number_text.hpp>

namespace {

using namespace levy;

struct mutant {
    std::size_t begin = 0, end = 0;
    std::string text;
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

    std::vector<mutant> all(const node& document) {
        walk(document, "");
        return std::move(found_);
    }

private:
    void walk(const node& n, const std::string& key) {
        if (!decides(key)) return;
        for (const auto& item : n.items) walk(item, key);
        for (const auto& entry : n.entries) {
            if (const auto d = read_day(entry.key)) day_at(entry.key_where.begin, *d);
            walk(entry.value, entry.key);
        }
        if (n.is_text()) scalar(n);
    }
    void add(std::size_t begin, std::size_t end, std::string text) {
        found_.push_back({begin, end, std::move(text)});
    }
    void day_at(std::size_t at, day d) {
        add(at, at + 10, levy::to_text(d + 1));
        add(at, at + 10, levy::to_text(d - 1));
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
        if (std::isdigit(static_cast<unsigned char>(c)) != 0 && (i == 0 || !is_word(text[i - 1])))
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
    std::vector<mutant> found_;
};

/// `line|text of the line|mutation|reason`, one a line; # begins a remark.
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
    const auto place = of.at(m.begin);
    std::string line{of.line(place.line)};
    line.erase(0, line.find_first_not_of(' '));
    constexpr std::size_t most = 70;
    if (line.size() > most) line.resize(most);
    return line + " | column " + std::to_string(place.column) + ": " +
           of.text().substr(m.begin, m.end - m.begin) + " -> " + m.text;
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
    const auto mutants = mutator{*text}.all(*document);
    const auto known = read_survivors(words[3]);
    std::size_t killed = 0;
    std::size_t listed = 0;
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
            ++listed;
        else
            alive.push_back(what);
    }
    for (const auto& what : alive) std::cout << what << " | \n";
    std::cout << mutants.size() << " mutants of " << id << ": " << killed << " killed, " << listed
              << " listed with their reason, " << alive.size() << " alive\n";
    return alive.empty() ? 0 : 1;
}
