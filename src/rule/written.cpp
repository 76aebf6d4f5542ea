// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/literal.hpp>
#include <levy/rule/written.hpp>
#include <levy/text/grouped.hpp>
#include <levy/value/number_text.hpp>

#include "asked.hpp"

namespace levy::rule {

namespace {

using feel::type;
using feel::value;
using kind = feel::type::kind;

class value_reader {
public:
    value_reader(const std::string& own_currency, diagnostics& sink)
        : own_{own_currency}, sink_{sink} {}

    std::optional<value> read(const node& written, const type& as) {
        if (written.is_text() && !written.quoted && written.text == "null") {
            if (as.optional || as.is == kind::unknown) return value{};
            return refuse(code::missing, written, "null stands where " + as.to_text() + " is asked",
                          "give a value, or leave the key out where it has a default");
        }
        switch (as.is) {
            case kind::number:
                return read_number_of(written, as);
            case kind::text:
                return read_text(written, as);
            case kind::list:
                return read_list(written, as);
            case kind::record:
                return read_record(written, as);
            case kind::unknown:
                return read_anything(written);
            default:
                return read_scalar(written, as);
        }
    }

private:
    std::optional<value> refuse(code id, const node& at, std::string message,
                                std::string help = {}) {
        diagnostic problem;
        problem.id = id;
        problem.message = std::move(message);
        problem.primary.where = at.where;
        problem.help = std::move(help);
        sink_.add(std::move(problem));
        return std::nullopt;
    }
    std::optional<value> not_this(const node& at, const std::string& wanted) {
        const auto what = at.is_text() ? "'" + at.text + "'" : at.is_list() ? "a list" : "a map";
        return refuse(code::literal, at, what + " is not " + wanted, instead_of(at));
    }

    /// What a writer of tables may have meant by `3 percent`, `3,5%` or `1.000.000`.
    static std::string instead_of(const node& at) {
        auto text = at.text;
        for (const std::string_view word : {" percent", " per cent", " %"})
            if (text.ends_with(word)) text = text.substr(0, text.size() - word.size()) + "%";
        auto other = instead_of_number(text);
        if (!other.empty() || text == at.text) return other;
        return read_number(text) ? "write " + text : "";
    }
    /// A figure in quotes is a text, whatever it looks like.
    std::optional<value> not_quoted(const node& at, const type& as, const std::string& wanted) {
        auto bare = at;
        bare.quoted = false;
        diagnostics none;
        if (!at.quoted || !value_reader{own_, none}.read(bare, as)) return not_this(at, wanted);
        return refuse(code::literal, at,
                      "'" + at.text + "' is not " + wanted + " while it stands in quotes",
                      "take the quotes away: " + at.text);
    }

    std::optional<value> read_number_of(const node& written, const type& as) {
        if (!written.is_text() || written.quoted || written.text.empty())
            return not_quoted(written, as, example_of(as));
        std::string_view text = written.text;
        const auto currency = as.of.currency();
        std::optional<levy::currency> letters;
        if (text.size() > 4 && text[3] == ' ' && !currency.empty()) {
            letters = currency::read(text.substr(0, 3));
            if (!letters)
                return refuse(code::currency, written,
                              "'" + std::string{text.substr(0, 3)} + "' is no currency of ISO 4217",
                              "three letters such as VND, then the sum");
            text.remove_prefix(4);
        }
        const auto number = levy::read_number(text);
        if (!number) return not_this(written, example_of(as));
        if (as.whole && !number->is_integer())
            return refuse(code::literal, written, "'" + written.text + "' is not a whole number",
                          "things are counted in whole numbers");
        if (!in_bounds(*number, as, written)) return std::nullopt;
        if (currency == feel::unit::any_currency) {
            if (!letters)
                return refuse(code::currency, written, "this sum does not say its currency",
                              "write it in front: EUR " + written.text);
            return amount{*number, *letters};
        }
        if (letters && !meets_currency(*letters, currency, written)) return std::nullopt;
        return value{*number};
    }
    bool meets_currency(levy::currency letters, const std::string& wanted, const node& at) {
        const auto expected = wanted == feel::unit::own_currency ? own_ : wanted;
        if (letters.letters() == expected) return true;
        refuse(code::currency, at,
               "this is in " + std::string{letters.letters()} + ", and " +
                   (expected.empty() ? "the currency of the run" : expected) + " is asked",
               "convert it first, and say on which day");
        return false;
    }
    bool in_bounds(const number& n, const type& as, const node& at) {
        if (!as.bounds) return true;
        // A share is shown as its author writes shares.
        const bool percent = at.text.ends_with('%');
        const auto shown = [&](const number& is) {
            return percent ? levy::to_text(is * 100) + "%" : levy::to_text(is);
        };
        if (as.bounds->min && n < *as.bounds->min) {
            refuse(code::range, at,
                   shown(n) + " is below the least allowed value, " + shown(*as.bounds->min));
            return false;
        }
        if (as.bounds->max && n > *as.bounds->max) {
            refuse(code::range, at,
                   shown(n) + " is above the greatest allowed value, " + shown(*as.bounds->max));
            return false;
        }
        return true;
    }
    static std::string example_of(const type& as) {
        if (as.of.currency() == feel::unit::any_currency) return "a sum such as EUR 25_000_000";
        if (as.of.has_currency()) return "a sum such as 25_000_000";
        if (as.ratio) return "a share such as 7.5% or 11/12";
        return as.whole ? "a whole number such as 1_000" : "a number such as 0.5";
    }

