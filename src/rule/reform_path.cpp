// SPDX-License-Identifier: Apache-2.0
#include "reform_path.hpp"

#include <algorithm>

namespace levy::rule {

namespace {

constexpr const char* forms =
    "write RULE.parameters.NAME, RULE.tables.NAME[cells], RULE.in_force, RULE.define.NAME, "
    "RULE.outputs.NAME, RULE.liable, RULE.filing.PARTY, RULE.readings.NAME.default, RULE.assessed, "
    "RULE.overpaid or RULE.roll";

/// How many words a path has after the rule, by the part that it names.
std::size_t words_after(std::string_view part) {
    if (part == "readings") return 3;
    for (const auto* named : {"parameters", "tables", "define", "outputs", "filing"})
        if (part == named) return 2;
    return 1;
}

const std::vector<std::string> parts{"parameters", "tables",   "in_force", "define",
                                     "outputs",    "liable",   "filing",   "readings",
                                     "assessed",   "overpaid", "roll"};

class path_reader {
public:
    path_reader(const node::entry& written, diagnostics& sink)
        : key_{written.key}, where_{written.key_where}, sink_{sink} {
        const auto at = where_.text().find(key_);  // a quoted key begins after its quote
        exact_ = at != std::string_view::npos;
        if (exact_) first_ = where_.begin + at;
    }

    std::optional<reform::patch> read() {
        reform::patch made;
        made.where = where_;
        const auto open = key_.find('[');
        const auto close = key_.rfind(']');
        auto words = words_in(0, std::min(open, key_.size()));
        if (open != std::string::npos) {
            if (close == std::string::npos || close < open) return refused();
            made.cells = cells_in(open + 1, close);
            if (close + 1 < key_.size()) {
                if (key_[close + 1] != '.') return refused();
                made.last = piece(close + 2, key_.size());
            }
        }
        if (words.size() < 2 || words[0].text.find('/') == std::string::npos) return refused();
        made.rule = words[0];
        made.part = words[1];
        if (std::find(parts.begin(), parts.end(), made.part.text) == parts.end()) {
            const auto near = nearest_name(made.part.text, parts);
            sink_.refuse(code::not_found, made.part.where,
                         "a reform changes nothing under '" + made.part.text + "'",
                         near.empty() ? forms : "did you mean '" + near + "'?");
            return std::nullopt;
        }
        if (words.size() - 1 != words_after(made.part.text) ||
            (open != std::string::npos && made.part.text != "tables"))
            return refused();
        if (words.size() > 2) made.name = words[2];
        if (words.size() > 3) made.last = words[3];
        if (made.part.text == "readings" && made.last.text != "default") return refused();
        return made;
    }

private:
    std::optional<reform::patch> refused() {
        sink_.refuse(code::key, where_, "'" + key_ + "' is no path of a rule", forms);
        return std::nullopt;
    }
    span place(std::size_t begin, std::size_t end) const {
        return exact_ ? span{where_.in, first_ + begin, first_ + end} : where_;
    }
    reform::piece piece(std::size_t begin, std::size_t end) const {
        return {key_.substr(begin, end - begin), place(begin, end)};
    }
    std::vector<reform::piece> words_in(std::size_t begin, std::size_t end) const {
        std::vector<reform::piece> words;
        while (true) {
            const auto dot = std::min(key_.find('.', begin), end);
            words.push_back(piece(begin, dot));
            if (dot == end) return words;
            begin = dot + 1;
        }
    }
    /// Cells are parted by commas; one that holds a comma itself stands in quotes, as in a row.
    std::vector<node> cells_in(std::size_t begin, std::size_t end) const {
        std::vector<node> cells;
        char quote = 0;
        int depth = 0;
        auto from = begin;
        for (auto at = begin; at <= end; ++at) {
            const char c = at == end ? ',' : key_[at];
            if (at < end && quote != 0) {
                if (c == quote) quote = 0;
            } else if (at < end && (c == '"' || c == '\'')) {
                quote = c;
            } else if (at < end && (c == '(' || c == '[')) {
                ++depth;
            } else if (at < end && (c == ')' || c == ']')) {
                --depth;
            } else if (c == ',' && (depth <= 0 || at == end)) {
                cells.push_back(cell(from, at));
                from = at + 1;
            }
        }
        return cells;
    }
    node cell(std::size_t begin, std::size_t end) const {
        while (begin < end && key_[begin] == ' ') ++begin;
        while (begin < end && key_[end - 1] == ' ') --end;
        const bool quoted = end - begin > 1 && (key_[begin] == '"' || key_[begin] == '\'') &&
                            key_.find(key_[begin], begin + 1) == end - 1;
        if (quoted) {
            ++begin;
            --end;
        }
        node made;
        made.text = key_.substr(begin, end - begin);
        made.where = place(begin, end);
        return made;
    }

    const std::string& key_;
    const span& where_;
    diagnostics& sink_;
    std::size_t first_ = 0;
    bool exact_ = false;
};

}  // namespace

std::optional<reform::patch> read_path(const node::entry& written, diagnostics& sink) {
    return path_reader{written, sink}.read();
}

}  // namespace levy::rule
