// SPDX-License-Identifier: Apache-2.0
#include "reform_table.hpp"

#include <algorithm>
#include <set>

#include <levy/feel/parse.hpp>
#include <levy/rule/forms.hpp>

#include "reform_timeline.hpp"

namespace levy::rule {

namespace {

using words = std::vector<std::string>;

/// What a cell tests, as far as rows are told apart by the values they list.
struct tested {
    enum class form { any, listed, all_but, other };
    form is = form::other;
    words values;  // listed or excepted, as FEEL prints them
    std::string printed;
};

bool is_value(const feel::expr& e) {
    const auto* t = std::get_if<feel::test>(&e.is);
    if (!t) return std::holds_alternative<feel::literal>(e.is);
    return t->is == feel::test::kind::compare && t->by == feel::operation::equal &&
           std::holds_alternative<feel::literal>(t->with->is);
}

std::string joined(const words& all) {
    std::string text;
    for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
    return text;
}

tested tested_by(const std::vector<feel::expr>& tests) {
    tested made;
    words all;
    for (const auto& t : tests) all.push_back(feel::to_text(t));
    made.printed = joined(all);
    const auto* first = std::get_if<feel::test>(&tests.front().is);
    if (first && first->is == feel::test::kind::any) {
        made.is = tested::form::any;
    } else if (std::all_of(tests.begin(), tests.end(), is_value)) {
        made.is = tested::form::listed;
        made.values = std::move(all);
    } else if (tests.size() == 1 && first && first->is == feel::test::kind::negated &&
               std::all_of(first->not_these.begin(), first->not_these.end(), is_value)) {
        made.is = tested::form::all_but;
        for (const auto& t : first->not_these) made.values.push_back(feel::to_text(t));
    }
    return made;
}

/// A row's cell without the one value that a patch names: nothing where the cell does not hold it,
/// empty where it holds nothing else.
std::optional<std::string> rest_of(const tested& row, const tested& named) {
    using form = tested::form;
    if (named.is != form::listed)
        return row.printed == named.printed ? std::optional<std::string>{""} : std::nullopt;
    const auto& value = named.values.front();
    const bool among = std::find(row.values.begin(), row.values.end(), value) != row.values.end();
    if (row.is == form::any) return "not(" + value + ")";
    if (row.is == form::listed && among) {
        auto left = row.values;
        std::erase(left, value);
        return joined(left);
    }
    if (row.is == form::all_but && !among) return "not(" + joined(row.values) + ", " + value + ")";
    return std::nullopt;
}

/// The value as its author would write it in a cell.
std::string plain(const std::string& printed) {
    return printed.starts_with('"') ? printed.substr(1, printed.size() - 2) : printed;
}

class row_patcher {
public:
    row_patcher(node& table, const reform& by, const std::string& source_id, diagnostics& sink)
        : table_{table}, by_{by}, source_{source_id}, sink_{sink} {
        columns_ = table.find("columns")->items.size();
        const auto& gives = *table.find("gives");
        if (gives.is_map() && !(gives.find("type") && gives.find("type")->is_text()))
            for (const auto& field : gives.entries) results_.push_back(field.key);
        const auto* hit = table.find("hit");
        first_hit_ = hit && hit->text == "first";
    }

    void run(const std::vector<const reform::patch*>& patches) {
        auto& values = *find(table_, "values");
        const auto law = written_timeline(values);
        if (!law) return;
        std::vector<target> targets;
        for (const auto* p : patches)
            if (auto made = target_of(*p)) targets.push_back(*std::move(made));
        if (targets.empty()) return;
        std::map<day, node> made;
        for (const auto on : days_of(targets, *law)) {
            auto entry = entry_on(on, targets, *law);
            if (!entry) return;
            made.emplace(on, *std::move(entry));
        }
        for (auto& [on, entry] : made) {
            const auto where = entry.where;
            add_entry(values, on, where, std::move(entry));
        }
    }

private:
    /// A patch with its path read: which rows, and which of their results.
    struct target {
        const reform::patch* of;
        std::vector<std::vector<tested>> cells;  // each the values that one cell names
        std::size_t result = 0;
        day first;
    };

