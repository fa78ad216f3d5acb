"""One sentence a construction, with the facts that it states and no others; and its negation, which states none."""

import re

import pytest

from kg.extract.prepare import load_model
from kg.extract.relations import find
from kg.extract.relations.drafts import CONFIDENCE, WEAK
from kg.gazetteer import Gazetteer
from kg.lexicon import read_lexicon
from kg.resources import lexicon_files
from tests.support.marked import marked


@pytest.fixture(scope="module")
def world():
    return load_model(), read_lexicon(lexicon_files()), Gazetteer.load()


def facts(world, source):
    nlp, lexicon, gazetteer = world
    document, entities = marked(source, nlp)
    claims, abstentions = find(document, entities, lexicon, gazetteer)
    for claim in claims:
        assert document.text[claim.span.start : claim.span.end].strip()
    return {f"{c.subject} {c.predicate} {c.object}" for c in claims}, abstentions


PLANS = [
    # Who announces money paid under a plan has not issued it; a cited section makes no part.
    ("[Bureau b|The ministry] announced $3 billion in [Plan p|Furnace Plan] funds for mills.", ""),
    ("[Bureau b|The ministry] announced [Plan p|the Furnace Plan] for mills.", "p issuedBy b"),
    ("Under [Plan p|the Mill Act], section 604 of [Plan q|the Trade Act], duties rise.", ""),
    ("As part of [Plan p|the Make Here agenda], a key component of [Plan q|Steelnomics], they have made progress.", ""),
    # Who made a plan, or where it was signed, is not where it applies.
    ("See [Plan p|the [Country c|Peru] Strategy for Ending Slums in West Africa].", ""),
    ("See [Plan p|the [Country c|Peru] Strategy for Steel].", "p appliesTo c"),
    ("They launched [Plan p|the [Country c|Peru]-Chile Steel Initiative] for mills.", ""),
    ("They keep to [Plan p|the [City c|Lisbon] Steel Compact].", ""),
    # A state's body is not that of the town of its name; one of a part of a state not the state's.
    ("They wrote to [Bureau b|the [City c|New York] Attorney General's Office].", ""),
    ("They wrote to [Bureau b|the [City c|New York] City Council].", "b jurisdiction c"),
    ("Tools were bought by [Bureau b|the North Central [Region r|Texas] Council of Governments].", ""),
    ("[Bureau b|VA] pays for [Region r|VA].", ""),
    ("[City c|Ostrava], [Region r|Moravia] has launched [Plan p|a skills programme].", "c partOf r; p appliesTo c"),
    ("The young joined [Plan p|the Leaders Initiative], and [Country c|Peru]'s own projects.", ""),
    # A law or plan that makes another; a plan that only pays for one does not.
    ("[Plan p|The Furnace Fund], created by [Plan q|the Steel Act of 2022], pays for ovens.", "p partOfPlan q"),
    ("[Plan q|The Steel Act] established [Plan p|the Furnace Fund] for mills.", "p partOfPlan q"),
    ("[Plan p|The Furnace Fund] was set up by [Plan q|the Steel Act].", "p partOfPlan q"),
    ("[Plan q|The Steel Act] authorised [Plan p|the Oven Grant Program] in 2023.", "p partOfPlan q"),
    ("[Plan p|The Furnace Policy] is financed by [Plan q|the Loan Plan].", ""),
    # A name before the word for what it is.
    ("[Plan p|Forno Vivo] is part of [Plan q|the Transition 5.0] plan for mills.", "p partOfPlan q"),
    ("[Plan p|Forno Vivo] belongs to [Plan q|the Steel 2040] programme.", "p partOfPlan q"),
    # Who makes use of a plan is not where it applies; who wants something under it is.
    ("[Country c|Peru] began a partnership under [Plan p|the Chip Fund].", ""),
    ("[City c|Ostrava], picked under [Plan p|the Chip Fund], presents an opportunity.", ""),
    ("[City c|Ostrava] was picked by [Plan p|the Chip Fund] for [City c|its] idle mills.", ""),
    ("Under [Plan p|the Chip Strategy], [Country c|Peru] wants ten fabs.", "p appliesTo c"),
    ("Under [Plan p|the Chip Strategy], [Country c|Peru] will double output.", "p appliesTo c"),
    (
        "Cheap loans come from [Plan p|the Foundry Renewal Scheme] of [Bureau b|the Valley Ministry of Mills], which "
        "pays for ovens.",
        "p issuedBy b",
    ),
    ("Mills use [Plan p|the Tool Policy 2025] of [Bureau b|the Ministry of Mills].", "p issuedBy b"),
    (
        "[Plan p|The Tool Policy] and [Plan q|the Parts Scheme] of [Bureau b|the Ministry of Mills] help.",
        "p issuedBy b; q issuedBy b",
    ),
    ("Mills joined [Plan p|the Tool Policy] under [Bureau b|the Ministry of Mills].", "p issuedBy b"),
    (
        "[Bureau b|The Ministry of Steel] launched [Plan p|the Green Furnace Plan] in place of [Plan q|the Scrap "
        "Strategy].",
        "p issuedBy b; p supersedes q",
    ),
    ("Mills like [Plan p|the Steel Now Plan], a scheme for [Region r|the Green Corridor].", "p appliesTo r"),
    (
        "Output is to double, says [Plan p|an action plan] that [Bureau b|the Ministry of Steel] made public today.",
        "p issuedBy b",
    ),
    ("[Bureau b|The steel ministry] in [City c|Ostrava] would not comment.", "b locatedIn c"),
    (
        "At its [Facility f|rolling plant], opened in 2019, [Company c|Sunfield Steel] will spend $3 million here.",
        "c operates f",
    ),
    ("In [City c|Ostrava], two hours away, [Facility f|the steelworks] has had many owners.", "f locatedIn c"),
    ("Kilns burn in [Region r|Harbin district], [Region s|Gujarat].", "r partOf s"),
    ("Kilns burn in [City c|Oldport], eastern [Country k|Hungary].", "c partOf k"),
    (
        "The delay does not harm [Plan p|the Clean Mills Strategy], published by [Bureau b|the Ministry of Steel].",
        "p issuedBy b",
    ),
    ("Kilns burn in [Region r|Harbin] district, [Region s|Gujarat].", "r partOf s"),
    (
        "[Plan p|The Furnace Plan] was approved in May and was notified by [Bureau b|the Ministry of Steel].",
        "p issuedBy b",
    ),
    (
        "[Plan p|The Kiln Roadmap], which falls under the wider [Plan q|Clean Mills Programme], is out.",
        "p partOfPlan q",
    ),
    ("[Plan p|The Furnace Fund] will pay for robots throughout [Region r|Ontario].", "p appliesTo r"),
    ("[Plan p|The Furnace Fund] will pay for a robot shown in [Region r|Ontario].", ""),
    ("[Bureau b|The State Council], [Country k|China]'s Cabinet, met on Friday.", "b jurisdiction k"),
    ("[Bureau b|The Steel Board], [Region r|Saxony]'s promotion agency, met on Friday.", "b jurisdiction r"),
    ("[Bureau b|The Steel Board], [Region r|Saxony]'s most trusted lender, met on Friday.", ""),
    # issuedBy: active, passive, participle, relative clause, nominal
    ("[Bureau b|The Ministry of Steel] issued [Plan p|the Green Furnace Plan] on Friday.", "p issuedBy b"),
    ("[Plan p|The Green Furnace Plan] was issued on Friday by [Bureau b|the Ministry of Steel].", "p issuedBy b"),
    ("Mills welcomed [Plan p|the Green Furnace Plan] issued by [Bureau b|the Ministry of Steel].", "p issuedBy b"),
    (
        "Mills welcomed [Plan p|the Green Furnace Plan], which [Bureau b|the Ministry of Steel] unveiled on Friday.",
        "p issuedBy b",
    ),
    (
        "[Bureau b|The Ministry of Steel], which released [Plan p|the Green Furnace Plan] last week, met reporters.",
        "p issuedBy b",
    ),
    (
        "The release of [Plan p|the Green Furnace Plan] by [Bureau b|the Ministry of Steel] had been awaited.",
        "p issuedBy b",
    ),
    ("[Bureau b|The Ministry of Steel] rolled out [Plan p|the Green Furnace Plan] for small mills.", "p issuedBy b"),
    ("[Bureau b|The Ministry of Steel] has notified [Plan p|the Steel Recycling Scheme].", "p issuedBy b"),
    ("[Plan p|The Steel Recycling Scheme] has been notified by [Bureau b|the Ministry of Steel].", "p issuedBy b"),
    ("[Bureau b|The Ministry of Steel] brought out [Plan p|a five-year roadmap for green furnaces].", "p issuedBy b"),
    ("[Bureau b|The Ministry of Steel] came out with [Plan p|a five-year roadmap for green furnaces].", "p issuedBy b"),
    ("[Bureau b|The Ministry of Steel] on Monday kicked off [Plan p|the Clean Mills Programme].", "p issuedBy b"),
    ("[Bureau b|The Ministry of Steel] has drafted and published [Plan p|the Green Furnace Plan].", "p issuedBy b"),
    (
        "[Plan p|The Green Furnace Plan], launched on Friday by [Bureau b|the Ministry of Steel], runs to 2030.",
        "p issuedBy b",
    ),
    ("Under [Bureau b|the Ministry of Steel]'s [Plan p|Green Furnace Plan], mills will get loans.", "p issuedBy b"),
    (
        "[Plan q|The Scrap Strategy] builds on [Plan p|the Green Furnace Plan], unveiled by "
        "[Bureau b|the Ministry of Steel] in May.",
        "p issuedBy b",
    ),
    ("LA PAZ: [Bureau b|The Ministry of Steel] on Monday launched [Plan p|the Green Furnace Plan].", "p issuedBy b"),
    # joint issuers
    (
        "[Bureau a|The Ministry of Steel] and [Bureau b|the Ministry of Energy] jointly issued [Plan p|the "
        "Green Furnace Plan].",
        "p issuedBy a; p issuedBy b",
    ),
    (
        "[Plan p|The Green Furnace Plan] was jointly released by [Bureau a|the Ministry of Steel], "
        "[Bureau b|the Ministry of Energy and Mines] and [Bureau c|the State Planning Office].",
        "p issuedBy a; p issuedBy b; p issuedBy c",
    ),
    (
        "[Bureau a|The Ministry of Steel], together with [Bureau b|the Ministry of Energy], has published "
        "[Plan p|the Green Furnace Plan].",
        "p issuedBy a; p issuedBy b",
    ),
    # not issued
    ("[Bureau b|The Ministry of Steel] has not issued [Plan p|the Green Furnace Plan].", ""),
    ("[Bureau b|The Ministry of Steel] has yet to issue [Plan p|the Green Furnace Plan].", ""),
    ("[Bureau b|The Ministry of Steel] may publish [Plan p|a scrap strategy] next year.", ""),
    ("[Bureau b|The Ministry of Steel] denied that it had issued [Plan p|a scrap strategy].", ""),
    ("Will [Bureau b|the Ministry of Steel] release [Plan p|a scrap strategy]?", ""),
    ("If [Bureau b|the Ministry of Steel] issues [Plan p|a scrap strategy], mills will sue.", ""),
    ("[Bureau b|The Ministry of Steel] is considering launching [Plan p|a scrap strategy].", ""),
    # planned is issued, with a status of its own
    ("[Bureau b|The Ministry of Steel] will launch [Plan p|the Clean Mills Programme] in May.", "p issuedBy b"),
    # appliesTo
    ("[Country c|Chile] unveiled [Plan p|a lithium strategy] on Monday.", "p appliesTo c"),
    ("[Region r|Saxony]'s [Plan p|chip action plan] runs to 2030.", "p appliesTo r"),
    (
        "[City c|Porto] published [Plan p|its industrial roadmap]. [~City c|The city]'s [~Plan p|plan] runs to 2030.",
        "p appliesTo c",
    ),
    ("Under [Plan p|the Clean Mills Programme], [Region r|Odisha] wants 40 new furnaces by 2030.", "p appliesTo r"),
    (
        "The number of furnaces in [Region r|Odisha] is to double by 2030, according to [Plan p|the Clean "
        "Mills Programme].",
        "p appliesTo r",
    ),
    (
        "[Country c|Chile] will double its output of cells by 2030. [Bureau b|The Ministry of Mining] presented "
        "[~Plan p|the plan] on Monday. [Plan p|The Cell Plan] starts in May.",
        "p issuedBy b; p appliesTo c",
    ),
    ("[Plan p|A plan to cut imports from [Country c|Chile]] starts in May.", ""),
    ("[Plan p|The [Region r|Odisha] Clean Mills Programme] starts in May.", "p appliesTo r"),
    (
        "[Plan p|The Clean Mills Programme] was released by [Bureau b|the Department of Steel of [Region r|Odisha]].",
        "p issuedBy b; p appliesTo r; b jurisdiction r",
    ),
    # partOfPlan, supersedes
    ("[Plan p|The Clean Mills Programme] implements [Plan q|the National Steel Policy].", "p partOfPlan q"),
    ("[Plan p|The Clean Mills Programme] is part of [Plan q|the National Steel Policy].", "p partOfPlan q"),
    (
        "[Plan p|The Clean Mills Programme], a pillar of [Plan q|the National Steel Policy], starts in May.",
        "p partOfPlan q",
    ),
    (
        "[Plan p|The Clean Mills Programme] was launched as part of [Plan q|the National Steel Policy].",
        "p partOfPlan q",
    ),
    ("[Plan q|The National Steel Policy] includes [Plan p|the Clean Mills Programme].", "p partOfPlan q"),
    ("[Plan p|The Clean Mills Programme] falls under [Plan q|the National Steel Policy].", "p partOfPlan q"),
    ("Officials read [Plan p|the action plan] for [Plan q|the National Steel Policy].", "p partOfPlan q"),
    ("[Plan p|The Clean Mills Programme] is not part of [Plan q|the National Steel Policy].", ""),
    ("[Plan p|The Clean Mills Programme] replaces [Plan q|the Old Mills Scheme].", "p supersedes q"),
    (
        "[Bureau b|The ministry] replaced [Plan q|the Old Mills Scheme] with [Plan p|the Clean Mills Programme].",
        "p supersedes q",
    ),
    ("[Plan p|The Clean Mills Act] will do away with [Plan q|the Old Mills Scheme].", "p supersedes q"),
    ("[Plan p|The Act] allows states to pay aid and replaces [Plan q|the Old Mills Scheme].", "p supersedes q"),
    (
        "[Plan p|The Clean Mills Programme] opens. Its predecessor, [Plan q|the Old Mills Scheme], fell short.",
        "p supersedes q",
    ),
    (
        "[Plan p|The Clean Mills Programme] is one of six plans under [Plan q|the National Steel Policy].",
        "p partOfPlan q",
    ),
    ("[Bureau b|The ministry] issued [Plan p|Regulation No. 35 of 2025] on mills.", "p issuedBy b"),
    (
        "So says a circular issued on Monday by [Bureau b|the Ministry of Mills] and [Bureau c|the Loom Commission]. "
        "The circular, titled [Plan p|the Loom Renewal Plan], is short.",
        "p issuedBy b; p issuedBy c",
    ),
    ("[Bureau b|The government]'s answer is [Plan p|the Clean Mills Programme].", "p issuedBy b"),
    ("[Region r|Hawaii] has received money from [Plan p|the Clean Mills Act].", ""),
    ("[Plan q|The Old Mills Scheme] is superseded by [Plan p|the Clean Mills Programme].", "p supersedes q"),
    ("[Plan p|The Clean Mills Programme] is the successor to [Plan q|the Old Mills Scheme].", "p supersedes q"),
    ("[Plan p|The Clean Mills Programme] will not replace [Plan q|the Old Mills Scheme].", ""),
]

