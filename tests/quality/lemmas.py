"""Lemma groups by hunspell's dictionaries, the judge of forms.py: which words of a vocabulary
belong to one entry. An entry's affixes are expanded as hunspell(5) says, without those that
make a word of another kind (-ung, -chen, -ness, un-) where only inflection is asked for."""
import collections
import re
import unicodedata

DICTIONARIES = {"en": "en_US", "de": "de_DE", "ru": "ru_RU"}
# Suffix flags that inflect. Others derive: their words are neither right nor wrong.
INFLECTS = {"en": set("SDGT"), "de": set("ACEfNPpSqQTDWIXYZ"), "ru": None}
IGNORED_ENTRIES = {"en": set("!c"), "de": set("ohdn"), "ru": set()}


def fold(word):
    word = unicodedata.normalize("NFKC", word).casefold().replace("ё", "е").replace("’", "'")
    return word[:-2] if word.endswith("'s") else word


class Suffix:
    def __init__(self, strip, add, condition):
        self.strip, self.add = strip, add
        self.matches = re.compile("(?:" + condition + ")$").search

    def apply(self, word):
        if not self.matches(word) or not word.endswith(self.strip) or len(word) <= len(self.strip):
            return None
        return word[:len(word) - len(self.strip)] + self.add


def read_suffixes(path):
    suffixes = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        f = line.split()
        if len(f) >= 5 and f[0] == "SFX":
            add = f[3].split("/")[0]
            suffixes[f[1]].append(Suffix("" if f[2] == "0" else f[2], "" if add == "0" else add, f[4]))
    return suffixes


class Judge:
    """entries[i]: words of the vocabulary that entry i inflects to; kin: derived ones too."""

    def __init__(self, lang, vocabulary, folder="/usr/share/hunspell/"):
        name = folder + DICTIONARIES[lang]
        suffixes = read_suffixes(name + ".aff")
        self.entries, self.kin = [], []
        self.entries_of, self.kin_of = collections.defaultdict(list), collections.defaultdict(list)
        for line in open(name + ".dic", encoding="utf-8"):
            word, _, flags = line.strip().partition("/")
            flags = flags.split()[0] if flags else ""
            if not word or set(flags) & IGNORED_ENTRIES[lang]:
                continue
            forms, kin = {word}, {word}
            for flag in flags:
                made = {s.apply(word) for s in suffixes.get(flag, ())} - {None}
                kin |= made
                if INFLECTS[lang] is None or flag in INFLECTS[lang]:
                    forms |= made
            self.add(self.entries, self.entries_of, forms, vocabulary)
            self.add(self.kin, self.kin_of, kin, vocabulary)

        if lang == "de":
            self.link_participles()

    def link_participles(self):
        """Participles with ge are entries of their own: those of weak verbs are linked to them."""
        for word in list(self.kin_of):
            at = word.find("ge")
            if at < 0 or not re.search("t(e[rsnm]?)?$", word):
                continue
            stem = re.sub("e?t(e[rsnm]?)?$", "", word[:at] + word[at + 2:])
            for verb in (stem + "en", stem + "n"):
                for i in self.kin_of.get(verb, ()):
                    if verb[:-1] in self.kin[i] or stem + "te" in self.kin[i] or stem + "ete" in self.kin[i]:
                        self.kin[i].add(word)
                        self.kin_of[word] = self.kin_of[word] + [i]

    @staticmethod
    def add(groups, groups_of, forms, vocabulary):
        forms = {f for f in map(fold, forms) if f in vocabulary}
        if forms:
            for f in forms:
                groups_of[f].append(len(groups))
            groups.append(forms)

    def knows(self, word):
        return word in self.kin_of

    def group(self, word):
        return set().union(*(self.entries[i] for i in self.entries_of.get(word, ())), {word})

    def related(self, a, b):
        return bool(set(self.kin_of.get(a, ())) & set(self.kin_of.get(b, ())))
