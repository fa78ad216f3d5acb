# ruff: noqa: E501
"""The graph that the questions are tried on: an invented press over real-sounding places, with distractors."""

import pyoxigraph as ox

from kg import iri
from kg.vocabulary import DATA_BASE
from tests.query.builder import TYPE, Graph, node, typed


def world() -> Graph:
    g = Graph()
    _places(g)
    _others(g)
    _beijing(g)
    _guangdong(g)
    _europe(g)
    _doubts(g)
    _notes(g)
    return g


def _notes(g: Graph) -> None:
    """Notes on records, as `kg.notes` makes them."""
    rain = iri.article("https://elbe.example/rain")
    for name, kind, why, quote, start in [
        ("a", "questioning", "negated: the sentence denies it", "It rained in Linden for a week.", "16"),
        ("b", "assessing", "The entity has no name; add a skos:prefLabel.", "Rain in Linden", "0"),
        ("c", "questioning", "possible: it may be so", "Nobody won.", "3"),
    ]:
        me = ox.NamedNode(f"{DATA_BASE}note/{name}")
        g.add(me, TYPE, node("oa", "Annotation"), rain)
        g.add(me, node("oa", "motivatedBy"), node("oa", kind), rain)
        g.add(me, node("oa", "bodyValue"), ox.Literal(why), rain)
        g.add(me, node("oa", "exact"), ox.Literal(quote), rain)
        g.add(me, node("oa", "start"), typed(start, "integer"), rain)
        if name == "a":
            g.add(me, node("dcterms", "subject"), ox.Literal("rain"), rain)
        g.add(me, node("prov", "wasDerivedFrom"), ox.NamedNode(rain), rain)


def _places(g: Graph) -> None:
    g.entity("china", "Country", "country/cn", "China", "中国", "PRC")
    g.entity("germany", "Country", "country/de", "Germany", "德国")
    g.entity("beijing", "City", "city/cn/beijing", "Beijing", "北京", "Peking", within="china")
    g.entity("tianjin", "City", "city/cn/tianjin", "Tianjin", "天津", within="china")
    g.entity("guangdong", "Region", "region/cn/guangdong", "Guangdong", "广东", within="china")
    g.entity("shenzhen", "City", "city/cn/shenzhen", "Shenzhen", "深圳", within="guangdong")
    g.entity("foshan", "City", "city/cn/foshan", "Foshan", "佛山", within="guangdong")
    g.entity("nanshan", "Region", "region/cn/nanshan", "Nanshan", "南山区", within="shenzhen")
    g.entity("saxony", "Region", "region/de/saxony", "Saxony", within="germany")
    g.entity("dresden", "City", "city/de/dresden", "Dresden", within="saxony")
    # Two cities of one name: asking for it by name must say so.
    g.entity("linden-de", "City", "city/de/linden", "Linden", within="germany")
    g.entity("linden-us", "City", "city/us/linden", "Linden")


