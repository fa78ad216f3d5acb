"""What the words around a name say of its being a company's: what it builds and runs, what it is called.

Patterns are anchored at the name, so that each costs a look at a few words.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, alternation, plural
from kg.text.inflect import verb_forms

_FAR: Final = 130
# What stands in plants and is lit, stopped and rebuilt there.
_GEAR: Final = (
    r"(?:furnaces?|kilns?|ovens?|paper machines?|looms|machines|presses|converters|slipways?|dry docks?"
    r"|production lines?|halls?|sheds|boilers|workforce)"
)
_MONEY: Final = (
    r"[$€£¥₹]|\b(?:yuan|dollars?|euros?|crore|lakh|yen|won|baht|rupiah|RMB|USD|EUR|Rs|INR|million|billion)\b"
)
_AUXILIARY: Final = (
    r"(?:(?:will|would|is|was|are|were|has|have|had|been|be|being|plans?|planned|intends?|intended|aims?|expects?"
    r"|expected|hopes?|wants?|agreed|decided|pledged|promised|committed|began|begun|started|continues?|to|also|already"
    r"|now|soon|recently|currently|officially|first|today|yesterday"
    r"|said it|says it|set|due|about|jointly|has said it) ){0,5}"
)
_ASIDE: Final = (
    r"(?: ?\([^()]{1,60}\))?"
    r"(?:, (?:which|who|whose|a|an|the|its|(?:also |better )?known as|formerly)\b[^,.;]{2,90},)?,?"
)
_PERSON_AFTER: Final = re.compile(
    r",? (?:[A-Z]?[a-z-]+ ){0,3}?(?:chief executive|CEO|[Pp]resident|[Cc]hair(?:man|woman|person)|[Dd]irector"
    r"|[Mm]inister"
    r"|[Ss]ecretary|[Gg]overnor|[Mm]ayor|founder|professor|analyst|economist|[Ss]pokes(?:man|woman|person)|manager)\b"
)
_APPOSED: Final = re.compile(
    r"(?: ?\([^()]{1,40}\))?,? (?:is |was )?(?:an?|the|its|their|another)\s((?:[\w'’.&%$-]+\s?){1,9})"
)
_PHRASE_END: Final = re.compile(
    r"\s(?:(?:of|for|in|that|which|who|whose|with|from|at|on|under|to|by|founded|based|and|is|was|has|said|between)\b"
    r"|[a-z]+ing\s(?!\w+$)).*"
)
# "Halvorsen Iron Ore CEO Ada Moor": whose officer a name follows is no person.
_OFFICER: Final = re.compile(
    r" (?:(?:CEO|CFO|COO|CTO)|(?:[Cc]hief [Ee]xecutive|[Pp]resident|[Cc]hair(?:man|woman))(?: [Oo]fficer)?"
    r"|spokes(?:man|woman|person)) [A-Z][a-z]+ [A-Z]"
)
_CHARITIES: Final = frozenset({"nonprofit", "non-profit", "not-for-profit", "charity", "charitable", "501"})
_STAFF: Final = re.compile(
    r" (?:CEO|CFO|COO|CTO|chief executive|chief financial|chairman|chairwoman|managing director|vice president"
    r"|spokes(?:man|woman|person)|executives?|shares|shareholders|plants?|factor(?:y|ies)|gigafactory|employees|workers)\b"
)
# "Said Deng Haoran, a foreman who …", "run by Ada Bello, who …": firms are spoken of with "which".
_WHO: Final = re.compile(r", an? (?:[a-z-]+ ){1,5}who\b")
_SAID: Final = re.compile(r"\b(?:said|says|added|explained|recalled|asked) $")
_SPEAKER: Final = re.compile(r", (?:\d\d,|an? (?:[a-z-]+ ){0,3}(?:[a-z-]+er|supervisor|operator|technician|foreman)\b)")
_KIN: Final = re.compile(r"\b(?:daughter|son|wife|husband|brother|sister|mother|father|friend|colleague|cousin),? $")
# "Basis, founded by Matthew Harp (CEO) and Mitchell Troyanovsky, which makes …".
_FOUNDED: Final = re.compile(
    r"\bfounded (?:in \d{4} )?by (?:(?:(?!\b(?:which|that|it)\b)[^.;]){0,60}(?:,|\)|[a-z]) and |(?:[a-z-]+ ){0,3})$"
)
_AGED: Final = re.compile(r", \d\d,")
_OWNING: Final = re.compile(
    r"(?:\b(?:its|[Tt]heir|whose|[Tt]he)|\w['’]s?) (?:[\w-]+ ){0,2}(?:owner|operator|parent|partner|developer|maker"
    r"|builder|contractor|customer|supplier|rival|competitor|tenant|lender|shareholder|backer|buyer|client"
    r"|licensee)(?: of (?:the |its |that )?(?:[\w.'’-]+ ){0,3}[a-z]+)?, $"
)
_PARENT: Final = re.compile(
    r"\b(?:parent|operator|contractor|developer|customer|supplier|rival|competitor|tenant|licensee)"
    r"(?: of [\w '’-]{3,30})?, $"
)
_EMPLOYS: Final = re.compile(
    r"(?:,? which)? (?:already |now |currently |also )?"
    r"(?:employs|employed|has employed|has a staff of|has a workforce of)"
    r" (?:about |around |some |nearly |almost |roughly |over |more than |a total of )?\d[\d,.]*\b"
)
# The sentence goes on: "The company, a joint venture …", "The Wuxi-based group".
_TAKEN_UP: Final = re.compile(
    r"[\s”\"]*The (?:[A-Z]?[a-z-]+ )?"
    r"(?:company|firm|manufacturer|group|maker|producer|[a-z]+maker|supplier|start-?up)\b"
)
_OTHER_FIRM: Final = re.compile(
    r"\b(?:company|firm|group|maker|producer|manufacturer|[a-z]+maker|supplier|startup)\b|\b(?:Inc|Corp|Co|Ltd|LLC|AG|SE|Group)\b"
)
_LOCATIVE: Final = re.compile(r"\b(?:at|in|near|on|of|from|to|into|outside) $")
_THE: Final = re.compile(r"\b(?:[Tt]he|[Aa]t|[Ff]rom|[Ii]n) (?:(?:new|old|former|nearby|existing) )?$")
# "Its yard at South Bank, would put": the verb behind the comma is somebody else's.
_INSERTED: Final = re.compile(r"\b(?:at|in|near|on|with|of|from|to|by|for|outside) $")
_SUBJECT: Final = re.compile(
    r"(?:,[^,.]{2,60},)?(?: (?:on|last|this|next|today|yesterday|also|has|had|is|was|will|would)\b|,? [a-z]+(?:s|ed)\b)"
)
_VENTURE: Final = re.compile(
    r"\b(?:venture|partnership) (?:of|between|with) (?:[A-Z][\w&.’'-]*,? ){1,5}(?:of [A-Z]\w+ )?and $"
)
_ANNOUNCES: Final = re.compile(
    r"\b(?:announce|plan|propose|promise|pledge|earmark|slate|float|moot|unveil|confirm|approve)[a-z]*\b[^.;,]*$"
)
# "It was a mill until Elektra Ibérica closed it in 2014".
_DID_IT: Final = re.compile(
    r" (?:has |had )?(?:closed|shut|opened|built|bought|acquired|mothballed|sold|reopened|took over) it"
    r" (?:in|last|this|from|until|to|for|on|there|again)\b"
)
_NOT_BUILT: Final = re.compile(r" (?:programme|program|scheme|plan|policy|initiative|fund|act|award|tax|subsidy)s?\b")

BASED: Final = re.compile(
    r"[A-Z][\w.'’-]+-(?:based|headquartered|listed) "
    r"(?:(?!(?:is|was|has|of|by|and|said|in|for|with|to|will|that)\b)[a-z-]+ )*$"
)
SEATED: Final = re.compile(
    r" (?:is|was|remains) (?:headquartered|domiciled) (?:in|at)\b|, headquartered (?:in|at)\b"
    r"|, which (?:is|was) (?:headquartered|based|domiciled) (?:in|at)\b"
)
MAKES: Final = re.compile(
    r"(?: ?\([^()]{1,40}\))?, which (?:also |now |already |currently |mainly )?"
    r"(?:makes|builds|produces|manufactures|supplies|operates|runs|owns|designs|sells|develops|employs|assembles|exports"
    r"|recovers|recycles|processes|refines|distributes|imports|brews|bottles|mines|smelts|casts|forges|weaves|spins"
    r"|(?:will|would|plans to|is to|wants to|intends to|aims to) (?:build|open|set up|construct|erect) (?:an?|its|\d+)"
    r"|(?:will|would|plans to|is to|intends to) invest (?:[A-Z]{0,3}[$€£¥₹]?|Rs\.? ?)\d[\d.,]*)\b"
)


@dataclass(frozen=True)
class Context:
    """Patterns made of the lexicon's words; see `kg/extract/companies.py` for the points that they give."""

    does: re.Pattern[str]
    builder: re.Pattern[str]
    agent: re.Pattern[str]
    verb: re.Pattern[str]
    others: frozenset[str]
    nouns: frozenset[str]
    titles: re.Pattern[str]
    owned: re.Pattern[str]
    ordered: re.Pattern[str]
    holding: re.Pattern[str]
    sited: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Context":
        """Make the patterns of a lexicon."""
        return _context(lexicon)

    def works(self, lead: str, rest: str) -> bool:
        """Tell whether the words after a name say that it builds, makes, runs or pays for something."""
        if rest.startswith(",") and not rest.startswith((", which", ", who")) and _INSERTED.search(lead[-12:]):
            return False
        return bool(_DID_IT.match(rest)) or (bool(self.does.match(rest[:_FAR])) and not _NOT_BUILT.match(rest))

    def runs(self, lead: str, rest: str) -> bool:
        """Tell whether a name is the subject of "a plant that X announced" or the agent of "built by X"."""
        near = lead[-60:]
        return bool(self.agent.search(near)) or (bool(self.builder.search(near)) and bool(self.verb.match(rest[:60])))

    def holds(self, lead: str, rest: str) -> bool:
        """Tell whether a name does something to a plant of its own: "X has postponed its polymer unit"."""
        return bool(self.holding.match(rest[:_FAR])) and not _LOCATIVE.search(lead[-12:])

    def staffed(self, rest: str) -> bool:
        """Tell whether an officer, a plant or the staff of the name follows ("Ridgeline CEO Tom Adeyemi")."""
        return bool(_STAFF.match(rest))

    def names_plant(self, lead: str, rest: str, gazetteer: Gazetteer) -> bool:
        """Tell whether a name is what tells a plant in a known town from others ("the Torrell plant in Zaragoza")."""
        match = self.sited.match(rest[:70])
        if match is None or not _THE.search(lead[-30:]):
            return False
        return any(gazetteer.lookup(town, "City") for town in (match[1], match[1].split()[0]))

    def employs(self, rest: str) -> bool:
        """Tell whether a name employs a number of people ("Coulby, which employs 265")."""
        return bool(_EMPLOYS.match(rest[:80]))

    def taken_up(self, rest: str, coming: str) -> bool:
        """Tell whether a sentence that begins with a name goes on with "The company …", and names no other firm."""
        return bool(_TAKEN_UP.match(coming)) and bool(_SUBJECT.match(rest[:90])) and not _OTHER_FIRM.search(rest)

    def has_plant(self, lead: str, rest: str, label: str) -> bool:
        """Tell whether the words around give the name a plant: "X's tableware plant", "X, whose mill", "a mill for X".

        A possessive at the beginning of a sentence may be a person's, whom the model takes for one.
        """
        near = lead[-80:]
        if _OWNING.search(near) or _VENTURE.search(near):
            return label != "PERSON" or bool(_VENTURE.search(near)) or bool(_PARENT.search(near))
        if self.ordered.search(near):
            return not _ANNOUNCES.search(lead[-120:])  # "announced a plant for X": X is a town as well
        if label == "PERSON" and not re.search(r"\b(?:at|in|from|to|by|outside|runs|ran|manages|visited) $", near):
            return False
        return bool(self.owned.match(rest[:80]))

    def other(self, rest: str) -> bool:
        """Tell whether an apposition calls the name something else: a lobby, a scheme, a town, a person."""
        match = _APPOSED.match(rest[:_FAR])
        if not match:
            return False
        words = [w.strip(".").lower() for w in _PHRASE_END.sub("", match.group(1)).split()]
        if _CHARITIES.intersection(words[:6]):
            return True
        return bool(words) and words[-1] in self.others and not self.nouns & set(words)

    def person(self, lead: str, rest: str, label: str) -> bool:
        """Tell whether a title before, or an office after, says that the name is a person's."""
        if self.titles.search(lead[-30:]) or (_KIN.search(lead[-30:]) and label != "ORG"):
            return True
        if _WHO.match(rest) or (_SAID.search(lead[-12:]) and _SPEAKER.match(rest[:60])):
            return True
        if _FOUNDED.search(lead[-90:]) and label in ("PERSON", ""):
            return True
        if label == "PERSON" and (_AGED.match(rest) or rest.startswith(", who ")):
            return True
        return label == "PERSON" and bool(_PERSON_AFTER.match(rest[:80])) and not _OFFICER.match(rest)


