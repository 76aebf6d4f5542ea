// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <levy/report/changes.hpp>

#include "paragraph.hpp"
#include "receipt_json.hpp"

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;
using rule::change;

std::string long_day(day d) {
    static constexpr std::array<const char*, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return fmt::format("{} {} {}", d.day_of_month(),
                       months.at(static_cast<std::size_t>(d.month() - 1)), d.year());
}

std::string_view name_of(change::kind is) {
    static constexpr std::array<std::string_view, 10> names{
        "life",      "period", "value",   "rate", "formula",
        "exception", "filing", "reading", "roll", "offset"};
    return names.at(static_cast<std::size_t>(is));
}

class writer {
public:
    writer(const change_page& page, std::size_t width) : page_{page}, width_{width} {}

    std::string write() {
        out_ = paragraph(page_.title, width_) +
               paragraph("What changes after " + long_day(page_.after) + ", up to " +
                             long_day(page_.last),
                         width_);
        std::set<day> days;
        for (const auto& part : page_.parts) {
            for (const auto& c : part.changes) days.insert(c.from);
            for (const auto& n : part.notes) days.insert(n.date);
        }
        if (days.empty()) out_ += "\nNothing that is encoded changes.\n";
        for (const auto d : days) one_day(d);
        if (page_.story && !days.empty())
            out_ += "\n" +
                    paragraph("`--full` tells every provision; `levy diff RULE` those of one rule.",
                              width_);
        sources();
        return std::move(out_);
    }

private:
    void one_day(day d) {
        std::string notes;
        for (const auto& part : page_.parts)
            for (const auto& n : part.notes)
                if (n.date == d) notes += paragraph(n.text + cited(n.cited, part), width_, "  ");
        if (page_.story) return tell(d, notes);
        out_ += "\n" + long_day(d) + "\n" + notes;
        for (const auto& part : page_.parts) one_part(part, d);
    }
    /// One day of the story.
    void tell(day d, const std::string& notes) {
        std::string provisions;
        std::string also;
        std::size_t restated = 0;
        std::set<std::string> opened;
        std::set<std::string> closed;
        for (const auto& part : page_.parts) {
            std::string lines;
            bool rest = false;
            for (const auto& c : part.changes) {
                if (c.from != d) continue;
                if (c.is == change::kind::reading)
                    (c.after.empty() ? closed : opened).insert(c.doubt);
                else if (c.restated)
                    ++restated;
                else if (!part.main || c.of_other_reading || c.is == change::kind::formula)
                    rest = true;
                else
                    lines += paragraph(line(c) + known(c) + cited(c.cited, part), width_, "      ",
                                       "    - ");
            }
            if (!lines.empty()) provisions += "\n" + paragraph(part.title, width_, "  ") + lines;
            if (rest) also += (also.empty() ? "" : ", ") + part.id;
        }
        const auto end = tail(opened, closed, restated, also);
        if (notes.empty() && provisions.empty()) {
            out_ += "\n" + paragraph(end, width_, "  ", long_day(d) + ":");
            return;
        }
        out_ += "\n" + long_day(d) + "\n" + notes + provisions;
        if (!end.empty()) out_ += "\n" + paragraph(end, width_, "  ");
    }
    static std::string tail(const std::set<std::string>& opened,
                            const std::set<std::string>& closed, std::size_t restated,
                            const std::string& also) {
        std::string end;
        const auto add = [&](const std::string& text) { end += (end.empty() ? "" : " ") + text; };
        if (!opened.empty()) add("Questions that open: " + joined(opened) + ".");
        if (!closed.empty()) add("Questions that close: " + joined(closed) + ".");
        if (restated > 0)
            add(std::to_string(restated) + (restated == 1 ? " provision is" : " provisions are") +
                " said again without a change.");
        if (!also.empty()) add("More changes in " + also + ".");
        return end;
    }
    /// D2 before D11.
    static std::string joined(const std::set<std::string>& names) {
        std::vector<std::string> sorted{names.begin(), names.end()};
        std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return a.size() != b.size() ? a.size() < b.size() : a < b;
        });
        std::string all;
        for (const auto& name : sorted) all += (all.empty() ? "" : ", ") + name;
        return all;
    }
    void one_part(const change_page::part& part, day d) {
        std::string lines;
        std::string again;
        for (const auto& c : part.changes) {
            if (c.from != d) continue;
            if (c.restated)
                again += (again.empty() ? "" : ", ") + c.subject + cited(c.cited, part);
            else
                lines += paragraph(line(c) + known(c) + cited(c.cited, part), width_, "      ",
                                   "    - ");
        }
        if (lines.empty() && again.empty()) return;
        out_ += "\n" + paragraph(part.title, width_, "  ") + lines;
        if (!again.empty())
            out_ += paragraph("said again without a change: " + again, width_, "      ", "    - ");
    }
    static std::string line(const change& c) {
        auto text = c.subject;
        if (c.is == change::kind::formula || c.is == change::kind::exception)
            return text + ": " +
                   (!c.note.empty()    ? c.note
                    : !c.where.empty() ? c.where + (c.after.empty() ? " ends" : " begins")
                    : c.before.empty() ? "begins"
                    : c.after.empty()  ? "ends"
                                       : "by another formula");
        if (c.is == change::kind::reading)
            return (c.after.empty() ? "no longer open: " : "open question ") + text +
                   (c.after.empty() ? "" : " (" + c.after + ")");
        if (!c.where.empty()) text += ", " + c.where;
        text += ": ";
        if (c.before.empty())
            text += c.after;
        else if (c.after.empty())
            text += "ends (" + c.before + ")";
        else
            text += c.before + " → " + c.after;
        constexpr std::size_t long_value = 60;
        if (!c.note.empty() && c.before.size() + c.after.size() > long_value)
            return c.subject + ": " + c.note;
        return text + (c.note.empty() ? "" : "; " + c.note);
    }
    static std::string known(const change& c) {
        return c.published ? ", known since " + levy::to_text(*c.published) : std::string{};
    }
    std::string cited(const std::optional<citation>& by, const change_page::part& part) {
        if (!by) return {};
        if (part.sources)
            if (const auto found = part.sources->find(by->source); found != part.sources->end())
                cited_[by->source] = &found->second;
        return " [" + by->text() + "]";
    }
    void sources() {
        if (cited_.empty()) return;
        out_ += "\nSources\n";
        for (const auto& [id, source] : cited_) {
            auto text = id + ": " + source->title;
            if (source->proposed)
                text += " (a proposal)";
            else if (source->trust != confidence::verified)
                text += " (" + std::string{levy::name_of(source->trust)} + ")";
            out_ += paragraph(text, width_, "      ", "  ");
        }
    }

    const change_page& page_;
    std::size_t width_;
    std::string out_;
    std::map<std::string, const rule::source*> cited_;
};

