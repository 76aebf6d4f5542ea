// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/rule/forms.hpp>
#include <levy/rule/reform.hpp>

#include "reform_table.hpp"
#include "reform_timeline.hpp"

namespace levy::rule {

namespace {

/// `parameters` holds parameters: the word for one of them in a message.
std::string one_of(const std::string& part) {
    if (part == "filing") return "party under `filing`";
    if (part == "define") return "definition";
    return part.substr(0, part.size() - 1);
}

class patcher {
public:
    patcher(const reform& by, std::string_view rule_id, node& document, std::string source_id,
            diagnostics& sink)
        : by_{by},
          rule_{rule_id},
          document_{document},
          source_{std::move(source_id)},
          sink_{sink} {}

    void go() {
        std::map<std::string, std::vector<const reform::patch*>> tables;
        for (const auto& p : by_.patches) {
            if (p.rule.text != rule_) continue;
            if (p.part.text == "tables" && named(p))
                tables[p.name.text].push_back(&p);
            else if (p.part.text != "tables")
                one(p);
        }
        for (const auto& [name, patches] : tables) table(patches);
        for (const auto& entry : by_.steps)
            if (entry.key + "/jurisdiction" == rule_) steps(entry.value);
    }

private:
    void refuse(code id, const span& where, std::string message, std::string help = {}) {
        sink_.refuse(id, where, std::move(message), std::move(help));
    }

    /// What the path leads to: a part, or what bears the name inside it.
    node* named(const reform::patch& p) {
        auto* part = find(document_, p.part.text);
        if (p.name.text.empty()) {
            if (!part)
                refuse(code::not_found, p.part.where,
                       "'" + rule_ + "' says nothing under `" + p.part.text + "`");
            return part;
        }
        auto* found = part ? find(*part, p.name.text) : nullptr;
        if (found) return found;
        std::vector<std::string> names;
        if (part)
            for (const auto& entry : part->entries) names.push_back(entry.key);
        const auto near = nearest_name(p.name.text, names);
        std::string all;
        for (const auto& name : names) all += (all.empty() ? "it has " : ", ") + name;
        refuse(code::not_found, p.name.where,
               "'" + rule_ + "' has no " + one_of(p.part.text) + " '" + p.name.text + "'",
               near.empty() ? all : "did you mean '" + near + "'?");
        return nullptr;
    }

    void one(const reform::patch& p) {
        auto* found = named(p);
        if (!found) return;
        const auto& part = p.part.text;
        if (part == "readings") {
            if (auto* fallback = find(*found, "default")) *fallback = p.says;
        } else if (part == "define" || part == "outputs" || part == "liable") {
            if (auto* values = dated_formula(p, *found)) say(p, *values, "value");
        } else if (part == "parameters") {
            if (auto* values = find(*found, "values")) say(p, *values, "value");
        } else if (!found->is_map()) {
            refuse(code::shape, p.where, "'" + rule_ + "' gives no days under `" + part + "`",
                   "only what the rule dates can change on a day");
        } else {
            say(p, *found, part == "filing" ? "" : "value");
        }
    }

    /// The dated texts of a formula; one that holds for all days is dated from the first of them.
    node* dated_formula(const reform::patch& p, node& formula) {
        if (auto* values = find(formula, "values")) return values;
        const auto* source = formula.find("source");
        const auto* value = formula.find("value");
        if (!value || !source || formula.find("split")) {
            refuse(code::source, p.where,
                   "this formula has no days, and no source of its own that could be dated",
                   "patch a parameter or a table that it uses");
            return nullptr;
        }
        node law;
        law.is = node::shape::map;
        law.where = value->where;
        set(law, "value", *value);
        set(law, "source", *source);
        node values;
        values.is = node::shape::map;
        values.where = value->where;
        set(values, to_text(first_day), std::move(law));
        std::erase_if(formula.entries, [](const node::entry& e) { return e.key == "value"; });
        set(formula, "values", std::move(values));
        return find(formula, "values");
    }

    /// Each day of a patch as an entry of the timeline, published over all that the law says later.
    void say(const reform::patch& p, node& values, std::string_view payload) {
        const auto law = written_timeline(values);
        if (!law) return;
        for (const auto& [key, where, value] : p.says.entries) {
            const auto from = *read_day(key);
            if (is_misspelt(value, payload)) {
                const bool of_rows = payload == "rows";
                has_form(value, of_rows ? forms::patched_rows : forms::patched_value, sink_);
                continue;
            }
            node entry;
            if (payload.empty() || (value.is_map() && value.find(payload))) {
                entry = value;
            } else {
                entry.is = node::shape::map;
                set(entry, std::string{payload}, value);
            }
            entry.where = where;
            if (!entry.find("source")) set(entry, "source", text_node(source_, where));
            const auto since = published_over(*law, by_.published.value_or(from));
            set(entry, "published", text_node(to_text(since), where));
            add_entry(values, from, where, std::move(entry));
        }
    }

    /// `{valeu: 8%}` is no value of its own.
    static bool is_misspelt(const node& value, std::string_view payload) {
        if (!value.is_map() || payload.empty() || value.find(payload)) return false;
        return std::any_of(value.entries.begin(), value.entries.end(), [&](const node::entry& e) {
            return !nearest_name(e.key, {std::string{payload}}).empty();
        });
    }

    void table(const std::vector<const reform::patch*>& patches) {
        auto& of = *find(*find(document_, "tables"), patches.front()->name.text);
        const auto whole = std::find_if(patches.begin(), patches.end(),
                                        [](const auto* p) { return p->cells.empty(); });
        if (whole == patches.end()) return patch_rows(of, patches, by_, source_, sink_);
        if (patches.size() == 1) {
            if (auto* values = find(of, "values")) say(**whole, *values, "rows");
            return;
        }
        for (const auto* p : patches)
            if (p != *whole)
                refuse(code::overlap, p->where,
                       "'" + p->name.text + "' is patched as a whole already",
                       "patch its rows, or state all of them");
    }

    void steps(const node& added) {
        auto* law = find(document_, "assess");
        if (!law || !law->is_list()) return;
        for (const auto& step : added.items) {
            const auto* name = step.find("name");
            const auto same =
                std::find_if(law->items.begin(), law->items.end(), [&](const node& other) {
                    return name && other.find("name") && other.find("name")->text == name->text;
                });
            if (same == law->items.end()) {
                law->items.push_back(step);
                continue;
            }
            diagnostic problem;
            problem.id = code::name;
            problem.message = "'" + rule_ + "' has a step '" + name->text + "' already";
            problem.primary = {name->where, "this step"};
            problem.related.push_back({same->find("name")->where, "that one"});
            problem.help = "give the new step a name of its own";
            sink_.add(std::move(problem));
        }
    }

    const reform& by_;
    std::string rule_;
    node& document_;
    std::string source_;
    diagnostics& sink_;
};

}  // namespace

void patch(const reform& by, std::string_view rule_id, node& document,
           std::map<std::string, source>& sources, diagnostics& sink) {
    if (!by.touches(rule_id)) return;
    const auto* own = document.find("sources");
    source proposal;
    proposal.id = "reform";
    while (sources.contains(proposal.id) || (own && own->find(proposal.id))) proposal.id += "_too";
    proposal.title = by.title;
    proposal.note = by.about;
    proposal.where = by.where;
    proposal.trust = confidence::derived;
    proposal.proposed = true;
    sources.emplace(proposal.id, proposal);
    patcher{by, rule_id, document, proposal.id, sink}.go();
}

}  // namespace levy::rule
