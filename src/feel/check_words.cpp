// SPDX-License-Identifier: Apache-2.0
// Words that a formula writes where only some are allowed.
#include <algorithm>

#include "checker.hpp"

namespace levy::feel {

using kind = type::kind;

namespace {

const type& element_of(const type& t) { return t.is == kind::list && t.element ? *t.element : t; }

bool allows(const type& text, const std::string& word) {
    return text.is != kind::text || text.one_of.empty() ||
           std::find(text.one_of.begin(), text.one_of.end(), word) != text.one_of.end();
}

std::string listed_words(const type& text) {
    std::string all;
    for (const auto& word : text.one_of) all += (all.empty() ? "" : ", ") + word;
    return all;
}

/// As it is pasted: in quotes where the wrong word stands in quotes.
std::string meant(const span& at, const std::string& word) {
    const auto written = at.text();
    const bool bare = !written.empty() && written.front() != '"' && written.front() != '\\';
    return bare ? "did you mean '" + word + "'?" : "did you mean \"" + word + "\"?";
}

}  // namespace

/// Visits the words among what `e` may come to that `wanted` does not allow. Those behind an `if`,
/// a name or a function are only wrong where the words are declared, unless all are asked for:
/// words that formulas alone make are no list to keep to. True where one was visited.
bool checker::stray_words(const expr& e, const type& wanted, literals which,
                          const word_visit& visit) {
    bool any = false;
    const auto& element = element_of(wanted);
    const auto into = [&](const expr& part, const type& as) {
        any = stray_words(part, as, which, visit) || any;
    };
    const auto through = [&](const expr& part, const type& as) {
        if (which == literals::all || element_of(as).listed || element_of(as).is == kind::record)
            into(part, as);
    };
    std::visit(overloaded{
                   [](const auto&) {},
                   [&](const literal& l) {
                       const auto* word = l.is.get_if<std::string>();
                       if (!word || allows(element, *word)) return;
                       any = true;
                       visit(e, *word, element);
                   },
                   [&](const name& n) {
                       const auto found =
                           std::find_if(locals_.rbegin(), locals_.rend(),
                                        [&](const local& l) { return l.id == n.id; });
                       if (!e.slot && found != locals_.rend() && found->of)
                           through(*found->of, wanted);
                   },
                   [&](const choose& c) {
                       through(*c.then, wanted);
                       through(*c.otherwise, wanted);
                   },
                   [&](const list_of& l) {
                       for (const auto& item : l.items) into(item, element);
                   },
                   [&](const loop& l) { through(*l.body, element); },
                   [&](const filter& f) { through(*f.of, wanted); },
                   [&](const record_of& r) {
                       for (const auto& entry : r.entries)
                           if (const auto* field = wanted.find(entry.id)) into(*entry.is, *field);
                   },
                   [&](const call& c) {
                       const auto& gives = element_of(e.as);
                       if (e.slot || gives.is != kind::text || gives.one_of.empty()) return;
                       for (const auto& a : c.arguments)
                           through(*a.is, a.is->as.is == kind::list ? wanted : element);
                   },
               },
               e.is);
    return any;
}

void checker::stray(const expr& at, const std::string& word, const type& allowed,
                    std::string message, const expr* other) {
    if (std::find(strays_.begin(), strays_.end(), &at) != strays_.end()) return;
    strays_.push_back(&at);
    std::vector<diagnostic::label> related;
    const auto* named = other ? std::get_if<name>(&other->is) : nullptr;
    if (allowed.listed) {
        if (allowed.listed->in) related.push_back({*allowed.listed, "the words allowed"});
    } else if (const auto known = named ? names_.find(named->id) : std::nullopt;
               known && known->declared.in) {
        related.push_back({known->declared, "the words allowed"});
    }
    const auto near = nearest_name(word, allowed.one_of);
    report(code::one_of, std::move(message), {at.where, "not one of: " + listed_words(allowed)},
           near.empty() ? "" : meant(at.where, near), std::move(related));
}

/// What is written and held against values of another type.
bool checker::never_its_value(const expr& written, const type& wanted, const expr* other) {
    return stray_words(written, wanted, literals::direct,
                       [&](const expr& at, const std::string& word, const type& allowed) {
                           stray(at, word, allowed, "'" + word + "' is never its value", other);
                       });
}

void checker::compare_words(const expr& a, const expr& b) {
    if (!never_its_value(a, b.as, &b)) (void)never_its_value(b, a.as, &a);
}

/// Where words stand beside declared ones, as branches of an `if` or items of a list, each is
/// somebody's.
void checker::known_words(const std::vector<const expr*>& joined) {
    const auto declared = std::find_if(joined.begin(), joined.end(), [](const expr* e) {
        return element_of(e->as).listed != nullptr;
    });
    if (declared == joined.end()) return;
    const auto allowed = element_of((*declared)->as);
    const auto* known = names_.words();
    for (const auto* e : joined)
        (void)stray_words(*e, allowed, literals::all,
                          [&](const expr& at, const std::string& word, const type& as) {
                              if (known && !known->contains(word))
                                  stray(at, word, as, "'" + word + "' is nobody's word here",
                                        nullptr);
                          });
}

/// Conditions that hold here may rule out what does not fit.
void checker::words_must_fit(const expr& e, const type& wanted, const misfit& why,
                             const std::string& of) {
    const bool can_be =
        e.as.is != kind::text ||
        std::any_of(e.as.one_of.begin(), e.as.one_of.end(), [&](const std::string& word) {
            return !allows(wanted, word) && !ruled_out(e, word);
        });
    if (!can_be) return;
    const auto message = [&](const std::string& word) {
        return "'" + word + "' is not one of the words allowed" + (of.empty() ? "" : " in " + of);
    };
    const bool placed = stray_words(e, wanted, literals::all,
                                    [&](const expr& at, const std::string& word, const type& as) {
                                        stray(at, word, as, message(word), nullptr);
                                    });
    if (!placed) stray(e, why.word, why.allowed, message(why.word), nullptr);
}

void checker::must_fit(const expr& e, const type& wanted) {
    const auto why = misfit_of(e.as, wanted);
    if (!why) return;
    if (why->id == code::one_of) return words_must_fit(e, wanted, *why, {});
    report(why->id, why->why, {e.where, "this is " + e.as.to_text()});
}

namespace {

/// For what was checked before: no name is looked up any more.
class no_names : public scope {
public:
    [[nodiscard]] std::optional<symbol> find(std::string_view) const override {
        return std::nullopt;
    }
    [[nodiscard]] std::vector<std::string> names() const override { return {}; }
};

}  // namespace

void report_words(const expr& formula, const type& wanted, const misfit& why, const std::string& of,
                  diagnostics& sink, assumptions holding) {
    const no_names none;
    checker pass{none, sink};
    pass.assume(holding);
    pass.words_must_fit(formula, wanted, why, of);
}

}  // namespace levy::feel