@lru_cache(maxsize=4)
def _context(lexicon: Lexicon) -> Context:
    def forms(role: str) -> set[str]:
        return {f for e in lexicon.with_role(role) for f in e.forms}

    def verbs(role: str) -> set[str]:
        return {f for frame in lexicon.frames if frame.role == role for v in frame.verbs for f in verb_forms(v)}

    heads = {f for e in lexicon.denoting("Facility") if e.role == "head" for f in (*e.forms, *e.plurals)}
    things = alternation(
        {*heads, "plant", "plants", "factory", "factories", "facility", "facilities", "site", "mill", "line", "shop"}
    )
    plants = alternation(heads - {"works", "Giga"})
    made = (
        rf"(?:{things}|production|output|capacity|manufacturing|construction|operations|lines?|stake|venture|{_GEAR}"
        rf"|yards?|tonnes|{_MONEY})"
    )
    activity = (
        r"(?:(?:trial|mass|commercial|volume|pilot|series|full|full-scale|large-scale|initial|local|regular) )*"
        r"(?:production|construction|operations?|manufacturing|assembly|output|deliveries|shipments|piling|work|building)"
    )
    works = {v for frame in lexicon.frames if frame.role == "company-works" for v in frame.verbs}
    strong = alternation(verbs("company-works"))
    # "Is building", not "is assembled": that is what products are.
    going_on = alternation(f for f in verbs("company-works") if f.split()[0].endswith("ing"))
    # "U.S.-based manufacturing operations": a participle alone is no verb.
    finite = alternation(f for v in works for f in verb_forms(v)[:-1])
    being = r"(?:is|was|are|were|has been|have been|will be|be|began|begun|started|now|also|already|currently)"
    starting = (
        r"(?:beg[aiu]n|begins|start(?:ed|s)?|resumed?|halt(?:ed|s)?|suspend(?:ed|s)?|ceased?|stop(?:ped|s)?"
        r"|launch(?:ed|es)?)"
    )
    passive = "".join(rf"(?<! {w} )" for w in ("is", "was", "are", "were", "be", "been", "being"))
    progressive = "|".join(rf"(?<= {w} )" for w in ("is", "was", "been", "be"))
    does = (
        rf"{_ASIDE} {_AUXILIARY}(?:{starting} {activity}\b|br(?:oke|eaks?|oken|eaking) ground\b"
        rf"|(?:{passive}(?:{finite})|(?<=\w ){being} (?:{going_on})|(?:{progressive})(?:{going_on}))\b"
        rf"(?=(?:[^.;:]|\.\d){{0,70}}?(?:\b{made}\b|{_MONEY})))"
    )
    agents = (
        r"\b(?:built|operated|run|owned|made|supplied|developed|acquired|backed|commissioned|constructed|manufactured"
        r"|produced|erected|set up|opened|announced|planned|co-owned|bought|taken over)"
        r" (?:jointly )?by (?:the |[A-Z]\w+['’]s |[A-Z]\w+-based )?$"
    )
    acting = alternation(verbs("company-verb"))
    others = {o.lower() for o in forms("other-noun")}
    # "Coulby, which has 265 staff at its yard", "has relit the second furnace of its glass factory".
    holding = (
        rf"{_ASIDE} (?:today |yesterday |also )?{_AUXILIARY}(?:{strong}) (?:[a-z]+ ){{0,3}}?its "
        rf"(?:[\w-]+ ){{0,5}}?(?:{things}|{_GEAR}|unit|units|project|works)\b"
        rf"|,?(?: (?!(?:said|says|told|that|where|when)\b)(?:[a-z][\w'’-]*,?|[$€£¥]?\d[\d.,%]*)){{1,9}}? its "
        rf"(?:(?!(?:first|own)\b)[\w-]+ ){{0,4}}?(?:{plants}|{_GEAR}|works|yard|foundry)\b"
        rf"|{_ASIDE} (?:today |yesterday )?(?:said|says|announced|confirmed|revealed|disclosed)\b[^.;:]{{0,40}}? "
        rf"(?:that )?it (?:has|had|would|will|is|was|plans|planned|intends|expects|aims|wants|hopes)\b[^.;:]{{0,90}}?"
        rf" its (?:[\w-]+ ){{0,4}}?(?:{things})\b"
    )
    return Context(
        re.compile(does),
        re.compile(rf"\b(?:{things}) (?:that|which) $"),
        re.compile(agents),
        re.compile(rf" (?:also |now |has |had |is |was |will |would |plans to ){{0,3}}(?:{acting}|{strong}|run)\b"),
        frozenset(others | {plural(o) for o in others}),
        frozenset(forms("company-noun")),
        re.compile(rf"\b(?:{alternation(forms('person-title') - {'General', 'Justice'})})\.? (?:[A-Z]\.? )?$"),
        re.compile(rf"(?:['’]s?|, whose) (?:[\w-]+ ){{0,3}}?(?:{plants})\b(?! (?:manager|worker|closure|policy))"),
        re.compile(rf"\b(?:{plants}) for (?:(?:[A-Z]\w+ )?[A-Z]\w+['’]s? |[A-Z]\w+-based )?$"),
        re.compile(holding),
        re.compile(rf" (?:{plants}|works) (?:in|at|near|outside) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"),
    )  # fmt: skip
