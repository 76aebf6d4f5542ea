// SPDX-License-Identifier: Apache-2.0
// The one file that knows a YAML library. yaml-cpp is lenient; this reader is not.
#include <algorithm>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <levy/text/document.hpp>
#include <levy/text/grouped.hpp>
#include <levy/text/source_map.hpp>
#include <levy/text/utf8.hpp>

namespace levy {

namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_depth = 64;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Ends the parse at the first thing that levy refuses.
struct refused {
    diagnostic why;
};

diagnostic problem_at(code id, span where, std::string message, std::string label,
                      std::string help) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    problem.primary = {std::move(where), std::move(label)};
    problem.help = std::move(help);
    return problem;
}

class builder : public YAML::EventHandler {
public:
    builder(source_handle in, std::size_t shift, diagnostics& sink)
        : in_{std::move(in)}, shift_{shift}, sink_{sink} {}

    [[nodiscard]] bool has_document() const { return documents_ > 0; }
    [[nodiscard]] node take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1)
            throw refused{problem_at(code::yaml, here(mark, 3), "a second document begins here", "",
                                     "one file holds one document; drop the `---`")};
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        // The library takes four words for nothing; here they are texts like any other.
        for (const std::string_view word : {"null", "Null", "NULL", "~"})
            if (offset(mark) >= end_ && in_->text().compare(offset(mark), word.size(), word) == 0)
                return OnScalar(mark, "?", anchor, std::string{word});
        node empty;
        // The library's mark is wherever it noticed; the reader looks right after the key or the
        // last item.
        const auto at = end_ > 0 ? end_ : offset(mark);
        empty.where = {in_, at, at};
        add(std::move(empty));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw refused{problem_at(code::yaml, here(mark, 1), "aliases are not read", "",
                                 "write the value out where it is used")};
    }
    void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
        refuse_anchor_named(mark, name);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        auto map = map_scalar(in_->text(), offset(mark), value);
        if (!map.closed)
            throw refused{problem_at(code::yaml, here(mark, 1), "a quoted text never ends",
                                     "it begins here", "close the quote")};
        node scalar;
        scalar.text = value;
        scalar.quoted = map.quoted;
        scalar.where = {in_, offset(mark), map.end};
        scalar.offsets = std::move(map.offsets);
        end_ = map.end;
        add(std::move(scalar));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        open(mark, tag, anchor, node::shape::list, style == YAML::EmitterStyle::Flow);
    }
    void OnSequenceEnd() override { close(']'); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        open(mark, tag, anchor, node::shape::map, style == YAML::EmitterStyle::Flow);
    }
    void OnMapEnd() override { close('}'); }