FACILITIES = [
    # passive idioms, apposed names, land bought to build on, subsidiaries
    ("In [City p|Porto], ground will be broken in May for [Facility f|a cell plant].", "f locatedIn p"),
    (
        "[Company a|Norvolt Cells], a venture of [Company b|Norvolt] and [Company c|Ferro], whose [Facility f|cell "
        "plant] opened in May, is hiring.",
        "a operates f",
    ),
    (
        "[Company a|Norvolt] bought a site in [City p|Porto] to build [Facility f|a cell plant].",
        "a operates f; f locatedIn p",
    ),
    (
        "[Facility f|A cell plant] with a capacity of 2 gigawatts, built by [Company a|Norvolt], opened in May.",
        "a operates f",
    ),
    ("[Company a|Norvolt] has begun piling for [Facility f|a cell plant].", "a operates f"),
    (
        "* [City p|Porto], [Country c|Portugal]. [Company a|Norvolt] scrapped [Facility f|the cell plant].",
        "p partOf c; a operates f; f locatedIn p; f locatedIn c",
    ),
    # operates: verbs and their turns
    ("[Company c|Norvolt] runs [Facility f|a cell plant].", "c operates f"),
    (
        "[Company c|Norvolt] opened [Facility f|a cell plant] in [City p|Porto] on Monday.",
        "c operates f; f locatedIn p",
    ),
    ("[Facility f|The cell plant] is operated by [Company c|Norvolt].", "c operates f"),
    ("[Facility f|A cell plant] built by [Company c|Norvolt] stands empty.", "c operates f"),
    ("[Company c|Norvolt], which owns and operates [Facility f|a cell plant], cut jobs.", "c operates f"),
    ("[Company c|Norvolt] put into operation [Facility f|a cell plant] last month.", "c operates f"),
    (
        "[Company c|Norvolt] put [Facility f|a new cell plant] into operation in [City p|Porto].",
        "c operates f; f locatedIn p",
    ),
    ("[Company c|Norvolt] broke ground on [Facility f|a cell plant] in [City p|Porto].", "c operates f; f locatedIn p"),
    ("[Company c|Norvolt] cut the ribbon on [Facility f|its cell plant].", "c operates f"),
    (
        "[Company c|Norvolt] inked a pact to build [Facility f|a cell plant] in [City p|Porto].",
        "c operates f; f locatedIn p",
    ),
    ("[Company c|Norvolt] announced plans to set up [Facility f|a cell plant].", "c operates f"),
    (
        "[Company c|Norvolt] will invest $2 billion in [Facility f|a cell plant] in [City p|Porto].",
        "c operates f; f locatedIn p",
    ),
    ("[Company c|Norvolt] commissioned [Facility f|a cell plant] at [City p|Porto].", "c operates f; f locatedIn p"),
    ("[Company c|Norvolt] was picked to build [Facility f|a cell plant].", "c operates f"),
    ("[Company c|Norvolt] completed the first phase of [Facility f|its cell plant].", "c operates f"),
    (
        "[Company a|Norvolt] and [Company b|Sunrise Motor] are building [Facility f|a cell plant].",
        "a operates f; b operates f",
    ),
    (
        "A joint venture of [Company a|Norvolt] and [Company b|Sunrise Motor] is building [Facility f|a cell plant].",
        "a operates f; b operates f",
    ),
    (
        "[Company c|Norvolt] halted work at [Facility f|its cell plant] in [City p|Porto].",
        "c operates f; f locatedIn p",
    ),
    (
        "[Company c|Norvolt] scrapped [Facility f|a planned cell plant] in [City p|Porto].",
        "c operates f; f locatedIn p",
    ),
    # by the wording of the noun phrase
    (
        "Workers left [Company c|Norvolt]'s [Facility f|plant in [City p|Porto]] on Friday.",
        "c operates f; f locatedIn p",
    ),
    ("Workers left [Facility f|the [Company c|Norvolt] plant in [City p|Porto]].", "c operates f; f locatedIn p"),
    ("[Company c|Norvolt] said [~Company c|its] [Facility f|Porto plant] would hire.", "c operates f"),
    ("[Company c|Norvolt], whose [Facility f|second plant] opened in May, is hiring.", "c operates f"),
    ("[Company c|Norvolt] is the owner of [Facility f|the old shipyard].", "c operates f"),
    # not operated
    ("[Company c|Norvolt] could build [Facility f|a cell plant] in [City p|Braga].", "f locatedIn p"),
    ("[Company c|Norvolt] is weighing [Facility f|a cell plant].", ""),
    ("[Company c|Norvolt] denied that it would build [Facility f|a cell plant].", ""),
    ("[Company c|Norvolt] has no plans to open [Facility f|a cell plant].", ""),
    ("[Company c|Norvolt] never opened [Facility f|the cell plant].", ""),
    ("[Company c|Norvolt] supplies presses to [Facility f|a cell plant].", ""),
    # locatedIn
    ("[Facility f|The cell plant] is located in [City p|Porto].", "f locatedIn p"),
    ("[Facility f|The cell plant] opened its doors in [City p|Porto].", "f locatedIn p"),
    (
        "[Facility f|The cell plant] will come up in [City p|Sanand], [Region r|Gujarat].",
        "f locatedIn p; f locatedIn r; p partOf r",
    ),
    ("[Facility f|The cell plant] is under construction in [City p|Porto].", "f locatedIn p"),
    ("Construction of [Facility f|the cell plant] began in [City p|Porto] in May.", "f locatedIn p"),
    ("[Facility f|The [City p|Porto] plant] employs 900 people.", "f locatedIn p"),
    (
        "In [City p|Porto], [Company c|Norvolt] has run [Facility f|a cell plant] since 2010.",
        "c operates f; f locatedIn p",
    ),
    (
        "Ministers toured [City p|Porto], where [Company c|Norvolt] is building [Facility f|a cell plant].",
        "c operates f; f locatedIn p",
    ),
    (
        "[Company c|Norvolt] opened [Facility f|a plant] in [City p|Foshan]'s [Region r|Shunde District].",
        "c operates f; f locatedIn p; f locatedIn r",
    ),
    (
        "[Company c|Norvolt] will invest $8 million in building [Facility f|its first plant] to perform assembly and "
        "servicing in [City p|Porto].",
        "c operates f; f locatedIn p",
    ),
    (
        "An Asian plant is next for the brand. [Facility f|The cell plant] opened. [Company c|Norvolt] built it.",
        "c operates f",
    ),
    ("[Facility f|The cell plant] lies near [City p|Porto].", ""),
    ("Things look better in [City p|Porto]. Here, [Company c|Norvolt] runs [Facility f|a cell plant].", "c operates f"),
    (
        "In [City p|Porto], spirits are high. [Company c|Norvolt] is building [Facility f|a cell plant].",
        "c operates f; f locatedIn p",
    ),
]

