// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>

#include <levy/report/changes.hpp>

#include "command.hpp"

namespace levy::cli {

namespace {

std::optional<day> day_option(const std::string& text, io to) {
    const auto d = read_day(text);
    if (!d) to.err << "levy diff: '" << text << "' is no day; write it as 2024-06-30\n";
    return d;
}

std::vector<rule::note> notes_in(const std::vector<rule::note>& all, day after, day last) {
    std::vector<rule::note> some;
    for (const auto& n : all)
        if (after < n.date && n.date <= last) some.push_back(n);
    return some;
}

/// Whether a rule is a tax that supplies meet, and no rule about treaties, fines or evidence.
bool is_step_of(const rule::jurisdiction& in, const std::string& id) {
    const bool named = std::any_of(in.steps.begin(), in.steps.end(),
                                   [&](const rule::step& s) { return s.rule == id; });
    return named && in.rules.at(id)->liable.has_value();
}

}  // namespace

/// levy diff RULE|CC --from DAY --to DAY: what the law said on the first day and says by the last.
exit_status diff(const common_options& common, const diff_options& asked, io to) {
    const auto after = day_option(asked.from, to);
    const auto last = day_option(asked.to, to);
    const auto known = asked.known.empty() ? std::optional<day>{} : day_option(asked.known, to);
    if (!after || !last || (!asked.known.empty() && !known)) return bad_usage;
    if (*last < *after) {
        to.err << "levy diff: " << asked.to << " lies before " << asked.from
               << "; --from names the earlier day\n";
        return bad_usage;
    }
    const auto under = open_law(common, to);
    if (!under) return found_problems;
    report::change_page page;
    page.after = *after;
    page.last = *last;
    diagnostics problems;
    const bool country = asked.of.find('/') == std::string::npos;
    std::vector<std::string> ids{asked.of};
    rule::jurisdiction_handle in;
    if (country) {
        const auto found = under->jurisdiction(asked.of);
        if (!found) {
            print(found.problems(), common, to);
            return found_problems;
        }
        in = *found;
        page.title = in->title;
        page.parts.push_back({asked.of, "Which tax meets whom",
                              rule::changes_between(*in, *after, *last, known),
                              notes_in(in->frame->notes, *after, *last), &in->sources});
        ids = under->rules();
        std::erase_if(ids, [&](const std::string& id) { return !id.starts_with(asked.of + "/"); });
    }
    std::vector<rule::instrument_handle> kept;
    for (const auto& id : ids) {
        const auto by = under->instrument(id);
        const auto days = under->calendar_of(id);
        if (!by || !days) {
            problems.append(by ? days.problems() : by.problems());
            continue;
        }
        kept.push_back(*by);
        if (!country) page.title = (*by)->title;
        page.parts.push_back(
            {id, (*by)->title, rule::changes_between(*by, *days, *after, *last, known),
             notes_in((*by)->notes, *after, *last), &(*by)->sources, !in || is_step_of(*in, id)});
    }
    page.story = country && !asked.full;
    print(problems, common, to);
    if (!problems.ok()) return found_problems;
    const auto text = common.format == "json" ? report::to_json(page, under->receipt()) + "\n"
                                              : report::to_text(page, width_of(asked.out, to));
    return write(text, asked.out, "diff", to);
}

}  // namespace levy::cli