private:
    struct level {
        node is;
        bool flow = false;
        bool keyed = false;  // the last entry of a map waits for its value
        std::size_t first_item = 0, first_entry = 0;
        std::unordered_map<std::string, std::size_t> by_key;  // entries of a map that has many
    };

    [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
        return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)) + shift_,
                        in_->text().size());
    }
    [[nodiscard]] span here(const YAML::Mark& mark, std::size_t length) const {
        const auto at = offset(mark);
        return {in_, at, std::min(at + length, in_->text().size())};
    }

    void refuse_anchor_named(const YAML::Mark& mark, const std::string& name) {
        if (!name.empty()) refuse_anchor(mark, 1);
    }
    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
        if (anchor == YAML::NullAnchor) return;
        // The mark is the value's; the anchor stands a little before it.
        const auto at = offset(mark);
        const auto ampersand = in_->text().rfind('&', at);
        const auto begin = ampersand == std::string::npos ? at : ampersand;
        throw refused{problem_at(code::yaml, {in_, begin, begin + 1}, "anchors are not read", "",
                                 "write the value out where it is used")};
    }
    void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
        if (tag.empty() || tag == "?" || tag == "!") return;
        throw refused{problem_at(code::yaml, here(mark, 1), "tags are not read",
                                 "this carries the tag " + tag,
                                 "drop the tag; the place of a value says what it is")};
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              node::shape shape, bool flow) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (levels_.size() >= most_depth)
            throw refused{problem_at(code::too_large, here(mark, 1),
                                     "more than " + std::to_string(most_depth) + " levels deep", "",
                                     "write the inner lists and maps as parts of their own")};
        level next;
        next.is.is = shape;
        next.is.where = {in_, offset(mark), offset(mark)};
        next.flow = flow;
        next.first_item = items_.size();
        next.first_entry = entries_.size();
        end_ = offset(mark) + (flow ? 1 : 0);
        levels_.push_back(std::move(next));
    }
    void close(char bracket) {
        auto done = std::move(levels_.back());
        levels_.pop_back();
        auto end = std::max(end_, done.is.where.begin);
        if (done.flow) {
            const auto closing = in_->text().find(bracket, end);
            if (closing != std::string::npos) end = closing + 1;
        }
        done.is.where.end = end;
        end_ = end;
        done.is.items = cut_off(items_, done.first_item);
        done.is.entries = cut_off(entries_, done.first_entry);
        add(std::move(done.is));
    }

    /// The parts from `first` on, in a vector that is no larger than they need.
    template <class Part>
    static std::vector<Part> cut_off(std::vector<Part>& open, std::size_t first) {
        const auto from = open.begin() + static_cast<std::ptrdiff_t>(first);
        std::vector<Part> parts(std::make_move_iterator(from), std::make_move_iterator(open.end()));
        open.erase(from, open.end());
        return parts;
    }

    void add(node&& value) {
        if (levels_.empty()) {
            root_ = std::move(value);
            return;
        }
        auto& top = levels_.back();
        if (top.is.is == node::shape::list) {
            items_.push_back(std::move(value));
            return;
        }
        if (!top.keyed) {
            check_key(value);
            entries_.push_back({std::move(value.text), std::move(value.where), {}});
        } else if ((top.flow && is_cut_off(entries_.back(), value)) ||
                   is_second(entries_.back(), top)) {
            entries_.pop_back();
        } else {
            entries_.back().value = std::move(value);
        }
        top.keyed = !top.keyed;
    }
    /// Which entry of the open map `top` is the first with the key of the last one.
    std::size_t first_with_last_key(level& top) const {
        constexpr std::size_t few = 16;  // so many are soonest looked through
        const auto& key = entries_.back().key;
        const auto last = entries_.size() - 1;
        auto at = top.first_entry;
        if (last - at < few) {
            while (entries_[at].key != key) ++at;
            return at;
        }
        if (top.by_key.empty())
            for (; at < last; ++at) top.by_key.emplace(entries_[at].key, at);
        return top.by_key.try_emplace(key, last).first->second;
    }
    /// The end of a number that a comma cut, as in {value: 5,000,000}: reported once.
    bool is_cut_off(const node::entry& last, const node& value) {
        const std::string_view text = in_->text();
        const auto key = last.key_where;
        const auto before = text.substr(0, key.begin);
        if (!value.is_text() || !value.text.empty() || value.quoted || !before.ends_with(','))
            return false;
        constexpr std::string_view of_numbers = "0123456789,.";
        const auto begin = before.find_last_not_of(of_numbers) + 1;  // 0 where there is none
        auto end = std::min(text.find_first_not_of(of_numbers, key.begin), text.size());
        while (end > key.end && text[end - 1] == ',') --end;
        const auto number = text.substr(begin, end - begin);
        const auto instead = instead_of_number(number);
        if (instead.empty()) return false;
        if (begin + number.find(',') + 1 == key.begin)
            sink_.add(problem_at(
                code::literal, {in_, begin, end},
                "a comma inside {…} ends a value, so '" + std::string{number} + "' is no number",
                "", instead));
        return true;
    }
    /// A key written twice: reported, and the first one kept so that the rest of the file is read
    /// too.
    bool is_second(const node::entry& last, level& top) {
        const auto& first = entries_[first_with_last_key(top)];
        if (&first == &last) return false;
        auto problem =
            problem_at(code::duplicate_key, last.key_where, "'" + last.key + "' is written twice",
                       "again here", "keep one of the two");
        problem.related.push_back({first.key_where, "first here"});
        sink_.add(std::move(problem));
        return true;
    }
    static void check_key(const node& key) {
        if (!key.is_text())
            throw refused{problem_at(code::yaml, key.where, "a list or map cannot be a key", "",
                                     "a key is one word")};
        if (key.text == "<<")
            throw refused{problem_at(code::yaml, key.where, "merge keys are not read", "",
                                     "write the keys out where they are used")};
        if (key.text.empty() && !key.quoted)
            throw refused{problem_at(code::yaml, key.where, "a key is missing here", "",
                                     "write it before the `:`")};
    }

    source_handle in_;
    std::size_t shift_;
    diagnostics& sink_;
    std::size_t documents_ = 0;
    std::size_t end_ = 0;  // just past what was read last
    std::vector<level> levels_;
    // Parts of the lists and maps that are still open, innermost last.
    std::vector<node> items_;
    std::vector<node::entry> entries_;
    node root_;
};

