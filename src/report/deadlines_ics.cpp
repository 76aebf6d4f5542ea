// SPDX-License-Identifier: Apache-2.0
// The one file that knows the iCalendar library.
#include <memory>

#include <fmt/format.h>
#include <libical/ical.h>

#include <levy/report/deadlines.hpp>
#include <levy/report/version.hpp>

namespace levy::report {

namespace {

struct frees {
    void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};
using component = std::unique_ptr<icalcomponent, frees>;

icaltimetype date_of(day d) {
    auto t = icaltime_null_date();
    t.year = d.year();
    t.month = d.month();
    t.day = d.day_of_month();
    return t;
}

/// When this law was written down here is not when the event was made; a fixed hour of the day due
/// keeps the bytes the same.
icaltimetype stamp_of(day d) {
    auto t = date_of(d);
    t.is_date = 0;
    t.hour = t.minute = t.second = 0;
    t.zone = icaltimezone_get_utc_timezone();
    return t;
}

component event_of(const rule::instrument& rule, const rule::deadline& d) {
    component event{icalcomponent_new(ICAL_VEVENT_COMPONENT)};
    const auto add = [&](icalproperty* p) { icalcomponent_add_property(event.get(), p); };
    std::string id = fmt::format("{}-{}-{}-{}-{}@levy", rule.id, d.party, d.terms, d.duty,
                                 levy::to_text(d.over));
    for (char& c : id)
        if (c == '/' || c == ' ') c = '-';
    const auto of_terms = d.terms.empty() ? std::string{} : ", " + d.terms;
    auto about = fmt::format("{}\nFor {}, by the {}{}.", rule.title, levy::to_text(d.over), d.party,
                             of_terms);
    if (!d.because.empty())
        about += fmt::format("\nMoved from {}: {}.", levy::to_text(d.nominal), d.because);
    if (!d.certain) about += "\nNot certain: the calendar does not cover this day.";
    if (d.cited) {
        const auto found = rule.sources.find(d.cited->source);
        about += "\n" + (found == rule.sources.end() ? d.cited->text()
                                                     : found->second.title + " " + d.cited->place);
    }
    add(icalproperty_new_uid(id.c_str()));
    add(icalproperty_new_dtstamp(stamp_of(d.due)));
    add(icalproperty_new_dtstart(date_of(d.due)));
    add(icalproperty_new_dtend(date_of(d.due + 1)));
    add(icalproperty_new_summary(
        fmt::format("{}: {} for {}", rule.id, d.duty, levy::to_text(d.over)).c_str()));
    add(icalproperty_new_description(about.c_str()));
    add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    return event;
}

}  // namespace

std::string to_icalendar(const deadline_page& page) {
    component all{icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    const auto add = [&](icalproperty* p) { icalcomponent_add_property(all.get(), p); };
    add(icalproperty_new_version("2.0"));
    add(icalproperty_new_prodid(fmt::format("-//levy//{}//EN", version()).c_str()));
    icalproperty* name = icalproperty_new_x(page.title.c_str());
    icalproperty_set_x_name(name, "X-WR-CALNAME");
    add(name);
    for (const auto& [rule, due] : page.rules)
        for (const auto& d : due.listed)
            icalcomponent_add_component(all.get(), event_of(*rule, d).release());
    char* text = icalcomponent_as_ical_string_r(all.get());
    std::string out{text};
    icalmemory_free_buffer(text);
    return out;
}

}  // namespace levy::report
