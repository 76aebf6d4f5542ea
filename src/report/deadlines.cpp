// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <levy/report/deadlines.hpp>

#include "day_off.hpp"
#include "paragraph.hpp"
#include "receipt_json.hpp"

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;

std::string weekday_of(day d) {
    auto name = std::string{name_of(d.weekday()).substr(0, 3)};
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

std::string who(const std::string& party, const std::string& terms) {
    return terms.empty() ? party : party + " (" + terms + ")";
}

class writer {
public:
    writer(const deadline_page& page, std::size_t width) : page_{page}, width_{width} {}

    std::string write() {
        out_ = paragraph(page_.title, width_);
        for (const auto& [rule, due] : page_.rules) one_rule(*rule, due);
        if (page_.with_days_off) days_off();
        return std::move(out_);
    }

private:
    void one_rule(const rule::instrument& rule, const rule::due_calendar& due) {
        if (due.listed.empty() && due.open.empty()) return;
        cited_.clear();
        out_ += "\n" + paragraph(rule.title, width_);
        std::size_t wide = 0;
        for (const auto& d : due.listed) wide = std::max(wide, who(d.party, d.terms).size());
        for (const auto& d : due.listed) {
            const auto moved = d.because.empty()
                                   ? std::string{}
                                   : levy::to_text(d.nominal) + " is off: " + d.because;
            auto line =
                fmt::format("  {} {}  {:<14}  {:<10}  {:<{}}  {}{}", levy::to_text(d.due),
                            weekday_of(d.due), d.duty, levy::to_text(d.over), who(d.party, d.terms),
                            wide, moved, d.certain ? "" : "  (not certain: beyond the calendar)");
            line.erase(line.find_last_not_of(' ') + 1);
            out_ += line + "\n";
            if (d.cited) cited_.insert(d.cited->source);
        }
        for (const auto& o : due.open) {
            auto text = who(o.party, o.terms) + ", " + levy::to_text(o.over.start) + " to " +
                        levy::to_text(o.over.end) + ": ";
            text +=
                o.text == "unknown" ? "no day is known" : "for each " + o.every + " by " + o.text;
            if (o.cited) {
                text += ", " + o.cited->text();
                cited_.insert(o.cited->source);
            }
            if (!o.note.empty()) text += " (" + o.note + ")";
            out_ += paragraph(text, width_, "      ", "  not listed: ");
        }
        for (const auto& id : cited_) {
            const auto found = rule.sources.find(id);
            if (found != rule.sources.end())
                out_ += paragraph(id + ": " + found->second.title, width_, "      ", "  by ");
        }
    }
    void days_off() {
        if (!page_.days) return;
        out_ += "\nDays off\n";
        for (const auto& off : days_off_of(*page_.days, page_.over, page_.with_swaps)) {
            const bool one = off.over.start == off.over.end;
            out_ += fmt::format(
                "  {} {}{}  {}\n", levy::to_text(off.over.start), weekday_of(off.over.start),
                one ? std::string(18, ' ')
                    : " to " + levy::to_text(off.over.end) + " " + weekday_of(off.over.end),
                off.name);
        }
    }

    const deadline_page& page_;
    std::size_t width_;
    std::string out_;
    std::set<std::string> cited_;
};

json deadline_json(const rule::deadline& d) {
    json one{{"due", levy::to_text(d.due)},
             {"nominal", levy::to_text(d.nominal)},
             {"duty", d.duty},
             {"party", d.party},
             {"period", levy::to_text(d.over)},
             {"every", d.every}};
    if (!d.terms.empty()) one["terms"] = d.terms;
    if (!d.because.empty()) one["moved_because"] = d.because;
    if (d.cited) one["source"] = d.cited->text();
    one["certain"] = d.certain;
    return one;
}

json open_json(const rule::open_terms& o) {
    json one{{"party", o.party},
             {"every", o.every},
             {"pay", o.text},
             {"from", levy::to_text(o.over.start)},
             {"to", levy::to_text(o.over.end)}};
    if (!o.terms.empty()) one["terms"] = o.terms;
    if (o.cited) one["source"] = o.cited->text();
    if (!o.note.empty()) one["note"] = o.note;
    return one;
}

}  // namespace

std::vector<day_off> days_off_of(const rule::calendar& days, const period& over, bool with_swaps) {
    std::vector<day_off> all;
    for (auto d = over.start; d <= over.end; d = d + 1) {
        std::string name;
        const auto swap = days.swaps.find(d);
        if (with_swaps && swap != days.swaps.end() && swap->second)
            name = "worked in exchange";
        else if (!days.rest.contains(d.weekday()))
            name = days.why_off(d, with_swaps);
        if (name.empty()) continue;
        if (!all.empty() && all.back().over.end == d - 1 && all.back().name == name)
            all.back().over.end = d;
        else
            all.push_back({{d, d}, name});
    }
    return all;
}

std::string to_text(const deadline_page& page, std::size_t width) {
    return writer{page, width}.write();
}

std::string to_json(const deadline_page& page, const std::map<std::string, std::string>& hashes) {
    json out{{"schema", "levy.calendar/1"},
             {"title", page.title},
             {"from", levy::to_text(page.over.start)},
             {"to", levy::to_text(page.over.end)},
             {"rules", json::array()}};
    for (const auto& [rule, due] : page.rules) {
        json one{{"rule", rule->id}, {"title", rule->title}, {"deadlines", json::array()}};
        for (const auto& d : due.listed) one["deadlines"].push_back(deadline_json(d));
        for (const auto& o : due.open) one["not_listed"].push_back(open_json(o));
        out["rules"].push_back(std::move(one));
    }
    if (page.with_days_off && page.days)
        for (const auto& off : days_off_of(*page.days, page.over, page.with_swaps))
            out["days_off"].push_back({{"from", levy::to_text(off.over.start)},
                                       {"to", levy::to_text(off.over.end)},
                                       {"name", off.name}});
    out["receipt"] = receipt_json(hashes);
    return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::report
