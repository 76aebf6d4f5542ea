// SPDX-License-Identifier: Apache-2.0
// The keys of a scenario file.
#include <array>
#include <map>

#include <levy/revenue/forms.hpp>
#include <levy/scenario/forms.hpp>

namespace levy::scenario::forms {

namespace {

constexpr form_key given{
    "given", "map any",
    "Facts of a flow, by the names that the jurisdiction declares. One that changes is {day: "
    "value}: {2014-01-01: false, 2022-01-01: true}."};
constexpr form_key readings{"readings", "map text",
                            "Answers to questions that the law leaves open: {doubt: choice}."};
constexpr form_key model_name{
    "model", "model_name", "The model that estimates the revenue; examples/README.md lists them."};
constexpr form_key model_with{"with", "map text",
                              "What the model needs: which figures and assumptions it reads."};
constexpr form_key why{"why", "text", "Why this is right, in one sentence.", true};

constexpr std::array scenario_keys{
    form_key{"levy", "version", "Number of the format; 1.", true},
    form_key{"scenario", "text", "The scenario's name, the file's without .yaml.", true},
    form_key{"title", "text", "What it is, in one line; the answer begins with it.", true},
    form_key{"question", "text", "The question, as a sentence."},
    form_key{"jurisdiction", "text", "The country whose law is asked: a folder of rules/law.",
             true},
    form_key{"period", "period", "The time asked: 2020, 2020-Q3, 2016-01-01..2023-06-30.", true},
    form_key{"cut", "cut", "Into which pieces revenue is cut, as the law files; quarter."},
    form_key{"currency", "iso_currency", "The currency of the answer, by ISO 4217.", true},
    form_key{"shown_in", "shown_in", "Sums are shown in millions or billions."},
    form_key{"numbers", "numbers", "How numbers are written: \"1,234.5\" or \"1.234,5\"."},
    form_key{"exchange", "exchange", "The series of exchange rates.", true},
    form_key{"draws", "number", "How many draws, from 100 to 1,000,000; 1,000 if not said."},
    form_key{"seed", "number", "Where the draws begin: the same seed gives the same answer.", true},
    form_key{"forecast", "forecast", "From which year on revenue is forecast."},
    form_key{"assessed_on", "day", "The day for interest, fines and limitation."},
    form_key{"verified_only", "truth", "true: refuse what stands on a figure from memory."},
    readings,
    form_key{"platforms", "some platform", "The platforms, each with its streams."},
    form_key{"platforms_of", "text", "A scenario beside this one whose platforms are meant."},
    form_key{"paid", "list payment", "What was paid, as published."},
    form_key{"compare", "list alternative", "The same question under other words."},
    form_key{"beside", "list apart", "Rules run beside the tax and never added: fines."},
    form_key{"parts", "list part", "Stated parts of a stream's revenue."},
    form_key{"remarks", "list text", "What is said beside the answer."},
    form_key{"expect", "expected", "What the author stands by; `levy test` holds it."},
};
constexpr std::array exchange_keys{
    form_key{"series", "text", "A series of figures/exchange-rates.csv.", true},
};
constexpr std::array forecast_keys{
    form_key{"after", "number", "The last year that is known.", true},
};
constexpr std::array platform_keys{
    form_key{"name", "text", "The platform's name; the answer prints it.", true},
    given,
    form_key{"streams", "list stream", "What it earns from, a stream each.", true},
};
constexpr std::array stream_keys{
    form_key{"name", "text", "The stream's name; the answer prints it.", true},
    given,
    model_name,
    model_with,
    form_key{"models", "list model", "Several models, which are combined."},
    form_key{"cross_check", "cross_check", "A model that is printed beside and not counted."},
    form_key{"floor", "receipt", "A row of the receipts that revenue cannot lie below."},
    form_key{"refused", "text", "Why there is no number; then there is no model."},
};
constexpr std::array model_keys{must(model_name), model_with};
constexpr std::array cross_check_keys{
    must({"model", "check_name", "The model that is printed beside and not counted."}), model_with};
constexpr std::array receipt_keys{
    form_key{"tax", "text", "The tax, as receipts.csv names it.", true},
    form_key{"taxpayer", "text", "Who paid, as receipts.csv names it.", true},
    form_key{"start", "day", "The first day of the row's period.", true},
    form_key{"end", "day", "The last day of the row's period.", true},
};
constexpr std::array payment_keys{
    form_key{"of", "text", "Whose payment it is, in words.", true},
    form_key{"receipt", "receipt", "The row of receipts.csv."},
    form_key{"unknown", "text", "Why it is not known: then no sum is told."},
    form_key{"platforms", "list text", "The platforms it is set against; left out, all."},
    form_key{"debtor", "text", "Who paid it: supplier, buyer, platform, bank."},
    form_key{"counted", "counted", "cash: when it was paid; accrual: for which period."},
    form_key{"part_of_another", "truth", "true where another row holds it already."},
    form_key{"note", "text", "A remark."},
};
constexpr std::array alternative_keys{
    form_key{"name", "text", "Its name in the answer.", true},
    form_key{"about", "text", "What is different, in one sentence."},
    readings,
    given,
    form_key{"with", "with", "Other figures for the models that read them."},
    form_key{"reform", "text", "A reform file beside this scenario."},
};
constexpr std::array apart_keys{
    form_key{"name", "text", "Its name in the answer.", true},
    form_key{"rule", "text", "The rule: `vn/advertising-fines`.", true},
    form_key{"period", "period", "The day or period of the run.", true},
    told(must(given), "The facts of the run."),
};
constexpr std::array part_keys{
    form_key{"of", "text", "The stream it is a part of.", true},
    form_key{"share", "share", "Its share: above 0 % and at most 100 %.", true},
    form_key{"about", "text", "What it is.", true},
};
constexpr std::array expected_keys{
    form_key{"taxes", "list expected_tax", "Exact taxes of stated revenues."},
    form_key{"bands", "list expected_band", "Bands in which numbers of the answer lie."},
    form_key{"says", "list expected_words", "Words that the answer must hold."},
};
constexpr std::array expected_tax_keys{
    form_key{"platform", "text", "A platform of this scenario.", true},
    form_key{"stream", "text", "A stream of that platform.", true},
    form_key{"period", "period", "The period assessed.", true},
    form_key{"revenue", "number", "The revenue, stated.", true},
    form_key{"charges", "map number", "The tax by kind: {vat: 50, income_tax: 47.5}.", true},
    why,
};
constexpr std::array expected_band_keys{
    form_key{"of", "text",
             "What it is about: `tax`, `tax vat`, `gap`, `minimum`, `revenue PLATFORM STREAM` …",
             true},
    form_key{"low", "number", "The least, in the scenario's unit.", true},
    form_key{"high", "number", "The greatest, in the scenario's unit.", true},
    why,
};
constexpr std::array expected_words_keys{
    form_key{"text", "text", "The words.", true},
    why,
};

std::vector<std::string> names_of(const std::vector<const form*>& forms) {
    std::vector<std::string> names;
    names.reserve(forms.size());
    for (const auto* f : forms) names.emplace_back(f->name);
    return names;
}

const std::map<std::string, std::vector<std::string>, std::less<>>& lists() {
    static const std::map<std::string, std::vector<std::string>, std::less<>> all{
        {"cut", {"month", "quarter", "half_year", "calendar_year"}},
        {"shown_in", {"million", "billion"}},
        {"numbers", {"1,234.5", "1.234,5"}},
        {"counted", {"cash", "accrual"}},
        {"model_name", names_of(revenue::forms::estimates())},
        {"check_name", names_of(revenue::forms::cross_checks())},
    };
    return all;
}

}  // namespace

const form scenario_file{
    "scenario_file", "a scenario", scenario_keys, {}, "platforms platforms_of"};
const form exchange{"exchange", "`exchange`", exchange_keys};
const form forecast{"forecast", "`forecast`", forecast_keys};
const form platform{"platform", "a platform", platform_keys};
const form stream{"stream", "a stream", stream_keys, {}, "model models refused"};
const form model{"model", "a model", model_keys};
const form cross_check{"cross_check", "a cross-check", cross_check_keys};
const form receipt{"receipt", "a row of the receipts", receipt_keys};
const form payment{"payment", "a payment", payment_keys, {}, "receipt unknown"};
const form alternative{"alternative", "an alternative", alternative_keys};
const form apart{"apart", "a rule beside the tax", apart_keys};
const form part{"part", "a part", part_keys};
const form expected{"expected", "`expect`", expected_keys};
const form expected_tax{"expected_tax", "an expected tax", expected_tax_keys};
const form expected_band{"expected_band", "a band", expected_band_keys};
const form expected_words{"expected_words", "expected words", expected_words_keys};

bool has_words(std::string_view list) {
    return lists().contains(list) || revenue::forms::has_words(list);
}

const std::vector<std::string>& words(std::string_view list) {
    const auto found = lists().find(list);
    return found != lists().end() ? found->second : revenue::forms::words(list);
}

const std::vector<const form*>& all() {
    static const auto every = [] {
        std::vector<const form*> made{&scenario_file,
                                      &exchange,
                                      &forecast,
                                      &platform,
                                      &stream,
                                      &model,
                                      &cross_check,
                                      &receipt,
                                      &payment,
                                      &alternative,
                                      &apart,
                                      &part,
                                      &expected,
                                      &expected_tax,
                                      &expected_band,
                                      &expected_words,
                                      &revenue::forms::any_model};
        for (const auto* models : {&revenue::forms::estimates(), &revenue::forms::cross_checks()})
            made.insert(made.end(), models->begin(), models->end());
        return made;
    }();
    return every;
}

}  // namespace levy::scenario::forms
