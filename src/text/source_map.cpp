// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/source_map.hpp>
#include <levy/text/utf8.hpp>

namespace levy {

namespace {

/// Walks a source and the text that was made of it side by side.
class follower {
public:
    follower(std::string_view source, std::size_t start, std::string_view text)
        : source_{source}, text_{text}, at_{start} {
        out_.reserve(text.size() + 1);
    }

    scalar_map plain() {
        while (!done() && (copies() || folds())) {
        }
        return finished(0);
    }
    scalar_map single_quoted() {
        ++at_;
        while (!done()) {
            if (source_.substr(at_, 2) == "''" && text_[out_.size()] == '\'')
                place(at_), at_ += 2;
            else if (!copies() && !folds())
                break;
        }
        return finished_at('\'');
    }
    scalar_map double_quoted() {
        ++at_;
        while (!done()) {
            if (here() == '\\') {
                if (!escape()) break;
            } else if (!copies() && !folds()) {
                break;
            }
        }
        skip_continuation();
        return finished_at('"');
    }
    scalar_map block() {
        while (at_ < source_.size() && here() != '\n') ++at_;
        ++at_;
        const auto indent = block_indent();
        skip_indent(indent);
        while (!done()) {
            if (text_[out_.size()] != '\n' && copies(false)) continue;  // blanks stay
            if (!line_end(indent)) break;
        }
        return finished(0);
    }

private:
    [[nodiscard]] bool done() const { return out_.size() >= text_.size(); }
    [[nodiscard]] char here() const { return at_ < source_.size() ? source_[at_] : '\0'; }
    [[nodiscard]] static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

    void place(std::size_t where, std::size_t bytes = 1) {
        for (; bytes > 0; --bytes) out_.push_back(where);
    }

    bool copies(bool trims = true) {
        if (here() != text_[out_.size()] || here() == '\n' || at_ >= source_.size()) return false;
        if (trims && is_blank(here()) && blank_to_line_end())
            return false;  // trimmed before a fold
        place(at_);
        ++at_;
        return true;
    }
    [[nodiscard]] bool blank_to_line_end() const {
        auto ahead = at_;
        while (ahead < source_.size() && is_blank(source_[ahead])) ++ahead;
        return ahead < source_.size() && source_[ahead] == '\n';
    }
    /// A flow scalar's line break: one becomes a space, k become k - 1 line feeds.
    bool folds() {
        auto ahead = at_;
        std::size_t breaks = 0;
        while (ahead < source_.size() && (is_blank(source_[ahead]) || source_[ahead] == '\n'))
            if (source_[ahead++] == '\n') ++breaks;
        if (breaks == 0) return false;
        const std::string_view wanted = text_.substr(out_.size());
        if (breaks == 1 ? !wanted.starts_with(' ')
                        : wanted.substr(0, breaks - 1) != std::string(breaks - 1, '\n'))
            return false;
        place(at_, std::max<std::size_t>(breaks - 1, 1));
        at_ = ahead;
        return true;
    }
    void skip_continuation() {
        while (here() == '\\' && at_ + 1 < source_.size() &&
               (source_[at_ + 1] == '\n' || source_[at_ + 1] == '\r')) {
            at_ += source_[at_ + 1] == '\r' ? 3 : 2;
            while (is_blank(here())) ++at_;
        }
    }
    bool escape() {
        const auto before = at_;
        skip_continuation();
        if (at_ != before) return true;
        const char kind = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
        const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        // Whatever the escape means, the text says in how many bytes: those of one code point.
        std::size_t next = out_.size();
        (void)next_point(text_, next);
        place(at_, std::min(next, text_.size()) - out_.size());
        at_ += 2 + digits;
        return true;
    }

    /// Spaces before each line's content: those of the first line that has any, less what its text
    /// keeps.
    [[nodiscard]] std::size_t block_indent() const {
        auto line = at_;
        while (line < source_.size()) {
            auto content = line;
            while (content < source_.size() && source_[content] == ' ') ++content;
            if (content < source_.size() && source_[content] != '\n' && source_[content] != '\r') {
                const auto first = text_.find_first_not_of('\n');
                auto kept =
                    first == std::string_view::npos ? first : text_.find_first_not_of(' ', first);
                kept = kept == std::string_view::npos ? 0 : kept - first;
                return content - line >= kept ? content - line - kept : 0;
            }
            line = source_.find('\n', content);
            if (line == std::string_view::npos) break;
            ++line;
        }
        return 0;
    }
    void skip_indent(std::size_t indent) {
        for (std::size_t i = 0; i < indent && here() == ' '; ++i) ++at_;
    }
    /// The breaks at the end of a block's line: the text says how many of them it kept.
    bool line_end(std::size_t indent) {
        if (here() == '\r') ++at_;
        if (here() != '\n') return false;
        if (text_[out_.size()] == ' ') {  // folded into a space
            place(at_);
            ++at_;
            skip_indent(indent);
            return true;
        }
        const auto wanted = text_.find_first_not_of('\n', out_.size());
        const auto kept = (wanted == std::string_view::npos ? text_.size() : wanted) - out_.size();
        for (std::size_t i = 0; i < kept; ++i) {
            place(at_);
            if (here() == '\n') ++at_;
            skip_indent(indent);
            if (here() == '\r') ++at_;
        }
        while (!done() && here() == '\n') {  // a folded block drops one of several
            ++at_;
            skip_indent(indent);
            if (here() == '\r' && at_ + 1 < source_.size() && source_[at_ + 1] == '\n') ++at_;
        }
        return kept > 0;
    }

    scalar_map finished_at(char closing) {
        while (here() != closing && at_ < source_.size() && (is_blank(here()) || here() == '\n'))
            ++at_;
        const bool closed = here() == closing;
        auto map = finished(closed ? 1 : 0);
        map.closed = closed;
        return map;
    }
    scalar_map finished(std::size_t closing) {
        out_.resize(text_.size(), at_);
        out_.push_back(at_);
        scalar_map map;
        map.offsets = std::move(out_);
        map.end = std::min(at_ + closing, source_.size());
        return map;
    }

    std::string_view source_;
    std::string_view text_;
    std::size_t at_;
    std::vector<std::size_t> out_;
};

/// A plain text on one line, as nearly all are: nothing was folded, and no byte need be followed.
bool stands_as_it_is(std::string_view source, std::size_t start, std::string_view text) {
    return source.substr(start).starts_with(text) && text.find('\n') == std::string_view::npos;
}

}  // namespace

scalar_map map_scalar(std::string_view source, std::size_t start, std::string_view text) {
    const char first = start < source.size() ? source[start] : '\0';
    const bool quoted = first == '\'' || first == '"' || first == '|' || first == '>';
    scalar_map map;
    if (!quoted && start <= source.size() && stands_as_it_is(source, start, text)) {
        map.end = start + text.size();
        return map;
    }
    follower walk{source, start, text};
    map = first == '\''  ? walk.single_quoted()
          : first == '"' ? walk.double_quoted()
          : quoted       ? walk.block()
                         : walk.plain();
    map.quoted = quoted;
    return map;
}

}  // namespace levy