def _others(g: Graph) -> None:
    g.entity(
        "beit",
        "Bureau",
        "bureau/cn/beijing/economy-information-technology",
        "Beijing Municipal Bureau of Economy and Information Technology",
        "北京市经济和信息化局",
        "BEIT",
    )
    g.entity(
        "tjit",
        "Bureau",
        "bureau/cn/tianjin/industry-information-technology",
        "Tianjin Municipal Bureau of Industry and Information Technology",
        "天津市工业和信息化局",
    )
    g.entity(
        "miit", "Bureau", "bureau/cn/miit", "Ministry of Industry and Information Technology", "工业和信息化部", "MIIT"
    )
    g.entity("ndrc", "Bureau", "bureau/cn/ndrc", "National Development and Reform Commission", "", "NDRC")
    g.entity("gdgov", "Bureau", "bureau/cn/guangdong/government", "Guangdong Provincial Government")
    g.entity("szgov", "Bureau", "bureau/cn/shenzhen/government", "Shenzhen Municipal Government")
    g.entity("saxmin", "Bureau", "bureau/de/saxony/economy", "Saxon Ministry of Economy")
    g.entity("xiaomi", "Company", "company/xiaomi", "Xiaomi", "小米")
    g.entity("lumen", "Company", "company/lumen-silicon", "Lumen Silicon")
    g.entity("lumen-eu", "Company", "company/lumen-silicon-europe", "Lumen Silicon Europe")
    g.entity("hetao", "Company", "company/hetao-battery", "Hetao Battery", "河套电池")
    g.entity(
        "bjplan",
        "Plan",
        "plan/beijing-digital-manufacturing-2024-2026",
        "Action plan for digitalisation in Beijing's manufacturing sector",
        "北京市制造业数字化转型行动计划",
    )
    g.entity("bjold", "Plan", "plan/beijing-smart-manufacturing-2021-2023", "Beijing smart manufacturing action plan")
    g.entity("cnplan", "Plan", "plan/china-digital-industry-2023-2027", "National programme for digital industry")
    g.entity(
        "gdplan",
        "Plan",
        "plan/guangdong-advanced-manufacturing-2021-2025",
        "Guangdong advanced manufacturing five-year plan",
    )
    g.entity("szplan", "Plan", "plan/shenzhen-robots-2025-2027", "Shenzhen robot industry action plan")
    g.entity("nsplan", "Plan", "plan/nanshan-chips-2025", "Nanshan chip design support measures")
    g.entity("saxplan", "Plan", "plan/saxony-semiconductors-2024-2030", "Saxony semiconductor strategy")
    g.entity(
        "phones",
        "Facility",
        "facility/xiaomi/beijing/phones",
        "Xiaomi smart phone factory in Beijing",
        "小米智能手机工厂",
    )
    g.entity("phones2", "Facility", "facility/xiaomi/beijing/phones-2", "Xiaomi second phone factory")
    g.entity("cells", "Facility", "facility/hetao/foshan/cells", "Hetao cell plant in Foshan")
    g.entity("packs", "Facility", "facility/hetao/shenzhen/packs", "Hetao pack workshop")
    g.entity("fab", "Facility", "facility/lumen/dresden/fab", "Lumen fab in Dresden")