json change_json(const change& c) {
    json one{{"from", levy::to_text(c.from)}, {"kind", name_of(c.is)}, {"subject", c.subject}};
    if (!c.where.empty()) one["where"] = c.where;
    if (!c.before.empty()) one["before"] = c.before;
    if (!c.after.empty()) one["after"] = c.after;
    if (!c.note.empty()) one["note"] = c.note;
    if (c.restated) one["restated"] = true;
    if (c.published) one["published"] = levy::to_text(*c.published);
    if (c.cited) one["source"] = c.cited->text();
    return one;
}

}  // namespace

std::string to_text(const change_page& page, std::size_t width) {
    return writer{page, width}.write();
}

std::string to_json(const change_page& page, const std::map<std::string, std::string>& hashes) {
    json out{{"schema", "levy.diff/1"},
             {"title", page.title},
             {"after", levy::to_text(page.after)},
             {"last", levy::to_text(page.last)},
             {"parts", json::array()}};
    for (const auto& part : page.parts) {
        json one{{"of", part.id}, {"title", part.title}, {"changes", json::array()}};
        for (const auto& c : part.changes) one["changes"].push_back(change_json(c));
        for (const auto& n : part.notes)
            one["notes"].push_back({{"date", levy::to_text(n.date)},
                                    {"text", n.text},
                                    {"source", n.cited ? n.cited->text() : ""}});
        out["parts"].push_back(std::move(one));
    }
    out["receipt"] = receipt_json(hashes);
    return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::report
