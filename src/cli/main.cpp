// SPDX-License-Identifier: Apache-2.0
// The one file that knows the command-line library.
#include <algorithm>
#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <levy/report/version.hpp>

#include "command.hpp"

namespace {

using namespace levy::cli;

/// Each stream by itself: what goes to a file or a pipe is the same whatever terminal is near.
std::size_t width_of(int stream) {
    winsize size{};
    if (::ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60)
        return std::min<std::size_t>(size.ws_col, 120);
    return usual_width;
}

/// What the words on the command line come to.
using action = std::function<exit_status(io)>;

/// The program with its commands; each leaves what is to be done in `chosen`.
class commands {
public:
    explicit commands(CLI::App& app) : app_{app} {
        app.set_version_flag("--version", std::string{levy::report::version()});
        app.require_subcommand(1);
        app.add_option("--rules", common_.rules, "the folder that holds law/ and figures/");
        app.fallthrough();
        add_estimate();
        add_assess();
        add_check();
        add_test();
        add_eval();
        add_list();
        add_diff();
        add_calendar();
        add_new();
    }
    action chosen;

private:
    CLI::App* add(const char* name, const char* about, action then) {
        auto* c = app_.add_subcommand(name, about);
        c->callback([this, then = std::move(then)] { chosen = then; });
        return c;
    }
    void add_format(CLI::App* c, std::vector<std::string> formats = {"text", "json"}) {
        std::string about;
        for (const auto& f : formats) about += (about.empty() ? "" : ", ") + f;
        c->add_option("--format", common_.format, about)->check(CLI::IsMember(std::move(formats)));
    }

    static void add_reforms(CLI::App* c, std::vector<std::string>& reforms, const char* about) {
        c->add_option("--with-reform", reforms, about)->allow_extra_args(false);
    }