def _beijing(g: Graph) -> None:
    text = (
        "Beijing wants 100 more smart factories\n\nThe Beijing Municipal Bureau of Economy and Information Technology "
        "has issued an action plan for digitalisation in the city's manufacturing sector between 2024 and 2026. "
        "The plan, which puts the national programme for digital industry into practice, replaces the smart "
        "manufacturing plan of 2021. "
        "It sets out to add 100 smart factories and digital workshops. All major manufacturers are to reach a digital "
        "level.\n\nXiaomi's new phone factory in Beijing went into operation last month and can make about "
        "10 million phones per year. According to the bureau, the city has built 103 smart factories and digital "
        "workshops since 2021."
    )
    a = g.article(
        "https://daily.example/beijing-100",
        "Beijing wants 100 more smart factories",
        "2024-03-04",
        "The Daily Example",
        text,
    )
    a.mentions(
        beijing="Beijing",
        beit="The Beijing Municipal Bureau of Economy and Information Technology",
        bjplan="an action plan for digitalisation",
        xiaomi="Xiaomi",
        phones="new phone factory in Beijing",
        cnplan="the national programme for digital industry",
        bjold="the smart manufacturing plan of 2021",
    )
    issue = "has issued an action plan for digitalisation in the city's manufacturing sector"
    a.says("bjplan", "issuedBy", "beit", issue)
    a.says("bjplan", "appliesTo", "beijing", "in the city's manufacturing sector")
    a.says("bjplan", "periodStart", "2024", "between 2024 and 2026")
    a.says("bjplan", "periodEnd", "2026", "between 2024 and 2026")
    a.says("bjplan", "planKind", "action-plan", "an action plan")
    a.says(
        "bjplan",
        "objective",
        "All major manufacturers are to reach a digital level.",
        "All major manufacturers are to reach a digital level.",
    )
    a.says("bjplan", "partOfPlan", "cnplan", "puts the national programme for digital industry into practice")
    a.says("bjplan", "supersedes", "bjold", "replaces the smart manufacturing plan of 2021")
    a.says("beit", "jurisdiction", "beijing", "The Beijing Municipal Bureau of Economy and Information Technology")
    a.number(
        "target",
        "bjplan",
        "100",
        "smart factories and digital workshops",
        "to add 100 smart factories and digital workshops",
        start="2024",
        end="2026",
    )
    works = "Xiaomi's new phone factory in Beijing went into operation last month"
    a.says("xiaomi", "operates", "phones", works)
    a.says("phones", "locatedIn", "beijing", works)
    a.says("phones", "opened", "2024-02", works)
    a.says("phones", "status", "operating", works)
    a.says("phones", "facilityKind", "smart-factory", works)
    a.says("phones", "product", "phones", "phones per year")
    a.number(
        "capacity",
        "phones",
        "10000000",
        "phones per year",
        "can make about 10 million phones per year",
        bound="approximately",
    )
    a.number(
        "count",
        "beijing",
        "103",
        "smart factories and digital workshops",
        "the city has built 103 smart factories and digital workshops since 2021",
        start="2021",
        by="beit",
    )

    text = (
        "Capital's digital push gathers speed\n\nBeijing's economy and information technology bureau released the "
        "digitalisation action plan in March. By the end of 2024 it had added 40 smart factories and digital workshops, "
        "the bureau said. Xiaomi has invested 2.4 billion yuan in its phone factory. A second Xiaomi phone factory in "
        "Beijing was announced for 2026."
    )
    b = g.article(
        "https://herald.example/capital-push",
        "Capital's digital push gathers speed",
        "2025-01-15",
        "Example Herald",
        text,
    )
    b.mentions(beijing="Beijing", bjplan="the digitalisation action plan", xiaomi="Xiaomi", phones="its phone factory")
    b.says(
        "bjplan",
        "issuedBy",
        "beit",
        "Beijing's economy and information technology bureau released the digitalisation action plan",
    )
    b.number(
        "count",
        "bjplan",
        "40",
        "smart factories and digital workshops",
        "had added 40 smart factories and digital workshops",
        end="2024",
        by="beit",
    )
    b.says("xiaomi", "operates", "phones", "Xiaomi has invested 2.4 billion yuan in its phone factory")
    b.number("investment", "phones", "2400000000", "", "Xiaomi has invested 2.4 billion yuan", currency="CNY")
    second = "A second Xiaomi phone factory in Beijing was announced for 2026"
    b.says("xiaomi", "operates", "phones2", second)
    b.says("phones2", "locatedIn", "beijing", second)
    b.says("phones2", "opened", "2026", second)
    b.says("phones2", "status", "announced", second)

    text = (
        "Ministry counts 10,000 smart factories\n\nChina has built over 10,000 smart factories and digital workshops, "
        "the Ministry of Industry and Information Technology said. The ministry and the National Development and Reform "
        "Commission jointly issued the national programme for digital industry, which runs from July 2023 to June 2027. "
        "By 2027, 70% of large firms are to be digitalised. In Tianjin, the Tianjin Municipal Bureau of Industry and "
        "Information Technology reported 300 digital workshops."
    )
    c = g.article(
        "https://daily.example/ministry-10000",
        "Ministry counts 10,000 smart factories",
        "2024-05-20",
        "The Daily Example",
        text,
    )
    c.mentions(
        china="China",
        miit="the Ministry of Industry and Information Technology",
        tianjin="Tianjin",
        cnplan="the national programme for digital industry",
    )
    joint = "The ministry and the National Development and Reform Commission jointly issued the national programme"
    c.says("cnplan", "issuedBy", "miit", joint)
    c.says("cnplan", "issuedBy", "ndrc", joint)
    c.says("cnplan", "appliesTo", "china", "the national programme for digital industry")
    c.says("cnplan", "periodStart", "2023-07", "from July 2023 to June 2027")
    c.says("cnplan", "periodEnd", "2027-06", "from July 2023 to June 2027")
    c.says("cnplan", "planKind", "programme", "the national programme")
    c.says("miit", "jurisdiction", "china", "the Ministry of Industry and Information Technology")
    c.number(
        "target", "cnplan", "70", "% of large firms", "By 2027, 70% of large firms are to be digitalised", end="2027"
    )
    c.number(
        "count",
        "china",
        "10000",
        "smart factories and digital workshops",
        "China has built over 10,000 smart factories and digital workshops",
        bound="atLeast",
        by="miit",
    )
    c.says("tjit", "jurisdiction", "tianjin", "the Tianjin Municipal Bureau of Industry and Information Technology")
    c.number("count", "tianjin", "300", "digital workshops", "reported 300 digital workshops", by="tjit")