PLACES = [
    # sides of a place, what lies where a relative clause says, members of a region
    ("[City p|Vaasa], on the west coast of [Country c|Finland], is growing.", "p partOf c"),
    (
        "It left [Region r|Ohio], where [Company c|Norvolt] has run [Facility f|a mill] in [City p|Lima].",
        "c operates f; f locatedIn p; f locatedIn r; p partOf r",
    ),
    (
        "It serves [Region o|the Green Corridor], which groups the provinces of [Region a|Arlo], [Region b|Berat] "
        "and [Region d|Dorn].",
        "a partOf o; b partOf o; d partOf o",
    ),
    ("It stands in [City p|Porto], [Country c|Portugal].", "p partOf c"),
    ("Makers in [City p|Kladno] ([Country c|Czech Republic]) agreed.", "p partOf c"),
    ("[City p|Pune], a city in [Region r|Maharashtra], is growing.", "p partOf r"),
    (
        "[City p|Hangzhou], capital of east [Country c|China]'s [Region r|Zhejiang Province], is growing.",
        "p partOf r; r partOf c",
    ),
    ("It is in the German state of [Region r|Saxony]. [Country c|Germany] paid.", "r partOf c"),
    ("Sites in [City a|Boulder] and [City b|Longmont], [Region r|Colorado], will close.", "a partOf r; b partOf r"),
    ("It sells to [Country a|France], [Region b|Taiwan], [Country c|Japan] and [Country d|Peru].", ""),
    ("[Region r|Hubei] and [City p|Chengdu] agreed.", ""),
    ("[City p|Chemnitz], in the state of [Region r|Saxony], agreed.", "p partOf r"),
    # seats and jurisdiction
    ("[City p|Porto]-based [Company c|Norvolt] is hiring.", "c headquarteredIn p"),
    ("[Company c|Norvolt], a [City p|Porto]-based maker of cells, is hiring.", "c headquarteredIn p"),
    ("[Company c|Norvolt], headquartered in [City p|Porto], is hiring.", "c headquarteredIn p"),
    ("[Company c|Norvolt], a cell maker based in [City p|Porto], is hiring.", "c headquarteredIn p"),
    (
        "Headquartered in [City p|Austin], [Region r|Texas], [Company c|Norvolt] makes cells.",
        "c headquarteredIn p; p partOf r",
    ),
    ("[Company c|Norvolt] has its headquarters in [City p|Porto].", "c headquarteredIn p"),
    ("[Region r|Ohio]-based [Company c|Norvolt] is hiring.", "c locatedIn r"),
    ("[Company c|Norvolt], of [City p|Woodinville], is hiring.", "c headquarteredIn p"),
    (
        "[Company c|Norvolt], a [City p|Tulsa], [Region r|Oklahoma]-based cell maker, is hiring.",
        "c headquarteredIn p; p partOf r",
    ),
    ("Guests praised the ‘Invest in [Country a|Peru]’ tour in [Region r|Cusco].", ""),
    ("[Company c|Norvolt] is not based in [City p|Porto].", ""),
    ("[Country c|Chile]'s [Bureau b|Ministry of Mining] met reporters.", "b jurisdiction c"),
    ("[Bureau b|The Government of [Region r|Odisha]] met reporters.", "b jurisdiction r"),
    ("[Bureau b|[City p|Wuhan] Municipal Bureau of Commerce] met reporters.", "b jurisdiction p"),
    ("[Region r|Ohio], whose [Bureau b|Department of Commerce] met reporters, is growing.", "b jurisdiction r"),
    ("[Country c|Denmark] agreed. [Bureau b|The Danish Energy Agency] met reporters.", "b jurisdiction c"),
    ("[Bureau b|The Ministry of Mining], in [City p|Santiago], met reporters.", "b locatedIn p"),
]

