// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <levy/feel/literal.hpp>

#include "parser.hpp"

namespace levy::feel {

namespace {

constexpr int all = 0;

bool is_keyword(std::string_view word) {
    static constexpr std::array<std::string_view, 10> words{
        "then", "else", "return", "satisfies", "in", "and", "or", "between", "partial", "of"};
    for (const auto known : words)
        if (known == word) return true;
    return false;
}

/// Whether an expression may begin with it. A list's end is none of them, though `]1..3[` begins
/// so: behind `[` the bracket is the list's.
bool begins_expression(const token& t) {
    if (t.is == token::kind::word)
        return (!is_keyword(t.text) || t.text == "partial") && t.cooked != "instance of";
    if (t.is == token::kind::sign)
        return t.text == "-" || t.text == "(" || t.text == "[" || t.text == "{";
    return t.is != token::kind::end;
}

bool begins_open_range(const token& t) {
    return t.is == token::kind::sign && (t.text == "<" || t.text == "<=" || t.text == ">" ||
                                         t.text == ">=" || t.text == "=" || t.text == "!=");
}

}  // namespace

expr parser::prefix() {
    const auto& first = peek();
    switch (first.is) {
        case token::kind::number:
            return number_literal();
        case token::kind::text: {
            const auto begin = first.begin;
            auto text = take().cooked;
            return made(literal{value{std::move(text)}}, begin);
        }
        case token::kind::at_literal:
            return at_literal();
        case token::kind::word:
            return word();
        case token::kind::bad:
            fail(first, first.problem, first.help);
        case token::kind::end:
            fail_expected("a value");
        case token::kind::sign:
            break;
    }
    if (first.text == "-") return negation();
    if (first.text == "(" || first.text == "[" || first.text == "]") return bracketed();
    if (first.text == "{") return record();
    if (first.text == "<" || first.text == "<=" || first.text == ">" || first.text == ">=" ||
        first.text == "=")
        fail(first, "a comparison needs a value on its left",
             "only a table's cell or the right side of `in` may begin with it");
    fail_expected("a value");
}

expr parser::negation() {
    const deeper level{*this};
    const auto begin = take().begin;
    auto of = postfix(prefix());
    return made(negate{std::make_unique<expr>(std::move(of))}, begin);
}

expr parser::number_literal() {
    const auto t = take();
    auto read = read_feel_number(t.text);
    if (!read)
        fail(t, "'" + std::string{t.text} + "' is no number",
             "underscores stand between digits only");
    return made(literal{value{*std::move(read)}}, t.begin);
}

expr parser::at_literal() {
    const auto t = take();
    std::string why_not;
    auto read = read_at_literal(t.cooked, why_not);
    if (!read) fail(t, "'" + std::string{t.text} + "' cannot be read", why_not, code::refused);
    return made(literal{*std::move(read)}, t.begin);
}

expr parser::word() {
    const auto t = take();
    if (t.text == "if") return conditional();
    if (t.text == "for") return iteration();
    if (t.text == "some" || t.text == "every") return quantification();
    if (t.text == "true" || t.text == "false")
        return made(literal{value{t.text == "true"}}, t.begin);
    if (t.text == "null") return made(literal{null_value{}}, t.begin);
    const bool result_so_far = dialect_ == dialect::plain && t.text == "partial";
    if (is_keyword(t.text) && !result_so_far)
        fail(t, "'" + std::string{t.text} + "' stands where a value is expected");
    if (t.cooked == "function" || t.cooked == "instance of") refuse_word(t);
    if (at("(")) {
        if (dialect_ == dialect::rule && !refusal_of(t.cooked).empty()) refuse_word(t);
        return call_of(t);
    }
    if (t.cooked.find(' ') != std::string::npos)
        fail(t, "'" + t.cooked + "' is a function; its arguments are missing",
             "write " + t.cooked + "(…)");
    if (t.text.find('?') != std::string_view::npos && (dialect_ == dialect::rule || t.text != "?"))
        fail(t, "'?' stands for the tested value inside a table's cell only", "", code::refused);
    return made(name{t.cooked}, t.begin);
}

expr parser::conditional() {
    const auto begin = tokens_[next_ - 1].begin;
    auto condition = expression(all);
    expect("then", "'if'");
    auto then = expression(all);
    expect("else", "'if'");
    auto otherwise = expression(all);
    return made(choose{std::make_unique<expr>(std::move(condition)),
                       std::make_unique<expr>(std::move(then)),
                       std::make_unique<expr>(std::move(otherwise))},
                begin);
}

binding parser::one_binding() {
    binding b;
    const auto named = peek();
    if (named.is != token::kind::word || is_keyword(named.text))
        fail_expected("a name for the element");
    take();
    b.id = named.cooked;
    b.where = spot(named);
    expect("in", "'" + b.id + "'");
    const auto begin = peek().begin;
    auto low = expression(all);
    if (take_if("..")) {
        auto high = expression(all);
        b.in = std::make_unique<expr>(
            made(range_of{std::make_unique<expr>(std::move(low)),
                          std::make_unique<expr>(std::move(high)), true, true, true},
                 begin));
    } else {
        b.in = std::make_unique<expr>(std::move(low));
    }
    return b;
}

std::vector<binding> parser::bindings() {
    std::vector<binding> over;
    do over.push_back(one_binding());
    while (take_if(","));
    return over;
}

expr parser::iteration() {
    const auto begin = tokens_[next_ - 1].begin;
    auto over = bindings();
    expect("return", "'for'");
    auto body = expression(all);
    return made(loop{std::move(over), std::make_unique<expr>(std::move(body))}, begin);
}

expr parser::quantification() {
    const auto word = tokens_[next_ - 1];
    auto over = bindings();
    expect("satisfies", "'" + std::string{word.text} + "'");
    auto body = expression(all);
    return made(
        quantified{word.text == "every", std::move(over), std::make_unique<expr>(std::move(body))},
        word.begin);
}

expr parser::bracketed() {
    const auto opening = peek();
    if (opening.text == "]" || range_ahead()) {
        take();
        return range(opening);
    }
    if (opening.text == "[") return list();
    take();
    if (dialect_ == dialect::plain && begins_open_range(peek())) return open_range(opening);
    auto inner = expression(all);
    if (!at(")")) {
        if (peek().is == token::kind::end) fail(opening, "this '(' is never closed", "add ')'");
        if (peek().is == token::kind::word) expect_end();
        fail_expected("')'");
    }
    take();
    inner.where = where_(opening.begin, last_end());
    return inner;
}

/// Whether a `]` here begins a range, as in `]1..5]`, where a list might end.
bool parser::opens_range() const { return at("]") && begins_expression(peek(1)) && range_ahead(); }

/// Whether a `[` here ends a range, as in `]1..5[`: nothing follows that a filter begins with.
bool parser::closes_range() const { return ends_range_ && !begins_expression(peek(1)); }

expr parser::range(const token& opening) {
    const auto from = opening;
    range_of r;
    r.low_closed = from.text == "[";
    r.low = std::make_unique<expr>(expression(4));
    expect("..", "a range");
    const auto outer = std::exchange(ends_range_, true);
    r.high = std::make_unique<expr>(expression(4));
    ends_range_ = outer;
    if (!at("]") && !at(")") && !at("["))
        fail(from, "this range is never closed", "end it with ']' or ')'");
    r.high_closed = take().text == "]";
    return made(std::move(r), from.begin);
}

/// `(< 10)` as a value: a range without its other end. `(= 10)` is one value, `(!= 10)` all others.
expr parser::open_range(const token& opening) {
    const auto from = opening;
    const std::string sign{take().text};
    auto end = std::make_unique<expr>(expression(4));
    if (!take_if(")")) fail(from, "this '(' is never closed");
    range_of r;
    r.low_closed = sign == ">=" || sign == "=";
    r.high_closed = sign == "<=" || sign == "=";
    r.point = sign == "=" || sign == "!=";
    (sign.front() == '<' ? r.high : r.low) = std::move(end);
    return made(std::move(r), from.begin);
}

void parser::refuse_word(const token& at) {
    auto why = refusal_of(at.cooked);
    if (why.empty()) fail(at, "'" + std::string{at.text} + "' does not belong here");
    fail(at, "'" + at.cooked + "' is not part of levy's FEEL", std::move(why), code::refused);
}

std::string refusal_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 28> refused{{
        {"date and time", "law runs on days: use date"},
        {"time", "law runs on days: use date"},
        {"days and time duration", "use duration(\"P90D\") or @\"P90D\""},
        {"now", "the day is an input; an answer must be the same tomorrow"},
        {"today", "the day is an input; an answer must be the same tomorrow"},
        {"matches", "use contains, starts with or ends with"},
        {"replace", "use substring before and substring after"},
        {"split", "give the parts as a list"},
        {"function", "name a formula under `define`"},
        {"instance of", "types are known when the file is loaded"},
        {"get value", "write the path: record.field"},
        {"get entries", "write the path: record.field"},
        {"context", "write the record: {a: 1}"},
        {"context put", "write the record: {a: 1}"},
        {"context merge", "write the record: {a: 1}"},
        {"is", "use ="},
        {"before", "use <"},
        {"after", "use >"},
        {"meets", "compare the ends with ="},
        {"met by", "compare the ends with ="},
        {"overlaps", "compare the ends with <= and >="},
        {"overlaps before", "compare the ends with <= and >="},
        {"overlaps after", "compare the ends with <= and >="},
        {"finishes", "compare the ends with ="},
        {"finished by", "compare the ends with ="},
        {"includes", "use in"},
        {"during", "use in"},
        {"coincides", "use ="},
    }};
    for (const auto& [word, instead] : refused)
        if (word == name) return std::string{instead};
    return {};
}

}  // namespace levy::feel