def _guangdong(g: Graph) -> None:
    text = (
        "Guangdong lays out five years of advanced manufacturing\n\nThe Guangdong Provincial Government published its "
        "advanced manufacturing five-year plan for 2021 to 2025, which covers batteries. The province aims for at least "
        "20,000 digitalised factories by 2025. The programme gets a budget of 30 billion yuan."
    )
    d = g.article(
        "https://daily.example/guangdong-five-years",
        "Guangdong lays out five years of advanced manufacturing",
        "2021-08-10",
        "The Daily Example",
        text,
    )
    d.mentions(
        guangdong="Guangdong",
        gdgov="The Guangdong Provincial Government",
        gdplan="advanced manufacturing five-year plan",
    )
    pub = "published its advanced manufacturing five-year plan for 2021 to 2025"
    d.says("gdplan", "issuedBy", "gdgov", pub)
    d.says("gdplan", "appliesTo", "guangdong", "The Guangdong Provincial Government published its")
    d.says("gdplan", "periodStart", "2021", "2021 to 2025")
    d.says("gdplan", "periodEnd", "2025", "2021 to 2025")
    d.says("gdplan", "planKind", "five-year-plan", "five-year plan")
    d.says("gdplan", "industry", "batteries", "which covers batteries")
    d.says("gdgov", "jurisdiction", "guangdong", "The Guangdong Provincial Government")
    d.number(
        "target",
        "gdplan",
        "20000",
        "digitalised factories",
        "at least 20,000 digitalised factories by 2025",
        bound="atLeast",
        end="2025",
    )
    d.number("investment", "gdplan", "30000000000", "", "a budget of 30 billion yuan", currency="CNY")

    text = (
        "Shenzhen bets on robots\n\nShenzhen's government has issued a robot industry action plan for 2025 to 2027, part of "
        "the provincial five-year plan. The city wants 50 robot factories by 2027, and robot output of 200 billion yuan in "
        "2027. Nanshan district has its own chip design support measures for 2025. Hetao Battery runs a pack workshop in "
        "Shenzhen, mothballed since May, and is building a cell plant in Foshan in Guangdong for 5 billion yuan that is to "
        "open on 1 October 2026 and make 20 GWh of cells per year. Hetao is based in Shenzhen."
    )
    e = g.article("https://pearl.example/robots", "Shenzhen bets on robots", "2025-06-30", "Pearl Post", text)
    e.mentions(
        shenzhen="Shenzhen",
        szplan="a robot industry action plan",
        hetao="Hetao Battery",
        nanshan="Nanshan",
        cells="a cell plant in Foshan",
        foshan="Foshan",
        guangdong="Guangdong",
    )
    e.says("szplan", "issuedBy", "szgov", "Shenzhen's government has issued a robot industry action plan")
    e.says("szplan", "appliesTo", "shenzhen", "Shenzhen's government has issued a robot industry action plan")
    e.says("szplan", "periodStart", "2025", "for 2025 to 2027")
    e.says("szplan", "periodEnd", "2027", "for 2025 to 2027")
    e.says("szplan", "planKind", "action-plan", "action plan")
    e.says("szplan", "industry", "robotics", "robot industry")
    e.says("szplan", "partOfPlan", "gdplan", "part of the provincial five-year plan")
    e.says("szgov", "jurisdiction", "shenzhen", "Shenzhen's government")
    e.number("target", "szplan", "50", "robot factories", "50 robot factories by 2027", end="2027")
    e.number(
        "target",
        "szplan",
        "200000000000",
        "robot output",
        "robot output of 200 billion yuan in 2027",
        currency="CNY",
        start="2027",
        end="2027",
    )
    e.says("nsplan", "appliesTo", "nanshan", "Nanshan district has its own chip design support measures for 2025")
    e.says("nsplan", "periodStart", "2025", "for 2025. Hetao")
    e.says("nsplan", "periodEnd", "2025", "for 2025. Hetao")
    pack = "Hetao Battery runs a pack workshop in Shenzhen, mothballed since May"
    e.says("hetao", "operates", "packs", pack)
    e.says("packs", "locatedIn", "shenzhen", pack)
    e.says("packs", "status", "mothballed", pack)
    e.says("packs", "facilityKind", "workshop", pack)
    cell = "is building a cell plant in Foshan in Guangdong for 5 billion yuan"
    e.says("hetao", "operates", "cells", cell)
    e.says("cells", "locatedIn", "foshan", cell)
    e.says("cells", "locatedIn", "guangdong", cell)
    e.says("cells", "status", "construction", cell)
    e.says("cells", "facilityKind", "battery-plant", cell)
    e.says("cells", "product", "battery cells", cell)
    e.says("cells", "opened", "2026-10-01", "is to open on 1 October 2026")
    e.number("capacity", "cells", "20", "GWh of cells per year", "make 20 GWh of cells per year")
    e.number("investment", "cells", "5000000000", "", "for 5 billion yuan", currency="CNY")
    e.says("hetao", "headquarteredIn", "shenzhen", "Hetao is based in Shenzhen")


