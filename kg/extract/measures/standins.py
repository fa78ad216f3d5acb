"""Who a sentence speaks of: the mentions of entities, and stand-ins ("the plant", "it") where coreference left none.

A stand-in serves to find the subject of a number only; it never becomes a mention of the record.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.document import Document, Sentence
from kg.extract.measures.references import SPENDING, Candidate, candidates
from kg.extract.measures.stage import Stage
from kg.extract.measures.syntax import named_above
from kg.extract.measures.words import MeasureWords
from kg.extract.saying import PASSING_ON
from kg.extract.scene import SUBJECT
from kg.model import PLACES, Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


_BYGONE = frozenset({"old", "previous", "former", "earlier", "preceding"})


_SINGLE = frozenset({"Plan", "Facility"})


class _Resolver:
    """Finds what stand-ins stand for, from the top of the article to its end."""

    def __init__(self, document: Document, entities: Sequence[Entity], stage: Stage, words: MeasureWords) -> None:
        self.document = document
        self.kinds = {e.id: e for e in entities}
        self.mentions: dict[str, list[Mention]] = {e.id: list(e.mentions) for e in entities}
        self.names = {
            e.id: {
                w.strip(".,'’\"").lower()
                for m in (e.name, *(m.name for m in e.mentions))
                for w in m.replace("-", " ").split()
            }
            for e in entities
        }
        self.stage = stage
        self.words = words
        self.topic: str | None = None
        self.previous: list[str] = []

    def run(self) -> dict[str, list[Mention]]:
        """Return the mentions of each entity, stand-ins included."""
        covered = sorted((m.start, m.end) for found in self.mentions.values() for m in found)
        for sentence in self.document.sentences:
            if sentence.parse is None:
                continue
            for candidate in candidates(sentence, self.words):
                if any(s < candidate.end and candidate.start < e for s, e in covered):
                    continue
                found = self._referent(candidate, sentence)
                if (
                    candidate.token.lower_ in ("they", "their")
                    and found is not None
                    and self.kinds[found].type in _SINGLE
                ):
                    found = None
                if found is not None:
                    text = self.document.text[candidate.start : candidate.end]
                    kind = self.kinds[found].type
                    self.mentions[found].append(
                        Mention(candidate.start, candidate.end, kind, "anaphor", text, "stand-in", 0.5)
                    )
            inside = self._inside(sentence, sentence.end)
            self.topic = self._topic(sentence) or self.topic
            self.previous = inside or self.previous
        return self.mentions

    def _inside(self, sentence: Sentence, end: int) -> list[str]:
        """Return the entities that a sentence names up to an offset, the last named first."""
        found = [
            (m.start, key)
            for key, ms in self.mentions.items()
            for m in ms
            if sentence.start <= m.start and m.end <= end
        ]
        return list(dict.fromkeys(key for _, key in sorted(found, reverse=True)))

    def _referent(self, candidate: Candidate, sentence: Sentence) -> str | None:
        if candidate.words:
            return self._described(candidate, sentence)
        token = candidate.token
        if token.dep_ == "pobj":
            types = ("Plan",) if token.head.lower_ in ("under", "through") else ("Facility", "Plan")
            near = [k for k in self._inside(sentence, candidate.start) if self.kinds[k].type in types]
            return next(iter(near), None) or next((k for k in self.previous if self.kinds[k].type in types), None)
        if token.lower_ in ("we", "our"):
            companies = [
                (-len(ms), ms[0].start, key)
                for key, ms in self.mentions.items()
                if ms and self.kinds[key].type == "Company"
            ]
            main = min(companies)[2] if companies else None
            titled = main is not None and any(m.start < self.stage.title_end() for m in self.mentions[main])
            spoken = {*self._inside(sentence, candidate.start), *self.previous}
            return main if titled or (len(companies) == 1 and main in spoken) else None
        here = self._inside(sentence, candidate.start)
        own = self._own_subject(token, sentence)
        if own is not None:
            return own
        if self._of_stranger(token, sentence):
            return None
        if token.tag_ == "PRP$" and here:
            # A dateline has no "its": whoever is named behind it has.
            actors = [k for k in reversed(here) if self.kinds[k].type not in PLACES]
            if self.kinds[here[-1]].type == "City":
                return actors[0] if actors else here[0]
            return here[-1]
        verb = token.head
        wanted = self._preferred(verb)
        if wanted:
            # The topic first, then what the sentence before names last.
            order = [self.topic, *self.previous] if not here else [*here, self.topic, *self.previous]
            for kind in wanted:
                for key in order:
                    if key is not None and self.kinds[key].type == kind:
                        return key
            if self.topic is not None and self.kinds[self.topic].type == "City":
                return None
        return self.topic

    def _preferred(self, verb: "Token") -> tuple[str, ...]:
        """Return the types that a verb's subject is likely to have, best first."""
        if verb.lemma_ == "be":
            # "it is to spend": what is to be done tells more.
            verb = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)
        if any(self.words[role].verb(verb) for role in ("employ", "produce")) and verb.lemma_ not in ("have",):
            return ("Facility", "Company")
        if verb.lemma_ in ("cost",):
            return ("Facility", "Plan")
        if (
            self.words["goal"].verb(verb)
            and self.topic is not None
            and self.kinds[self.topic].type in ("Bureau", *PLACES)
        ):
            return ("Plan",)
        spends = verb.lemma_ in ("pledge", "invest", "spend", "plan", "buy", "acquire", "own", "say", "announce")
        owning = verb.lemma_ in ("spend", "invest", "buy", "acquire", "own", "run", "operate", "hire")
        if owning and self.topic is not None and self.kinds[self.topic].type == "Plan":
            return ("Company", "Bureau")
        if (spends or owning) and self.topic is not None and self.kinds[self.topic].type in ("Facility", "City"):
            return ("Company",)
        return ()

    def _own_subject(self, token: "Token", sentence: Sentence) -> str | None:
        """Return the speaker of "the group said it would …"."""
        verb = token.head
        while verb.dep_ in ("ccomp", "xcomp", "conj", "advcl", "relcl") and verb.head.i != verb.i:
            verb = verb.head
            subject = next((c for c in verb.children if c.dep_ in SUBJECT and c.i < token.i), None)
            if subject is None or subject.i == token.i:
                continue
            position = sentence.span_of(subject)[0]
            speaker = self._named_at(position, "Company", "Bureau", "Country", "Plan")
            if speaker is not None and token.dep_ in SUBJECT:
                return speaker
        return None

    def _of_stranger(self, token: "Token", sentence: Sentence) -> bool:
        """Whether a pronoun stands for a name unknown to us: "*the Corps of Engineers* said that *it* will invest"."""
        said = named_above(token)
        if said is None:
            return False
        start, end = sentence.span_of(said)
        return not any(m.start < end and start < m.end for found in self.mentions.values() for m in found)

    def _described(self, candidate: Candidate, sentence: Sentence) -> str | None:
        """Return the entity of a fitting type whose names share most words with a description, the last named first."""
        best: tuple[int, int, str] | None = None
        bygone = bool(candidate.words & _BYGONE)
        for key, found in self.mentions.items():
            if candidate.types and self.kinds[key].type not in candidate.types:
                continue
            last = max((m.start for m in found if m.end <= candidate.start), default=-1)
            if last < 0 or not self._owned(key, candidate):
                continue
            if len(candidate.proper) > 1 and candidate.proper.isdisjoint(self.names[key]):
                # "The Barlow Ranch Project" is no other project.
                continue
            matches = len(candidate.words & self.names[key])
            if bygone and self.kinds[key].type == "Plan":
                matches += 5 if key in self.stage.demoted else 0
            score = (matches, last, key)
            best = score if best is None or score > best else best
        if best is None:
            return None
        special = candidate.types == ("Facility",) and candidate.token.lemma_.lower() not in self.words.any_plant
        if best[0] == 0 and (special or candidate.token.tag_ in ("NNS", "NNPS")):
            # "The foundry" is no battery plant.
            return None
        if candidate.token.lemma_.lower() in SPENDING and not self._lately(best[2], sentence, candidate.start):
            return self._investor()
        return best[2]

    def _investor(self) -> str | None:
        """Return the company that the sentence before was about."""
        return self.topic if self.topic in self.previous and self.kinds[self.topic].type == "Company" else None

    def _lately(self, key: str, sentence: Sentence, start: int) -> bool:
        """Whether a facility was just spoken of, or is the only one."""
        investor = self._investor()
        others = investor is not None and investor not in self.stage.operators.get(key, {investor})
        if (
            sum(1 for e, found in self.mentions.items() if found and self.kinds[e].type == "Facility") == 1
            and not others
        ):
            return True
        return key in self.previous or key in self._inside(sentence, start)

    def _owned(self, key: str, candidate: Candidate) -> bool:
        """Whether a possessor ("the province's plan") agrees with what is known of an entity."""
        if candidate.owner is None or self.kinds[key].type != "Plan":
            return True
        owner = next(
            (k for k, ms in self.mentions.items() if any(m.start <= candidate.owner < m.end for m in ms)), None
        )
        places = self.stage.applies.get(key, set()) | self.stage.issuers.get(key, set())
        return owner is None or not places or owner in places

    def _named_at(self, position: int, *types: str) -> str | None:
        """Return the entity, of one of the types if any are given, whose shortest mention covers an offset."""
        around = [
            (m.end - m.start, key)
            for key, found in self.mentions.items()
            for m in found
            if m.start <= position < m.end and (not types or self.kinds[key].type in types)
        ]
        return min(around)[1] if around else None

    def _topic(self, sentence: Sentence) -> str | None:
        """Return the entity that a sentence is about: its subject, or that of what it reports."""
        assert sentence.parse is not None
        for root in (t for t in sentence.parse if t.dep_ == "ROOT"):
            reported = (
                next((c for c in root.children if c.dep_ == "ccomp"), None) if root.lemma_ in PASSING_ON else None
            )
            for verb in (reported, root):
                if verb is None:
                    continue
                subject = next((c for c in verb.children if c.dep_ in SUBJECT), None)
                if subject is None and verb.pos_ in ("NOUN", "PROPN"):
                    subject = verb
                if subject is None:
                    continue
                position = sentence.span_of(subject)[0]
                named = self._named_at(position)
                if named is not None:
                    return named
            obj = next((c for c in root.children if c.dep_ == "dobj"), None)
            if obj is not None:
                position = sentence.span_of(obj)[0]
                named = self._named_at(position, "Facility", "Plan")
                if named is not None:
                    return named
        return None


def with_stand_ins(document: Document, entities: Sequence[Entity], bare: Stage, words: MeasureWords) -> list[Entity]:
    """Return the entities with stand-ins added as anaphor mentions."""
    mentions = _Resolver(document, entities, bare, words).run()
    return [replace(e, mentions=tuple(sorted(mentions[e.id], key=lambda m: (m.start, -m.end)))) for e in entities]
