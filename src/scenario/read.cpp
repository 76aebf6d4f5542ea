// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/scenario/scenario.hpp>
#include <levy/value/number_text.hpp>

namespace levy::scenario {

namespace {

class scenario_reader {
public:
    scenario_reader(scenario& made, diagnostics& sink) : made_{made}, sink_{sink} {}

    void read(const node& document) {
        if (!keys(document, "a scenario",
                  {"levy", "scenario", "title", "question", "jurisdiction", "period", "cut",
                   "currency", "shown_in", "exchange", "draws", "seed", "readings", "platforms",
                   "paid", "remarks", "expect"},
                  {"levy", "scenario", "title", "jurisdiction", "period", "currency", "exchange",
                   "seed", "platforms"}))
            return;
        made_.name = text(document, "scenario");
        made_.title = text(document, "title");
        made_.question = text(document, "question");
        made_.jurisdiction = text(document, "jurisdiction");
        read_frame(document);
        read_numbers(document);
        if (const auto* readings = document.find("readings"))
            for (const auto& entry : readings->entries)
                made_.readings[entry.key] = entry.value.text;
        if (const auto* remarks = document.find("remarks"))
            for (const auto& item : remarks->items) made_.remarks.push_back(item.text);
        const auto& platforms = *document.find("platforms");
        if (!platforms.is_list())
            return report(code::shape, platforms.where, "`platforms` is a list");
        for (const auto& p : platforms.items) read_platform(p);
        if (const auto* paid = document.find("paid"))
            for (const auto& row : paid->items) read_paid(row);
        if (const auto* expect = document.find("expect")) read_expect(*expect);
    }

private:
    void report(code id, span where, std::string message, std::string help = {}) {
        sink_.refuse(id, std::move(where), std::move(message), std::move(help));
    }
    bool keys(const node& map, const std::string& what, const std::vector<std::string>& allowed,
              const std::vector<std::string>& required) {
        if (!map.is_map()) {
            report(code::shape, map.where, what + " is a map");
            return false;
        }
        bool good = true;
        for (const auto& entry : map.entries) {
            if (std::find(allowed.begin(), allowed.end(), entry.key) != allowed.end()) continue;
            const auto near = nearest_name(entry.key, allowed);
            report(code::key, entry.key_where, "there is no key '" + entry.key + "' in " + what,
                   near.empty() ? "" : "did you mean '" + near + "'?");
            good = false;
        }
        for (const auto& key : required) {
            if (map.find(key)) continue;
            report(code::key, {map.where.in, map.where.begin, map.where.begin + 1},
                   "'" + key + "' is missing in " + what);
            good = false;
        }
        return good;
    }
    static std::string text(const node& map, std::string_view key) {
        const auto* found = map.find(key);
        return found ? found->text : std::string{};
    }
    std::optional<number> number_at(const node& map, std::string_view key) {
        const auto* found = map.find(key);
        const auto n = found && found->is_text() ? read_number(found->text) : std::nullopt;
        if (!n)
            report(code::literal, found ? found->where : map.where,
                   "'" + std::string{key} + "' is a number");
        return n;
    }