    std::optional<value> read_text(const node& written, const type& as) {
        if (!written.is_text()) return not_this(written, "a text");
        if (as.one_of.empty() ||
            std::find(as.one_of.begin(), as.one_of.end(), written.text) != as.one_of.end())
            return value{written.text};
        std::string all;
        for (const auto& word : as.one_of) all += (all.empty() ? "" : ", ") + word;
        const auto near = nearest_name(written.text, as.one_of);
        diagnostic problem;
        problem.id = code::one_of;
        problem.message = "'" + written.text + "' is not one of: " + all;
        problem.primary.where = written.where;
        if (as.listed && as.listed->in)
            problem.related.push_back({*as.listed, "the words allowed"});
        problem.help = near.empty() ? "" : "did you mean '" + near + "'?";
        sink_.add(std::move(problem));
        return std::nullopt;
    }

    std::optional<value> read_scalar(const node& written, const type& as) {
        if (!written.is_text()) return not_this(written, as.to_text());
        const auto& text = written.text;
        if (as.is == kind::boolean && !written.quoted && (text == "true" || text == "false"))
            return value{text == "true"};
        if (as.is == kind::boolean) return not_quoted(written, as, "true or false");
        if (as.is == kind::date) {
            if (const auto d = read_day(text)) return value{*d};
            return not_this(written, "a day such as 2026-07-01");
        }
        auto duration = feel::read_duration(text);
        const bool fits =
            duration && (duration->is<feel::months_duration>() == (as.is == kind::months));
        if (fits) return duration;
        return not_this(
            written, as.is == kind::months ? "a duration such as P9M" : "a duration such as P90D");
    }

    std::optional<value> read_list(const node& written, const type& as) {
        if (!written.is_list()) {
            const bool one = written.is_text() && !written.text.empty();
            return refuse(code::literal, written,
                          (one ? "'" + written.text + "'" : "this") + " is not a list",
                          one ? "write [" + written.text + "]" : "write a list such as [a, b]");
        }
        std::vector<value> items;
        bool good = true;
        for (const auto& item : written.items) {
            auto read_item = read(item, as.element ? *as.element : type{});
            good = good && read_item;
            if (read_item) items.push_back(*std::move(read_item));
        }
        if (!good) return std::nullopt;
        return value::list(std::move(items));
    }

    std::optional<value> read_record(const node& written, const type& as) {
        if (!written.is_map())
            return not_this(
                written, "a map such as {" + (as.fields.empty() ? "" : as.fields[0].name) + ": …}");
        bool good = true;
        std::vector<feel::record_field> fields;
        std::vector<std::string> names;
        for (const auto& field : as.fields) names.push_back(field.name);
        std::vector<std::string> meant;  // what is missing may only be written wrongly
        for (const auto& entry : written.entries) {
            if (as.find(entry.key)) continue;
            const auto near = nearest_name(entry.key, names);
            meant.push_back(near);
            node at = written;
            at.where = entry.key_where;
            refuse(code::key, at, "there is no '" + entry.key + "' here",
                   near.empty() ? "" : "did you mean '" + near + "'?");
            good = false;
        }
        for (const auto& field : as.fields) {
            if (std::find(meant.begin(), meant.end(), field.name) != meant.end()) continue;
            auto read_field = field_of(written, field);
            good = good && read_field;
            if (read_field) fields.push_back({field.name, *std::move(read_field)});
        }
        if (!good) return std::nullopt;
        return value::record(std::move(fields));
    }
    std::optional<value> field_of(const node& written, const type::field& field) {
        if (const auto* given = written.find(field.name)) return read(*given, field.as);
        if (field.fallback) return *field.fallback;
        if (field.as.optional) return value{};
        return refuse(code::missing, written, "'" + field.name + "' is missing here",
                      asked_for(field.as));
    }

    std::optional<value> read_anything(const node& written) {
        if (written.is_list()) return read_list(written, type::list_of({}));
        if (written.is_map()) {
            std::vector<feel::record_field> fields;
            for (const auto& entry : written.entries)
                if (auto field = read_anything(entry.value))
                    fields.push_back({entry.key, *std::move(field)});
            return value::record(std::move(fields));
        }
        if (written.quoted) return value{written.text};
        if (written.text == "true" || written.text == "false") return value{written.text == "true"};
        if (const auto n = levy::read_number(written.text)) return value{*n};
        std::string why_not;
        if (auto other = feel::read_at_literal(written.text, why_not)) return other;
        return value{written.text};
    }

    const std::string& own_;
    diagnostics& sink_;
};

}  // namespace

std::optional<value> read_value(const node& written, const type& as,
                                const std::string& own_currency, diagnostics& sink) {
    return value_reader{own_currency, sink}.read(written, as);
}

}  // namespace levy::rule
