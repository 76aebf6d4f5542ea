// SPDX-License-Identifier: Apache-2.0
#include "reader.hpp"

#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/rule/written.hpp>
#include <levy/text/meant.hpp>

namespace levy::rule {

void reader::report(code id, span where, std::string message, std::string help, std::string label,
                    std::vector<diagnostic::label> related) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    problem.primary = {std::move(where), std::move(label)};
    problem.related = std::move(related);
    problem.help = std::move(help);
    sink_.add(std::move(problem));
}

namespace {

/// `parameters` is the name of a part; other words say what such a thing is.
std::string expected(std::string_view what, std::string_view shape) {
    if (what.starts_with('`')) return std::string{what} + " is " + std::string{shape};
    return std::string{what} + " is expected here";
}

std::string is_shape(const node& n) {
    return n.is_map() ? "this is a map" : n.is_list() ? "this is a list" : "this is a text";
}

}  // namespace

bool reader::is_new(std::map<std::string, span>& among, const std::string& name, const span& where,
                    std::string_view what) {
    const auto [first, fresh] = among.emplace(name, where);
    if (!fresh)
        report(code::name, where, "'" + name + "' is " + std::string{what} + " already",
               "keep one of the two, or give this one another name", "again here",
               {{first->second, "first here"}});
    return fresh;
}

bool reader::is_map(const node& n, std::string_view what) {
    if (n.is_map()) return true;
    report(code::shape, n.where, expected(what, "a map"),
           "write `name: …`, one a line, or {name: …, name: …}", is_shape(n));
    return false;
}

bool reader::is_list(const node& n, std::string_view what) {
    if (n.is_list()) return true;
    report(code::shape, n.where, expected(what, "a list"), "write `- …`, one a line, or [… , …]",
           is_shape(n));
    return false;
}

bool reader::keys(const node& map, const form& as) { return has_form(map, as, sink_); }

std::string reader::text_of(const node& map, std::string_view key, std::string fallback) {
    const auto* found = map.find(key);
    if (!found) return fallback;
    if (!found->is_text()) {
        report(code::shape, found->where, "'" + std::string{key} + "' is a text",
               "write it on one line; quote it where it holds `: `, `, ` or `#`", is_shape(*found));
        return fallback;
    }
    return found->text;
}

bool reader::truth_of(const node& map, std::string_view key, bool fallback) {
    const auto* found = map.find(key);
    if (!found) return fallback;
    if (found->is_text() && !found->quoted && (found->text == "true" || found->text == "false"))
        return found->text == "true";
    report(code::literal, found->where, "'" + std::string{key} + "' is true or false",
           "write `" + std::string{key} + ": true`, or leave it out");
    return fallback;
}

std::string reader::word_of(const node& map, std::string_view key,
                            const std::vector<std::string>& allowed, std::string fallback) {
    const auto* found = map.find(key);
    if (!found) return fallback;
    if (found->is_text() && std::find(allowed.begin(), allowed.end(), found->text) != allowed.end())
        return found->text;
    report(key == "reason" || key == "otherwise" || key == "zero" ? code::reason : code::one_of,
           found->where,
           found->is_text() ? "'" + std::string{key} + "' cannot be '" + found->text + "'"
                            : "'" + std::string{key} + "' is one word",
           meant_by(found->is_text() ? found->text : "", allowed));
    return fallback;
}

std::optional<day> reader::day_of(const node& written, std::string_view what) {
    const auto d = written.is_text() ? read_day(written.text) : std::nullopt;
    if (!d)
        report(code::literal, written.where, std::string{what} + " is a day",
               "write year, month and day, such as 2026-07-01");
    return d;
}

std::optional<citation> reader::citation_of(const node& written) {
    if (!written.is_text() || written.text.empty()) {
        report(code::source, written.where, "a source is `id article`",
               "write the id of a declared source, then the article: source: code s.2");
        return std::nullopt;
    }
    const auto space = written.text.find(' ');
    citation cited;
    cited.source = written.text.substr(0, space);
    if (space != std::string::npos) cited.place = written.text.substr(space + 1);
    cited.where = written.where;
    if (into_.sources.contains(cited.source)) return cited;
    std::vector<std::string> known;
    known.reserve(into_.sources.size());
    for (const auto& [id, is] : into_.sources) known.push_back(id);
    const auto near = nearest_name(cited.source, known);
    report(code::source, written.part(0, cited.source.size()),
           "there is no source '" + cited.source + "'",
           near.empty() ? "declare it under `sources`, with its title and the day it was read"
                        : "did you mean '" + near + "'?");
    return std::nullopt;
}