    void read_frame(const node& document) {
        const auto over = read_period(text(document, "period"));
        if (!over)
            report(code::period, document.find("period")->where,
                   "'" + text(document, "period") + "' is no period",
                   "write 2020, 2020-Q3 or 2020-07");
        made_.over = over.value_or(period{});
        if (document.find("cut")) {
            const auto cut = read_period_kind(text(document, "cut"));
            if (!cut || !whole(*cut, made_.over.start))
                report(code::literal, document.find("cut")->where,
                       "`cut` is month, quarter, half_year or calendar_year");
            made_.cut = cut.value_or(period_kind::quarter);
        }
        const auto in = currency::read(text(document, "currency"));
        if (!in)
            report(code::currency, document.find("currency")->where,
                   "'" + text(document, "currency") + "' is no currency of ISO 4217");
        made_.in = in.value_or(currency{});
        made_.shown_word = text(document, "shown_in");
        if (made_.shown_word == "billion")
            made_.shown_in = number{1'000'000'000};
        else if (made_.shown_word == "million")
            made_.shown_in = number{1'000'000};
        else if (!made_.shown_word.empty())
            report(code::literal, document.find("shown_in")->where,
                   "`shown_in` is million or billion");
        const auto& exchange = *document.find("exchange");
        if (keys(exchange, "`exchange`", {"series"}, {"series"}))
            made_.rate_series = text(exchange, "series");
    }
    void read_numbers(const node& document) {
        constexpr std::int64_t most_draws = 1'000'000;
        if (document.find("draws")) {
            const auto n = number_at(document, "draws");
            if (n && (!n->fits_int64() || *n < 100 || *n > most_draws))
                report(code::range, document.find("draws")->where,
                       "draws are a whole number from 100 to 1,000,000");
            else if (n)
                made_.draws = static_cast<std::size_t>(n->to_int64());
        }
        if (const auto seed = number_at(document, "seed"); seed && seed->fits_int64())
            made_.seed = static_cast<std::uint64_t>(seed->to_int64());
    }
    void read_platform(const node& n) {
        if (!keys(n, "a platform", {"name", "given", "streams"}, {"name", "streams"})) return;
        platform p;
        p.name = text(n, "name");
        p.where = n.where;
        if (const auto* given = n.find("given")) p.given = *given;
        for (const auto& s : n.find("streams")->items) {
            if (!keys(s, "a stream", {"name", "given", "model", "with", "refused"}, {"name"}))
                continue;
            stream made;
            made.name = text(s, "name");
            made.where = s.where;
            made.model = text(s, "model");
            made.refused = text(s, "refused");
            if (made.model.empty() == made.refused.empty())
                report(code::scenario, s.where,
                       "a stream has a `model`, or says under `refused` why there is none");
            if (const auto* given = s.find("given")) made.given = *given;
            if (const auto* with = s.find("with"))
                for (const auto& entry : with->entries) made.with[entry.key] = entry.value.text;
            p.streams.push_back(std::move(made));
        }
        made_.platforms.push_back(std::move(p));
    }
    void read_paid(const node& n) {
        if (!keys(n, "a payment", {"of", "tax", "taxpayer", "start", "end", "unknown", "note"},
                  {"of"}))
            return;
        paid_row row{text(n, "of"),  text(n, "tax"),     text(n, "taxpayer"), text(n, "start"),
                     text(n, "end"), text(n, "unknown"), text(n, "note"),     n.where};
        if (row.tax.empty() == row.unknown.empty())
            report(code::scenario, n.where,
                   "a payment names its row of receipts.csv, or says under `unknown` why it is not "
                   "known");
        made_.paid.push_back(std::move(row));
    }
    void read_expect(const node& n) {
        if (!keys(n, "`expect`", {"taxes", "bands"}, {})) return;
        if (const auto* taxes = n.find("taxes"))
            for (const auto& one : taxes->items) {
                if (!keys(one, "an expected tax",
                          {"platform", "stream", "period", "revenue", "charges", "why"},
                          {"platform", "stream", "period", "revenue", "charges", "why"}))
                    continue;
                expected_tax e;
                e.platform = text(one, "platform");
                e.stream = text(one, "stream");
                e.why = text(one, "why");
                e.where = one.where;
                e.over = read_period(text(one, "period")).value_or(period{});
                e.revenue = number_at(one, "revenue").value_or(number{});
                for (const auto& charge : one.find("charges")->entries)
                    if (const auto sum = read_number(charge.value.text))
                        e.charges[charge.key] = *sum;
                made_.expected_taxes.push_back(std::move(e));
            }
        if (const auto* bands = n.find("bands"))
            for (const auto& one : bands->items) {
                if (!keys(one, "a band", {"of", "low", "high", "why"},
                          {"of", "low", "high", "why"}))
                    continue;
                made_.expected_bands.push_back(
                    {text(one, "of"), text(one, "why"), number_at(one, "low").value_or(number{}),
                     number_at(one, "high").value_or(number{}), one.where});
            }
    }

    scenario& made_;
    diagnostics& sink_;
};

}  // namespace

std::optional<scenario> read_scenario(const node& document, const source_handle& text,
                                      diagnostics& sink) {
    const auto before = sink.errors();
    scenario made;
    made.text = text;
    scenario_reader{made, sink}.read(document);
    if (sink.errors() != before) return std::nullopt;
    return made;
}

}  // namespace levy::scenario
