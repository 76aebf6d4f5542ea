// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <levy/rule/explain.hpp>
#include <levy/text/utf8.hpp>
#include <levy/value/number_text.hpp>

namespace levy {

namespace {

using rule::trace_step;

std::string grouped(std::string digits) {
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    auto point = digits.find('.');
    if (point == std::string::npos) point = digits.size();
    for (auto at = point; at > sign + 3; at -= 3) digits.insert(at - 3, 1, ',');
    return digits;
}

std::string shown_number(const number& n, const feel::type& as) {
    if (as.ratio) {
        const auto percent = to_text(n * 100);
        if (percent.find('/') == std::string::npos) return percent + "%";
    }
    const auto exact = to_text(n);
    if (exact.find('/') == std::string::npos) return grouped(exact);
    constexpr int digits = 15;
    return exact + " (" + grouped(shown(n, digits)) + "…)";
}

std::string shown_items(const feel::value& v, const feel::type& as) {
    std::string out;
    for (const auto& item : v.items())
        out +=
            (out.empty() ? "" : ", ") + shown_value(item, as.element ? *as.element : feel::type{});
    return "[" + out + "]";
}

std::string shown_fields(const feel::value& v, const feel::type& as) {
    std::string out;
    for (const auto& field : **v.get_if<feel::record_value>()) {
        const auto* field_type = as.find(field.name);
        out += (out.empty() ? "" : ", ") + field.name + ": " +
               shown_value(field.is, field_type ? *field_type : feel::type{});
    }
    return "{" + out + "}";
}

class teller {
public:
    explicit teller(const rule::assessment& made) : made_{made} {}

    std::string tell() {
        out_ = made_.by->title + "\n" + made_.by->id + ", " + shown_period(made_) + ", law of " +
               to_text(made_.dated);
        if (!made_.currency.empty()) out_ += ", in " + made_.currency;
        out_ += "\n";
        if (!made_.reason.empty()) out_ += "\nThe rule does not apply: " + made_.reason + ".\n";
        tell_steps();
        tell_readings();
        tell_sources();
        return std::move(out_);
    }
    std::string derive() {
        tell_steps();
        return std::move(out_);
    }

private:
    void tell_steps() {
        for (const auto& r : made_.results)
            if (r.is_output) tell_output(r);
        tell_conditions();
    }
    void tell_output(const rule::result& r) {
        out_ += "\n";
        if (r.refused) {
            out_ += r.name + ": refused, " + r.refused->message + "\n";
            return;
        }
        for (std::size_t i = 0; i < made_.trace.size(); ++i)
            if (made_.trace[i].is == trace_step::kind::output && made_.trace[i].name == r.name)
                tell_step(i, 0);
    }
    void tell_step(std::size_t index, std::size_t depth) {
        const auto& step = made_.trace[index];
        const std::string indent(depth * 2, ' ');
        const auto value = shown_value(step.gave, step.as);
        const bool excepts = step.is == trace_step::kind::exception;
        out_ += indent + (excepts ? "exception " : "") + step.name;
        if (step.is == trace_step::kind::table_row) out_ += "(" + step.note + ")";
        out_ += ": " + value;
        if (told_.contains(index)) {
            if (!step.used.empty()) out_ += "  (see above)";
            out_ += "\n";
            return;
        }
        told_.insert(index);
        if (step.is != trace_step::kind::table_row && !step.note.empty())
            out_ += "  (" + step.note + ")";
        if (step.cited) {
            out_ += "  [" + step.cited->text();
            if (step.since && *step.since != first_day) out_ += ", since " + to_text(*step.since);
            out_ += "]";
            cited_.insert(step.cited->source);
        }
        out_ += "\n";
        if (!step.formula.empty() && step.formula != value)
            out_ += indent + (excepts ? "  " : "  = ") + step.formula + "\n";
        std::set<std::size_t> once;
        for (const auto used : step.used)
            if (once.insert(used).second) tell_step(used, depth + 2);
    }
    void tell_conditions() {
        bool any = false;
        for (const auto& step : made_.trace) {
            if (step.is != trace_step::kind::condition) continue;
            if (!any) out_ += "\nIn scope because\n";
            any = true;
            out_ += "  " + step.formula +
                    (step.gave == feel::value{true} ? ": yes" : ": no, " + step.note);
            if (step.cited) {
                out_ += "  [" + step.cited->text() + "]";
                cited_.insert(step.cited->source);
            }
            out_ += "\n";
        }
    }
    void tell_readings() {
        if (made_.readings.empty()) return;
        out_ += "\nReadings taken\n";
        for (const auto& used : made_.readings) {
            out_ += "  " + (used.of->doubt.empty() ? "" : used.of->doubt + " ") +
                    used.of->question + "\n    " + used.chosen;
            for (const auto& choice : used.of->choices)
                if (used.open && choice.name == used.chosen)
                    out_ += ": " + choice.text +
                            (choice.cited ? " [" + choice.cited->text() + "]" : "");
            out_ += used.open ? "\n" : " (the question is not open on this day)\n";
        }
    }
    void tell_sources() {
        if (cited_.empty()) return;
        out_ += "\nSources\n";
        for (const auto& id : cited_) {
            const auto found = made_.by->sources.find(id);
            if (found == made_.by->sources.end()) continue;
            out_ += "  " + id + ": " + shown_source(found->second) + "\n";
        }
    }

    const rule::assessment& made_;
    std::string out_;
    std::set<std::size_t> told_;
    std::set<std::string> cited_;
};

}  // namespace

std::string shown_value(const feel::value& v, const feel::type& as) {
    if (const auto* n = v.get_if<number>()) return shown_number(*n, as);
    if (const auto* b = v.get_if<bool>()) return *b ? "yes" : "no";
    if (const auto* text = v.get_if<std::string>()) return *text;
    if (const auto* d = v.get_if<day>()) return to_text(*d);
    if (const auto* a = v.get_if<amount>())
        return std::string{a->unit.letters()} + " " + grouped(to_text(a->units));
    if (v.is<feel::list_value>()) return shown_items(v, as);
    if (v.is<feel::record_value>()) return shown_fields(v, as);
    if (v.is_null()) return "none";
    auto text = feel::to_text(v);
    return text.starts_with("@\"") ? text.substr(2, text.size() - 3) : text;
}

std::string shown_period(const rule::assessment& made) {
    auto text = to_text(made.over);
    const auto kind = made.by->assessed_on(made.dated, made.known);
    if (!kind || *kind <= period_kind::interval || made.over.start != made.over.end) return text;
    auto name = std::string{name_of(*kind)};
    std::replace(name.begin(), name.end(), '_', ' ');
    if (const auto all = whole(*kind, made.over.start)) {
        const auto period = to_text(*all);
        return text + ", one day of the " + name + " " + period + " (--period " + period +
               " is the whole)";
    }
    return text + ", one day of the " + name + " (--period FIRST..LAST is the whole)";
}

std::string shown_source(const rule::source& is) {
    if (is.proposed) return is.title + " (a proposal)";
    auto text = is.title + ", read " + to_text(is.read);
    if (is.trust != confidence::verified) text += " (" + std::string{name_of(is.trust)} + ")";
    return text;
}

std::string explain(const rule::assessment& made) { return teller{made}.tell(); }

std::string derivation(const rule::assessment& made) { return teller{made}.derive(); }

}  // namespace levy
