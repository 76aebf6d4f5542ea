// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/law.hpp>

namespace levy {

using shared_sources = std::map<std::string, rule::source>;

/// What became of one file: read once, remembered with its problems.
template <class Handle>
struct loaded {
    Handle is;
    diagnostics problems;
};

/// One file as it was written; no text where it cannot be opened, no root where it is not YAML.
struct opened {
    source_handle text;
    std::optional<node> root;
    diagnostics problems;
};
using opened_handle = std::shared_ptr<const opened>;

/// The files behind a law, and what was read of them.
struct law::shelf {
    std::string folder;
    std::map<std::string, std::string, std::less<>> rule_paths;          // id → path
    std::map<std::string, std::string, std::less<>> jurisdiction_paths;  // cc → path
    std::map<std::string, source_handle, std::less<>> replaced;          // rule id → text

    std::vector<std::shared_ptr<const rule::reform>> reforms;  // each on top of those before

    mutable std::recursive_mutex guard;
    std::map<std::string, loaded<rule::instrument_handle>, std::less<>> instruments;
    std::map<std::string, loaded<rule::jurisdiction_handle>, std::less<>> jurisdictions;
    std::map<std::string, loaded<std::shared_ptr<const shared_sources>>, std::less<>> sources;
    /// Files opened so far, by their name in a receipt, each as it was read: a law under a reform
    /// reads none of them again.
    std::map<std::string, opened_handle, std::less<>> files;

    void scan();
    [[nodiscard]] std::string in_receipt(const std::string& path) const;
    opened_handle open(const std::string& path);
    /// The text of a rule or jurisdiction, and its document as the reforms leave it.
    opened_handle as_changed(std::string_view id, const std::string& path,
                             shared_sources& sources_here);
    const shared_sources& sources_of(const std::string& country, diagnostics& sink);
    const loaded<rule::instrument_handle>& instrument(std::string_view id);
    const loaded<rule::jurisdiction_handle>& jurisdiction(std::string_view id);
    outcome<rule::instrument_handle> find_instrument(std::string_view id);
    std::vector<std::string> rule_ids() const;
};

}  // namespace levy
