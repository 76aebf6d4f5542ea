// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <levy/rule/read.hpp>
#include <levy/rule/request.hpp>
#include <levy/text/sha256.hpp>

#include "shelf.hpp"

namespace levy {

namespace fs = std::filesystem;
using rule::instrument_handle;
using rule::jurisdiction_handle;

namespace {

std::string country_of(std::string_view id) { return std::string{id.substr(0, id.find('/'))}; }

bool is_rule_file(const fs::path& file) {
    const auto name = file.filename().string();
    return name.ends_with(".yaml") && !name.ends_with(".cases.yaml") &&
           name != "jurisdiction.yaml" && name != "sources.yaml";
}

diagnostic not_found(const std::string& what, std::string_view id,
                     const std::vector<std::string>& known) {
    diagnostic problem;
    problem.id = code::not_found;
    problem.message = "there is no " + what + " '" + std::string{id} + "'";
    if (const auto near = nearest_name(std::string{id}, known); !near.empty())
        problem.help = "did you mean '" + near + "'?";
    else
        problem.help = "`levy list` names all there are";
    return problem;
}

/// Where the sources of a country cannot be read, nobody knows which of them a citation may name.
diagnostics without_citations(const diagnostics& met) {
    diagnostics kept;
    for (const auto& p : met)
        if (p.id != code::source) kept.add(p);
    return kept;
}

}  // namespace

void law::shelf::scan() {
    for (const auto& country : fs::directory_iterator{fs::path{folder} / "law"}) {
        if (!country.is_directory()) continue;
        const auto cc = country.path().filename().string();
        for (const auto& file : fs::directory_iterator{country.path()}) {
            if (file.path().filename() == "jurisdiction.yaml")
                jurisdiction_paths.emplace(cc, file.path().string());
            else if (is_rule_file(file.path()))
                rule_paths.emplace(cc + "/" + file.path().stem().string(), file.path().string());
        }
    }
}

std::string law::shelf::in_receipt(const std::string& path) const {
    return fs::path{path}.lexically_relative(folder).generic_string();
}

opened_handle law::shelf::open(const std::string& path) {
    auto& entry = files[in_receipt(path)];
    if (!entry) {
        auto made = std::make_shared<opened>();
        made->text = open_source(path, made->problems);
        if (made->text) made->root = read_yaml(made->text, made->problems);
        entry = std::move(made);
    }
    return entry;
}

opened_handle law::shelf::as_changed(std::string_view id, const std::string& path,
                                     shared_sources& sources_here) {
    opened_handle stands;
    if (const auto other = replaced.find(id); other != replaced.end()) {
        auto own = std::make_shared<opened>();
        own->text = other->second;
        own->root = read_yaml(own->text, own->problems);
        stands = std::move(own);
    } else {
        stands = open(path);
    }
    const auto touches = [&](const auto& r) { return r->touches(id); };
    if (!stands->root || std::none_of(reforms.begin(), reforms.end(), touches)) return stands;
    auto made = std::make_shared<opened>(*stands);
    for (const auto& r : reforms) rule::patch(*r, id, *made->root, sources_here, made->problems);
    return made;
}

std::vector<std::string> law::shelf::rule_ids() const {
    std::vector<std::string> ids;
    ids.reserve(rule_paths.size());
    for (const auto& [id, path] : rule_paths) ids.push_back(id);
    return ids;
}

const shared_sources& law::shelf::sources_of(const std::string& country, diagnostics& sink) {
    static const shared_sources none;
    auto& entry = sources[country];
    if (!entry.is) {
        entry.is = std::make_shared<const shared_sources>();
        const auto path = (fs::path{folder} / "law" / country / "sources.yaml").string();
        if (fs::exists(path)) {
            const auto file = open(path);
            entry.problems = file->problems;
            if (file->root)
                if (auto read = rule::read_sources(*file->root, entry.problems))
                    entry.is = std::make_shared<const shared_sources>(*std::move(read));
        }
    }
    sink.append(entry.problems);
    return entry.is ? *entry.is : none;
}

const loaded<instrument_handle>& law::shelf::instrument(std::string_view id) {
    if (const auto known = instruments.find(id); known != instruments.end()) return known->second;
    auto& entry = instruments[std::string{id}];
    const auto path = rule_paths.find(id);
    if (path == rule_paths.end()) {
        entry.problems.add(not_found("rule", id, rule_ids()));
        return entry;
    }
    auto sources_here = sources_of(country_of(id), entry.problems);
    const bool has_sources = entry.problems.ok();
    const auto file = as_changed(id, path->second, sources_here);
    entry.problems.append(file->problems);
    const auto& document = file->root;
    if (!document) return entry;
    diagnostics met;
    auto read = rule::read_rule(*document, file->text, sources_here, met);
    entry.problems.append(has_sources ? met : without_citations(met));
    if (!read || !entry.problems.ok()) return entry;
    if (read->id != id) {
        diagnostic problem;
        problem.id = code::name;
        problem.message = "this file calls itself '" + read->id + "' and lies where '" +
                          std::string{id} + "' belongs";
        const auto* written = document->find("rule");
        problem.primary = {written ? written->where : document->where,
                           "the path and the name must agree"};
        problem.help = "rule: " + std::string{id};
        entry.problems.add(std::move(problem));
        return entry;
    }
    entry.is = std::make_shared<const rule::instrument>(*std::move(read));
    return entry;
}

outcome<instrument_handle> law::shelf::find_instrument(std::string_view id) {
    const std::lock_guard lock{guard};
    const auto& entry = instrument(id);
    if (!entry.is) return entry.problems;
    return {entry.is, entry.problems};
}

const loaded<jurisdiction_handle>& law::shelf::jurisdiction(std::string_view id) {
    if (const auto known = jurisdictions.find(id); known != jurisdictions.end())
        return known->second;
    auto& entry = jurisdictions[std::string{id}];
    const auto path = jurisdiction_paths.find(id);
    if (path == jurisdiction_paths.end()) {
        std::vector<std::string> ids;
        ids.reserve(jurisdiction_paths.size());
        for (const auto& [known, where] : jurisdiction_paths) ids.push_back(known);
        entry.problems.add(not_found("jurisdiction", id, ids));
        return entry;
    }
    auto sources_here = sources_of(std::string{id}, entry.problems);
    const bool has_sources = entry.problems.ok();
    const auto own_id = std::string{id} + "/jurisdiction";
    const auto file = as_changed(own_id, path->second, sources_here);
    entry.problems.append(file->problems);
    if (!file->root) return entry;
    diagnostics met;
    auto read = rule::read_jurisdiction(
        *file->root, file->text, sources_here,
        [this](std::string_view rule) { return find_instrument(rule); }, met);
    entry.problems.append_new(has_sources ? met : without_citations(met));
    if (read && entry.problems.ok())
        entry.is = std::make_shared<const rule::jurisdiction>(*std::move(read));
    return entry;
}

outcome<law> law::open(const std::string& rules) {
    const auto folder = fs::path{rules} / "law";
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        diagnostic problem;
        problem.id = code::file;
        problem.message = "there is no law under '" + rules + "'";
        problem.help = "name the folder that holds `law/`: --rules DIR, or the variable LEVY_RULES";
        return problem;
    }
    auto files = std::make_shared<shelf>();
    files->folder = rules;
    files->scan();
    return law{std::move(files)};
}

