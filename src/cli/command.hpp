// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/law.hpp>

namespace levy::cli {

/// 0 done, 1 problems found, 2 asked wrongly.
enum exit_status : int { done = 0, found_problems = 1, bad_usage = 2 };

/// Cells of a line where no terminal says otherwise.
constexpr std::size_t usual_width = 100;

/// Answers go to `out`, everything else to `err`; streams are arguments so that commands can be
/// tested.
struct io {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool err_is_terminal = false;
    std::size_t width = usual_width;      // of `out`
    std::size_t err_width = usual_width;  // of `err`: for problems alone
};

struct common_options {
    std::string rules;  // --rules; empty: LEVY_RULES, ./rules, the installed ones
    std::string format = "text";
    std::vector<std::string> reforms;  // --with-reform, each on top of those before
};

struct assess_options {
    std::string rule, given_file, date, period, currency, known, in_force;
    std::vector<std::string> set;       // name=value
    std::vector<std::string> readings;  // name=choice
    bool explain = false, full = false, jsonl = false, allow_recalled = false;
};
struct estimate_options {
    std::string file, out;
    std::vector<std::string> reforms;  // --with-reform, each by itself beside the law as it stands
    bool verified_only = false;
};
struct eval_options {
    std::string expression;
    bool jsonl = false, checked = false;
};
struct list_options {
    std::string on;
};
struct diff_options {
    std::string of, from, to, known, out;  // `of`: a rule, or a country
    bool full = false;                     // of a country: every provision
};
struct calendar_options {
    std::string of, party, out;         // a rule, or a country
    std::vector<std::string> readings;  // name=choice
    int year = 0;
};

struct new_rule_options {
    std::string name, title, currency, assessed;  // `vn/foreign-supplier-tax`
};

exit_status assess(const common_options& common, const assess_options& asked, io to);
exit_status estimate(const common_options& common, const estimate_options& asked, io to);
exit_status check(const common_options& common, std::vector<std::string> paths, io to);
/// The page of a code by its number or word; `list`, or nothing, names them all.
exit_status explain_code(const common_options& common, const std::string& asked, io to);
exit_status test(const common_options& common, std::vector<std::string> paths, io to);
exit_status eval(const eval_options& asked, io to);
exit_status list(const common_options& common, const list_options& asked, io to);
exit_status diff(const common_options& common, const diff_options& asked, io to);
exit_status calendar(const common_options& common, const calendar_options& asked, io to);
exit_status new_rule(const common_options& common, const new_rule_options& asked, io to);

/// Where the rules are: the option, else LEVY_RULES, else ./rules, else the installed folder.
[[nodiscard]] std::string rules_folder(const common_options& common);
/// The law there, under the reforms asked for; or nothing with the problems on `err`.
[[nodiscard]] std::optional<law> open_law(const common_options& common, io to);
/// The reform in a file, with the rules that it adds.
[[nodiscard]] outcome<rule::reform> open_reform(const std::string& path);
/// A reform, and the law as it would have it.
struct reformed {
    rule::reform by;
    law under;
};
/// Each reform by itself on the law as it stands; or nothing with the problems on `err`.
[[nodiscard]] std::optional<std::vector<reformed>> open_reforms(
    const law& baseline, const std::vector<std::string>& files, const common_options& common,
    io to);
/// Where the cases of a rule or reform lie.
[[nodiscard]] std::string cases_beside(const std::string& file);
/// The files of cases beside a reform and beside the rules that it adds, those there are.
[[nodiscard]] std::vector<std::string> cases_of(const rule::reform& by);
/// The file that a problem points into; empty where it points into none.
[[nodiscard]] std::string file_of(const diagnostic& problem);
/// File by file as they were met, and in each from top to bottom.
[[nodiscard]] diagnostics in_file_order(const diagnostics& problems);
/// Problems as text, as wide as the terminal where they go to one.
[[nodiscard]] std::string shown(const diagnostics& problems, io to);
/// Problems in the format asked for: errors as JSON on `out` in place of an answer; text, and what
/// stands beside an answer, on `err`.
void print(const diagnostics& problems, const common_options& common, io to);
/// `name=value` each, or nothing with the problem on `err`.
[[nodiscard]] std::optional<std::map<std::string, std::string>> pairs_of(
    const std::vector<std::string>& texts, const char* command, io to);
/// How wide an answer is drawn: as the terminal where it goes to one, as always in a file.
[[nodiscard]] std::size_t width_of(const std::string& file, io to);
/// An answer to a file, or to `out` where none is named.
[[nodiscard]] exit_status write(const std::string& answer, const std::string& file,
                                const char* command, io to);
/// Every YAML file under the paths, sorted; a file is itself.
[[nodiscard]] std::vector<std::string> yaml_files(const std::vector<std::string>& paths);

}  // namespace levy::cli
