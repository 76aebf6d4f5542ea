// SPDX-License-Identifier: Apache-2.0
// Platforms, payments, alternatives and expectations of a scenario.
#include <algorithm>
#include <filesystem>

#include <levy/revenue/forms.hpp>

#include "reader.hpp"

namespace levy::scenario {

/// Facts of a flow; a map, or nothing.
node reader::given(const node& map) {
    const auto* found = map.find("given");
    if (!found) return {};
    return found->is_map() ? *found : node{};
}

/// A model that is counted or a cross-check, whose name stands in `n`, a map of the form `as`.
revenue::model_use reader::words_of_model(const node& n, const form& as, bool counted) {
    revenue::model_use made;
    made.where = place_of(n, "model");
    made.model = text(n, "model");
    const auto before = sink_.errors();
    made.with = texts(n, "with");
    if (const auto* with = n.find("with")) made.written = *with;
    std::string needed;
    if (const auto* known = revenue::forms::find(made.model))
        for (const auto& key : known->keys)
            if (key.required) needed.append(needed.empty() ? "" : ", ").append(key.name) += ": …";
    if (!n.find("with") && !needed.empty()) {
        auto at = n.where;
        at.end = std::min(at.end, at.begin + 1);
        report(code::key, at, "'with' is missing in " + std::string{as.what},
               "add `with: {" + needed + "}`, what the model '" + made.model + "' needs");
    } else if (sink_.errors() == before) {
        sink_.append(counted ? revenue::refused_words(made) : revenue::refused_check_words(made));
    }
    return made;
}

std::optional<receipt_key> reader::receipt(const node& n) {
    if (!keys(n, forms::receipt)) return std::nullopt;
    const auto start = day_at(n, "start");
    const auto end = day_at(n, "end");
    if (!start || !end) return std::nullopt;
    return receipt_key{text(n, "tax"), text(n, "taxpayer"), {*start, *end},
                       n.where,        place_of(n, "tax"),  place_of(n, "taxpayer")};
}

std::optional<stream> reader::one_stream(const node& n) {
    if (!keys(n, forms::stream)) return std::nullopt;
    stream made;
    made.name = text(n, "name");
    made.where = place_of(n, "name");
    made.refused = text(n, "refused");
    if (n.find("model") && n.find("models"))
        report(code::scenario, n.where, "a stream has one `model`, or a list of `models`",
               "move the one model into the list");
    if (n.find("model")) made.models.push_back(words_of_model(n, forms::stream, true));
    for (const auto& one : list(n, "models"))
        if (keys(one, forms::model)) made.models.push_back(words_of_model(one, forms::model, true));
    if (made.models.empty() == made.refused.empty())
        report(code::scenario, n.where,
               "a stream has a `model`, or says under `refused` why there is none",
               "add `model: …` with its words under `with`, or `refused: …`");
    if (const auto* check = n.find("cross_check"); check && keys(*check, forms::cross_check))
        made.cross_check = words_of_model(*check, forms::cross_check, false);
    if (const auto* floor = n.find("floor")) made.floor = receipt(*floor);
    made.given = given(n);
    return made;
}

/// The scenario's own platforms, or those of a scenario beside it.
void reader::platforms(const node& document) {
    const auto* other = document.find("platforms_of");
    if ((other != nullptr) == (document.find("platforms") != nullptr))
        return report(code::scenario, document.where,
                      "a scenario has `platforms`, or takes `platforms_of` a scenario beside it",
                      other ? "keep one of the two" : "add `platforms:`, or `platforms_of: file`");
    if (!other) {
        for (const auto& p : list(document, "platforms")) one_platform(p);
        if (list(document, "platforms").empty())
            report(code::scenario, document.find("platforms")->where,
                   "a scenario has at least one platform");
        return;
    }
    const auto folder = std::filesystem::path{document.where.in->name()}.parent_path();
    diagnostics met;
    const auto text = open_source((folder / other->text).lexically_normal().string(), met);
    const auto read = text ? read_yaml(text, met) : std::nullopt;
    if (!read) {
        report(code::scenario, other->where, "'" + other->text + "' cannot be read",
               "it lies beside this scenario, with `platforms` of its own");
        return sink_.append(met);
    }
    if (!read->find("platforms"))
        return report(code::scenario, other->where,
                      "'" + other->text + "' has no `platforms` of its own");
    made_.platforms_text = text;
    for (const auto& p : list(*read, "platforms")) one_platform(p);
}

void reader::one_platform(const node& n) {
    if (!keys(n, forms::platform)) return;
    platform p;
    p.name = text(n, "name");
    p.where = place_of(n, "name");
    p.given = given(n);
    for (const auto& s : list(n, "streams"))
        if (auto made = one_stream(s)) p.streams.push_back(*std::move(made));
    made_.platforms.push_back(std::move(p));
}

void reader::one_payment(const node& n) {
    if (!keys(n, forms::payment)) return;
    paid_row row;
    row.of = text(n, "of");
    row.unknown = text(n, "unknown");
    row.note = text(n, "note");
    row.debtor = text(n, "debtor");
    row.part_of_another = truth(n, "part_of_another");
    row.where = n.where;
    row.debtor_at = place_of(n, "debtor");
    for (const auto& p : list(n, "platforms")) {
        row.platforms.push_back(p.text);
        row.platforms_at.push_back(p.where);
    }
    const auto counted = text(n, "counted");
    if (!counted.empty() && counted != "cash" && counted != "accrual")
        report(code::literal, n.find("counted")->where,
               "`counted` is cash (when it was paid) or accrual (for which period)");
    row.cash = counted != "accrual";
    if (const auto* key = n.find("receipt")) {
        row.receipt = receipt(*key);
        if (!row.receipt) return;
    }
    if (row.receipt.has_value() != row.unknown.empty())
        report(code::scenario, n.where,
               "a payment names its row of receipts.csv under `receipt`, or says under `unknown` "
               "why it is not known");
    made_.paid.push_back(std::move(row));
}

void reader::one_alternative(const node& n) {
    if (!keys(n, forms::alternative)) return;
    alternative made;
    made.name = text(n, "name");
    made.about = text(n, "about");
    made.readings = texts(n, "readings");
    if (const auto* at = n.find("readings")) made.readings_at = rule::places_of_readings(*at);
    made.with = texts(n, "with");
    // A reform lies beside the scenario that names it.
    if (const auto file = text(n, "reform"); !file.empty())
        made.reform =
            (std::filesystem::path{n.where.in->name()}.parent_path() / file).lexically_normal();
    made.where = n.where;
    made.reform_at = place_of(n, "reform");
    made.given = given(n);
    if (const auto* with = n.find("with")) {
        made.with_written = *with;
        switched_words(made, *with);
    }
    if (n.entries.size() < 2)
        report(code::scenario, n.where, "an alternative says what it switches",
               "readings, given, with or reform");
    made_.compare.push_back(std::move(made));
}

/// A switched value is a word of every model whose key it is.
void reader::switched_words(const alternative& as, const node& with) {
    if (!keys(with, revenue::forms::any_model)) return;
    diagnostics met;
    for (const auto& p : made_.platforms)
        for (const auto& s : p.streams)
            for (const auto& m : s.models)
                for (const auto& [key, is] : as.with)
                    if (m.with.contains(key))
                        met.append_new(
                            revenue::refused_value(m.model, key, is, place_of(with, key)));
    sink_.append(met);
}

void reader::one_apart(const node& n) {
    if (!keys(n, forms::apart)) return;
    made_.beside.push_back({text(n, "name"), text(n, "rule"), period_of(n, "period"),
                            *n.find("given"), place_of(n, "rule")});
}

void reader::one_part(const node& n) {
    if (!keys(n, forms::part)) return;
    const auto share = number_at(n, "share");
    if (share && (share->sign() <= 0 || *share > 1))
        report(code::range, n.find("share")->where, "a share is above 0 % and at most 100 %");
    made_.parts.push_back(
        {text(n, "of"), text(n, "about"), share.value_or(number{}), place_of(n, "of")});
}

void reader::one_band(const node& n) {
    if (!keys(n, forms::expected_band)) return;
    const auto low = number_at(n, "low");
    const auto high = number_at(n, "high");
    if (low && high && *high < *low)
        report(code::range, place_of(n, "high"),
               "the greatest of a band is not below its least, " + text(n, "low"),
               "low: " + text(n, "high") + ", high: " + text(n, "low"));
    made_.expected_bands.push_back({text(n, "of"), text(n, "why"), low.value_or(number{}),
                                    high.value_or(number{}), n.where, place_of(n, "of")});
}

void reader::expectations(const node& n) {
    if (!keys(n, forms::expected)) return;
    for (const auto& one : list(n, "taxes")) {
        if (!keys(one, forms::expected_tax)) continue;
        expected_tax e;
        e.platform = text(one, "platform");
        e.stream = text(one, "stream");
        e.why = text(one, "why");
        e.where = one.where;
        e.platform_at = place_of(one, "platform");
        e.stream_at = place_of(one, "stream");
        e.over = period_of(one, "period");
        e.revenue = number_at(one, "revenue").value_or(number{});
        for (const auto& charge : one.find("charges")->entries) {
            e.charges[charge.key] = number_of(charge.value, charge.key).value_or(number{});
            e.charges_at[charge.key] = charge.key_where;
        }
        made_.expected_taxes.push_back(std::move(e));
    }
    for (const auto& one : list(n, "bands")) one_band(one);
    for (const auto& one : list(n, "says"))
        if (keys(one, forms::expected_words))
            made_.expected_phrases.push_back({text(one, "text"), text(one, "why"), one.where});
}

}  // namespace levy::scenario