law law::replacing(std::string_view id, source_handle text) const {
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
        // Other rules stay loaded; jurisdictions may hold the old text and are read again.
        for (const auto& [other, entry] : files_->instruments)
            if (other != id) files->instruments.emplace(other, entry);
    }
    files->files.erase(files->in_receipt(path_of(id)));  // what was there is not what is read
    files->replaced[std::string{id}] = std::move(text);
    return law{std::move(files)};
}

const std::string& law::folder() const noexcept { return files_->folder; }

std::vector<std::string> law::rules() const { return files_->rule_ids(); }

std::vector<std::string> law::jurisdictions() const {
    std::vector<std::string> ids;
    for (const auto& [id, path] : files_->jurisdiction_paths) ids.push_back(id);
    return ids;
}

std::string law::path_of(std::string_view id) const {
    const auto found = files_->rule_paths.find(id);
    if (found != files_->rule_paths.end()) return found->second;
    if (!id.ends_with("/jurisdiction")) return {};
    const auto in = files_->jurisdiction_paths.find(country_of(id));
    return in == files_->jurisdiction_paths.end() ? std::string{} : in->second;
}

outcome<instrument_handle> law::instrument(std::string_view id) const {
    return files_->find_instrument(id);
}

outcome<jurisdiction_handle> law::jurisdiction(std::string_view id) const {
    const std::lock_guard lock{files_->guard};
    const auto& entry = files_->jurisdiction(id);
    if (!entry.is) return entry.problems;
    return {entry.is, entry.problems};
}