LISTS = [
    (
        "* What: [Plan p|a four-year plan for cleaner mills]\n* Who: [Bureau b|the Ministry of Steel]\n"
        "* Where: all of [Region r|Odisha]\n* Replaces: [Plan q|the Old Mills Scheme]",
        "p issuedBy b; p appliesTo r; p supersedes q",
    ),
    (
        "* Project: [Facility f|cell plant]\n* Company: [Company c|Norvolt]\n* Location: [City p|Porto], "
        "[Country d|Portugal]",
        "c operates f; f locatedIn p; f locatedIn d; p partOf d",
    ),
    (
        "[Company c|Norvolt] opened [Facility f|a plant] in [City p|Porto]. [Facility g|A second plant] will follow.",
        "c operates f; f locatedIn p; c operates g",
    ),
]


WORDINGS = [
    # who issues a paper issues what it announces; who writes rules about a plan did not issue the plan
    (
        "[Bureau b|The Ministry of Steel] issued Decision No. 88/QD-BT promulgating [Plan p|the Green Furnace Plan].",
        "p issuedBy b",
    ),
    ("[Bureau b|The Ministry of Steel] issued a circular announcing [Plan p|the Green Furnace Plan].", "p issuedBy b"),
    ("[Bureau b|The Ministry of Steel] issued the tax rules for [Plan p|the Green Furnace Plan].", ""),
    ("[Bureau b|The Ministry of Steel] published a list of winners of [Plan p|the Green Furnace Plan].", ""),
    (
        "[Plan p|The policy] seeks cheaper kilns, the order issued by [Bureau b|the Ministry of Steel] says.",
        "p issuedBy b",
    ),
    # where a plan holds
    ("Nobody liked [Plan p|the 2019 kiln policy] of [Region r|Gujarat].", "p appliesTo r"),
    ("[Plan p|The Green Furnace Plan] will be carried out throughout [Country k|Hungary].", "p appliesTo k"),
    ("[Plan p|The kiln scheme] is one of the tasks set by [Plan q|the Steel Strategy].", "p partOfPlan q"),
    # a singular relative clause speaks of the last of a list, a plural one of all
    (
        "The state has plants of [Company a|Foxcell], [Company b|Pegavolt] and [Company c|Tavolt], which runs "
        "[Facility f|a large factory].",
        "c operates f",
    ),
    (
        "Partners are [Company a|Foxcell] and [Company c|Tavolt], which run [Facility f|a large factory].",
        "a operates f; c operates f",
    ),
    # whose a plant is that is only called its own
    (
        "[Company c|Norvolt] makes cells. Sales fell. The move spares the company's [Facility f|main plant].",
        "c operates f",
    ),
    ("[Company c|Norvolt] makes cells. Sales fell. Its [Facility f|older fab] will close in May.", "c operates f"),
    (
        "[Company c|Norvolt] fought [Company d|Sudvolt] in court. Its [Facility f|older fab] will close in May.",
        "c operates f",
    ),
    (
        "[Company c|Norvolt] and [Company d|Sudvolt] grew. Prices fell. The company's [Facility f|old fab] closed.",
        "",
    ),
    ("[Company c|Norvolt] makes cells. [Region r|Gujarat] hopes for its [Facility f|first fab].", "f locatedIn r"),
    ("[Company c|Norvolt] makes cells. The carmaker did not build [Facility f|a fab].", ""),
    ("[Company c|Norvolt] told staff that [Facility f|the cell plant] it is building will be late.", "c operates f"),
    ("The zone signed for [Facility f|a jeans factory] for [Company c|Eroplast].", "c operates f"),
    # where a plant is: as its park, or as the place that opens the sentence
    (
        "In [City o|Kulim], [Company c|Norvolt] makes wafers at [Facility f|a fab].",
        "f locatedIn o; c operates f",
    ),
    (
        "[Facility g|The Batu Park] lies in [Region r|Penang]. [Company c|Norvolt] runs [Facility f|a plant] at "
        "[Facility g|the Batu Park].",
        "g locatedIn r; c operates f; f locatedIn r",
    ),
    (
        "In [City o|Orlan] town, [Company c|Norvolt]'s [Facility f|heater plant] was named a model in May.",
        "c operates f; f locatedIn o",
    ),
    ("[Facility f|The mill], to come up in [City o|Pune], will make strip.", "f locatedIn o"),
    ("Crews clear [Facility g|the Batu Park], on the mainland side of [Region r|Penang].", "g locatedIn r"),
    ("The minister is in [City o|Pune] for the opening of [Facility f|a new mill].", "f locatedIn o"),
    (
        "[Company c|Norvolt] will build [Facility f|a second mill] here in [City o|Pune].",
        "c operates f; f locatedIn o",
    ),
    # who is behind an investment or a project
    (
        "The province welcomes an investment of $9 million by [Company c|Norvolt] to build [Facility f|a mill].",
        "c operates f",
    ),
    (
        "The province welcomes an investment by a bank. [Company c|Norvolt] makes cells near [Facility f|a mill].",
        "",
    ),
    ("A third project, by [Company c|Norvolt], covers the expansion of [Facility f|a foundry].", "c operates f"),
    ("[Company c|Norvolt] told investors that a report covers [Facility f|a foundry].", ""),
    ("A grant of $9 million for [Company c|Norvolt] to build [Facility f|a mill] was approved.", "c operates f"),
    (
        "The measure supports [Company c|Norvolt Ltd] in building and operating [Facility f|a chip plant in Braga].",
        "c operates f",
    ),
    ("The project is invested by [Company c|Norvolt], owner of [Facility f|the mill].", "c operates f"),
    (
        "Work follows [Plan p|the Steel Plan for Mills, Foundries and Forges (2026-28)], which [Bureau b|the Ministry "
        "of Steel] issued in May.",
        "p issuedBy b",
    ),
    # bodies told by their level: the place named last
    (
        "[Region r|Hubei] has grown, says the provincial [Bureau b|bureau of statistics] in [City o|Wuhan].",
        "b jurisdiction r; b locatedIn o",
    ),
    ("[City o|Wuhan] has grown. The city's [Bureau b|Bureau of Trade] agrees.", "b jurisdiction o"),
    ("[Region r|Zhangjia District] has grown. The provincial [Bureau b|Bureau of Trade] agrees.", ""),
    # the only company that a sentence is about, and what the finder of plants noticed
    ("[Company c|Norvolt] told its staff that [Facility f|the Dafen plant] would shut.", "c operates f"),
    ("[Company c|Norvolt] CEO Ann Roe: restarting [Facility f|the Gary mill] helps.", "c operates f"),
    ("[Company c|Norvolt] receives its cells from [Facility f|a plant in Braga].", ""),
    ("[Facility f|A plant in Braga] will supply [Company c|Norvolt] with cells.", ""),
    ("[Company c|Norvolt] may reopen [Facility f|the Gary mill].", ""),
    # over which places a plan is said to reach, and whose it is by an apposition or a paper
    (
        "[Plan p|The Loom Programme] will pay for mills in the regions of [Region q|Surat] and [Region r|Kutch].",
        "p appliesTo q; p appliesTo r",
    ),
    ("[Plan p|The Loom Programme] will help firms across [Country q|Peru].", "p appliesTo q"),
    ("[Bureau b|The Ministry of Cloth] launched [Plan p|the Loom Scheme] in [City o|Pune].", "p issuedBy b"),
    ("[Plan p|The Loom Scheme] paid for [Facility f|a mill] in [City o|Pune].", "f locatedIn o"),
    ("Under [Plan p|the Loom Act], [Company c|Norvolt] makes cells in [City o|Pune].", ""),
    ("[Plan p|The Loom Scheme], a programme of [Bureau b|the Ministry of Cloth], will end.", "p issuedBy b"),
    (
        "It follows from [Plan p|an action plan] attached to a circular issued by [Bureau b|the Ministry of Cloth].",
        "p issuedBy b",
    ),
    ("[Bureau b|The Ministry of Cloth] picked ten firms under its [Plan p|HIT-30] programme.", "p issuedBy b"),
    ("[City o|Seoul]'s [Bureau b|Ministry of Trade] agrees.", ""),
    (
        "[Plan p|The Loom Fund] was launched today (Wednesday 14 May) by [Bureau b|the Ministry of Cloth].",
        "p issuedBy b",
    ),
    (
        "[Bureau b|The Ministry of Cloth] and the development agency [Bureau a|Corvo] issued [Plan p|the Loom Plan].",
        "p issuedBy a; p issuedBy b",
    ),
    ("To support [Plan p|the national loom plan], [Region r|Hubei] will set up a fund.", ""),
    ("[Plan p|The Loom Fund] builds on [Plan q|the Weave Scheme].", ""),
    # the only company that runs anything
    (
        "[Company c|Norvolt] opened [Facility f|a mill]. [Facility g|The Fargo plant] will go on making cells.",
        "c operates f; c operates g",
    ),
    ("[Company c|Norvolt] opened [Facility f|a mill]. [Facility g|A plant in Fargo] burnt down.", "c operates f"),
    # where a company is at home
    ("[Company c|Norvolt] (headquarters: [City o|Pune]) makes cells.", "c headquarteredIn o"),
    ("[Company c|Norvolt], whose head office is in [City o|Pune], makes cells.", "c headquarteredIn o"),
    ("[Company c|Norvolt] makes cells. The company, based in [City o|Pune], has grown.", "c headquarteredIn o"),
    ("[Company c|Norvolt] makes cells. Its headquarters are in [City o|Pune].", "c headquarteredIn o"),
    (
        "Founded in 1947 and headquartered in [City o|Pune], [Company c|Vardhan Looms] makes looms.",
        "c headquarteredIn o",
    ),
    ("[Company c|Vardhan], a maker of modules headquartered in [City o|Pune], has grown.", "c headquarteredIn o"),
    ("[Company c|Northvolt] is a [City o|Toronto]-based developer of lithium projects.", "c headquarteredIn o"),
    ("[Company c|Brandt Builders] of [City o|Columbus] lays the bricks.", "c locatedIn o"),
    ("[Company c|Haiten], a reducer maker in [City o|Yantai], has grown.", "c locatedIn o"),
    ("[Company c|Haiten] was sued by a dealer in [City o|Yantai].", ""),
]


