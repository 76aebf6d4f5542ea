// SPDX-License-Identifier: Apache-2.0
// The amounts on both sides at which an answer leaves its straight line.
#include <algorithm>

#include "causes.hpp"
#include "line.hpp"
#include "turning_parts.hpp"

namespace levy::rule {

using feel::value;

namespace {

constexpr int most_pieces = 32;  // followed on one side

/// A run around one amount: its outputs as lines, and how far every decision stays the same.
struct piece {
    number at;
    assessment made;
    std::shared_ptr<feel::stretch> over;
};

/// In what an amount is counted.
number unit_of(const feel::type& as, const std::string& currency_of_run) {
    if (as.ratio) return number{1, 10'000};
    const auto letters =
        as.of.currency() == feel::unit::own_currency ? currency_of_run : as.of.currency();
    const auto known = currency::read(letters);
    return known ? minor_unit(*known) : number{1};
}

/// How one output goes on in the next piece.
enum class turn { none, bends, jumps };

/// `edge` lies where one piece ends and the next begins, `to` is the first amount of the next.
turn turn_of(const value& a, const value& b, const number& edge, const number& to) {
    const auto one = line_of(a);
    const auto other = line_of(b);
    // What is no line in a piece is not followed: nothing is said rather than guessed.
    if (!one || !other) return turn::none;
    if (one->at(edge) != other->at(edge) && one->at(to) != other->at(to)) return turn::jumps;
    return one->slope * one->times == other->slope * other->times ? turn::none : turn::bends;
}

turn turn_of(const result& a, const result& b, const number& edge, const number& to) {
    if (a.refused || b.refused) {
        // A run whose amount moves also refuses what is no line of it; only the law's own refusals
        // tell something.
        const auto own = [](const result& r) { return r.refused && r.refused->id != code::type; };
        return own(a) != own(b) ? turn::jumps : turn::none;
    }
    if (!feel::is_figure(a.is) || !feel::is_figure(b.is)) {
        const bool moves = feel::moving_in(a.is) || feel::moving_in(b.is);
        return moves || a.is == b.is ? turn::none : turn::jumps;
    }
    const bool still = a.is.is<number>() && b.is.is<number>();
    if (still && a.reason != b.reason) return turn::jumps;
    return turn_of(a.is, b.is, edge, to);
}

number slope_of(const value& v) {
    const auto line = line_of(v);
    return line->slope * line->times;
}

/// Whether any sum that the law charges is more or less than nothing; null where one is not known.
std::optional<bool> owes(const assessment& one) {
    bool any = false;
    bool charged = false;
    for (const auto& r : one.results) {
        if (r.charges.empty()) continue;
        if (r.refused) return std::nullopt;
        charged = true;
        const auto is_nothing = [](const value& v) {
            const auto* n = v.get_if<number>();
            return v.is_null() || (n && n->is_zero());
        };
        const bool shared = r.is.is<feel::list_value>();
        any = any || (shared ? !std::all_of(r.is.items().begin(), r.is.items().end(), is_nothing)
                             : !is_nothing(r.is));
    }
    return charged ? std::optional{any} : std::nullopt;
}

class follower {
public:
    follower(const around& here, const leaf& fact)
        : here_{here}, fact_{fact}, unit_{unit_of(fact.as, here.made.currency)} {}

    void add(std::vector<turning_point>& into) {
        const auto start = piece_at(*fact_.is.get_if<number>());
        if (!start) return;
        for (const bool up : {true, false}) follow(*start, up, into);
    }

private:
    [[nodiscard]] std::optional<piece> piece_at(const number& at) const {
        piece made{at, {}, stretch_within(fact_.as, at)};
        auto about = with(here_.about, here_.made, fact_, feel::moving_amount(made.over));
        about.results_alone = true;
        try {
            auto run = assess(here_.made.by, about, here_.days);
            if (!run) return std::nullopt;
            made.made = *std::move(run);
        } catch (const number_too_precise&) {
            return std::nullopt;
        }
        return made;
    }

    /// The first amount beyond an end of the stretch; nothing where no other may be.
    [[nodiscard]] std::optional<number> beyond(const piece& from, bool up) const {
        const auto& end = up ? from.over->high() : std::optional{from.over->low()};
        if (!end) return std::nullopt;
        const auto steps = end->at / unit_;
        number to;
        if (up)
            to = end->inside ? floor(steps) + 1 : ceil(steps);
        else
            to = end->inside ? ceil(steps) - 1 : floor(steps);
        to *= unit_;
        const auto whole = stretch_within(fact_.as, from.at);
        if (up ? whole->high() && to > whole->high()->at : to < whole->low().at)
            return std::nullopt;
        return to;
    }

    void follow(const piece& start, bool up, std::vector<turning_point>& into) const {
        auto from = start;
        auto met = start;  // what the answer has come to on this way
        bool followed = true;
        bool nearest = true;
        for (int i = 0; i < most_pieces; ++i) {
            const auto at = beyond(from, up);
            auto next = at ? piece_at(*at) : std::nullopt;
            if (!next) return;
            const auto edge = up ? from.over->high()->at : from.over->low().at;
            auto found = turned(met, *next, edge, up);
            followed = followed && is_followed(from);
            found.is_first = followed;
            found.is_nearest = nearest;
            const bool whole =
                met.made.reason != next->made.reason || met.made.liable != next->made.liable;
            if (whole || !found.outputs.empty()) complete(found, met, *next);
            if (whole || !found.outputs.empty()) {
                found.owes_nothing = owes(next->made) == false && owes_between(met, found);
                const bool ends = !found.under;
                into.push_back(std::move(found));
                if (ends) return;
                nearest = false;
                met = *next;
            }
            from = *std::move(next);
        }
    }

    /// Whether something is charged on the way, more than what rounding takes to nothing: a line
    /// is farthest from nothing at one of its ends.
    [[nodiscard]] bool owes_between(const piece& met, const turning_point& found) const {
        if (owes(met.made) != true) return false;
        if (found.before && owes(*found.before) == true) return true;
        const auto start =
            assess(here_.made.by, with(here_.about, here_.made, fact_, met.at), here_.days);
        return start && owes(*start) == true;
    }

    /// Whether every output that the law gives is a straight line of the amount.
    [[nodiscard]] static bool is_followed(const piece& one) {
        return std::none_of(one.made.results.begin(), one.made.results.end(), [](const result& r) {
            return r.is_output && r.refused && r.refused->id == code::type;
        });
    }

    /// Whether a piece goes on beyond the amount at which it was met.
    [[nodiscard]] static bool goes_on(const piece& one, bool up) {
        if (!up) return one.over->low().at < one.at;
        return !one.over->high() || one.at < one.over->high()->at;
    }

    [[nodiscard]] turning_point turned(const piece& start, const piece& beyond, const number& edge,
                                       bool up) const {
        turning_point found;
        found.is = turning_point::kind::amount;
        found.name = fact_.name;
        found.as = fact_.as;
        found.from = fact_.is;
        found.to = beyond.at;
        found.distance = beyond.at - *fact_.is.get_if<number>();
        found.last =
            up ? std::max(start.at, beyond.at - unit_) : std::min(start.at, beyond.at + unit_);
        for (const auto& one : start.made.results) {
            if (!one.is_output) continue;
            const auto& other = *beyond.made.find(one.name);
            const auto how = turn_of(one, other, edge, beyond.at);
            // One amount alone does not bend: there is no way on from it.
            if (how == turn::none || (how == turn::bends && !goes_on(beyond, up))) continue;
            found.outputs.push_back(one.name);
            if (how == turn::bends) add_bend(found, one, other);
        }
        return found;
    }

    static void add_bend(turning_point& found, const result& here, const result& there) {
        found.bends.push_back({here.name, slope_of(here.is), slope_of(there.is)});
    }

    /// Runs both sides. What leaves its line only to stay what it was bends, and does not jump.
    void complete(turning_point& found, const piece& start, const piece& beyond) const {
        const auto run = [&](const value& at) { return with(here_.about, here_.made, fact_, at); };
        auto before = assess(here_.made.by, run(found.last), here_.days);
        if (before) found.before = *std::move(before);
        here_.complete(found, run(found.to), found.before ? *found.before : here_.made);
        // Where two slices meet both runs may lie in one of them.
        if (found.under && found.because.empty())
            if (const auto inside = assess(here_.made.by, run(start.at), here_.days))
                found.because = causes_between(*inside, *found.under);
        if (!found.under || !found.before) return;
        std::erase_if(found.outputs, [&](const std::string& name) {
            const bool bent = std::any_of(found.bends.begin(), found.bends.end(),
                                          [&](const bend& b) { return b.output == name; });
            if (bent || !same_result(*found.before->find(name), *found.under->find(name)))
                return false;
            const auto& here = *start.made.find(name);
            const auto& there = *beyond.made.find(name);
            const bool bends = goes_on(beyond, found.distance->sign() > 0) && line_of(here.is) &&
                               line_of(there.is) && slope_of(here.is) != slope_of(there.is);
            if (bends) add_bend(found, here, there);
            return !bends;
        });
    }

    const around& here_;
    const leaf& fact_;
    number unit_;
};

}  // namespace

void add_amounts(const around& here, const leaf& fact, std::vector<turning_point>& into) {
    if (fact.is.is<number>()) follower{here, fact}.add(into);
}

}  // namespace levy::rule
