// SPDX-License-Identifier: Apache-2.0
// What conditions prove: that optional values are there, and which words a text may be.
#include <algorithm>

#include "checker.hpp"

namespace levy::feel {

using kind = type::kind;

namespace {

/// A name or a path: something that a condition can speak of.
bool is_place(const expr& e) {
    if (std::holds_alternative<name>(e.is)) return true;
    const auto* p = std::get_if<path>(&e.is);
    return p && is_place(*p->of);
}

/// Whether the key is that of a place, of a field of it or of its elements.
bool is_within(const std::string& key, const std::string& place) {
    if (!key.starts_with(place)) return false;
    return key.size() == place.size() || key[place.size()] == '.' || key[place.size()] == '[';
}

/// Whether what passes the test is there; null is a value that a test may name.
bool passes_no_null(const expr& tested) {
    const auto& t = std::get<test>(tested.is);
    const bool plain = t.is == test::kind::compare || t.is == test::kind::inside;
    if (!plain || !t.with || t.by == operation::unequal) return false;
    const auto& as = t.with->as;
    const bool element_may = as.element && (as.element->optional || as.element->is == kind::null);
    return as.is != kind::unknown && as.is != kind::null && !as.optional && !element_may;
}

/// The words that a test takes, where it takes nothing else.
std::optional<std::vector<std::string>> words_of(const expr& e) {
    if (const auto* l = std::get_if<literal>(&e.is)) {
        const auto* word = l->is.get_if<std::string>();
        return word ? std::optional{std::vector{*word}} : std::nullopt;
    }
    if (const auto* t = std::get_if<test>(&e.is)) {
        const bool equal = t->is != test::kind::negated && t->by == operation::equal && t->with;
        return equal ? words_of(*t->with) : std::nullopt;
    }
    const auto* list = std::get_if<list_of>(&e.is);
    if (!list) return std::nullopt;
    std::vector<std::string> all;
    for (const auto& item : list->items) {
        const auto word = words_of(item);
        if (!word) return std::nullopt;
        all.insert(all.end(), word->begin(), word->end());
    }
    return all;
}

}  // namespace

void checker::prove_words(const expr& place, std::vector<std::string> words, bool these) {
    if (is_place(place)) proven_.push_back({key_of(place), std::move(words), these});
}

bool checker::ruled_out(const expr& e, const std::string& word) const {
    if (proven_.empty() || !is_place(e)) return false;
    const auto key = key_of(e);
    return std::any_of(proven_.begin(), proven_.end(), [&](const words_proven& p) {
        const bool among = std::find(p.words.begin(), p.words.end(), word) != p.words.end();
        return p.place == key && among != p.these;
    });
}

/// One key a place: a local name is told from another of the same letters.
std::string checker::key_of(const expr& place) const {
    if (const auto* p = std::get_if<path>(&place.is)) return key_of(*p->of) + "." + p->field;
    const auto& id = std::get<name>(place.is).id;
    for (auto i = locals_.size(); i-- > 0;)
        if (locals_[i].id == id) return id + "#" + std::to_string(i);
    return id;
}

type checker::narrowed(type as, const std::string& key) const {
    if (as.optional && std::find(present_.begin(), present_.end(), key) != present_.end())
        as.optional = false;
    const bool deeper = std::any_of(
        present_.begin(), present_.end(),
        [&](const std::string& known) { return known != key && is_within(known, key); });
    if (!deeper) return as;
    if (as.element) as.element = std::make_shared<const type>(narrowed(*as.element, key + "[]"));
    for (auto& field : as.fields) field.as = narrowed(std::move(field.as), key + "." + field.name);
    return as;
}

type checker::narrowed(const expr& e) const {
    return present_.empty() || !is_place(e) ? e.as : narrowed(e.as, key_of(e));
}

void checker::prove(const expr& condition, bool truth) {
    if (const auto* c = std::get_if<call>(&condition.is)) {
        if (c->function == "not" && c->arguments.size() == 1) prove(*c->arguments[0].is, !truth);
        return;
    }
    if (const auto* m = std::get_if<membership>(&condition.is)) {
        const bool there = truth && is_place(*m->of) &&
                           std::all_of(m->tests.begin(), m->tests.end(), passes_no_null);
        if (there) present_.push_back(key_of(*m->of));
        std::vector<std::string> taken;
        bool all = true;
        for (const auto& t : m->tests) {
            const auto words = words_of(t);
            all = all && words;
            if (words) taken.insert(taken.end(), words->begin(), words->end());
        }
        if (all || !truth) prove_words(*m->of, std::move(taken), truth);
        return;
    }
    if (const auto* q = std::get_if<quantified>(&condition.is)) return prove_each(*q, truth);
    const auto* b = std::get_if<binary>(&condition.is);
    if (!b) return;
    if ((b->by == operation::conjunction && truth) || (b->by == operation::disjunction && !truth)) {
        prove(*b->left, truth);
        prove(*b->right, truth);
        return;
    }
    if (b->by != operation::equal && b->by != operation::unequal) return;
    const bool equal_here = (b->by == operation::equal) == truth;
    const auto consider = [&](const expr& place, const expr& other) {
        if (!is_place(place)) return;
        const bool to_null = other.as.is == kind::null;
        // Not equal to null, or equal to something that is not null.
        if (to_null ? !equal_here : equal_here && !other.as.optional)
            present_.push_back(key_of(place));
        if (auto words = words_of(other)) prove_words(place, *std::move(words), equal_here);
    };
    consider(*b->left, *b->right);
    consider(*b->right, *b->left);
}

/// What holds of each element of a list holds of its elements wherever the list stands again. All
/// else that the condition says is forgotten: of an empty list it need not be true.
void checker::prove_each(const quantified& q, bool truth) {
    if (q.every != truth || q.over.size() != 1 || !is_place(*q.over[0].in)) return;
    const auto list = key_of(*q.over[0].in);
    const auto element = q.over[0].id + "#" + std::to_string(locals_.size());
    std::vector<std::string> of_elements;
    {
        const facts_mark facts{*this};
        const locals_mark mark{*this};
        const auto before = static_cast<std::ptrdiff_t>(present_.size());
        locals_.push_back({q.over[0].id, type{}, nullptr});
        prove(*q.body, truth);
        for (auto known = present_.begin() + before; known != present_.end(); ++known)
            if (is_within(*known, element))
                of_elements.push_back(list + "[]" + known->substr(element.size()));
    }
    present_.insert(present_.end(), of_elements.begin(), of_elements.end());
}

}  // namespace levy::feel