/// Where the text begins that the quote at `open` holds together, and where it ends.
struct quoted {
    std::size_t open = 0,
                close = 0;  // `close` is the end of the text where there is no other quote
};

std::size_t closing(std::string_view text, std::size_t open) {
    const char quote = text[open];
    for (auto at = open + 1; at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\') {
            ++at;
        } else if (text[at] == quote) {
            if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return at;
            ++at;  // '' is an apostrophe
        }
    }
    return text.size();
}

/// Whether a line inside begins as the line of a map does: `key: …`.
bool holds_a_key(std::string_view inside) {
    for (auto line = inside.find('\n'); line != std::string_view::npos;
         line = inside.find('\n', line + 1)) {
        const auto word = inside.find_first_not_of(" -{", line + 1);
        if (word == std::string_view::npos) return false;
        const auto end = inside.find_first_of(" :\n", word);
        if (end != std::string_view::npos && end > word && inside[end] == ':') return true;
    }
    return false;
}

/// The last quote before `at` that holds together several lines of a map: its end was forgotten,
/// and every quote after it is taken for another.
std::optional<quoted> unclosed_quote(std::string_view text, std::size_t at) {
    std::optional<quoted> found;
    char before = '\n';  // the last that is no blank
    for (std::size_t i = 0; i < at; ++i) {
        const char c = text[i];
        const bool begins = before == '\n' || std::string_view{":-[{,"}.find(before) < 5;
        if (c == '#' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n')) {
            i = std::min(text.find('\n', i), at) - 1;
        } else if ((c == '"' || c == '\'') && begins) {
            const auto end = closing(text, i);
            if (holds_a_key(text.substr(i, end - i))) found = quoted{i, end};
            before = c;
            i = end;
        } else if (c != ' ') {
            before = c;
        }
    }
    return found;
}

