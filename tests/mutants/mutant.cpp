// SPDX-License-Identifier: Apache-2.0
#include "mutant.hpp"

#include <map>
#include <optional>
#include <set>

#include <levy/value/day.hpp>
#include <levy/value/number_text.hpp>

namespace levy::mutants {

namespace {

/// What stands in a citation, a title or a remark decides nothing.
bool decides(std::string_view key) {
    static const std::set<std::string, std::less<>> prose{
        "title",    "about",      "source", "url",          "read",   "note",
        "question", "reform",     "text",   "doubt",        "levy",   "rule",
        "name",     "confidence", "notes",  "jurisdiction", "reform", "rules"};
    return !prose.contains(key);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Just past what an author wrote of it, without the space and remarks that follow a block.
std::size_t end_of(const node& n, const std::string& source) {
    const char first = n.where.begin < source.size() ? source[n.where.begin] : ' ';
    if (n.is_text() || first == '{' || first == '[') return n.where.end;
    if (!n.items.empty()) return end_of(n.items.back(), source);
    if (!n.entries.empty()) return end_of(n.entries.back().value, source);
    return n.where.end;
}

std::size_t past_space(const std::string& source, std::size_t i, std::string_view space) {
    while (i < source.size() && space.find(source[i]) != std::string_view::npos) ++i;
    return i;
}

/// A part of `{a, b}` or `[a, b]` with the comma beside it; nothing where it stands in a block.
std::optional<mutant::edit> from_braces(const std::string& source, std::size_t begin,
                                        std::size_t end) {
    const auto after = past_space(source, end, " \n");
    if (after < source.size() && source[after] == ',')
        return mutant::edit{begin, past_space(source, after + 1, " \n"), ""};
    if (after < source.size() && (source[after] == '}' || source[after] == ']')) {
        const auto comma = source.find_last_not_of(" \n", begin - 1);
        const bool follows = comma != std::string::npos && source[comma] == ',';
        return mutant::edit{follows ? comma : begin, end, ""};
    }
    return std::nullopt;
}

class mutator {
public:
    mutator(const node& document, const source_text& of)
        : document_{document}, into_{of, found_.all}, words_{document} {}

    mutants all() {
        // Where another day than the period's picks the values, earlier entries may count.
        const bool looks_back = document_.find("dated_by") != nullptr;
        if (const auto* life = document_.find("in_force"); life && !looks_back)
            life_ = read_day(life->entries.front().key);
        const auto* per = document_.find("assessed");
        one_day_ = per && (per->text == "per payment" || per->text == "per occurrence");
        for (const auto& entry : document_.entries) walk(entry.value, entry.key, "", entry.key);
        for (const auto& entry : document_.entries)
            if (entry.key == "dated_by") lost(entry, entry.key);
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

    void walk(const node& n, const std::string& key, const std::string& parent,
              const std::string& path) {
        if (!decides(key)) return;
        if (key == "sources") return of_sources(n, path);
        of_items(n, key, path);
        const auto* columns = n.find("columns");
        for (std::size_t i = 0; i < n.entries.size(); ++i) {
            const auto& entry = n.entries[i];
            const auto inner = path + "/" + entry.key;
            into_.at(inner);
            const auto d = read_day(entry.key);
            if (d && restates(n, i)) {
                ++found_.moves_a_citation;
                for (const auto& part : entry.value.entries)
                    if (part.key != "published")
                        walk(part.value, part.key, entry.key, inner + "/" + part.key);
                continue;
            }
            if (d) day_at(entry.key_where.begin, *d);
            if (entry.key == "values" && columns) of_table(n, *columns, entry.value, inner);
            if (droppable(entry.key, parent)) lost(entry, inner);
            walk(entry.value, entry.key, key, inner);
        }
        into_.at(path);
        if (!n.is_text()) return;
        scalar(n);
        words_.of_key(n, key, parent, into_);
        of_formula(n, one_day_, into_);
        words_.of_literals(n, into_);
    }
    void of_items(const node& n, const std::string& key, const std::string& path) {
        static const std::set<std::string, std::less<>> told{
            "exceptions", "applies", "assess", "offsets", "instalments", "penalties"};
        for (std::size_t i = 0; i < n.items.size(); ++i) {
            const auto* name = n.items[i].find("name");
            const auto inner = path + "/" + (name ? name->text : std::to_string(i + 1));
            if (told.contains(key) || path.starts_with("adds/steps/")) {
                into_.at(inner);
                without_item(n, i, key, into_);
            }
            walk(n.items[i], key, "", inner);
        }
    }
    /// From memory, what was looked up; looked up, what is from memory.
    void of_sources(const node& sources, const std::string& path) {
        for (const auto& entry : sources.entries) {
            into_.at(path + "/" + entry.key);
            const auto& where = entry.value.where;
            if (const auto* trust = entry.value.find("confidence")) {
                const bool recalled = trust->text == "recalled";
                into_.change(trust->where.begin, trust->where.end,
                             recalled ? "verified" : "recalled");
            } else if (into_.text()[where.begin] == '{') {
                into_.change({{where.end - 1, where.end, ", confidence: recalled}"}}, "recalled");
            } else {
                const auto line = into_.text().rfind('\n', where.begin) + 1;
                into_.change({{where.begin, where.begin,
                               "confidence: recalled\n" + std::string(where.begin - line, ' ')}},
                             "recalled");
            }
        }
    }
    void of_table(const node& table, const node& columns, const node& values,
                  const std::string& path) {
        for (const auto& entry : values.entries)
            if (const auto* rows = entry.value.find("rows")) {
                into_.at(path + "/" + entry.key + "/rows");
                of_rows(columns, *rows, table.find("slices") != nullptr, into_);
            }
    }
    static bool droppable(std::string_view key, std::string_view parent) {
        return key == "min" || key == "max" || key == "charges" ||
               (key == "round" && parent != "round");
    }
    void lost(const node::entry& entry, const std::string& path) {
        into_.at(path);
        without_entry(entry, into_);
    }
    /// What begins with the rule cannot begin before it.
    void day_at(std::size_t at, day d) {
        into_.change(at, at + 10, levy::to_text(d + 1));
        if (d != life_ || into_.path().starts_with("in_force"))
            into_.change(at, at + 10, levy::to_text(d - 1));
    }

    void scalar(const node& n) {
        const auto begin = n.where.begin;
        const auto text = into_.text().substr(begin, n.where.end - begin);
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
        if (c == 'P' && begins && i + 1 < text.size() && is_digit(text[i + 1]))
            return duration(text, i + 1, base);
        if (is_digit(c) && begins) return figure(text, i, base);
        for (const auto& [from, to] : swaps())
            if (rest.starts_with(from)) {
                into_.change(base + i, base + i + from.size(), std::string{to});
                return i + from.size();
            }
        if (std::isalpha(static_cast<unsigned char>(c)) != 0 && begins) return word(text, i, base);
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
        while (end < text.size() && is_digit(text[end])) ++end;
        const auto n = *read_number(text.substr(i, end - i));
        into_.change(base + i, base + end, levy::to_text(n + 1));
        into_.change(base + i, base + end, levy::to_text(n - 1));
        while (end < text.size() && is_word(text[end])) ++end;
        return end;
    }
    std::size_t figure(const std::string& text, std::size_t i, std::size_t base) {
        auto end = i;
        while (end < text.size() &&
               (is_word(text[end]) ||
                (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
            ++end;
        const auto digits = text.substr(i, end - i);
        const auto n = read_number(digits);
        if (n) {
            const auto point = digits.find('.');
            const auto step =
                point == std::string::npos
                    ? number{1}
                    : number{1} / power(number{10}, static_cast<int>(digits.size() - point - 1));
            into_.change(base + i, base + end, levy::to_text(*n + step));
            if (n->sign() > 0) into_.change(base + i, base + end, levy::to_text(*n - step));
        }
        return end;
    }
    std::size_t word(const std::string& text, std::size_t i, std::size_t base) {
        auto end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        static const std::map<std::string, std::string> others{
            {"min", "max"},    {"max", "min"},    {"true", "false"},
            {"false", "true"}, {"some", "every"}, {"every", "some"}};
        const auto found = others.find(text.substr(i, end - i));
        if (found != others.end()) into_.change(base + i, base + end, found->second);
        return end;
    }

    const node& document_;
    mutants found_;
    collector into_;
    words words_;
    std::optional<day> life_;
    bool one_day_ = false;  // a payment or an occurrence
};

std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n';
        if (!space)
            line += c;
        else if (line.empty() || line.back() != ' ')
            line += ' ';
    }
    return line;
}

}  // namespace

std::string mutant::applied_to(const std::string& text) const {
    auto changed = text;
    for (auto e = edits.rbegin(); e != edits.rend(); ++e)
        changed.replace(e->begin, e->end - e->begin, e->text);
    return changed;
}

void collector::change(std::size_t begin, std::size_t end, std::string text) {
    auto what = on_one_line(of_.text().substr(begin, end - begin)) + " -> " + on_one_line(text);
    change({{begin, end, std::move(text)}}, std::move(what));
}

void collector::change(std::vector<mutant::edit> edits, std::string what) {
    into_.push_back({std::move(edits), path_, std::move(what)});
}

void without_item(const node& list, std::size_t item, const std::string& key, collector& into) {
    const auto& source = into.text();
    const auto& n = list.items[item];
    const auto begin = n.where.begin;
    const auto end = end_of(n, source);
    const auto dash = source.find_last_not_of(' ', begin - 1);
    const bool block = dash != std::string::npos && source[dash] == '-';
    const std::string what = "without this one of its " + key;
    if (list.items.size() == 1)
        into.change({{block ? dash : begin, end, block ? "[]" : ""}}, what);
    else if (block)
        into.change({{dash, end, ""}}, what);
    else if (auto edit = from_braces(source, begin, end))
        into.change({*std::move(edit)}, what);
}

void without_entry(const node::entry& entry, collector& into) {
    const auto begin = entry.key_where.begin;
    const auto end = end_of(entry.value, into.text());
    const auto edit = from_braces(into.text(), begin, end);
    into.change({edit ? *edit : mutant::edit{begin, end, ""}}, "without it");
}

mutants of_file(const node& document, const source_text& text) {
    return mutator{document, text}.all();
}

}  // namespace levy::mutants
