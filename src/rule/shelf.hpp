// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
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
    bool loading = false;  // a file that needs itself
};

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
    std::map<std::string, std::string> hashes;

    void scan();
    source_handle open(const std::string& path, diagnostics& sink);
    const shared_sources& sources_of(const std::string& country, diagnostics& sink);
    const loaded<rule::instrument_handle>& instrument(std::string_view id);
    const loaded<rule::jurisdiction_handle>& jurisdiction(std::string_view id);
    outcome<rule::instrument_handle> find_instrument(std::string_view id);
    std::vector<std::string> rule_ids() const;
};

}  // namespace levy