    std::optional<target> target_of(const reform::patch& p) {
        target made{&p, {}, columns_, *read_day(p.says.entries.front().key)};
        if (p.cells.size() > columns_) {
            refuse(p, code::shape,
                   "this names " + std::to_string(p.cells.size()) + " cells, and '" + p.name.text +
                       "' has " + std::to_string(columns_) +
                       (columns_ == 1 ? " column" : " columns"),
                   "a cell that holds a comma stands in quotes");
            return std::nullopt;
        }
        for (const auto& cell : p.cells) {
            const auto tests = feel::parse_tests(cell, sink_);
            if (!tests) return std::nullopt;
            const auto all = tested_by(*tests);
            std::vector<tested> each;
            for (const auto& value : all.values)
                each.push_back({tested::form::listed, {value}, value});
            if (all.is != tested::form::listed) each = {all};
            made.cells.push_back(std::move(each));
        }
        const auto named = std::find(results_.begin(), results_.end(), p.last.text);
        if (results_.empty() == p.last.text.empty() &&
            (results_.empty() || named != results_.end())) {
            made.result += static_cast<std::size_t>(named - results_.begin());
            return made;
        }
        const auto near = nearest_name(p.last.text, results_);
        refuse(
            p, code::not_found,
            results_.empty() ? "'" + p.name.text + "' has one result, and it has no name"
            : p.last.text.empty()
                ? "'" + p.name.text + "' has several results: say which one of " + joined(results_)
                : "'" + p.name.text + "' has no result '" + p.last.text + "'",
            near.empty() ? "" : "did you mean '" + near + "'?",
            p.last.text.empty() ? p.where : p.last.where);
        return std::nullopt;
    }

    /// The days of the patches, and those on which the law states the table again.
    static std::set<day> days_of(const std::vector<target>& targets,
                                 const timeline<const node*>& law) {
        std::set<day> days;
        auto first = targets.front().first;
        for (const auto& t : targets) {
            first = std::min(first, t.first);
            for (const auto& entry : t.of->says.entries) days.insert(*read_day(entry.key));
        }
        for (const auto* entry : law.standing(std::nullopt, false))
            if (first < entry->from) days.insert(entry->from);
        return days;
    }

    std::optional<node> entry_on(day on, const std::vector<target>& targets,
                                 const timeline<const node*>& law) {
        const auto* base = law.in_force(on);
        if (!base) {
            refuse(*targets.front().of, code::no_value_in_force,
                   "'" + targets.front().of->name.text + "' has no rows on " + to_text(on));
            return std::nullopt;
        }
        const auto* rows = base->is->find("rows");
        if (!rows) return std::nullopt;  // the reader says so
        node entry;
        entry.is = node::shape::map;
        node patched = *rows;
        std::optional<day> wanted;
        for (const auto& t : targets) {
            const node::entry* latest = nullptr;
            for (const auto& says : t.of->says.entries)
                if (*read_day(says.key) <= on) latest = &says;
            if (!latest) continue;
            const auto& value = latest->value;
            if (value.is_map() && !has_form(value, forms::patched_cell, sink_)) return std::nullopt;
            const auto* plain_value = value.is_map() ? value.find("value") : &value;
            if (!patch_all(patched, t, *plain_value, on)) return std::nullopt;
            if (!wanted || *wanted < *read_day(latest->key)) {
                wanted = read_day(latest->key);
                entry.where = latest->key_where;
                if (const auto* note = value.find("note"); note && *wanted == on)
                    set(entry, "note", *note);
            }
        }
        set(entry, "rows", std::move(patched));
        const auto* cited = base->is->find("source");
        set(entry, "source",
            text_node(source_ + (cited ? " over " + cited->text : ""), entry.where));
        if (const auto* trust = base->is->find("confidence")) set(entry, "confidence", *trust);
        const auto since = published_over(law, by_.published.value_or(*wanted));
        set(entry, "published", text_node(to_text(since), entry.where));
        return entry;
    }

    /// Every combination of the values that the cells name.
    bool patch_all(node& rows, const target& t, const node& value, day on) {
        std::vector<const tested*> named;
        const auto walk = [&](const auto& self, std::size_t column) -> bool {
            if (column == t.cells.size()) return patch_one(rows, t, named, value, on);
            for (const auto& one : t.cells[column]) {
                named.push_back(&one);
                const bool good = self(self, column + 1);
                named.pop_back();
                if (!good) return false;
            }
            return true;
        };
        return walk(walk, 0);
    }

    /// What is left of each cell of a row, or nothing where the row does not hold what is named.
    static std::optional<words> rests_of(const node& row, const std::vector<const tested*>& named) {
        words rests;
        diagnostics ignored;  // the reader of the rule says them
        for (std::size_t i = 0; i < named.size(); ++i) {
            const auto tests = feel::parse_tests(row.items[i], ignored);
            const auto rest = tests ? rest_of(tested_by(*tests), *named[i]) : std::nullopt;
            if (!rest) return std::nullopt;
            rests.push_back(*rest);
        }
        return rests;
    }