outcome<const rule::calendar*> law::calendar_of(std::string_view rule_id) const {
    const auto country = country_of(rule_id);
    if (!files_->jurisdiction_paths.contains(country)) return {nullptr};
    const auto in = jurisdiction(country);
    if (!in) return in.problems();
    return {(*in)->days ? &*(*in)->days : nullptr};
}

diagnostics law::refused_readings(const std::vector<std::string>& ids,
                                  const std::map<std::string, std::string>& chosen,
                                  const rule::reading_places& places) const {
    diagnostics sink;
    std::vector<instrument_handle> kept;
    std::vector<const rule::reading*> all;
    std::optional<jurisdiction_handle> in;
    for (const auto& id : ids) {
        const auto by = instrument(id);
        if (!by) {
            sink.append(by.problems());
            continue;
        }
        kept.push_back(*by);
        for (const auto& r : (*by)->readings) all.push_back(&r);
        if (in || !files_->jurisdiction_paths.contains(country_of(id))) continue;
        const auto found = jurisdiction(country_of(id));
        if (!found) return found.problems();
        in = *found;
        for (const auto& r : (*in)->frame->readings) all.push_back(&r);
    }
    if (sink.ok()) rule::check_readings(chosen, all, sink, places);
    return sink;
}

outcome<rule::facts> law::facts_of(std::string_view id, const request& asked) const {
    const auto by = instrument(id);
    if (!by) return by.problems();
    auto stated = asked;
    const auto country = country_of(id);
    if (!stated.readings.empty()) {
        const auto refused = refused_readings({std::string{id}}, stated.readings);
        if (!refused.ok()) return refused;
    }
    if (stated.currency.empty() && (*by)->currency == "any" &&
        files_->jurisdiction_paths.contains(country)) {
        const auto in = jurisdiction(country);
        if (!in) return in.problems();
        stated.currency = (*in)->currency;
    }
    return rule::facts_from(**by, stated);
}

outcome<rule::assessment> law::assess(std::string_view id, const request& asked) const {
    const auto about = facts_of(id, asked);
    if (!about) return about.problems();
    return assess(id, *about);
}

outcome<rule::assessment> law::assess(std::string_view id, const rule::facts& about) const {
    const auto by = instrument(id);
    if (!by) return by.problems();
    const auto days = calendar_of(id);
    if (!days) return days.problems();
    return rule::assess(*by, about, *days);
}

diagnostics law::problems_of_sources(std::string_view country) const {
    const std::lock_guard lock{files_->guard};
    diagnostics problems;
    (void)files_->sources_of(std::string{country}, problems);
    return problems;
}

std::map<std::string, std::string> law::receipt() const {
    const std::lock_guard lock{files_->guard};
    std::map<std::string, std::string> hashes;
    for (const auto& [name, file] : files_->files)
        if (file->text) hashes.emplace(name, sha256(file->text->text()));
    return hashes;
}

}  // namespace levy
