// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The texts that `levy new rule` writes; words between @…@ are filled in.
namespace levy::cli::skeleton {

inline constexpr const char* rule =
    R"(# yaml-language-server: $schema=@SCHEMA@/rule.schema.json
# A skeleton, not law. It answers nothing: each value is `unknown`, and whatever uses one refuses.
# Begin with the places marked 1, 2 and 3. Every FILL IN must go before this can count as law.
levy: 1
rule: @RULE@
title: "@TITLE@"
status: proposed                       # not law: nothing uses the rule until this line is deleted
currency: @CURRENCY@                   # three letters, or `any`: whoever asks names it
assessed: per @ASSESSED@               # the period that one run is about

sources:
  # 1. FILL IN the text of the law: title and number, where it stands, and the day on which you
  #    read it. `confidence: recalled` says that nobody has looked it up; delete it when you have.
  law_text:
    title: "FILL IN: title and number of the law"
    read: 2000-01-01
    confidence: recalled

in_force:                              # the life of the law, by day
  # 2. FILL IN the first day and its article, and write `true` in place of `unknown`. A repeal is a
  #    line of its own: 2030-01-01: {value: false, source: …}
  2000-01-01: {value: unknown, source: law_text}

parameters:                            # what the law states: rates, thresholds, each with its day
  rate:
    about: "FILL IN: what the rate is called"
    type: ratio                        # also money, number, count, boolean, date, duration, text
    values:
      # 3. FILL IN the rate and its article. A new rate is a new line; the old ones stay for ever.
      2000-01-01: {value: unknown, source: law_text}

inputs:                                # the facts that whoever asks must state
  revenue: {type: money, min: 0, about: "FILL IN: what is counted, with or without VAT"}

# applies:                             # who is in scope; the first line that is false says why not
#   - {when: revenue > threshold, otherwise: below_threshold, source: law_text}

outputs:                               # what the rule answers
  due:
    charges: turnover_tax              # the kind of tax; FILL IN vat, income_tax, withholding …
    value: revenue * rate              # a formula over the names above
    round: half up to minor unit       # FILL IN how the law rounds, or delete the line
    source: law_text

# liable: {value: '"supplier"', source: law_text}     # or buyer, platform, bank, nobody

# filing:                              # when it is filed and paid, by who is liable
#   supplier:
#     2000-01-01: {return: 'period.end + @"P20D"', pay: 'period.end + @"P20D"', source: law_text}
)";

inline constexpr const char* cases =
    R"(# yaml-language-server: $schema=@SCHEMA@/cases.schema.json
# What the rule must answer, to the last digit. A rule without cases does not pass.
levy: 1
cases_of: @RULE@
@CASE_CURRENCY@@PERIOD@
given: {revenue: 1_000}                # all cases share what stands here; a case may say otherwise

cases:
  # FILL IN: once the values are in, this case fails, as it should. Replace it by what the law says.
  - case: a skeleton refuses
    why: no value of the law is filled in yet
    expect: {error: unknown}

  # Then write a case below, at and above each threshold, and one on either side of each change:
  # - case: the first day
  #   why: three per cent, article 5
  #   expect: {due: 30}
  # - case: the day before
  #   why: there was no such tax
  #   @BEFORE@
  #   expect: {due: 0, reason: not_in_force}
)";

inline constexpr const char* sources =
    R"(# yaml-language-server: $schema=@SCHEMA@/sources.schema.json
levy: 1
sources_of: @COUNTRY@

# The texts that rules of this country cite, by a short id:
#   vat_act: {title: "VAT Act, no. 12 of 2020", url: "https://…", read: 2026-11-24}
sources: {}
)";

}  // namespace levy::cli::skeleton
