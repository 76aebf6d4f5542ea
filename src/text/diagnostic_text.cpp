// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/placed.hpp>
#include <levy/text/terminal.hpp>

#include "excerpt.hpp"

namespace levy {

namespace {

/// Of a file or a pipe, which wraps nothing.
constexpr std::size_t usual_width = 160;

void add_mark(marks_by_line& marks, const diagnostic::label& at, bool primary) {
    const auto start = at.where.in->at(at.where.begin);
    const auto end = at.where.in->at(at.where.end);
    // A span over several lines is underlined to the end of its first one.
    auto last =
        end.line == start.line
            ? end.column
            : at.where.in
                  ->at(at.where.in->line_start(start.line) + at.where.in->line(start.line).size())
                  .column;
    last = std::max(last, start.column + 1);
    marks[start.line].push_back({start.column, last, primary, at.text});
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

diagnostics placed(const diagnostics& problems, const span& where) {
    diagnostics made;
    for (auto problem : problems) {
        if (!problem.primary.where.in && problem.id == code::not_found)
            problem.primary.where = where;
        made.add(std::move(problem));
    }
    return made;
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

std::string to_text(const diagnostic& problem, std::size_t width) {
    std::string out{name_of(problem.level)};
    out += "[" + to_text(problem.id) + "]: " + problem.message + "\n";
    const auto& in = problem.primary.where.in;
    if (in) {
        out += "  " + to_text(problem.primary.where) + "\n";
        marks_by_line marks;
        add_mark(marks, problem.primary, true);
        for (const auto& other : problem.related)
            if (other.where.in == in) add_mark(marks, other, false);
        if (!in->text().empty()) out += excerpt_of(*in, marks, width);
    }
    for (const auto& other : problem.related) {
        if (!other.where.in || other.where.in == in) continue;
        out += "  " + to_text(other.where) + "\n";
        marks_by_line marks;
        add_mark(marks, other, false);
        out += excerpt_of(*other.where.in, marks, width);
    }
    if (!problem.help.empty()) out += "  help: " + problem.help + "\n";
    return out;
}

std::string to_text(const diagnostics& problems, std::size_t width) {
    std::string out;
    for (const auto& problem : problems) {
        if (!out.empty()) out += "\n";
        out += to_text(problem, width);
    }
    return out;
}

std::string to_text(const diagnostic& problem) { return to_text(problem, usual_width); }
std::string to_text(const diagnostics& problems) { return to_text(problems, usual_width); }

}  // namespace levy
