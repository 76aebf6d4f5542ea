// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <levy/feel/parse.hpp>
#include <levy/feel/token.hpp>

namespace levy::feel {

/// Pratt parser over the tokens of one formula. An error unwinds to the nearest bracket, list item
/// or argument and parsing goes on from there, so that one run shows every error that is not a
/// consequence of another.
class parser {
public:
    using locate = std::function<span(std::size_t begin, std::size_t end)>;

    parser(std::vector<token> tokens, locate where, dialect as, diagnostics& sink)
        : tokens_{std::move(tokens)}, where_{std::move(where)}, dialect_{as}, sink_{sink} {}

    /// The whole formula.
    std::optional<expr> formula();
    /// A table cell.
    std::optional<std::vector<expr>> cell();

private:
    struct unwind {};
    class deeper;

    // parse.cpp: the loop, operators and recovery
    expr expression(int least);
    expr comparison(expr left, operation by, const token& sign);
    expr between_bounds(expr left);
    expr member_of(expr left);
    expr postfix(expr left);
    expr type_asked(expr left);
    void expect_end();
    template <class Element>
    void list_until(std::string_view closing, const token& opening, Element element);
    void recover(std::string_view closing);

    // primary.cpp: what may begin an expression
    expr prefix();
    expr number_literal();
    expr at_literal();
    expr word();
    expr call_of(const token& function);
    argument call_argument();
    expr conditional();
    expr iteration();
    expr quantification();
    std::vector<binding> bindings();
    binding one_binding();
    expr bracketed();
    expr list();
    expr record();
    expr range(const token& opening);
    expr open_range(const token& opening);
    std::string key();
    expr negation();
    void refuse_word(const token& at);

    // tests.cpp
    expr unary_test(bool in_cell);
    expr tested(bool in_cell);
    std::vector<expr> tests_until_end();
    expr negated_tests(bool in_cell);
    expr bare_text();

    [[nodiscard]] const token& peek(std::size_t ahead = 0) const;
    const token& take();
    [[nodiscard]] bool at(std::string_view text, std::size_t ahead = 0) const;
    bool take_if(std::string_view text);
    void expect(std::string_view text, const std::string& after);
    [[nodiscard]] bool range_ahead() const;
    [[nodiscard]] bool opens_range() const;
    [[nodiscard]] bool closes_range() const;
    [[nodiscard]] std::size_t words_before_colon() const;
    [[nodiscard]] expr made(syntax is, std::size_t begin) const;
    [[nodiscard]] std::size_t last_end() const;
    [[nodiscard]] span spot(const token& at) const { return where_(at.begin, at.end); }
    [[noreturn]] void fail(const token& at, std::string message, std::string help = {},
                           code id = code::syntax, std::string label = {});
    [[noreturn]] void fail_expected(const std::string& what);

    std::vector<token> tokens_;
    locate where_;
    dialect dialect_;
    diagnostics& sink_;
    std::size_t next_ = 0;
    int depth_ = 0;
    std::size_t errors_ = 0;
    bool ends_range_ = false;  // the upper end of a range is being read
};

/// Why a name of the standard is not part of levy's FEEL and what to write instead; empty if it is.
[[nodiscard]] std::string refusal_of(std::string_view name);

/// Counts nesting while an expression is open.
class parser::deeper {
public:
    explicit deeper(parser& of);
    ~deeper() { --of_.depth_; }
    deeper(const deeper&) = delete;
    deeper& operator=(const deeper&) = delete;

private:
    parser& of_;
};

}  // namespace levy::feel
