// SPDX-License-Identifier: Apache-2.0
#include "excerpt.hpp"

#include <algorithm>

#include <levy/text/utf8.hpp>

namespace levy {

namespace {

/// One code point of a line, as a terminal shows it.
struct glyph {
    std::string_view bytes;
    std::size_t cells = 1;
};

glyph next_glyph(std::string_view line, std::size_t& at) {
    const auto begin = at;
    if (line[at] == '\t') return ++at, glyph{" "};
    if (point_length(line, at) == 0) return ++at, glyph{"?"};
    const auto point = next_point(line, at);
    return {line.substr(begin, at - begin), cells_of(point)};
}

/// The glyphs of a line around one of them: a line may be a whole file with thousands of problems.
struct stretch {
    std::size_t first = 0;  // how many glyphs of the line stand before these
    std::vector<glyph> kept;
    bool goes_on = false;  // the line has more after these

    [[nodiscard]] std::size_t end() const { return first + kept.size(); }
    [[nodiscard]] std::size_t cells(std::size_t from, std::size_t to) const {
        std::size_t sum = 0;
        for (auto i = from; i < std::min(to, end()); ++i) sum += kept[i - first].cells;
        return sum;
    }
};

stretch stretch_around(std::string_view line, std::size_t middle, std::size_t reach) {
    stretch made;
    std::size_t at = 0;
    for (; made.first + reach < middle && at < line.size(); ++made.first)
        at += std::max<std::size_t>(point_length(line, at), 1);
    while (at < line.size() && made.kept.size() < 2 * reach)
        made.kept.push_back(next_glyph(line, at));
    made.goes_on = at < line.size();
    return made;
}

/// The glyph that an excerpt is cut around.
std::size_t middle_of(const std::vector<mark>& marks) {
    auto at = marks.front().first - 1;
    for (const auto& m : marks)
        if (m.primary) at = m.first - 1;
    return at;
}

/// The part of a line that is shown, in glyphs; something is cut where an end is not the line's.
struct window {
    std::size_t from = 0, to = 0;
};

window view_of(const stretch& line, std::size_t middle, std::size_t room) {
    const bool whole = line.first == 0 && !line.goes_on;
    if (whole && line.cells(0, line.end()) <= room) return {0, line.end()};
    const auto ellipses = std::size_t{2};
    room = room > ellipses ? room - ellipses : 1;
    const auto at = std::min(middle, line.end());
    window shown{at, at};
    std::size_t used = 0;
    const auto takes = [&](std::size_t i, std::size_t most) {
        const auto cells = line.kept[i - line.first].cells;
        if (used + cells > most) return false;
        used += cells;
        return true;
    };
    const auto back = [&](std::size_t most) {
        while (shown.from > line.first && takes(shown.from - 1, most)) --shown.from;
    };
    back(room / 3);
    while (shown.to < line.end() && takes(shown.to, room)) ++shown.to;
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

std::vector<placed> placed_in(const stretch& line, const window& shown,
                              const std::vector<mark>& marks) {
    const std::size_t lead = shown.from > 0 ? 1 : 0;
    const auto cell_of = [&](std::size_t glyph_at) -> std::size_t {
        if (glyph_at < shown.from) return 0;
        // A mark past the end of the line stands right behind it.
        const bool beyond = glyph_at > line.end() && shown.to == line.end() && !line.goes_on;
        return lead + line.cells(shown.from, std::min(glyph_at, shown.to)) +
               (beyond ? glyph_at - line.end() : 0);
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
    const auto middle = middle_of(marks);
    const auto line = stretch_around(in.line(number), middle, 2 * width);
    const auto around = gutter + 4;  // number and bar
    const auto shown = view_of(line, middle, width > around ? width - around : 1);
    const auto label = std::to_string(number);
    out += pad(gutter - label.size() + 1) + label + " | " + (shown.from > 0 ? "…" : "");
    for (auto i = shown.from; i < shown.to; ++i) out += line.kept[i - line.first].bytes;
    out += shown.to < line.end() || line.goes_on ? "…\n" : "\n";

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