    bool patch_one(node& rows, const target& t, const std::vector<const tested*>& named,
                   const node& value, day on) {
        std::vector<std::pair<std::size_t, words>> met;
        for (std::size_t i = 0; i < rows.items.size(); ++i) {
            const auto& row = rows.items[i];
            if (row.items.size() != columns_ + std::max<std::size_t>(results_.size(), 1)) continue;
            if (auto rests = rests_of(row, named)) met.emplace_back(i, *std::move(rests));
        }
        if (met.empty()) return none(rows, t, named, on);
        if (met.size() > 1 && !first_hit_) return several(rows, t, named, met, on);
        const auto& [index, rests] = met.front();
        auto row = rows.items[index];
        auto& result = row.items[t.result];
        if (result.where.in == by_.text) return twice(t, result);
        std::vector<node> pieces;
        for (std::size_t i = 0; i < rests.size(); ++i) {
            if (rests[i].empty()) continue;
            auto rest = row;
            rest.items[i] = text_node(rests[i], row.items[i].where);
            pieces.push_back(std::move(rest));
            row.items[i] = text_node(named[i]->printed, t.of->cells[i].where);
        }
        row.where = t.of->where;
        result = value;
        pieces.push_back(std::move(row));
        const auto at = rows.items.erase(rows.items.begin() + static_cast<std::ptrdiff_t>(index));
        rows.items.insert(at, pieces.begin(), pieces.end());
        return true;
    }

    static std::string shown(const std::vector<const tested*>& named) {
        words all;
        for (const auto* one : named) all.push_back(plain(one->printed));
        return "[" + joined(all) + "]";
    }
    bool none(const node& rows, const target& t, const std::vector<const tested*>& named, day on) {
        std::vector<std::string> known;
        diagnostics ignored;
        for (const auto& row : rows.items)
            for (std::size_t i = 0; i < named.size() && i < row.items.size(); ++i)
                if (const auto tests = feel::parse_tests(row.items[i], ignored))
                    for (const auto& value : tested_by(*tests).values)
                        known.push_back(plain(value));
        std::string near;
        for (const auto* one : named) {
            const auto word = plain(one->printed);
            if (std::find(known.begin(), known.end(), word) == known.end() && near.empty())
                near = nearest_name(word, known);
        }
        refuse(*t.of, code::no_row,
               "no row of '" + t.of->name.text + "' holds " + shown(named) + " on " + to_text(on),
               near.empty() ? "" : "did you mean '" + near + "'?", t.of->cells.front().where);
        return false;
    }
    bool several(const node& rows, const target& t, const std::vector<const tested*>& named,
                 const std::vector<std::pair<std::size_t, words>>& met, day on) {
        diagnostic problem;
        problem.id = code::ambiguous;
        problem.message = std::to_string(met.size()) + " rows of '" + t.of->name.text + "' hold " +
                          shown(named) + " on " + to_text(on);
        problem.primary = {t.of->cells.front().where, "which one?"};
        for (const auto& [index, rests] : met)
            problem.related.push_back({rows.items[index].where, "this row"});
        if (t.of->cells.size() < columns_)
            problem.help = "name more of its " + std::to_string(columns_) + " cells";
        sink_.add(std::move(problem));
        return false;
    }
    bool twice(const target& t, const node& result) {
        diagnostic problem;
        problem.id = code::overlap;
        problem.message = "this row is patched already";
        problem.primary = {t.of->where, "this path"};
        problem.related.push_back({result.where, "says so here"});
        problem.help = "say all its days under one path";
        sink_.add(std::move(problem));
        return false;
    }
    void refuse(const reform::patch& p, code id, std::string message, std::string help = {},
                const span& where = {}) {
        sink_.refuse(id, where.in ? where : p.where, std::move(message), std::move(help));
    }

    node& table_;
    const reform& by_;
    const std::string& source_;
    diagnostics& sink_;
    std::size_t columns_ = 0;
    words results_;
    bool first_hit_ = false;
};

}  // namespace

void patch_rows(node& table, const std::vector<const reform::patch*>& patches, const reform& by,
                const std::string& source_id, diagnostics& sink) {
    for (const auto* key : {"columns", "gives", "values"})
        if (!table.find(key)) return;  // the reader says so
    row_patcher{table, by, source_id, sink}.run(patches);
}

}  // namespace levy::rule
