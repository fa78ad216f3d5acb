"""Words of the lexicon's frames that stand in a sentence, at a verb or noun."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.modality import by_form, matched_verb, words_below
from kg.extract.relations.drafts import SIGNATURES
from kg.extract.scene import Scene
from kg.lexicon import Frame, Lexicon, plural

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Trigger:
    """A frame found in a sentence, at a verb or noun."""

    frame: Frame
    token: "Token"
    used: frozenset[int]

    @property
    def words(self) -> str:
        """The words of the trigger as they stand in the sentence."""
        return " ".join(t.text for t in self.token.doc if t.i in self.used)


@dataclass(frozen=True)
class FrameIndex:
    """Frames by every form of their first verb, and by the last word of their nouns."""

    verbs: dict[str, tuple[tuple[Frame, dict[str, tuple[tuple[str, ...], ...]]], ...]]
    nouns: dict[str, list[tuple[tuple[str, ...], Frame]]]


@lru_cache(maxsize=4)
def index_frames(lexicon: Lexicon) -> FrameIndex:
    """Collect the frames that state a relation and have arguments."""
    verbs: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    nouns: dict[str, list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
    frames = {f.iri: f for f in lexicon.stating(*SIGNATURES) if f.arguments}
    for frame in frames.values():
        for form, options in by_form(tuple(v.split()) for v in frame.verbs).items():
            verbs[form][frame.iri].extend(options)
        for noun in frame.nouns:
            words = tuple(noun.split())
            for last in {words[-1].lower(), plural(words[-1]).lower()}:
                nouns[last].append((words, frame))
    by_verb = {
        form: tuple((frames[iri], {form: tuple(options)}) for iri, options in sorted(found.items()))
        for form, found in verbs.items()
    }
    return FrameIndex(by_verb, dict(nouns))


def triggers(scene: Scene, index: FrameIndex) -> Iterator[Trigger]:
    """Yield the frames whose words stand in a sentence, in reading order; of one frame the longest form.

    A sentence without a mention has no arguments to give: none is yielded.
    """
    for token in (scene.sentence.parse or ()) if scene.refs else ():
        form = token.lower_
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBN", "VBD") or token.pos_ == "ADJ":
            for frame, verbs in index.verbs.get(form, ()):
                words = matched_verb(token, verbs)
                if words is not None:
                    below = words_below(token, words[1:]) or []
                    yield Trigger(frame, token, frozenset({token.i, *(t.i for t in below)}))
        if token.pos_ in ("NOUN", "PROPN"):
            yield from _nouns(token, index.nouns.get(form, ()))


def _nouns(token: "Token", options: Iterable[tuple[tuple[str, ...], Frame]]) -> Iterator[Trigger]:
    if token.lower_ == "section" and any(t.like_num for t in token.doc[token.i + 1 : token.i + 2]):
        return  # "section 604 of the Trade Act" is cited
    for words, frame in options:
        before = token.doc[max(0, token.i - len(words) + 1) : token.i]
        if tuple(t.lower_ for t in before) == words[:-1] or len(words) == 1:
            yield Trigger(frame, token, frozenset(range(token.i - len(words) + 1, token.i + 1)))
