// SPDX-License-Identifier: Apache-2.0
// What is wrong with a file of cases before any of them is run.
#include <algorithm>

#include <levy/rule/cases.hpp>
#include <levy/rule/forms.hpp>
#include <levy/text/meant.hpp>

#include "case_file.hpp"

namespace levy::rule {

namespace {

/// Every map of a file of cases has its form; what it says, see resolve_cases.cpp.
class forms_of_cases {
public:
    explicit forms_of_cases(diagnostics& sink) : sink_{sink} {}

    std::vector<shaped_case> file(const node& document) {
        std::vector<shaped_case> sound;
        const auto before = sink_.errors();
        has_form(document, forms::cases_file, sink_);
        stated(document);
        const bool good = sink_.errors() == before;
        allowed(document);
        const auto* cases = document.find("cases");
        if (!cases) return sound;
        if (!cases->is_list() || cases->items.empty()) {
            sink_.refuse(code::cases, cases->where, "there is no case here",
                         "cases: [{case: …, why: …, given: …, expect: …}]");
            return sound;
        }
        for (const auto& one : cases->items) {
            const bool shaped = is_sound(one) && good;
            const auto told = sink_.errors();
            words(one);
            if (shaped) sound.push_back({&one, sink_.errors() == told});
        }
        return sound;
    }

private:
    bool is_sound(const node& one) {
        const auto before = sink_.errors();
        if (has_form(one, forms::one_case, sink_)) one_case(one);
        return sink_.errors() == before;
    }
    void words(const node& one) {
        if (const auto* name = one.find("case")) is_new(*name);
        allowed(one);
        if (const auto* periods = one.find("periods"))
            for (const auto& period : periods->items) allowed(period);
    }
    void is_new(const node& name) {
        const auto [first, is_new] = names_.emplace(name.text, name.where);
        if (is_new) return;
        diagnostic twice;
        twice.id = code::cases;
        twice.message = "two cases are named '" + name.text + "'";
        twice.primary = {name.where, "again here"};
        twice.related.push_back({first->second, "first here"});
        twice.help = "give each a name of its own: it says which one failed";
        sink_.add(std::move(twice));
    }
    void one_case(const node& one) {
        stated(one);
        one_of(one, "each", forms::words("each_group"));
        one_of(one, "relief", {"true"});
        const auto* expect = one.find("expect");
        const auto* periods = one.find("periods");
        const bool expects = expects_something(one) ||
                             (periods && std::any_of(periods->items.begin(), periods->items.end(),
                                                     expects_something));
        if (!expects)
            sink_.refuse(code::cases, expect ? expect->where : one.where,
                         "a case says what it expects",
                         "expect: {due: 100}, or expect: {error: missing}");
        if (periods && periods->is_list() && periods->items.empty())
            sink_.refuse(code::cases, periods->where, "there is no period here",
                         "periods: [{period: 2024, given: …, expect: …}]");
        each(one, "periods", [&](const node& period) {
            if (has_form(period, forms::case_period, sink_)) stated(period);
        });
    }
    /// `expect: {}` holds whatever comes out.
    static bool expects_something(const node& map) {
        const auto* expect = map.find("expect");
        return expect && !(expect->is_map() && expect->entries.empty());
    }
    void stated(const node& map) {
        each(map, "paid", [&](const node& one) { has_form(one, forms::payment, sink_); });
        each(map, "exchange",
             [&](const node& one) { has_form(one, forms::exchange_rates, sink_); });
        each(map, "allow", [](const node&) {});
        if (const auto* expect = map.find("expect")) expected(*expect);
    }
    void allowed(const node& map) {
        if (const auto* words = map.find("allow"))
            for (const auto& word : words->items) is_one_of(word, forms::words("allowed"));
    }
    void one_of(const node& map, std::string_view key, const std::vector<std::string>& words) {
        if (const auto* found = map.find(key)) is_one_of(*found, words);
    }
    void is_one_of(const node& word, const std::vector<std::string>& words) {
        if (std::find(words.begin(), words.end(), word.text) != words.end()) return;
        const auto what = word.is_text() ? "'" + word.text + "'" : std::string{"this"};
        sink_.refuse(code::one_of, word.where, what + " cannot be said here",
                     meant_by(word.text, words, words.size() == 1 ? "write " : "it is one of: "));
    }
    void expected(const node& expect) {
        if (!expect.is_map())
            return sink_.refuse(code::shape, expect.where, "`expect` is a map of what comes out",
                                "expect: {due: 100}, or expect: {error: missing}");
        part(expect);
        for (const auto& entry : expect.entries)
            if (entry.value.is_map() && !forms::expected.find(entry.key)) part(entry.value);
    }
    void part(const node& expect) {
        if (const auto* filing = expect.find("filing"))
            if (has_form(*filing, forms::expected_filing, sink_))
                each(*filing, "instalments",
                     [&](const node& one) { has_form(one, forms::expected_instalment, sink_); });
        if (const auto* account = expect.find("account"))
            has_form(*account, forms::expected_account, sink_);
        if (const auto* follows = expect.find("consequences"))
            has_form(*follows, forms::expected_consequences, sink_);
        for (const auto* key : {"carry", "offsets", "late"})
            if (const auto* map = expect.find(key); map && !map->is_map())
                sink_.refuse(code::shape, map->where, "`" + std::string{key} + "` is a map",
                             std::string{key} + ": {name: 100}");
    }
    template <class Check>
    void each(const node& map, std::string_view key, const Check& check) {
        const auto* found = map.find(key);
        if (!found) return;
        if (!found->is_list())
            return sink_.refuse(code::shape, found->where, "'" + std::string{key} + "' is a list");
        for (const auto& one : found->items) check(one);
    }

    diagnostics& sink_;
    std::map<std::string, span> names_;
};

}  // namespace

std::vector<shaped_case> cases_of_form(const node& document, diagnostics& sink) {
    return forms_of_cases{sink}.file(document);
}

void check_cases(const node& document, diagnostics& sink) { (void)cases_of_form(document, sink); }

void check_cases(const law& under, const node& document, diagnostics& sink) {
    const auto made = resolve_cases(under, document, sink);
    if (!made) return;
    for (const auto& one : made->cases) sink.append_new(one.wrong);
}

}  // namespace levy::rule