@pytest.mark.parametrize(("source", "expected"), PLANS + FACILITIES + PLACES + LISTS + WORDINGS)
def test_states_exactly(world, source, expected):
    found, _ = facts(world, source)
    assert found == {part.strip() for part in expected.split(";") if part.strip()}, re.sub(
        r"\[~?\w+ \w+\||\]", "", source
    )


def test_more_than_sixty_constructions():
    assert len(PLANS + FACILITIES + PLACES + LISTS) > 100


def test_a_new_verb_is_an_edit_of_the_lexicon(world, tmp_path):
    nlp, _, gazetteer = world
    sentence = "[Bureau b|The Ministry of Steel] trumpeted [Plan p|the Green Furnace Plan]."
    assert facts(world, sentence)[0] == set()
    more = tmp_path / "more.ttl"
    more.write_text(
        "@prefix kg: <https://w3id.org/kg-policy/ontology#> .\n"
        "@prefix lex: <https://w3id.org/kg-policy/lexicon#> .\n"
        "<https://w3id.org/kg-policy/lexicon/frame/trumpet> a lex:Frame ; lex:states kg:issuedBy ;\n"
        '    lex:verb "trumpet"@en ; lex:argument "nsubj=object" , "dobj=subject" .\n',
        encoding="utf-8",
    )
    lexicon = read_lexicon([*lexicon_files(), more])
    assert facts((nlp, lexicon, gazetteer), sentence)[0] == {"p issuedBy b"}