/// Where a source must stand, the form of the map says so.
std::optional<citation> reader::source_of(const node& map) {
    const auto* found = map.find("source");
    return found ? citation_of(*found) : std::nullopt;
}

day_range reader::range_of(const node& map, std::string_view key) {
    day_range range;
    const auto* found = map.find(key);
    if (!found) return range;
    const auto dots = found->is_text() ? found->text.find("..") : std::string::npos;
    if (dots == std::string::npos) {
        report(code::literal, found->where, "'" + std::string{key} + "' is a range of days",
               "write 2022-01-01..2022-12-31, or 2022-01-01.. without an end");
        return range;
    }
    const auto first = found->text.substr(0, dots);
    const auto last = found->text.substr(dots + 2);
    range.first = read_day(first);
    range.last = read_day(last);
    if ((!first.empty() && !range.first) || (!last.empty() && !range.last) ||
        (first.empty() && last.empty()))
        report(code::literal, found->where, "'" + found->text + "' is no range of days",
               "write 2022-01-01..2022-12-31, or 2022-01-01.. without an end");
    if (range.first && range.last && *range.last < *range.first)
        report(code::order, found->where, "this range ends before it begins",
               "write " + last + ".." + first);
    return range;
}

std::optional<feel::expr> reader::formula_text(const node& written) {
    if (!written.is_text()) {
        report(code::shape, written.where, "a formula is expected here",
               "write it as one text; quote it where it begins with `[` or `{`", is_shape(written));
        return std::nullopt;
    }
    return feel::parse(written, sink_);
}

std::optional<dating> reader::dating_of(const node& entry, day from) {
    if (!entry.is_map()) return std::nullopt;  // what reads its payload says so
    dating says;
    says.where = entry.where;
    const auto cited = source_of(entry);
    if (const auto* published = entry.find("published"))
        says.published = day_of(*published, "`published`");
    says.note = text_of(entry, "note");
    if (!cited) return std::nullopt;
    says.cited = *cited;
    const auto& by = into_.sources.at(cited->source);
    says.trust = by.trust;
    const auto marked = word_of(entry, "confidence", forms::words("confidence"));
    for (const auto level : {confidence::secondary, confidence::derived, confidence::recalled})
        if (marked == name_of(level) && says.trust < level) says.trust = level;
    const bool misspelt = std::any_of(
        entry.entries.begin(), entry.entries.end(),
        [](const node::entry& e) { return !nearest_name(e.key, {"published"}).empty(); });
    if (from > by.read && !says.published && !misspelt && !by.proposed)
        report(code::published, entry.where,
               "this holds from a day after its source was read (" + to_text(by.read) + ")",
               "say since when it is known: published: " + to_text(by.read));
    return says;
}

std::optional<written_value> reader::written_of(const node& written, const feel::type& as) {
    written_value value;
    value.where = written.where;
    if (written.is_text() && !written.quoted &&
        (written.text == "unknown" || written.text == "none")) {
        value.is =
            written.text == "none" ? written_value::state::none : written_value::state::unknown;
        return value;
    }
    auto read = read_value(written, as, into_.currency, sink_);
    if (!read) return std::nullopt;
    value.given = *std::move(read);
    return value;
}

dated<written_value> reader::values_of(const node& values, const feel::type& as,
                                       const form& entries) {
    return timeline_of<written_value>(values,
                                      [&](const node& entry, day) -> std::optional<written_value> {
                                          keys(entry, entries);
                                          const auto* value = entry.find("value");
                                          return value ? written_of(*value, as) : std::nullopt;
                                      });
}

dated<std::string> reader::words_of(const node& values, const form& entries,
                                    std::string_view list) {
    return timeline_of<std::string>(values,
                                    [&](const node& entry, day) -> std::optional<std::string> {
                                        keys(entry, entries);
                                        auto word = word_of(entry, "value", forms::words(list));
                                        if (word.empty()) return std::nullopt;
                                        return word;
                                    });
}

}  // namespace levy::rule
