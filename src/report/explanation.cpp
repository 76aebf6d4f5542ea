// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <sstream>

#include <levy/report/explanation.hpp>
#include <levy/rule/deciding.hpp>
#include <levy/rule/explain.hpp>

#include "change_lines.hpp"
#include "filing_text.hpp"
#include "paragraph.hpp"

namespace levy::report {

namespace {

using rule::deciding;
using origin = rule::trace_step::origin;

class writer {
public:
    writer(const explanation& of, std::size_t width, bool full)
        : of_{of}, made_{of.made}, width_{width}, full_{full} {}

    std::string write() {
        head();
        answer();
        out_ += "\nDecided by\n";
        const auto path = rule::deciding_path(made_);
        for (const auto& d : path) step(d, 1);
        out_ += "\nWhat would change it\n";
        const auto more = changes();
        not_given(path);
        still_readings();
        if (more > 0) line(std::to_string(more) + " more: --explain --full", 1);
        if (full_) {
            if (const auto filed = filing_text(made_); !filed.empty()) out_ += "\nFiling\n" + filed;
            out_ += "\nHow it came about, in full\n";
            derive();
            for (const auto& s : made_.trace)
                if (s.cited) cited_.insert(s.cited->source);
        }
        sources();
        return std::move(out_);
    }

private:
    void head() {
        out_ = paragraph(made_.by->title, width_);
        auto text =
            made_.by->id + ", " + shown_period(made_) + ", law of " + levy::to_text(made_.dated);
        if (made_.known) text += " as known on " + levy::to_text(*made_.known);
        if (!made_.currency.empty()) text += ", in " + made_.currency;
        out_ += paragraph(text, width_) + "\n";
    }

    void answer() {
        std::string text;
        for (const auto& r : made_.results)
            if (r.is_output) text += (text.empty() ? "" : "; ") + r.name + " " + shown_result(r);
        if (!made_.reason.empty()) text += "; the rule does not apply: " + made_.reason;
        if (!made_.liable.empty() && made_.reason.empty()) text += "; liable: " + made_.liable;
        out_ += paragraph(text, width_, "    ", " ").substr(1);
    }

    void line(const std::string& text, std::size_t depth) {
        const std::string indent(depth * 2, ' ');
        auto words = text;
        // What stands apart on one line would leave a blank at the end of the first of two.
        if (columns(text) + indent.size() > width_)
            for (auto at = words.find("  "); at != std::string::npos; at = words.find("  "))
                words.erase(at, 1);
        out_ += paragraph(words, width_, indent + "    ", indent);
    }
    [[nodiscard]] std::string law(const std::optional<citation>& cited,
                                  const std::optional<day>& since) {
        if (cited) cited_.insert(cited->source);
        return law_text(cited, since);
    }
    void below(const deciding& d, std::size_t depth) {
        for (const auto& inner : d.because) {
            // A formula that is one `min` or `max` stands on the line above.
            if (inner.is == deciding::kind::extreme && inner.formula == d.formula)
                line("so " + inner.says, depth);
            else
                step(inner, depth);
        }
    }

    void step(const deciding& d, std::size_t depth) {
        const auto value = shown_value(d.gave, d.as);
        switch (d.is) {
            case deciding::kind::comparison:
                line(d.formula + ": " + value + (d.says.empty() ? "" : ", " + d.says), depth);
                return below_comparison(d, depth + 1);
            case deciding::kind::choice:
                below(d, depth);
                return line("so " + d.formula, depth);
            case deciding::kind::extreme:
                return line(d.formula + " is " + d.says, depth);
            case deciding::kind::exception:
                line("exception " + d.name + " holds: " + d.formula + law(d.cited, d.since), depth);
                return below(d, depth + 1);
            case deciding::kind::condition:
                return condition(d, depth);
            default:
                return named(d, value, depth);
        }
    }

    /// What was given and stands on the line itself is not told again.
    void below_comparison(const deciding& d, std::size_t depth) {
        for (const auto& inner : d.because)
            if (inner.from != origin::given) step(inner, depth);
    }

    /// Facts of a line of `applies` that stand for themselves.
    [[nodiscard]] static std::string inline_facts(const deciding& d) {
        std::string text;
        for (const auto& inner : d.because) {
            if (inner.is != deciding::kind::input) return {};
            text += (text.empty() ? "" : ", ") + inner.name + " " +
                    shown_value(inner.gave, inner.as) +
                    (inner.note.empty() ? "" : " (" + inner.note + ")");
        }
        return text;
    }