def _europe(g: Graph) -> None:
    text = (
        "Saxony courts chip makers\n\nThe Saxon Ministry of Economy presented a semiconductor strategy for 2024 to 2030. "
        "Lumen Silicon opened a fab in Dresden on 12 September 2024, which cost 3.2 billion euros and makes up to "
        "40,000 wafers per month. The company will spend another 500 million euros."
    )
    f = g.article("https://elbe.example/saxony-chips", "Saxony courts chip makers", "2024-09-13", "Elbe Kurier", text)
    f.mentions(
        saxony="Saxony",
        saxmin="The Saxon Ministry of Economy",
        saxplan="a semiconductor strategy",
        lumen="Lumen Silicon",
        fab="a fab in Dresden",
        dresden="Dresden",
    )
    f.says("saxplan", "issuedBy", "saxmin", "The Saxon Ministry of Economy presented a semiconductor strategy")
    f.says("saxplan", "appliesTo", "saxony", "The Saxon Ministry of Economy presented a semiconductor strategy")
    f.says("saxplan", "periodStart", "2024", "for 2024 to 2030")
    f.says("saxplan", "periodEnd", "2030", "for 2024 to 2030")
    f.says("saxplan", "planKind", "strategy", "a semiconductor strategy")
    f.says("saxplan", "industry", "semiconductors", "a semiconductor strategy")
    f.says("saxmin", "jurisdiction", "saxony", "The Saxon Ministry of Economy")
    opened = "Lumen Silicon opened a fab in Dresden on 12 September 2024"
    f.says("lumen", "operates", "fab", opened)
    f.says("fab", "locatedIn", "dresden", opened)
    f.says("fab", "opened", "2024-09-12", opened)
    f.says("fab", "status", "operating", opened)
    f.says("fab", "facilityKind", "semiconductor-fab", opened)
    f.says("fab", "product", "wafers", "40,000 wafers per month")
    f.number("capacity", "fab", "40000", "wafers per month", "up to 40,000 wafers per month", bound="atMost")
    f.number("investment", "fab", "3200000000", "", "which cost 3.2 billion euros", currency="EUR")
    f.number("investment", "lumen", "500000000", "", "another 500 million euros", currency="EUR")


def _doubts(g: Graph) -> None:
    text = (
        "Robots for Shenzhen\n\nShenzhen's robot action plan calls for 80 robot factories by 2027. Its Dresden rival, the "
        "fab of Lumen Silicon Europe in Beijing, is closed."
    )
    h = g.article("https://blog.example/robots", "Robots for Shenzhen", "2025-07-02", "Factory Blog", text)
    h.mentions(shenzhen="Shenzhen", szplan="robot action plan")
    h.number("target", "szplan", "80", "robot factories", "80 robot factories by 2027", end="2027")
    h.says("lumen-eu", "operates", "fab", "the fab of Lumen Silicon Europe in Beijing")
    h.says("fab", "locatedIn", "beijing", "the fab of Lumen Silicon Europe in Beijing")
    h.says("fab", "status", "closed", "is closed")

    # The same wire text again, by the same publisher: another article, not another source.
    text = "Beijing plans 100 smart factories\n\nThe Beijing bureau has issued an action plan for digitalisation."
    i = g.article(
        "https://daily.example/beijing-100-short",
        "Beijing plans 100 smart factories",
        "2024-03-05",
        "The Daily Example",
        text,
    )
    i.mentions(beijing="Beijing", bjplan="an action plan for digitalisation")
    i.says("bjplan", "issuedBy", "beit", "The Beijing bureau has issued an action plan for digitalisation")

    # A wire text that another outlet prints a day later: another publisher, but no other source.
    text = (
        "Saxony woos chip makers\n\nThe Saxon Ministry of Economy presented a semiconductor strategy for 2024 to 2030."
    )
    j = g.article(
        "https://echo.example/saxony-chips", "Saxony woos chip makers", "2024-09-14", "Border Echo", text
    ).copies("https://elbe.example/saxony-chips")
    j.mentions(saxony="Saxony", saxplan="a semiconductor strategy")
    j.says("saxplan", "issuedBy", "saxmin", "The Saxon Ministry of Economy presented a semiconductor strategy")

    text = "Rain in Linden\n\nIt rained in Linden for a week."
    g.article("https://elbe.example/rain", "Rain in Linden", "2024-10-01", "Elbe Kurier", text).mentions(
        **{"linden-de": "Linden"}
    )
    g.article(
        "https://elbe.example/empty", "Cricket: a draw", "2024-10-02", "Elbe Kurier", "Cricket: a draw\n\nNobody won."
    )