    void add_estimate() {
        auto* c = add("estimate", "answer a scenario: revenue, tax, paid, gap",
                      [this](io to) { return estimate(common_, estimated_, to); });
        c->add_option("scenario", estimated_.file, "e.g. examples/vietnam-2020.yaml")->required();
        c->add_option("--out", estimated_.out, "write the answer to a file");
        c->add_flag("--verified-only", estimated_.verified_only,
                    "refuse lines that stand on recalled figures");
        add_reforms(c, estimated_.reforms, "a reform file, beside the law as it stands");
        add_format(c);
    }
    void add_assess() {
        auto* c = add("assess", "run one rule on stated facts",
                      [this](io to) { return assess(common_, assessed_, to); });
        c->add_option("rule", assessed_.rule, "the rule, e.g. vn/foreign-contractor-tax")
            ->required();
        c->add_option("--given", assessed_.given_file,
                      "a YAML file: date or period, currency, given: {input: value}");
        c->add_option("--set", assessed_.set,
                      "an input, e.g. --set price=902500000 (again for each)");
        c->add_option("--reading", assessed_.readings,
                      "a reading by name or doubt, e.g. --reading D4=with_vat");
        c->add_option("--date", assessed_.date, "the day, e.g. 2024-06-30");
        c->add_option("--period", assessed_.period, "or the period, e.g. 2024-Q3");
        c->add_option("--currency", assessed_.currency,
                      "of the sums; left out, the jurisdiction's");
        c->add_option("--as-known", assessed_.known, "the law as known on that day");
        c->add_option("--in-force", assessed_.in_force, "the law of that day, whatever the period");
        c->add_flag("--explain", assessed_.explain,
                    "what decides the answer, and what would change it");
        c->add_flag("--full", assessed_.full,
                    "the same with every change and the whole derivation");
        c->add_flag("--jsonl", assessed_.jsonl,
                    "one request a line on stdin, one answer a line on stdout");
        c->add_flag("--allow-recalled", assessed_.allow_recalled, "let figures from memory pass");
        add_reforms(c, common_.reforms, "the law as a reform file would have it");
        add_format(c);
    }
    void add_check() {
        auto* c =
            add("check", "every problem of rules, cases, figures and scenarios; assesses nothing",
                [this](io to) {
                    return explain_->count() > 0 ? explain_code(common_, explained_, to)
                                                 : check(common_, checked_, to);
                });
        c->add_option("paths", checked_, "files or folders; left out, all rules and ./examples");
        explain_ = c->add_option("--explain", explained_,
                                 "what a code means, e.g. LV0204 or unit; `list` names them all")
                       ->expected(0, 1);
        add_format(c);
    }
    void add_test() {
        auto* c = add("test", "run the cases beside rules and the expectations of scenarios",
                      [this](io to) { return test(common_, tested_, to); });
        c->add_option("paths", tested_, "files or folders; left out, all rules");
        add_format(c);
    }
    void add_eval() {
        auto* c = add("eval", "evaluate one FEEL expression",
                      [this](io to) { return eval(evaluated_, to); });
        c->add_option("expression", evaluated_.expression, "e.g. '902500000 / 0.95'");
        c->add_flag("--jsonl", evaluated_.jsonl,
                    "one request a line on stdin, one answer a line on stdout");
        c->add_flag("--checked", evaluated_.checked, "check types and units first");
    }
    void add_list() {
        auto* c = add("list", "the rules there are",
                      [this](io to) { return list(common_, listed_, to); });
        c->add_option("--on", listed_.on, "only those in force on that day");
        add_reforms(c, common_.reforms, "the law as a reform file would have it");
        add_format(c);
    }
    void add_diff() {
        auto* c = add("diff", "what changes in the law between two days",
                      [this](io to) { return diff(common_, changed_, to); });
        c->add_option("of", changed_.of,
                      "a rule, e.g. vn/foreign-supplier-tax, or a country, e.g. vn")
            ->required();
        c->add_option("--from", changed_.from, "the first day compared")->required();
        c->add_option("--to", changed_.to, "the last")->required();
        c->add_option("--as-known", changed_.known, "the law as known on that day");
        c->add_flag("--full", changed_.full, "of a country: every provision of every rule");
        add_reforms(c, common_.reforms, "the law as a reform file would have it");
        c->add_option("--out", changed_.out, "write the answer to a file");
        add_format(c);
    }
    void add_calendar() {
        auto* c = add("calendar", "what falls due in a year, and why then",
                      [this](io to) { return calendar(common_, dated_, to); });
        c->add_option("of", dated_.of,
                      "a rule, e.g. vn/foreign-supplier-tax, or a country, e.g. vn")
            ->required();
        c->add_option("--year", dated_.year, "the year in which it falls due")
            ->required()
            ->check(CLI::Range(1900, 2199));
        c->add_option("--party", dated_.party, "supplier, buyer, platform or bank alone");
        add_reforms(c, common_.reforms, "the law as a reform file would have it");
        c->add_option("--reading", dated_.readings, "e.g. --reading D13=ignore");
        c->add_option("--out", dated_.out, "write the answer to a file");
        add_format(c, {"text", "json", "ics"});
    }
    void add_new() {
        auto* c = app_.add_subcommand("new", "begin a file: levy new rule COUNTRY/NAME");
        c->require_subcommand(1);
        auto* of_rule = c->add_subcommand("rule", "a commented skeleton of a rule, with its cases");
        of_rule->callback(
            [this] { chosen = [this](io to) { return new_rule(common_, begun_, to); }; });
        of_rule->add_option("name", begun_.name, "e.g. vn/foreign-supplier-tax")->required();
        of_rule->add_option("--title", begun_.title, "what it is, in one line");
        of_rule->add_option("--currency", begun_.currency,
                            "e.g. EUR, or any; left out, the country's own");
        of_rule->add_option("--assessed", begun_.assessed,
                            "the period of one run, e.g. quarter; left out, month");
        of_rule->fallthrough();
        c->fallthrough();
    }

    CLI::App& app_;
    CLI::Option* explain_ = nullptr;
    std::string explained_;
    common_options common_;
    estimate_options estimated_;
    assess_options assessed_;
    std::vector<std::string> checked_, tested_;
    eval_options evaluated_;
    list_options listed_;
    diff_options changed_;
    calendar_options dated_;
    new_rule_options begun_;
};

int run(int argc, char** argv) {
    CLI::App app{"levy: what cross-border platforms owe in tax, country by country"};
    commands known{app};
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong, std::cout, std::cerr) == 0 ? done : bad_usage;
    }
    return known.chosen({std::cin, std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1,
                         width_of(STDOUT_FILENO), width_of(STDERR_FILENO)});
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
