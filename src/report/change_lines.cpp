// SPDX-License-Identifier: Apache-2.0
#include "change_lines.hpp"

#include <algorithm>

#include <levy/rule/explain.hpp>
#include <levy/value/number_text.hpp>

namespace levy::report {

namespace {

using rule::turning_point;
using kind = turning_point::kind;

constexpr std::size_t few = 5;         // of one kind: what is read at a glance
constexpr std::size_t few_causes = 2;  // the first ones stand nearest to the answer
constexpr std::size_t few_of_one = 2;  // of one input or reading
constexpr std::size_t days_each_way = 1;

class liner {
public:
    liner(const explanation& of, bool full) : of_{of}, full_{full} {}

    std::vector<change_line> lines(std::size_t& more) {
        for (const auto& t : of_.changes) {
            auto line = why_of(t);
            const auto tail = tail_of(t);
            if (auto* same = same_choice(t, tail, line.why)) {
                same->head += ", " + word(t);
            } else if (!full_ && !has_room(t)) {
                ++more;
            } else {
                shown_.push_back({&t, head_of(t), tail, std::move(line)});
            }
        }
        std::vector<change_line> all;
        for (auto& s : shown_) {
            s.line.text = s.head + s.tail;
            all.push_back(std::move(s.line));
        }
        return all;
    }

private:
    struct shown {
        const turning_point* of;
        std::string head, tail;
        change_line line;
    };

    shown* same_choice(const turning_point& t, const std::string& tail, const std::string& why) {
        for (auto& s : shown_)
            if (t.is == kind::choice && s.of->is == t.is && s.of->name == t.name &&
                s.tail == tail && s.line.why == why)
                return &s;
        return nullptr;
    }

    /// Later days and earlier ones are counted apart; no input takes the place of all others.
    [[nodiscard]] bool has_room(const turning_point& t) const {
        if (t.owes_nothing) return true;  // below what nobody owes anything is asked first
        if (!t.is_nearest) return false;
        const auto is_earlier = [](const turning_point& one) {
            return one.is == kind::day && *one.to.get_if<day>() < *one.from.get_if<day>();
        };
        std::size_t of_kind = 0;
        std::size_t of_name = 0;
        for (const auto& s : shown_) {
            if (s.of->is != t.is || is_earlier(*s.of) != is_earlier(t)) continue;
            ++of_kind;
            if (s.of->name == t.name) ++of_name;
        }
        if (t.is == kind::day) return of_kind < days_each_way;
        return of_kind < few && of_name < few_of_one;
    }

    [[nodiscard]] static std::string word(const turning_point& t) {
        return shown_value(t.to, t.as);
    }

    [[nodiscard]] std::string head_of(const turning_point& t) const {
        switch (t.is) {
            case kind::amount:
                return t.name + amount_head(t);
            case kind::choice:
                return t.name + " as " + word(t);
            case kind::day: {
                const bool later = *t.from.get_if<day>() < *t.to.get_if<day>();
                return (later ? "law from " : "law until ") + word(t);
            }
            case kind::reading:
                break;
        }
        for (const auto& used : of_.made.readings)
            if (used.of->name == t.name) return reading_name(*used.of) + " as " + word(t);
        return t.name + " as " + word(t);
    }

    [[nodiscard]] static std::string amount_head(const turning_point& t) {
        const bool up = t.distance->sign() > 0;
        const bool bends = !t.bends.empty() && t.bends.size() == t.outputs.size();
        const auto& at = bends ? t.last : t.to;
        const auto way = abs(*at.get_if<number>() - *t.from.get_if<number>());
        const auto text = shown_value(at, t.as) + " (" + shown_value(way, t.as) +
                          (up ? " more" : " less") + (t.is_first ? ")" : ", at the latest)");
        if (bends) return (up ? " above " : " below ") + text;
        return (up ? " from " : " down to ") + text;
    }

    [[nodiscard]] std::string tail_of(const turning_point& t) const {
        if (!t.under) {
            auto text = t.refused.empty() ? std::string{} : t.refused.front().message;
            return ": cannot be assessed, " + text;
        }
        const auto& than = t.before ? *t.before : of_.made;
        std::string text = t.owes_nothing ? ": nothing is owed" : "";
        for (const auto& name : t.outputs) {
            const auto bent = std::find_if(t.bends.begin(), t.bends.end(),
                                           [&](const rule::bend& b) { return b.output == name; });
            if (t.owes_nothing && bent != t.bends.end() && bent->beyond.is_zero()) continue;
            text += text.empty() ? ": " : "; ";
            text += name + " " +
                    (bent != t.bends.end()
                         ? bend_text(*bent, t)
                         : shown_result(*t.under->find(name)) + other_text(name, than, t));
        }
        if (t.under->reason != than.reason && t.outputs.empty())
            text += t.under->reason.empty() ? ": the rule applies"
                                            : ": the rule does not apply, " + t.under->reason;
        if (t.under->liable != than.liable && !t.under->liable.empty())
            text += (text.empty() ? ": liable: " : "; liable: ") + t.under->liable +
                    (than.liable.empty() ? "" : " instead of " + than.liable);
        return text;
    }

    /// What it is now; of an amount that is far away, what it is just before.
    [[nodiscard]] static std::string shown_before(const rule::result& r) {
        return r.refused ? "refused" : shown_result(r);
    }
    [[nodiscard]] std::string other_text(const std::string& name, const rule::assessment& than,
                                         const turning_point& t) const {
        const auto& was = *than.find(name);
        const bool now = !t.before || rule::same_result(was, *of_.made.find(name));
        if (now) return " instead of " + shown_before(was);
        return ", just before " + shown_before(was);
    }

    [[nodiscard]] std::string bend_text(const rule::bend& b, const turning_point& t) const {
        if (b.beyond.is_zero()) return "no longer changes with it";
        const auto of_more = [&](const number& slope) { return shown_slope(slope, b.output, t); };
        if (b.here.is_zero()) return "changes by " + of_more(b.beyond) + " of what is beyond";
        return "changes by " + of_more(b.beyond) + " of what is beyond instead of " +
               of_more(b.here);
    }
    [[nodiscard]] std::string shown_slope(const number& slope, const std::string& output,
                                          const turning_point& t) const {
        const auto& as = of_.made.find(output)->as;
        feel::type plain = feel::type::number_of();
        plain.ratio = as.of == t.as.of;
        return shown_value(slope, plain);
    }

    [[nodiscard]] change_line why_of(const turning_point& t) const {
        change_line line;
        std::size_t count = 0;
        for (const auto& c : t.because) {
            if (!full_ && ++count > few_causes) break;
            line.why += (line.why.empty() ? "then " : ", ") + c.what;
            line.why += law_text(c.cited, c.since).substr(c.cited ? 1 : 0);
            if (c.cited) line.cited.insert(c.cited->source);
        }
        return line;
    }

    const explanation& of_;
    bool full_;
    std::vector<shown> shown_;
};

}  // namespace

std::vector<change_line> change_lines(const explanation& of, bool full, std::size_t& more) {
    return liner{of, full}.lines(more);
}

std::string shown_result(const rule::result& r) {
    if (r.refused) return "refused, " + r.refused->message;
    auto text = shown_value(r.is, r.as);
    if (!r.reason.empty()) text += " (" + r.reason + ")";
    return text;
}

std::string law_text(const std::optional<citation>& cited, const std::optional<day>& since) {
    if (!cited) return {};
    auto text = "  [" + cited->text();
    if (since && *since != first_day) text += ", since " + levy::to_text(*since);
    return text + "]";
}

}  // namespace levy::report