/// What yaml-cpp says, in words an author can use.
diagnostic translated(const YAML::Exception& failure, const source_handle& in, std::size_t shift) {
    const auto& text = in->text();
    auto at =
        failure.mark.pos < 0 ? text.size() : static_cast<std::size_t>(failure.mark.pos) + shift;
    at = std::min(at, text.size());
    std::string message = "this is not the YAML that levy reads: " + failure.msg;
    std::string help;
    const auto line = text.rfind('\n', at > 0 ? at - 1 : 0) + 1;  // 0 where there is none
    const auto indent = text.substr(line, text.find_first_not_of(" \t", line) - line);
    namespace words = YAML::ErrorMsg;
    const auto says = [&](const char* all) { return failure.msg == all; };
    const auto begins = [&](const char* first) { return failure.msg.starts_with(first); };
    if (const auto tab = indent.find('\t'); tab != std::string::npos) {
        at = line + tab;
        message = "a tab indents this line";
        help = "indent with spaces";
    } else if (says(words::MAP_VALUE)) {
        message = "a `:` stands where no key can be";
        help = "quote a text that holds `: `, for example \"a: b\"";
    } else if (says(words::END_OF_MAP) || says(words::END_OF_SEQ)) {
        message = "this line stands further left or right than those that it belongs to";
        help = "let the keys of one map, and the `-` of one list, begin in the same column";
    } else if (says(words::UNKNOWN_ANCHOR)) {
        message = "aliases are not read";
        help = "write the value out where it is used; quote a text that begins with `*`";
    } else if (says(words::UNKNOWN_TOKEN)) {
        message = "a text cannot begin with this mark";
        help = "quote the text";
    } else if (says(words::INVALID_HEX) || begins(words::INVALID_ESCAPE) ||
               begins(words::INVALID_UNICODE)) {
        const auto backslash = text.rfind('\\', at > 0 ? at - 1 : 0);
        if (backslash != std::string::npos) at = backslash;
        message = "a backslash between \"…\" begins what YAML does not know";
        help = "write it twice, or put the text between '…'";
    } else if (says(words::END_OF_SEQ_FLOW)) {
        message = "a list that begins with `[` never ends, or its parts are not parted by commas";
        help = "close it with `]`";
    } else if (says(words::END_OF_MAP_FLOW)) {
        message = "a map that begins with `{` never ends, or its parts are not parted by commas";
        help = "close it with `}`; quote a text that holds a comma, a colon or a brace";
    }
    auto problem =
        problem_at(code::yaml, {in, at, std::min(at + 1, text.size())}, message, "", help);
    if (const auto open = unclosed_quote(text, at)) {
        problem.message = "a quoted text holds lines that were not meant: its end is missing";
        problem.primary = {{in, open->open, open->open + 1}, "it begins here"};
        if (open->close < text.size())
            problem.related.push_back(
                {{in, open->close, open->close + 1}, "and this quote is taken for its end"});
        problem.help = "close the quote where the text ends";
    }
    return problem;
}

std::optional<diagnostic> refuse_bytes(const source_handle& in) {
    const auto& text = in->text();
    if (text.size() > most_bytes)
        return problem_at(code::too_large, {in, 0, 0}, "'" + in->name() + "' is larger than 1 MiB",
                          "", "split it: one instrument a file");
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return problem_at(code::encoding, {in, 0, 1},
                          "'" + in->name() + "' is text in UTF-16, not in UTF-8", "",
                          "save the file as UTF-8");
    if (const auto bad = first_bad_byte(text))
        return problem_at(
            code::encoding, {in, *bad, *bad + 1},
            "byte " + std::to_string(*bad + 1) + " of '" + in->name() + "' is not UTF-8 text",
            "this byte", "save the file as UTF-8");
    for (auto at = text.find('\r'); at != std::string::npos; at = text.find('\r', at + 1))
        if (text.compare(at, 2, "\r\n") != 0)
            return problem_at(code::yaml, {in, at, at + 1},
                              "a line ends with a carriage return alone", "",
                              "save the file with the line ends of Unix or Windows");
    // The library takes such a line for a word to itself and says nothing.
    const auto percent = text.starts_with('%') ? std::size_t{0} : text.find("\n%");
    if (percent != std::string::npos) {
        const auto at = text[percent] == '%' ? percent : percent + 1;
        return problem_at(code::yaml, {in, at, at + 1}, "a line cannot begin with `%`", "",
                          "drop the line; quote a text that begins with `%`");
    }
    return std::nullopt;
}

}  // namespace

std::optional<node> read_yaml(const source_handle& source, diagnostics& sink) {
    if (auto bad = refuse_bytes(source)) {
        sink.add(*std::move(bad));
        return std::nullopt;
    }
    const auto shift = source->text().starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const auto before = sink.errors();
    builder made{source, shift, sink};
    try {
        std::istringstream stream{source->text().substr(shift)};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(made)) {
        }
    } catch (const refused& stop) {
        sink.add(stop.why);
        return std::nullopt;
    } catch (const YAML::Exception& failure) {
        sink.add(translated(failure, source, shift));
        return std::nullopt;
    }
    auto root = made.take();
    if (!made.has_document() || (root.is_text() && root.text.empty() && !root.quoted)) {
        sink.add(problem_at(code::file, {source, 0, 0}, "'" + source->name() + "' is empty", "",
                            "begin with `levy: 1`"));
        return std::nullopt;
    }
    if (sink.errors() != before) return std::nullopt;
    return root;
}

}  // namespace levy
