// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/law.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// One run that a case asks for: its facts, and what must come of them.
struct case_run {
    facts about;
    diagnostics refused;  // what no run of these facts gets past: the very error that is expected
    const node* expect = nullptr;
};

/// One case, every word of it held against its rule or its jurisdiction.
struct resolved_case {
    std::string name;
    diagnostics wrong;           // with the case itself: then it does not run
    std::vector<case_run> runs;  // several where its periods hand their balances on
    bool of_group = false;
    std::map<std::string, day> paid_late;  // by step
};

/// A file of cases, ready to run. Its document must outlive it.
struct case_file {
    std::string of;
    instrument_handle rule;  // one of the two
    jurisdiction_handle jurisdiction;
    std::vector<resolved_case> cases;
};

/// What `levy check` tells and `levy test` runs. `sink` gets what is wrong with the file as a whole
/// and with the form of its cases, which are then left out; nothing back where there is no rule
/// that it could be of.
[[nodiscard]] std::optional<case_file> resolve_cases(const law& under, const node& document,
                                                     diagnostics& sink);

/// A case whose keys and shapes are right, so that its words can be looked at.
struct shaped_case {
    const node* is;
    bool runs;  // false: something was told of it already
};

/// The cases whose keys and shapes are right; none where those of the whole file are not.
[[nodiscard]] std::vector<shaped_case> cases_of_form(const node& document, diagnostics& sink);

/// What a case of a rule, or one of its periods, expects: names that there are, values that fit.
void check_expected(const node& expect, const instrument& by, const std::string& currency,
                    diagnostics& sink);
/// The same of a case of a jurisdiction.
void check_expected(const node& expect, const jurisdiction& in, const std::string& currency,
                    diagnostics& sink);

}  // namespace levy::rule
