// SPDX-License-Identifier: Apache-2.0
// What is wrong with what an author wrote under `with`, before any figure is read.
#include <algorithm>
#include <array>
#include <set>

#include <levy/revenue/estimate.hpp>
#include <levy/revenue/forms.hpp>
#include <levy/text/meant.hpp>
#include <levy/value/number_text.hpp>

#include "line_builder.hpp"

namespace levy::revenue {

namespace {

span place_of(const model_use& use, const std::string& key) {
    const auto* value = use.written.find(key);
    return value ? value->where : use.where;
}

/// What stands under `with`, each key at its place; a caller's at the model.
node map_of(const model_use& use) {
    node made;
    made.is = node::shape::map;
    made.where = use.written.is_map() ? use.written.where : use.where;
    made.entries.reserve(use.with.size());
    for (const auto& [key, is] : use.with) {
        const auto* entry = use.written.find_entry(key);
        node value;
        value.text = is;
        value.where = entry ? entry->value.where : use.where;
        made.entries.push_back({key, entry ? entry->key_where : use.where, std::move(value)});
    }
    return made;
}

diagnostics words_among(const std::vector<const form*>& models, const model_use& use,
                        const char* kind) {
    diagnostics sink;
    std::vector<std::string> names;
    names.reserve(models.size());
    for (const auto* model : models) {
        names.emplace_back(model->name);
        if (model->name != use.model) continue;
        has_form(map_of(use), *model, sink);
        for (const auto& [key, is] : use.with)
            if (model->find(key))
                sink.append(refused_value(use.model, key, is, place_of(use, key)));
        return sink;
    }
    sink.refuse(code::model, use.where, std::string{"there is no "} + kind + " '" + use.model + "'",
                meant_by(use.model, names));
    return sink;
}

std::string with_or_nothing(const model_use& use, const std::string& key) {
    const auto found = use.with.find(key);
    return found == use.with.end() ? std::string{} : found->second;
}

/// Whose figures a model reads: its group, platform or subject.
std::string owner_of(const model_use& use) {
    for (const auto* key : {"group", "platform", "subject"})
        if (auto is = with_or_nothing(use, key); !is.empty()) return is;
    return {};
}

/// The name that a figure has for a key of a kind; nullptr where it has none for it.
class named_by {
public:
    named_by(std::string_view holds, const model_use& use)
        : holds_{holds}, owner_{holds == "name market_scope" ? "market" : owner_of(use)} {}

    const std::string* operator()(const figure& f) const {
        if (holds_ == "name group") return &f.subject;
        if (f.subject != owner_) return nullptr;
        if (holds_ == "name metric") return &f.metric;
        return holds_.ends_with("scope") ? &f.scope : nullptr;
    }

private:
    std::string_view holds_;
    std::string owner_;
};

/// The series that are published for the whole world: `google revenue`.
std::optional<std::string> series_of(const figure& f) {
    if (!f.country.empty() || f.scope != "global") return std::nullopt;
    return f.subject + " " + f.metric;
}

bool is_series(const figure& f, std::string_view named) {
    return f.country.empty() && f.scope == "global" &&
           named.size() == f.subject.size() + 1 + f.metric.size() && named.starts_with(f.subject) &&
           named[f.subject.size()] == ' ' && named.ends_with(f.metric);
}

/// Every name that figures have for a key of a kind, as often as they have it, until `take` is
/// true of one; whether it was.
template <class Take>
bool any_name(std::string_view holds, const model_use& use, const figures& from, Take take) {
    const auto any = [&](const std::vector<std::string>& names) {
        return std::any_of(names.begin(), names.end(), take);
    };
    if (holds == "name region") return any(from.region_names());
    if (holds == "name assumption") return any(from.assumption_names());
    const named_by of{holds, use};
    return std::any_of(from.all().begin(), from.all().end(), [&](const figure& f) {
        if (holds == "series") {
            const auto series = series_of(f);
            return series && take(*series);
        }
        const auto* name = of(f);
        return name && !name->empty() && take(*name);
    });
}
/// `product`, in words that a message can end with.
std::string kind_of(std::string_view holds, const model_use& use) {
    if (holds == "name region") return "region";
    if (holds == "name assumption") return "assumption";
    if (holds == "name group") return "group, platform or market";
    if (holds == "series") return "published series";
    const auto owner = holds == "name market_scope" ? "the market" : "'" + owner_of(use) + "'";
    return (holds == "name metric" ? "figure of " : "scope of ") + owner;
}

}  // namespace

std::optional<number> read_share(const std::string& text) {
    const bool percent = text.ends_with("%");
    const auto n = read_number(percent ? text.substr(0, text.size() - 1) : text);
    return n && percent ? std::optional{*n / 100} : n;
}

diagnostics refused_words(const model_use& use) {
    return words_among(forms::estimates(), use, "model");
}

diagnostics refused_check_words(const model_use& use) {
    return words_among(forms::cross_checks(), use, "cross-check");
}

diagnostics refused_value(std::string_view model, const std::string& key, const std::string& is,
                          const span& where) {
    diagnostics sink;
    const auto* of = forms::find(model);
    const auto* known = of ? of->find(key) : nullptr;
    if (!known) return sink;
    if (forms::has_words(known->holds)) {
        const auto& words = forms::words(known->holds);
        std::string all;
        for (const auto& word : words) all.append(all.empty() ? "" : " or ").append(word);
        if (std::find(words.begin(), words.end(), is) == words.end())
            sink.refuse(code::literal, where, "`" + key + "` is " + all + ", not '" + is + "'",
                        meant_by(is, words));
    } else if (known->holds == "share") {
        const auto share = read_share(is);
        if (!share)
            sink.refuse(code::literal, where, "`" + key + "` is a share, and '" + is + "' is none",
                        "write it as 90%");
        else if (share->sign() <= 0 || *share > 1)
            sink.refuse(code::range, where,
                        "`" + key + "` is above 0 % and at most 100 %, not " + is,
                        "write it as 90%");
    } else if (known->holds == "series" && is.find(' ') == std::string::npos) {
        sink.refuse(code::literal, where, "`" + key + "` names a group and one of its series",
                    key + ": apple services");
    }
    return sink;
}

diagnostics refused_names(const model_use& use, const figures& from) {
    diagnostics sink;
    const auto* of = forms::find(use.model);
    if (!of) return sink;
    for (const auto& with : use.with) {
        const auto& key = with.first;
        const auto& is = with.second;
        const auto* known = of->find(key);
        if (!known || (!known->holds.starts_with("name ") && known->holds != "series")) continue;
        const bool known_to_figures =
            known->holds == "series"
                ? std::any_of(from.all().begin(), from.all().end(),
                              [&](const figure& f) { return is_series(f, is); })
                : any_name(known->holds, use, from, [&](const auto& name) { return name == is; });
        if (known_to_figures) continue;
        std::set<std::string> names;
        any_name(known->holds, use, from, [&](const auto& name) {
            names.insert(name);
            return false;
        });
        // Of a group that is not known nothing else can be said.
        if (names.empty()) continue;
        sink.refuse(code::model, place_of(use, key),
                    "there is no " + kind_of(known->holds, use) + " '" + is + "' in the figures",
                    meant_by(is, {names.begin(), names.end()}));
    }
    return sink;
}

}  // namespace levy::revenue
