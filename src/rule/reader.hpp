// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <levy/feel/extent.hpp>
#include <levy/feel/ranges.hpp>
#include <levy/rule/forms.hpp>
#include <levy/rule/rule.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// Reads the parts that rule files and jurisdiction files share into one instrument. Goes on after
/// every error.
class reader {
public:
    reader(instrument& into, diagnostics& sink) : into_{into}, sink_{sink} {}

    // reader.cpp: keys, words, citations
    void report(code id, span where, std::string message, std::string help = {},
                std::string label = {}, std::vector<diagnostic::label> related = {});
    bool keys(const node& map, const form& as);
    /// A name beside others of its kind; false, and both places told, where it was there before.
    bool is_new(std::map<std::string, span>& among, const std::string& name, const span& where,
                std::string_view what);
    bool is_map(const node& n, std::string_view what);
    bool is_list(const node& n, std::string_view what);
    std::string text_of(const node& map, std::string_view key, std::string fallback = {});
    bool truth_of(const node& map, std::string_view key, bool fallback);
    std::string word_of(const node& map, std::string_view key,
                        const std::vector<std::string>& allowed, std::string fallback = {});
    std::optional<day> day_of(const node& written, std::string_view what);
    std::optional<citation> citation_of(const node& written);
    std::optional<citation> source_of(const node& map);
    day_range range_of(const node& map, std::string_view key);
    std::optional<feel::expr> formula_text(const node& written);
    std::optional<dating> dating_of(const node& entry, day from);

    // read_types.cpp
    std::optional<feel::type> type_of(const node& written);
    void types(const node& map);

    // read_parts.cpp
    void sources(const node& map, std::map<std::string, source>& out);
    void header(const node& document);
    void readings(const node& map);
    void parameters(const node& map);
    void inputs(const node& map);
    void define(const node& map);
    void checks(const node& list);
    void notes(const node& list);
    void carry(const node& map);
    formula formula_of(const node& written);

    // read_tables.cpp
    void tables(const node& map);

    // read_outputs.cpp
    void applies(const node& list);
    void outputs(const node& map);
    void liable(const node& written);
    void filing(const node& map);
    void overpaid(const node& map);

    /// `{first day: entry}` or `{first day: [entries]}`; `payload` reads what an entry holds
    /// besides its dating.
    template <class Payload>
    dated<Payload> timeline_of(
        const node& values, const std::function<std::optional<Payload>(const node&, day)>& payload);
    dated<written_value> values_of(const node& values, const feel::type& as,
                                   const form& entries = forms::value_entry);
    std::optional<written_value> written_of(const node& written, const feel::type& as);
    dated<std::string> words_of(const node& values, const form& entries, std::string_view list);

    instrument& into_;
    diagnostics& sink_;

private:
    bool of_period_ = false;  // money given, or charged, for a period carries that period's label

    std::optional<feel::type> number_type(const node& written, std::string_view word);
    std::optional<feel::type> record_type(const node& fields);
    std::optional<feel::type> nested_type(const node& written);
    static bool has_fields(const node& written);
    std::optional<feel::type> named_type(const node& written, std::string_view word);
    void refine_type(const node& written, feel::type& as);
    std::optional<feel::type> refined_type(const node& written, std::string_view word);
    std::optional<table_row> row_of(const node& row, const table& of, std::size_t results);
    void scale_cell(std::vector<feel::expr>& tests, const table::column& by);
    std::vector<exception> exceptions_of(const node& list);
    std::optional<rounding_rule> rounding_of(const node& written);
    std::optional<rounding_phrase> phrase_of(const node& written);
    filing_terms terms_of(const node& entry);
    std::optional<filing_terms::due> due_of(const node& entry, std::string_view key);
    std::optional<filing_terms::instalment> instalment_of(const node& entry);
};

template <class Payload>
dated<Payload> reader::timeline_of(
    const node& values, const std::function<std::optional<Payload>(const node&, day)>& payload) {
    dated<Payload> result;
    if (!is_map(values, "a timeline {first day: …}")) return result;
    std::optional<day> before;
    span before_where;
    for (const auto& [key, key_where, entry] : values.entries) {
        const auto from = read_day(key);
        if (!from) {
            report(code::literal, key_where, "'" + key + "' is no day",
                   "write the first day, such as 2020-07-01");
            continue;
        }
        if (before && *from <= *before)
            report(code::order, key_where, "days come in rising order",
                   "move the line of " + key + " above that of " + to_text(*before),
                   "not after " + to_text(*before), {{before_where, "the day before it here"}});
        before = from;
        before_where = key_where;
        std::optional<day> published;
        const auto take = [&](const node& one) {
            const auto says = dating_of(one, *from);
            auto is = payload(one, *from);
            if (!says || !is) return;
            if (published && (!says->published || *says->published <= *published))
                report(code::order, one.where,
                       "entries of one day come in rising order of `published`",
                       "move this entry above the one before it, or say when it was published");
            published = says->published;
            result.add(*from, says->published, dated_entry<Payload>{*std::move(is), *says});
        };
        if (entry.is_list())
            for (const auto& one : entry.items) take(one);
        else
            take(entry);
    }
    if (values.entries.empty())
        report(code::shape, values.where, "a timeline needs at least one day",
               "write the first day: 2020-01-01: {value: …, source: …}");
    return result;
}

/// The label of a sum of the period that a rule is assessed for. In read_types.cpp.
[[nodiscard]] feel::time_basis basis_of(const dated<period_kind>& assessed);

/// Names to slots, types to definitions, every formula checked. In resolve.cpp.
bool resolve(instrument& of, diagnostics& sink);

/// Nothing in a rule whose types are right is divided by 0. In ranges.cpp.
void divisors(const instrument& of, diagnostics& sink);

/// Where a name was declared; nowhere for the two that every rule has. In resolve.cpp.
[[nodiscard]] span where_of(const instrument& of, const instrument::slot& slot);

/// Whether no formula stands on others more levels deep than the passes can go down; else the first
/// one that does is told. In nesting.cpp.
bool nested_well(const instrument& of, diagnostics& sink);

/// The numbers that the definitions of such a rule may come to, each found out once. In ranges.cpp.
class definition_extents {
public:
    explicit definition_extents(const instrument& of);
    [[nodiscard]] const feel::extent& of(std::string_view name);

private:
    const instrument& of_;
    diagnostics said_before_;
    std::unique_ptr<feel::known_ranges> ranges_;
};

/// `body` for each element of `list`, which it calls `item`. In each_item.cpp.
feel::expr for_each_item(feel::expr list, feel::expr body);
/// Whether an instalment has `each`: its day and its sum are lists, made by `for_each_item`.
bool is_of_each(const filing_terms::instalment& i);

/// One mistake, one message: without those problems that only follow from a declaration in
/// `document` that could not be read. In followers.cpp.
diagnostics without_followers(const diagnostics& met, const node& document, const instrument& of);

/// Tables, timelines and conditions without gap, overlap or dead text. In prove.cpp; what
/// `reckoned` means stands in prove.hpp.
bool prove(const instrument& of, diagnostics& sink, const std::set<std::string>& reckoned = {});

}  // namespace levy::rule
