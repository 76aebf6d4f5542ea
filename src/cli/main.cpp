// SPDX-License-Identifier: Apache-2.0
// The one file that knows the command-line library.
#include <iostream>

#include <CLI/CLI.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <levy/report/version.hpp>

#include "command.hpp"

namespace {

using namespace levy::cli;

std::size_t terminal_width() {
    winsize size{};
    constexpr std::size_t usual = 100;
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 60) return usual;
    return std::min<std::size_t>(size.ws_col, 120);
}

void add_assess(CLI::App& app, common_options& common, assess_options& asked) {
    auto* c = app.add_subcommand("assess", "run one rule on stated facts");
    c->add_option("rule", asked.rule, "the rule, e.g. vn/foreign-contractor-tax")->required();
    c->add_option("--given", asked.given_file,
                  "a YAML file: date or period, currency, given: {input: value}");
    c->add_option("--set", asked.set, "an input, e.g. --set price=902500000 (again for each)");
    c->add_option("--reading", asked.readings,
                  "a reading by name or doubt, e.g. --reading D4=with_vat");
    c->add_option("--date", asked.date, "the day, e.g. 2024-06-30");
    c->add_option("--period", asked.period, "or the period, e.g. 2024-Q3");
    c->add_option("--currency", asked.currency, "of the sums; left out, the jurisdiction's");
    c->add_option("--as-known", asked.known, "the law as known on that day");
    c->add_option("--in-force", asked.in_force, "the law of that day, whatever the period");
    c->add_flag("--explain", asked.explain, "how the answer came about");
    c->add_flag("--jsonl", asked.jsonl, "one request a line on stdin, one answer a line on stdout");
    c->add_flag("--allow-recalled", asked.allow_recalled, "let figures from memory pass");
    c->add_option("--format", common.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
}

int run(int argc, char** argv) {
    CLI::App app{"levy: what cross-border platforms owe in tax, country by country"};
    app.set_version_flag("--version", std::string{levy::report::version()});
    app.require_subcommand(1);
    common_options common;
    app.add_option("--rules", common.rules, "the folder that holds law/ and figures/");
    app.fallthrough();

    assess_options assessed;
    add_assess(app, common, assessed);

    estimate_options estimated;
    auto* estimate_command =
        app.add_subcommand("estimate", "answer a scenario: revenue, tax, paid, gap");
    estimate_command->add_option("scenario", estimated.file, "e.g. examples/vietnam-2020.yaml")
        ->required();
    estimate_command->add_option("--format", common.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    estimate_command->add_option("--out", estimated.out, "write the answer to a file");
    estimate_command->add_flag("--verified-only", estimated.verified_only,
                               "refuse lines that stand on recalled figures");

    std::vector<std::string> checked;
    auto* check_command = app.add_subcommand(
        "check", "every problem of rules, cases, figures and scenarios; assesses nothing");
    check_command->add_option("paths", checked,
                              "files or folders; left out, all rules and ./examples");
    check_command->add_option("--format", common.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));

    std::vector<std::string> tested;
    auto* test_command =
        app.add_subcommand("test", "run the cases beside rules and the expectations of scenarios");
    test_command->add_option("paths", tested, "files or folders; left out, all rules");
    test_command->add_option("--format", common.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));

    eval_options evaluated;
    auto* eval_command = app.add_subcommand("eval", "evaluate one FEEL expression");
    eval_command->add_option("expression", evaluated.expression, "e.g. '902500000 / 0.95'");
    eval_command->add_flag("--jsonl", evaluated.jsonl,
                           "one request a line on stdin, one answer a line on stdout");
    eval_command->add_flag("--checked", evaluated.checked, "check types and units first");

    list_options listed;
    auto* list_command = app.add_subcommand("list", "the rules there are");
    list_command->add_option("--on", listed.on, "only those in force on that day");
    list_command->add_option("--format", common.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong, std::cout, std::cerr) == 0 ? done : bad_usage;
    }
    const io to{std::cin, std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1, terminal_width()};
    if (app.got_subcommand("assess")) return assess(common, assessed, to);
    if (app.got_subcommand("estimate")) return estimate(common, estimated, to);
    if (app.got_subcommand("check")) return check(common, checked, to);
    if (app.got_subcommand("test")) return test(common, tested, to);
    if (app.got_subcommand("eval")) return eval(evaluated, to);
    return list(common, listed, to);
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    try {
        return run(argc, argv);
    } catch (const std::exception& failure) {
        std::cerr << "levy itself went wrong: " << failure.what()
                  << "\nplease report this with the command you gave\n";
        return 3;
    }
}
