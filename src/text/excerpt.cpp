// SPDX-License-Identifier: Apache-2.0
#include "excerpt.hpp"

#include <algorithm>

#include <levy/text/utf8.hpp>

namespace levy {

namespace {

/// One code point of a line, as a terminal shows it.
struct glyph {
    std::string bytes;
    std::size_t cells = 1;
};

std::vector<glyph> glyphs_of(std::string line) {
    std::replace(line.begin(), line.end(), '\t', ' ');
    for (auto bad = first_bad_byte(line); bad; bad = first_bad_byte(line)) line[*bad] = '?';
    std::vector<glyph> all;
    for (std::size_t at = 0; at < line.size();) {
        const auto begin = at;
        const auto point = next_point(line, at);
        all.push_back({line.substr(begin, at - begin), cells_of(point)});
    }
    return all;
}

std::size_t cells_in(const std::vector<glyph>& line, std::size_t from, std::size_t to) {
    std::size_t sum = 0;
    for (auto i = from; i < std::min(to, line.size()); ++i) sum += line[i].cells;
    return sum;
}

/// The part of a line that is shown, in glyphs; something is cut where an end is not the line's.
struct window {
    std::size_t from = 0, to = 0;
};

window view_of(const std::vector<glyph>& line, const std::vector<mark>& marks, std::size_t room) {
    if (cells_in(line, 0, line.size()) <= room) return {0, line.size()};
    const auto ellipses = std::size_t{2};
    room = room > ellipses ? room - ellipses : 1;
    auto at = marks.front().first - 1;
    for (const auto& m : marks)
        if (m.primary) at = m.first - 1;
    at = std::min(at, line.size());
    window shown{at, at};
    std::size_t used = 0;
    const auto back = [&](std::size_t most) {
        while (shown.from > 0 && used + line[shown.from - 1].cells <= most)
            used += line[--shown.from].cells;
    };
    back(room / 3);
    while (shown.to < line.size() && used + line[shown.to].cells <= room)
        used += line[shown.to++].cells;
    back(room);  // what the end of the line leaves free
    return shown;
}

std::string pad(std::size_t width) { return std::string(width, ' '); }

/// Where a mark stands under what is shown: cells [begin, end). One that lies outside stands under
/// the ellipsis there.
struct placed {
    std::size_t begin = 0, end = 0;
    const mark* of = nullptr;
};

std::vector<placed> placed_in(const std::vector<glyph>& line, const window& shown,
                              const std::vector<mark>& marks) {
    const std::size_t lead = shown.from > 0 ? 1 : 0;
    const auto cell_of = [&](std::size_t glyph_at) -> std::size_t {
        if (glyph_at < shown.from) return 0;
        // A mark past the end of the line stands right behind it.
        const auto beyond = glyph_at > line.size() ? glyph_at - line.size() : 0;
        return lead + cells_in(line, shown.from, std::min(glyph_at, shown.to)) +
               (shown.to == line.size() ? beyond : 0);
    };
    std::vector<placed> all;
    for (const auto& m : marks) {
        const auto begin = cell_of(m.first - 1);
        all.push_back({begin, std::max(cell_of(m.last - 1), begin + 1), &m});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const placed& a, const placed& b) { return a.begin < b.begin; });
    return all;
}

void append_line(std::string& out, const source_text& in, std::size_t number,
                 const std::vector<mark>& marks, std::size_t gutter, std::size_t width) {
    const auto line = glyphs_of(std::string{in.line(number)});
    const auto around = gutter + 4;  // number and bar
    const auto shown = view_of(line, marks, width > around ? width - around : 1);
    const auto label = std::to_string(number);
    out += pad(gutter - label.size() + 1) + label + " | " + (shown.from > 0 ? "…" : "");
    for (auto i = shown.from; i < shown.to; ++i) out += line[i].bytes;
    out += shown.to < line.size() ? "…\n" : "\n";

    const auto all = placed_in(line, shown, marks);
    std::string under;
    for (const auto& m : all) {
        under.resize(m.begin, ' ');
        under += std::string(m.end - m.begin, m.of->primary ? '^' : '-');
    }
    const auto blank = pad(gutter + 1) + " | ";
    out += blank + under;
    if (!all.back().of->text.empty()) out += " " + all.back().of->text;
    out += "\n";
    for (auto m = all.rbegin() + 1; m != all.rend(); ++m)
        if (!m->of->text.empty()) out += blank + pad(m->begin) + m->of->text + "\n";
}

}  // namespace

std::string excerpt_of(const source_text& in, const marks_by_line& marks, std::size_t width) {
    std::string out;
    const auto gutter = std::to_string(marks.rbegin()->first).size() + 2;
    std::size_t before = 0;
    for (const auto& [number, on_line] : marks) {
        if (before != 0 && number > before + 1) out += pad(gutter + 1) + " …\n";
        append_line(out, in, number, on_line, gutter, width);
        before = number;
    }
    return out;
}

}  // namespace levy