    void condition(const deciding& d, std::size_t depth) {
        if (d.formula.empty())
            return line("the rule is not in force: " + d.note + law(d.cited, d.since), depth);
        const bool holds = d.gave == feel::value{true};
        auto text = (holds ? "in scope: " : d.note + ", for this does not hold: ") + d.formula;
        const auto facts = d.says.empty() ? inline_facts(d) : d.says;
        if (!facts.empty()) text += ": " + facts;
        line(text + law(d.cited, d.since), depth);
        if (!d.says.empty() || facts.empty()) below_comparison(d, depth + 1);
    }

    void named(const deciding& d, const std::string& value, std::size_t depth) {
        if (d.is == deciding::kind::table) return table(d, value, depth);
        const bool refused = d.is == deciding::kind::output && !d.says.empty();
        auto text = d.name + ": " + (refused ? d.says : value);
        if (d.again) return line(text + (d.formula.empty() ? "" : "  (above)"), depth);
        if (d.is == deciding::kind::reading)
            text += ": " + d.note;
        else if (!d.note.empty())
            text += "  (" + d.note + ")";
        line(text + law(d.cited, d.since), depth);
        // Of an `if` the branch taken is told below, and of a truth the word stands here already.
        const bool told = d.formula == value || d.formula.starts_with("if ") ||
                          d.formula == "true" || d.formula == "false";
        if (!d.formula.empty() && !told) line("= " + d.formula, depth + 1);
        below(d, depth + 1);
    }

    void table(const deciding& d, const std::string& value, std::size_t depth) {
        auto text = d.name + "(" + d.note + "): " + value;
        if (d.again) return line(text + "  (above)", depth);
        if (!d.says.empty()) text += ", " + d.says;
        line(text + law(d.cited, d.since), depth);
        below(d, depth + 1);
    }

    /// How many are not shown.
    std::size_t changes() {
        std::size_t more = 0;
        const auto lines = change_lines(of_, full_, more);
        for (const auto& l : lines) {
            line(l.text, 1);
            if (!l.why.empty()) line(l.why, 3);
            for (const auto& id : l.cited) cited_.insert(id);
        }
        if (lines.empty()) line("nothing that was tried", 1);
        return more;
    }

    /// Facts that the answer asked for and that nobody gave.
    void not_given(const std::vector<deciding>& path) {
        for (const auto& d : path) {
            const bool left_out = d.from == origin::left_out;
            if (left_out && asked_.insert(d.name).second) {
                std::string about;
                for (const auto& i : made_.by->inputs)
                    if (i.name == d.name) about = i.about;
                line(d.name + " is not given" + (about.empty() ? "" : " (" + about + ")") +
                         ", and giving it could",
                     1);
            }
            not_given(d.because);
        }
    }

    void still_readings() {
        std::string names;
        for (const auto& used : made_.readings) {
            const auto moves = [&](const rule::turning_point& t) {
                return t.is == rule::turning_point::kind::reading && t.name == used.of->name;
            };
            if (std::any_of(of_.changes.begin(), of_.changes.end(), moves)) continue;
            if (used.open) names += (names.empty() ? "" : ", ") + reading_name(*used.of);
        }
        if (!names.empty()) line("no other choice of " + names + " does", 1);
    }

    void derive() {
        std::istringstream lines{derivation(made_)};
        for (std::string text; std::getline(lines, text);) {
            const auto indent = std::min(text.find_first_not_of(' '), text.size());
            if (text.empty())
                out_ += "\n";
            else
                line(text.substr(indent), indent / 2 + 1);
        }
    }

    void sources() {
        if (cited_.empty()) return;
        out_ += "\nSources\n";
        for (const auto& id : cited_) {
            const auto found = made_.by->sources.find(id);
            if (found != made_.by->sources.end()) line(id + ": " + shown_source(found->second), 1);
        }
    }

    const explanation& of_;
    const rule::assessment& made_;
    std::size_t width_;
    bool full_;
    std::string out_;
    std::set<std::string> cited_, asked_;
};

}  // namespace

std::string to_text(const explanation& of, std::size_t width, bool full) {
    return writer{of, width, full}.write();
}

}  // namespace levy::report
