// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <levy/feel/moving.hpp>
#include <levy/feel/value.hpp>
#include <levy/feel/walk.hpp>
#include <levy/value/number_text.hpp>

#include "joined.hpp"
#include "written.hpp"

namespace levy::feel {

value value::list(std::vector<value> items) {
    return value{std::make_shared<const std::vector<value>>(std::move(items))};
}

value value::record(std::vector<record_field> fields) {
    return value{std::make_shared<const std::vector<record_field>>(std::move(fields))};
}

const std::vector<value>& value::items() const noexcept {
    static const std::vector<value> none;
    const auto* held_list = get_if<list_value>();
    return held_list && *held_list ? **held_list : none;
}

const value* value::field(std::string_view name) const noexcept {
    const auto* held_record = get_if<record_value>();
    if (!held_record) return nullptr;
    for (const auto& candidate : **held_record)
        if (candidate.name == name) return &candidate.is;
    return nullptr;
}

namespace {

std::vector<const record_field*> by_name(const std::vector<record_field>& fields) {
    std::vector<const record_field*> all;
    all.reserve(fields.size());
    for (const auto& field : fields) all.push_back(&field);
    std::sort(all.begin(), all.end(),
              [](const record_field* a, const record_field* b) { return a->name < b->name; });
    return all;
}

bool same_fields(const std::vector<record_field>& a, const std::vector<record_field>& b) {
    if (a.size() != b.size()) return false;
    const auto left = by_name(a);
    const auto right = by_name(b);
    return std::equal(left.begin(), left.end(), right.begin(),
                      [](const record_field* x, const record_field* y) {
                          return x->name == y->name && x->is == y->is;
                      });
}

bool same_range(const range_value& a, const range_value& b) {
    return a.low == b.low && a.high == b.high && a.low_closed == b.low_closed &&
           a.high_closed == b.high_closed && a.point == b.point;
}

std::string quoted(const std::string& text) {
    std::string out{"\""};
    for (const char c : text) {
        if (c == '"' || c == '\\') out.push_back('\\');
        if (c == '\n')
            out += "\\n";
        else
            out.push_back(c);
    }
    return out + "\"";
}

std::string months_text(const months_duration& d) {
    const auto size = d.months < 0 ? -d.months : d.months;
    std::string out{d.months < 0 ? "-P" : "P"};
    if (size >= 12) out += std::to_string(size / 12) + "Y";
    if (size % 12 != 0 || size == 0) out += std::to_string(size % 12) + "M";
    return out;
}

std::string far_text(const far_day& d) {
    const auto padded = [](std::int64_t n, std::size_t width) {
        auto text = std::to_string(n);
        return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
    };
    return (d.year < 0 ? "-" : "") + padded(d.year < 0 ? -d.year : d.year, 4) + "-" +
           padded(d.month, 2) + "-" + padded(d.day_of_month, 2);
}

/// A key as FEEL writes it: bare where it is a name, else in quotes.
std::string key_text(const std::string& key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == ' ' || c >= 0x80;
    });
    return bare ? key : quoted(key);
}

std::string days_text(const days_duration& d) {
    return (d.days < 0 ? "-P" : "P") + std::to_string(d.days < 0 ? -d.days : d.days) + "D";
}

}  // namespace

bool operator==(const value& a, const value& b) {
    if (a.is_.index() != b.is_.index()) return is_figure(a) && is_figure(b) && same(a, b);
    return std::visit(
        overloaded{
            [&](const list_value&) { return a.items() == b.items(); },
            [&](const record_value& r) { return same_fields(*r, **b.get_if<record_value>()); },
            [&](const range_handle& r) { return same_range(*r, **b.get_if<range_handle>()); },
            [&](const moving_handle&) { return same(a, b); },
            [&](const auto& plain) { return plain == *b.get_if<std::decay_t<decltype(plain)>>(); },
        },
        a.is_);
}

std::string written(const value& v, std::string (*figure)(const number&)) {
    const auto inner = [figure](const value& part) { return written(part, figure); };
    return std::visit(overloaded{
                          [](null_value) { return std::string{"null"}; },
                          [](bool truth) { return std::string{truth ? "true" : "false"}; },
                          [&](const number& n) { return figure(n); },
                          [](const amount& a) { return "@\"" + levy::to_text(a) + "\""; },
                          [](const std::string& text) { return quoted(text); },
                          [](day d) { return "@\"" + levy::to_text(d) + "\""; },
                          [](const far_day& d) { return "@\"" + far_text(d) + "\""; },
                          [](const days_duration& d) { return "@\"" + days_text(d) + "\""; },
                          [](const months_duration& d) { return "@\"" + months_text(d) + "\""; },
                          [&](const list_value& l) { return "[" + joined(*l, inner) + "]"; },
                          [&](const record_value& r) {
                              return "{" +
                                     joined(*r,
                                            [&](const record_field& f) {
                                                return key_text(f.name) + ": " + inner(f.is);
                                            }) +
                                     "}";
                          },
                          [&](const range_handle& r) {
                              return (r->low_closed ? "[" : "(") + inner(r->low) + ".." +
                                     inner(r->high) + (r->high_closed ? "]" : ")");
                          },
                          [&](const moving_handle& m) { return figure(m->here); },
                      },
                      v.held());
}

std::string to_text(const value& v) { return written(v, levy::to_text); }

}  // namespace levy::feel
