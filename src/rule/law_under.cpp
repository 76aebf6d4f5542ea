// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>

#include "shelf.hpp"

namespace levy {

namespace {

constexpr std::string_view jurisdiction_file = "/jurisdiction";

std::string country_of(std::string_view id) { return std::string{id.substr(0, id.find('/'))}; }

void refuse_unknown(diagnostics& sink, const span& where, const std::string& message,
                    const std::string& wrong, const std::vector<std::string>& known) {
    const auto near = nearest_name(wrong, known);
    sink.refuse(code::not_found, where, message,
                near.empty() ? "`levy list` names all there are" : "did you mean '" + near + "'?");
}

/// Whether the reform's rules, paths and steps lead to something that is there, or is new.
class reform_check {
public:
    reform_check(const rule::reform& what, std::vector<std::string> rules,
                 std::vector<std::string> countries, diagnostics& sink)
        : what_{what}, rules_{std::move(rules)}, countries_{std::move(countries)}, sink_{sink} {}

    void run() {
        auto ids = rules_;
        for (const auto& added : what_.rules) {
            if (std::find(ids.begin(), ids.end(), added.id) != ids.end())
                sink_.refuse(code::name, added.where, "there is a rule '" + added.id + "' already",
                             "give the new rule an id of its own, or patch the one there is");
            if (added.id.find('/') == std::string::npos || added.id.ends_with(jurisdiction_file))
                sink_.refuse(code::name, added.where, "'" + added.id + "' is no name of a rule",
                             "rule: COUNTRY/NAME");
            ids.push_back(added.id);
        }
        for (const auto& step : what_.steps) steps(step, ids);
        for (const auto& country : countries_)
            ids.push_back(country + std::string{jurisdiction_file});
        for (const auto& p : what_.patches)
            if (std::find(ids.begin(), ids.end(), p.rule.text) == ids.end())
                refuse_unknown(sink_, p.rule.where, "there is no rule '" + p.rule.text + "'",
                               p.rule.text, ids);
    }

private:
    void steps(const node::entry& of, const std::vector<std::string>& ids) {
        if (std::find(countries_.begin(), countries_.end(), of.key) == countries_.end())
            return refuse_unknown(sink_, of.key_where, "there is no jurisdiction '" + of.key + "'",
                                  of.key, countries_);
        for (const auto& step : of.value.items) {
            const auto* rule = step.find("rule");
            if (rule && std::find(ids.begin(), ids.end(), rule->text) == ids.end())
                refuse_unknown(sink_, rule->where, "there is no rule '" + rule->text + "'",
                               rule->text, ids);
        }
    }

    const rule::reform& what_;
    std::vector<std::string> rules_, countries_;
    diagnostics& sink_;
};

}  // namespace

outcome<law> law::under(const rule::reform& what) const {
    diagnostics sink;
    reform_check{what, rules(), jurisdictions(), sink}.run();
    if (!sink.ok()) return sink;
    auto files = std::make_shared<shelf>();
    files->folder = files_->folder;
    files->rule_paths = files_->rule_paths;
    files->jurisdiction_paths = files_->jurisdiction_paths;
    {
        const std::lock_guard lock{files_->guard};
        files->sources = files_->sources;
        files->replaced = files_->replaced;
        files->reforms = files_->reforms;
        files->files = files_->files;
        // What the reform leaves alone stays loaded; jurisdictions may hold a rule that it does
        // not.
        for (const auto& [id, entry] : files_->instruments)
            if (!what.touches(id)) files->instruments.emplace(id, entry);
    }
    const auto receipt = [&](const source_handle& text) {
        const auto name = std::filesystem::path{text->name()}.filename().generic_string();
        files->files["reforms/" + name] =
            std::make_shared<const opened>(opened{text, std::nullopt, {}});
    };
    receipt(what.text);
    std::set<std::string> touched;
    for (const auto& added : what.rules) {
        files->rule_paths[added.id] = added.text->name();
        files->replaced[added.id] = added.text;
        touched.insert(added.id);
        receipt(added.text);
    }
    for (const auto& p : what.patches) touched.insert(p.rule.text);
    for (const auto& step : what.steps) touched.insert(step.key + std::string{jurisdiction_file});
    files->reforms.push_back(std::make_shared<const rule::reform>(what));
    law made{files};
    std::set<std::string> countries;
    for (const auto& id : touched) {
        countries.insert(country_of(id));
        if (!id.ends_with(jurisdiction_file)) sink.append_new(made.instrument(id).problems());
    }
    const bool good = sink.ok();
    for (const auto& country : countries) {
        if (!files->jurisdiction_paths.contains(country)) continue;
        const auto in = made.jurisdiction(country);
        diagnostics own;
        for (const auto& problem : in.problems())
            // Where a rule failed, what the law's own steps miss of it is only a consequence.
            if (good || problem.primary.where.in == what.text) own.add(problem);
        sink.append_new(own);
    }
    if (!sink.ok()) return sink;
    return {std::move(made), sink};
}

}  // namespace levy