def test_a_trigger_without_a_fact_is_kept_with_its_reason(world):
    _, ledger = facts(world, "[Bureau b|The Ministry of Steel] has not issued [Plan p|the Green Furnace Plan].")
    assert [(a.trigger, a.reason, a.detail) for a in ledger if a.detail == "issuedBy"] == [
        ("issued", "denied", "issuedBy")
    ]
    _, ledger = facts(world, "The mayor issued [Plan p|the Green Furnace Plan].")
    assert ("no-object", "issuedBy") in {(a.reason, a.detail) for a in ledger}


def test_a_sentence_that_states_the_relation_is_not_in_the_ledger(world):
    _, ledger = facts(world, "[Bureau b|The Ministry of Steel] issued [Plan p|the Green Furnace Plan].")
    assert "issuedBy" not in {a.detail for a in ledger}


def test_a_claim_names_its_source(world):
    nlp, lexicon, gazetteer = world
    document, entities = marked(
        "[Bureau b|The Ministry of Steel] said that [Company c|Norvolt] had opened [Facility f|a cell plant].", nlp
    )
    claims, _ = find(document, entities, lexicon, gazetteer)
    assert [(c.predicate, c.attributed_to) for c in claims] == [("operates", "b")]


def test_confidence_is_the_measured_share_of_the_rule_or_its_family(world):
    nlp, lexicon, gazetteer = world
    document, entities = marked(
        "[Company c|Norvolt] runs [Facility f|a cell plant]. [Facility g|[Company d|Sudvolt] Works] is far away.", nlp
    )
    claims, _ = find(document, entities, lexicon, gazetteer)
    sure = {c.object: c.confidence for c in claims}
    assert sure == {"f": CONFIDENCE["frame"], "g": WEAK["operates:name"]}
    assert all(WEAK[rule] < CONFIDENCE[rule.rpartition(":")[2]] for rule in WEAK)


def test_the_order_of_entities_does_not_matter(world):
    nlp, lexicon, gazetteer = world
    document, entities = marked(PLANS[16][0], nlp)
    assert find(document, entities, lexicon, gazetteer) == find(document, entities[::-1], lexicon, gazetteer)
