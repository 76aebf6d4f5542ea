// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <levy/feel/parse.hpp>

#include "named_type.hpp"
#include "parser.hpp"

namespace levy::feel {

namespace {

constexpr std::size_t most_bytes = 4096;
constexpr int most_depth = 200;
constexpr std::size_t most_errors = 8;

// Binding powers, loosest first. All operators are left-associative; a minus sign binds tighter
// than any.
constexpr int or_power = 1;
constexpr int and_power = 2;
constexpr int compare_power = 3;
constexpr int sum_power = 4;

struct operator_entry {
    std::string_view sign;
    operation by;
    int power;
};
constexpr std::array<operator_entry, 13> operators{{
    {"or", operation::disjunction, or_power},
    {"and", operation::conjunction, and_power},
    {"=", operation::equal, compare_power},
    {"!=", operation::unequal, compare_power},
    {"<", operation::less, compare_power},
    {"<=", operation::at_most, compare_power},
    {">", operation::more, compare_power},
    {">=", operation::at_least, compare_power},
    {"+", operation::add, sum_power},
    {"-", operation::subtract, sum_power},
    {"*", operation::multiply, 5},
    {"/", operation::divide, 5},
    {"**", operation::power, 6},
}};

const operator_entry* operator_at(const token& t) {
    if (t.is != token::kind::sign && t.is != token::kind::word) return nullptr;
    for (const auto& entry : operators)
        if (entry.sign == t.text) return &entry;
    return nullptr;
}

bool compares(const token& t) {
    if (t.is == token::kind::word) return t.text == "in" || t.text == "between";
    const auto* entry = operator_at(t);
    return entry != nullptr && entry->power == compare_power;
}

}  // namespace

parser::deeper::deeper(parser& of) : of_{of} {
    if (++of_.depth_ > most_depth) {
        --of_.depth_;
        of_.errors_ = most_errors;  // nothing after this is worth saying
        of_.fail(of_.peek(),
                 "this formula is nested more than " + std::to_string(most_depth) + " levels deep",
                 "name a part of it under `define`", code::too_large);
    }
}

const token& parser::peek(std::size_t ahead) const {
    return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

const token& parser::take() {
    const auto& taken = peek();
    if (next_ + 1 < tokens_.size()) ++next_;
    return taken;
}

bool parser::at(std::string_view text, std::size_t ahead) const {
    const auto& t = peek(ahead);
    return (t.is == token::kind::sign || t.is == token::kind::word) && t.text == text;
}

bool parser::take_if(std::string_view text) {
    if (!at(text)) return false;
    take();
    return true;
}

std::size_t parser::last_end() const { return next_ == 0 ? 0 : tokens_[next_ - 1].end; }

expr parser::made(syntax is, std::size_t begin) const {
    expr e;
    e.is = std::move(is);
    e.where = where_(begin, std::max(begin, last_end()));
    return e;
}

void parser::fail(const token& at, std::string message, std::string help, code id,
                  std::string label) {
    if (errors_++ < most_errors || id == code::too_large) {
        diagnostic problem;
        problem.id = id;
        problem.message = std::move(message);
        problem.primary = {spot(at), std::move(label)};
        problem.help = std::move(help);
        sink_.add(std::move(problem));
    }
    throw unwind{};
}

void parser::fail_expected(const std::string& what) {
    const auto& found = peek();
    if (found.is == token::kind::bad) fail(found, found.problem, found.help);
    if (found.is == token::kind::end)
        fail(found, "the formula ends where " + what + " is expected");
    fail(found, "expected " + what + ", found '" + std::string{found.text} + "'");
}

void parser::expect(std::string_view text, const std::string& after) {
    if (take_if(text)) return;
    const auto& found = peek();
    if (found.is == token::kind::bad) fail(found, found.problem, found.help);
    const std::string wanted{text};
    if (found.is == token::kind::end)
        fail(found, after + " needs '" + wanted + "' here, but the formula ends");
    fail(found, after + " needs '" + wanted + "' here, found '" + std::string{found.text} + "'");
}

void parser::expect_end() {
    const auto& found = peek();
    if (found.is == token::kind::end) return;
    if (found.is == token::kind::bad) fail(found, found.problem, found.help);
    if (found.is == token::kind::word && refusal_of(found.cooked).empty() && found.text != "then" &&
        found.text != "else" && found.text != "return" && found.text != "satisfies")
        fail(found, "expected an operator, found '" + std::string{found.text} + "'",
             "names cannot contain spaces; use '_'");
    if (found.is == token::kind::word) refuse_word(found);
    if (found.text == ")" || found.text == "]" || found.text == "}")
        fail(found, "'" + std::string{found.text} + "' closes nothing that was opened");
    fail(found, "expected an operator, found '" + std::string{found.text} + "'");
}

expr parser::expression(int least) {
    const deeper level{*this};
    auto left = postfix(prefix());
    for (;;) {
        const auto& sign = peek();
        if (sign.is == token::kind::word && (sign.text == "in" || sign.text == "between")) {
            if (compare_power < least) return left;
            left = sign.text == "in" ? member_of(std::move(left)) : between_bounds(std::move(left));
            if (compares(peek()))
                fail(peek(), "comparisons cannot be chained", "join them with 'and'");
            continue;
        }
        if (sign.is == token::kind::word && sign.cooked == "instance of") {
            left = type_asked(std::move(left));
            continue;
        }
        const auto* entry = operator_at(sign);
        if (entry == nullptr || entry->power < least) return left;
        const auto by = entry->by;
        const auto power = entry->power;
        const auto at_sign = take();
        if (power == compare_power) {
            left = comparison(std::move(left), by, at_sign);
            continue;
        }
        auto right = expression(power + 1);
        expr e;
        e.where = span::cover(left.where, right.where);
        e.is = binary{by, std::make_unique<expr>(std::move(left)),
                      std::make_unique<expr>(std::move(right)), spot(at_sign)};
        left = std::move(e);
    }
}

expr parser::comparison(expr left, operation by, const token& sign) {
    auto right = expression(compare_power + 1);
    if (compares(peek()))
        fail(peek(), "comparisons cannot be chained", "use 'x in [a..b]', or join them with 'and'");
    expr e;
    e.where = span::cover(left.where, right.where);
    e.is = binary{by, std::make_unique<expr>(std::move(left)),
                  std::make_unique<expr>(std::move(right)), spot(sign)};
    return e;
}

/// `left instance of list<number>`, kept as a call with the type's text.
expr parser::type_asked(expr left) {
    const auto sign = take();
    if (dialect_ == dialect::rule) refuse_word(sign);
    const auto begin = next_;
    if (!take_type(tokens_, next_)) fail_expected("a type of the standard");
    std::string text;
    for (auto i = begin; i < next_; ++i) {
        if (tokens_[i].text == "->") text += " ";
        text += tokens_[i].is == token::kind::word ? tokens_[i].cooked : tokens_[i].text;
        if (tokens_[i].text == ":" || tokens_[i].text == "," || tokens_[i].text == "->")
            text += " ";
    }
    call c;
    c.function = sign.cooked;
    c.function_where = spot(sign);
    const auto from = left.where;
    c.arguments.push_back({{}, left.where, std::make_unique<expr>(std::move(left))});
    auto type = made(literal{value{std::move(text)}}, tokens_[begin].begin);
    c.arguments.push_back({{}, type.where, std::make_unique<expr>(std::move(type))});
    expr e;
    e.where = span::cover(from, c.arguments.back().where);
    e.is = std::move(c);
    return e;
}

expr parser::between_bounds(expr left) {
    take();
    auto low = expression(sum_power);
    expect("and", "'between'");
    auto high = expression(sum_power);
    expr e;
    e.where = span::cover(left.where, high.where);
    e.is = between{std::make_unique<expr>(std::move(left)), std::make_unique<expr>(std::move(low)),
                   std::make_unique<expr>(std::move(high))};
    return e;
}

expr parser::member_of(expr left) {
    take();
    std::vector<expr> tests;
    const auto opening = peek();
    if (at("(") && !range_ahead()) {
        take();
        list_until(")", opening, [&] { tests.push_back(unary_test(dialect_ == dialect::plain)); });
    } else {
        tests.push_back(unary_test(false));
    }
    expr e;
    e.where = tests.empty() ? left.where : span::cover(left.where, tests.back().where);
    e.is = membership{std::make_unique<expr>(std::move(left)), std::move(tests)};
    return e;
}

expr parser::postfix(expr left) {
    for (;;) {
        if (at(".")) {
            take();
            const auto field = peek();
            if (field.is != token::kind::word) fail_expected("a field's name after '.'");
            take();
            expr e;
            e.where = span::cover(left.where, spot(field));
            e.is = path{std::make_unique<expr>(std::move(left)), field.cooked, spot(field)};
            left = std::move(e);
        } else if (at("[") && !closes_range()) {
            const auto opening = take();
            if (at("]") && !opens_range()) fail_expected("a position or a condition");
            auto predicate = expression(0);
            if (!at("]")) fail(opening, "this '[' is never closed", "add ']'");
            const auto closing = take();
            expr e;
            e.where = span::cover(left.where, spot(closing));
            e.is = filter{std::make_unique<expr>(std::move(left)),
                          std::make_unique<expr>(std::move(predicate))};
            left = std::move(e);
        } else {
            return left;
        }
    }
}

/// Elements parted by commas up to `closing`. An error inside one element does not hide those after
/// it.
template <class Element>
void parser::list_until(std::string_view closing, const token& opening, Element element) {
    const token from = opening;
    const auto ends = [&] { return at(closing) && !opens_range(); };
    while (!ends()) {
        try {
            element();
            if (!at(closing) && !at(",")) {
                if (peek().is == token::kind::end)
                    fail(from, "this '" + std::string{from.text} + "' is never closed",
                         "add '" + std::string{closing} + "'");
                if (peek().is == token::kind::word) expect_end();
                fail_expected("',' or '" + std::string{closing} + "'");
            }
        } catch (const unwind&) {
            recover(closing);
            if (peek().is == token::kind::end) throw;
        }
        if (!take_if(",")) break;
        if (ends()) fail(peek(), "a comma stands before '" + std::string{closing} + "'");
    }
    if (!take_if(closing))
        fail(from, "this '" + std::string{from.text} + "' is never closed",
             "add '" + std::string{closing} + "'");
}

void parser::recover(std::string_view closing) {
    int open = 0;
    for (; peek().is != token::kind::end; take()) {
        const auto text = peek().text;
        if (peek().is != token::kind::sign) continue;
        if (open == 0 && (text == closing || text == ",")) return;
        if (text == "(" || text == "[" || text == "{") ++open;
        if (text == ")" || text == "]" || text == "}") --open;
        if (open < 0) return;
    }
}

bool parser::range_ahead() const {
    int open = 0;
    for (std::size_t ahead = 1; peek(ahead).is != token::kind::end; ++ahead) {
        // The dots of `[for i in 1..3 return i]` are the loop's.
        if (open == 0 && (at("for", ahead) || at("some", ahead) || at("every", ahead)))
            return false;
        if (peek(ahead).is != token::kind::sign) continue;
        const auto text = peek(ahead).text;
        if (open == 0 && text == "..") return true;
        if (open == 0 && text == ",") return false;
        if (text == "(" || text == "[" || text == "{") ++open;
        if (text == ")" || text == "]" || text == "}") --open;
        if (open < 0) return false;
    }
    return false;
}

std::size_t parser::words_before_colon() const {
    std::size_t words = 0;
    while (peek(words).is == token::kind::word) ++words;
    return words > 0 && at(":", words) ? words : 0;
}

expr parser::list() {
    const auto opening = take();
    list_of made_list;
    list_until("]", opening, [&] { made_list.items.push_back(expression(0)); });
    return made(std::move(made_list), opening.begin);
}

expr parser::record() {
    const auto opening = take();
    record_of fields;
    list_until("}", opening, [&] {
        record_entry entry;
        const auto first = peek();
        if (first.is == token::kind::text && at(":", 1)) {
            entry.id = take().cooked;
        } else {
            entry.id = key();
        }
        entry.where = where_(first.begin, last_end());
        take();
        entry.is = std::make_unique<expr>(expression(0));
        fields.entries.push_back(std::move(entry));
    });
    return made(std::move(fields), opening.begin);
}

/// A name before a colon. In plain FEEL it may hold signs, as in `{net+vat: 1}`.
std::string parser::key() {
    auto words = words_before_colon();
    const auto names_more = [&](const token& t) {
        static constexpr std::string_view signs{"+-*/."};
        return t.is == token::kind::word || t.is == token::kind::number ||
               (t.is == token::kind::sign && signs.find(t.text) != std::string_view::npos);
    };
    if (dialect_ == dialect::plain && words == 0 && peek().is == token::kind::word) {
        while (names_more(peek(words))) ++words;
        if (!at(":", words)) words = 0;
    }
    if (words == 0) fail_expected("a key and ':'");
    std::string made;
    for (auto end = peek().begin; words > 0; --words) {
        const auto& t = take();
        if (t.begin > end) made += " ";
        made += t.is == token::kind::word ? t.cooked : t.text;
        end = t.end;
    }
    return made;
}

expr parser::call_of(const token& function) {
    const token named = function;
    call c;
    c.function = named.cooked;
    c.function_where = spot(named);
    const auto opening = take();
    list_until(")", opening, [&] { c.arguments.push_back(call_argument()); });
    return made(std::move(c), named.begin);
}

argument parser::call_argument() {
    argument a;
    const auto first = peek();
    if (const auto words = words_before_colon(); words > 0) {
        for (std::size_t i = 0; i < words; ++i) a.id += (i == 0 ? "" : " ") + take().cooked;
        take();
    }
    a.is = std::make_unique<expr>(expression(0));
    a.where = where_(first.begin, last_end());
    return a;
}

expr parser::negated_tests(bool in_cell) {
    const auto begin = take().begin;
    const auto opening = take();
    test t;
    t.is = test::kind::negated;
    list_until(")", opening, [&] { t.not_these.push_back(unary_test(in_cell)); });
    return made(std::move(t), begin);
}

std::optional<expr> parser::formula() {
    const auto before = sink_.errors();
    try {
        if (peek().is == token::kind::end) fail(peek(), "a formula is missing here");
        auto whole = expression(0);
        expect_end();
        if (sink_.errors() == before) return whole;
    } catch (const unwind&) {
    }
    return std::nullopt;
}

std::optional<std::vector<expr>> parser::cell() {
    const auto before = sink_.errors();
    try {
        auto tests = tests_until_end();
        expect_end();
        if (sink_.errors() == before) return tests;
    } catch (const unwind&) {
    }
    return std::nullopt;
}

namespace {

bool too_long(std::string_view text, span where, diagnostics& sink) {
    if (text.size() <= most_bytes) return false;
    diagnostic problem;
    problem.id = code::too_large;
    problem.message = "this formula is longer than 4,096 bytes";
    problem.primary.where = std::move(where);
    problem.help = "name parts of it under `define`";
    sink.add(std::move(problem));
    return true;
}

parser parser_of(const node& scalar, diagnostics& sink, dialect as) {
    const auto* from = &scalar;
    return parser{tokens_of(scalar.text, as == dialect::plain),
                  [from](std::size_t begin, std::size_t end) { return from->part(begin, end); }, as,
                  sink};
}

}  // namespace

std::optional<expr> parse(const node& scalar, diagnostics& sink, dialect as) {
    if (too_long(scalar.text, scalar.where, sink)) return std::nullopt;
    return parser_of(scalar, sink, as).formula();
}

std::optional<expr> parse(source_handle text, diagnostics& sink, dialect as) {
    if (too_long(text->text(), {text, 0, 1}, sink)) return std::nullopt;
    return parser{tokens_of(text->text(), as == dialect::plain),
                  [&text](std::size_t begin, std::size_t end) {
                      return span{text, begin, end};
                  },
                  as, sink}
        .formula();
}

std::optional<std::vector<expr>> parse_tests(const node& scalar, diagnostics& sink, dialect as) {
    if (too_long(scalar.text, scalar.where, sink)) return std::nullopt;
    return parser_of(scalar, sink, as).cell();
}

}  // namespace levy::feel
