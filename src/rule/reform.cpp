// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <levy/rule/reform.hpp>

#include "reader.hpp"
#include "reform_path.hpp"

namespace levy::rule {

namespace fs = std::filesystem;

namespace {

class reform_reader {
public:
    reform_reader(reform& made, diagnostics& sink) : made_{made}, sink_{sink}, r_{none_, sink} {}

    void read(const node& document) {
        const bool good = r_.keys(document, forms::reform_file);
        made_.id = r_.text_of(document, "reform");
        made_.title = r_.text_of(document, "title");
        made_.about = r_.text_of(document, "about");
        if (const auto* title = document.find("title")) made_.where = title->where;
        if (const auto* day = document.find("published"))
            made_.published = r_.day_of(*day, "`published`");
        const auto called = fs::path{made_.text->name()}.stem().string();
        if (const auto* id = document.find("reform"); id && made_.id != called)
            r_.report(
                code::name, id->where,
                "this reform calls itself '" + made_.id + "' and lies in '" + called + ".yaml'",
                "reform: " + called);
        const auto* patches = document.find("patches");
        const auto* adds = document.find("adds");
        const bool says = patches && !(patches->is_map() && patches->entries.empty());
        if (!says && !adds && good)  // else it may only be misspelt
            r_.report(code::key, made_.where, "this reform changes nothing",
                      "write `patches:` on dated paths, or `adds:` with `rules` and `steps`");
        if (patches && r_.is_map(*patches, "patches {path: {day: value}}"))
            for (const auto& entry : patches->entries) patch_of(entry);
        if (adds && r_.keys(*adds, forms::adds)) read_adds(*adds);
    }

private:
    void patch_of(const node::entry& entry) {
        auto made = read_path(entry, sink_);
        if (!made) return;
        if (made->part.text == "readings") {
            if (!entry.value.is_text())
                return r_.report(code::shape, entry.value.where,
                                 "a default holds for all days: name one of the choices");
        } else if (!dated_well(entry.value)) {
            return;
        }
        made->says = entry.value;
        made_.patches.push_back(*std::move(made));
    }

    bool dated_well(const node& says) {
        const auto before = sink_.errors();
        if (!r_.is_map(says, "{first day: what holds from then on}")) return false;
        if (says.entries.empty())
            r_.report(code::shape, says.where, "a patch says something from some day on");
        std::optional<day> last;
        for (const auto& [key, where, value] : says.entries) {
            const auto from = read_day(key);
            if (!from) {
                r_.report(code::literal, where, "'" + key + "' is no day",
                          "write the first day, such as 2027-01-01");
                continue;
            }
            if (last && *from <= *last)
                r_.report(code::order, where, "days come in rising order", "",
                          "not after " + to_text(*last));
            last = from;
            if (const auto* known = value.find_entry("published"))
                r_.report(code::published, known->key_where,
                          "a reform says once, for all it changes, since when it is known",
                          "write `published:` at the top of the file");
        }
        return sink_.errors() == before;
    }

    void read_adds(const node& adds) {
        if (const auto* rules = adds.find("rules"); rules && r_.is_list(*rules, "a list of files"))
            for (const auto& file : rules->items) add_rule(file);
        const auto* steps = adds.find("steps");
        if (!steps || !r_.is_map(*steps, "steps {country: [step…]}")) return;
        for (const auto& entry : steps->entries)
            if (r_.is_list(entry.value, "a list of steps, as `assess` has them"))
                made_.steps.push_back(entry);
    }

    void add_rule(const node& file) {
        const auto path = fs::path{made_.text->name()}.parent_path() / file.text;
        diagnostics problems;
        const auto text = open_source(path.generic_string(), problems);
        if (!text)
            return r_.report(code::file, file.where, problems.front().message,
                             "a rule that a reform adds lies beside the reform file");
        const auto document = read_yaml(text, problems);
        sink_.append(problems);
        if (!document) return;
        const auto* id = document->find("rule");
        if (!id)
            return r_.report(code::key, file.where, "'" + file.text + "' is no rule file",
                             "it begins with `levy: 1` and `rule: COUNTRY/NAME`");
        const auto* status = document->find("status");
        if (!status || status->text != "proposed")
            r_.report(code::one_of, status ? status->where : id->where,
                      "a rule that a reform adds is not law", "status: proposed");
        made_.rules.push_back({id->text, text, file.where});
    }

    reform& made_;
    diagnostics& sink_;
    instrument none_;
    reader r_;
};

}  // namespace

bool reform::touches(std::string_view rule_id) const {
    const auto is = [&](const std::string& other) { return other == rule_id; };
    return std::any_of(patches.begin(), patches.end(),
                       [&](const patch& p) { return is(p.rule.text); }) ||
           std::any_of(rules.begin(), rules.end(), [&](const added_rule& r) { return is(r.id); }) ||
           std::any_of(steps.begin(), steps.end(),
                       [&](const node::entry& s) { return is(s.key + "/jurisdiction"); });
}

bool is_reform(const node& document) { return document.find("reform") != nullptr; }

std::optional<reform> read_reform(const node& document, const source_handle& text,
                                  diagnostics& sink) {
    const auto before = sink.errors();
    reform made;
    made.text = text;
    reform_reader{made, sink}.read(document);
    if (sink.errors() != before) return std::nullopt;
    return made;
}

}  // namespace levy::rule
