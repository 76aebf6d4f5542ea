// SPDX-License-Identifier: Apache-2.0
#include "cell.hpp"

#include <algorithm>

namespace levy::scenario {

void put_first(std::vector<std::string>& all, const std::string& word) {
    if (!word.empty() && std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
}

number cell::owed_at_centre() const {
    number sum;
    for (const auto& c : charges)
        if (c.owed()) sum += c.central;
    return sum;
}

namespace {

using rule::flow_schedule;

/// Reckons one cell; keeps the straight lines that its amounts have met.
class cell_maker {
public:
    cell_maker(const rule::jurisdiction& in, const rule::facts& flow, cell& made)
        : in_{in}, flow_{flow}, made_{made} {}

    void centre(const number& amount) {
        made_.central = amount;
        flow_.given["amount"] = feel::value{amount};
        if (!made_.also.name.empty())
            flow_.given[made_.also.name] = feel::value{made_.also.central};
        made_.flow = flow_;
        auto routed = rule::assess_flow(in_, flow_);
        if (!routed) return refuse(routed.problems().front());
        if (!routed->problems.ok()) refuse(routed->problems.front());
        made_.routed = *std::move(routed);
        made_.readings = made_.routed.readings;
        for (const auto& step : made_.routed.steps) take(step);
        for (const auto& o : made_.routed.offsets) offset(o.by).central = o.sum;
    }

    /// The centre by its line alone; false where the law draws none.
    bool centre_by_line(const number& amount) {
        made_.central = amount;
        flow_.given["amount"] = feel::value{amount};
        made_.flow = flow_;
        auto lines = rule::schedule_of(in_, flow_);
        if (!lines) return false;
        for (const auto& line : lines->charges) {
            charged x;
            x.step = line.step;
            x.output = line.output;
            x.charge = line.charges;
            x.rule = line.rule;
            x.liable = line.liable;
            for (const auto& s : in_.steps)
                if (s.name == line.step && s.measured()) x.nobody = s.reason;
            x.central = line.at(amount);
            made_.charges.push_back(std::move(x));
        }
        for (const auto& o : lines->offsets) offset(o.by).central = o.line.at(amount);
        lines_.push_back(*std::move(lines));
        return true;
    }

    void draw(const std::vector<number>& amounts) {
        if (!made_.refused.empty() || amounts.empty()) return;
        made_.by_draw = amounts;
        for (auto& c : made_.charges) c.by_draw.assign(amounts.size(), number{});
        for (auto& o : made_.offsets) o.by_draw.assign(amounts.size(), number{});
        // With two sums that move there is no line of one of them, unless the law reads only one.
        // What no run reads at the centre is read nowhere in the stretch of its line.
        if (!two_move() && lines_.empty())
            if (auto lines = rule::schedule_of(in_, flow_)) lines_.push_back(*std::move(lines));
        for (std::size_t n = 0; n < amounts.size() && made_.refused.empty(); ++n)
            one_draw(n, amounts[n]);
    }

private:
    void refuse(const diagnostic& why) {
        made_.refused = why.message;
        made_.changes_inside = why.id == code::changes_within_period;
    }
    void take(const rule::step_result& step) {
        if (!step.made) {
            put_first(made_.untaxed, levy::to_text(made_.flow.over) + ": " + step.by->reason);
            return;
        }
        const auto& a = *step.made;
        for (const auto& used : a.readings) made_.readings.push_back(used);
        bool any = false;
        for (const auto& r : a.results) {
            const auto* sum = r.charges.empty() || r.refused ? nullptr : r.is.get_if<number>();
            if (!sum) continue;
            any = true;
            auto& c = of(step, r.name, r.charges);
            c.central = *sum;
        }
        if (any && step.by->measured())
            put_first(made_.untaxed, levy::to_text(made_.flow.over) + ": " + step.by->reason);
    }

    /// The charge of a step's output, made when first met.
    charged& of(const rule::step_result& step, const std::string& output,
                const std::string& charge) {
        const auto& a = *step.made;
        if (auto* found = find(step.by->name, output, a.liable)) return *found;
        charged made;
        made.step = step.by->name;
        made.output = output;
        made.charge = charge;
        made.rule = a.by->id;
        made.liable = a.liable;
        if (step.by->measured()) made.nobody = step.by->reason;
        if (a.filing) {
            made.pay_by = a.filing->pay_by;
            made.by_occurrence = a.filing->every == "occurrence" || a.filing->every == "payment";
        }
        made.by_draw.assign(made_.by_draw.size(), number{});
        made_.charges.push_back(std::move(made));
        return made_.charges.back();
    }
    charged* find(const std::string& step, const std::string& output, const std::string& liable) {
        for (auto& c : made_.charges)
            if (c.step == step && c.output == output && c.liable == liable) return &c;
        return nullptr;
    }
    offset_sum& offset(const rule::offset* by) {
        for (auto& o : made_.offsets)
            if (o.of == by) return o;
        made_.offsets.push_back({by, {}, std::vector<number>(made_.by_draw.size())});
        return made_.offsets.back();
    }

    void one_draw(std::size_t n, const number& amount) {
        if (!made_.also.name.empty())
            flow_.given[made_.also.name] = feel::value{made_.also.by_draw[n]};
        if (two_move()) return by_itself(n, amount);
        const flow_schedule* by = nullptr;
        for (const auto& lines : lines_)
            if (lines.holds(amount)) by = &lines;
        if (!by && lines_.size() < most_lines) {
            flow_.given["amount"] = feel::value{amount};
            if (auto lines = rule::schedule_of(in_, flow_)) {
                lines_.push_back(*std::move(lines));
                if (lines_.back().holds(amount)) by = &lines_.back();
            }
        }
        if (!by || !along(*by, n, amount)) by_itself(n, amount);
    }
    /// Whether every charge of the line is one that this cell knows.
    bool along(const flow_schedule& lines, std::size_t n, const number& amount) {
        for (const auto& line : lines.charges)
            if (!find(line.step, line.output, line.liable)) return false;
        for (const auto& line : lines.charges)
            find(line.step, line.output, line.liable)->by_draw[n] = line.at(amount);
        for (const auto& o : lines.offsets) offset(o.by).by_draw[n] = o.line.at(amount);
        return true;
    }
    void by_itself(std::size_t n, const number& amount) {
        flow_.given["amount"] = feel::value{amount};
        const auto routed = rule::assess_flow(in_, flow_);
        if (!routed || !routed->problems.ok()) {
            made_.refused = (routed ? routed->problems : routed.problems()).front().message;
            return;
        }
        for (const auto& step : routed->steps) {
            if (!step.made) continue;
            for (const auto& r : step.made->results) {
                const auto* sum = r.charges.empty() ? nullptr : r.is.get_if<number>();
                if (sum) of(step, r.name, r.charges).by_draw[n] = *sum;
            }
        }
        for (const auto& o : routed->offsets) offset(o.by).by_draw[n] = o.sum;
    }

    /// Whether the runs read the other sum.
    [[nodiscard]] bool two_move() const {
        const auto& name = made_.also.name;
        if (name.empty()) return false;
        for (const auto& step : made_.routed.steps) {
            if (!step.made) continue;
            for (const auto& [input, from] : step.by->gives) {
                if (from.text().find(name) == std::string::npos) continue;
                for (const auto& traced : step.made->trace)
                    if (traced.is == rule::trace_step::kind::input && traced.name == input)
                        return true;
            }
        }
        return false;
    }

    static constexpr std::size_t most_lines = 16;

    const rule::jurisdiction& in_;
    rule::facts flow_;
    cell& made_;
    std::vector<flow_schedule> lines_;
};

}  // namespace

cell assessed(const rule::jurisdiction& in, const rule::facts& flow, const number& central,
              const std::vector<number>& by_draw, const moved_input* also) {
    cell made;
    if (also) made.also = *also;
    made.over = flow.over;
    cell_maker maker{in, flow, made};
    maker.centre(central);
    maker.draw(by_draw);
    return made;
}

cell charges_of(const rule::jurisdiction& in, const rule::facts& flow, const number& central,
                const std::vector<number>& by_draw) {
    cell made;
    made.over = flow.over;
    cell_maker maker{in, flow, made};
    if (!maker.centre_by_line(central)) maker.centre(central);
    maker.draw(by_draw);
    return made;
}

std::vector<std::string> articles_of(const rule::assessment& made) {
    std::vector<std::string> all;
    for (const auto& traced : made.trace) {
        if (!traced.cited) continue;
        // A reading that is closed on the day cites law of another time.
        const bool closed = traced.is == rule::trace_step::kind::reading &&
                            std::any_of(made.readings.begin(), made.readings.end(),
                                        [&](const rule::reading_used& used) {
                                            return !used.open && used.of->name == traced.name;
                                        });
        if (closed) continue;
        const auto source = made.by->sources.find(traced.cited->source);
        auto text = traced.cited->text();
        if (source != made.by->sources.end()) text += ": " + source->second.title;
        put_first(all, text);
    }
    return all;
}

void add_articles(const cell& of, std::vector<std::string>& into) {
    for (const auto& step : of.routed.steps)
        if (step.made)
            for (const auto& text : articles_of(*step.made)) put_first(into, text);
}

}  // namespace levy::scenario
