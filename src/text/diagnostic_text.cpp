// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include <levy/text/diagnostic.hpp>
#include <levy/text/utf8.hpp>

namespace levy {

namespace {

/// A mark under one line: columns [first, last), counted in code points from 1.
struct mark {
    std::size_t first = 1;
    std::size_t last = 2;
    bool primary = false;
    std::string text;
};

/// Marks by line of one source.
using marks_by_line = std::map<std::size_t, std::vector<mark>>;

std::size_t width_of(std::string_view line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// The part of `line` from code point `from` (counted from 0), at most `count` of them.
std::string_view columns(std::string_view line, std::size_t from, std::size_t count) {
    const auto skip = [&](std::size_t start, std::size_t points) {
        std::size_t at = start;
        while (points > 0 && at < line.size()) {
            ++at;
            while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U)
                ++at;
            --points;
        }
        return at;
    };
    const auto begin = skip(0, from);
    return line.substr(begin, skip(begin, count) - begin);
}

void add_mark(marks_by_line& marks, const diagnostic::label& at, bool primary) {
    const auto start = at.where.in->at(at.where.begin);
    const auto end = at.where.in->at(at.where.end);
    const auto line_width = width_of(at.where.in->line(start.line));
    // A span over several lines is underlined to the end of its first one.
    auto last = end.line == start.line ? end.column : line_width + 1;
    last = std::max(last, start.column + 1);
    marks[start.line].push_back({start.column, last, primary, at.text});
}

std::string pad(std::size_t width) { return std::string(width, ' '); }

/// A view of a long line: which columns are shown, and whether something is cut at either end.
struct window {
    std::size_t from = 0;  // code points, from 0
    std::size_t count = 0;
    bool cut_left = false, cut_right = false;
};

window view_of(std::string_view line, const std::vector<mark>& marks) {
    constexpr std::size_t most = 120;
    const auto width = width_of(line);
    if (width <= most + 40) return {0, width, false, false};
    std::size_t first = marks.front().first - 1;
    for (const auto& m : marks)
        if (m.primary) first = m.first - 1;
    window shown;
    shown.from = first > most / 3 ? first - most / 3 : 0;
    shown.count = std::min(most, width - shown.from);
    shown.cut_left = shown.from > 0;
    shown.cut_right = shown.from + shown.count < width;
    return shown;
}

void append_line(std::string& out, const source_text& in, std::size_t number,
                 std::vector<mark> marks, std::size_t gutter) {
    const auto line = in.line(number);
    const auto shown = view_of(line, marks);
    const auto lead = shown.cut_left ? std::size_t{1} : std::size_t{0};
    const auto label = std::to_string(number);
    std::string text{columns(line, shown.from, shown.count)};
    std::replace(text.begin(), text.end(), '\t', ' ');
    for (auto bad = first_bad_byte(text); bad; bad = first_bad_byte(text)) text[*bad] = '?';
    out += pad(gutter - label.size() + 1) + label + " | " + (shown.cut_left ? "…" : "") + text +
           (shown.cut_right ? "…" : "") + "\n";

    std::sort(marks.begin(), marks.end(),
              [](const mark& a, const mark& b) { return a.first < b.first; });
    const auto column_of = [&](const mark& m) {
        return m.first - 1 >= shown.from ? m.first - 1 - shown.from + lead : lead;
    };
    std::string under;
    for (const auto& m : marks) {
        const auto start = column_of(m);
        auto length =
            std::min(m.last - m.first, shown.count + lead > start ? shown.count + lead - start : 1);
        length = std::max<std::size_t>(length, 1);
        if (under.size() < start) under += pad(start - under.size());
        if (under.size() > start) under.resize(start);
        under += std::string(length, m.primary ? '^' : '-');
    }
    const auto blank = pad(gutter + 1) + " | ";
    out += blank + under;
    if (!marks.back().text.empty()) out += " " + marks.back().text;
    out += "\n";
    for (auto m = marks.rbegin() + 1; m != marks.rend(); ++m)
        if (!m->text.empty()) out += blank + pad(column_of(*m)) + m->text + "\n";
}

void append_excerpt(std::string& out, const source_text& in, const marks_by_line& marks) {
    const auto gutter = std::to_string(marks.rbegin()->first).size() + 2;
    std::size_t before = 0;
    for (const auto& [number, on_line] : marks) {
        if (before != 0 && number > before + 1) out += pad(gutter + 1) + " …\n";
        append_line(out, in, number, on_line, gutter);
        before = number;
    }
}

/// Also where a file was opened twice, for two laws that it belongs to.
bool same_place(const span& a, const span& b) {
    if (!a.in || !b.in) return a.in == b.in;
    return a.begin == b.begin && a.end == b.end &&
           (a.in == b.in || (a.in->name() == b.in->name() && a.in->text() == b.in->text()));
}

}  // namespace

void diagnostics::append_new(const diagnostics& other) {
    for (const auto& problem : other) {
        const bool told = std::any_of(all_.begin(), all_.end(), [&](const diagnostic& known) {
            return same_place(known.primary.where, problem.primary.where) &&
                   known.message == problem.message;
        });
        if (!told) add(problem);
    }
}

std::string_view name_of(severity level) {
    switch (level) {
        case severity::error:
            return "error";
        case severity::warning:
            return "warning";
        case severity::note:
            return "note";
    }
    return {};
}

std::string to_text(const diagnostic& problem) {
    std::string out{name_of(problem.level)};
    out += "[" + to_text(problem.id) + "]: " + problem.message + "\n";
    const auto& in = problem.primary.where.in;
    if (in) {
        out += "  " + to_text(problem.primary.where) + "\n";
        marks_by_line marks;
        add_mark(marks, problem.primary, true);
        for (const auto& other : problem.related)
            if (other.where.in == in) add_mark(marks, other, false);
        if (!in->text().empty()) append_excerpt(out, *in, marks);
    }
    for (const auto& other : problem.related) {
        if (!other.where.in || other.where.in == in) continue;
        out += "  " + to_text(other.where) + "\n";
        marks_by_line marks;
        add_mark(marks, other, false);
        append_excerpt(out, *other.where.in, marks);
    }
    if (!problem.help.empty()) out += "  help: " + problem.help + "\n";
    return out;
}

std::string to_text(const diagnostics& problems) {
    std::string out;
    for (const auto& problem : problems) {
        if (!out.empty()) out += "\n";
        out += to_text(problem);
    }
    return out;
}

}  // namespace levy
