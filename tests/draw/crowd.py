"""A graph of as many things as asked for: provinces with cities, agencies, plans, companies and plants."""

from tests.query.builder import Graph

PROVINCES = ("Jiangsu", "Zhejiang", "Hubei", "Sichuan", "Anhui", "Hunan")
CITIES = (
    "Suzhou",
    "Hangzhou",
    "Wuhan",
    "Chengdu",
    "Hefei",
    "Changsha",
    "Wuxi",
    "Ningbo",
    "Yichang",
    "Mianyang",
    "Wuhu",
)
FIRMS = (
    "Northstar Motors",
    "Tidal Cells",
    "Lumen Silicon",
    "Bridge Robotics",
    "Halcyon Solar Materials",
    "Orbit Machine Tools",
)
PLANTS = ("battery plant", "second assembly plant", "wafer fab", "robot workshop", "module factory", "forging shop")


def crowd(provinces: int, cities: int, plants: int) -> Graph:
    """Make a graph; each province has so many cities, each city so many plants of companies that recur."""
    g = Graph()
    g.entity("cn", "Country", "country/cn", "China", "中国")
    g.entity("miit", "Bureau", "bureau/cn/miit", "Ministry of Industry and Information Technology")
    g.entity("np", "Plan", "plan/cn/smart", "Smart manufacturing development plan for the fourteenth five-year period")
    text = "It is so, says the article."
    a = g.article("https://news.example/crowd", "A crowd", "2025-01-01", "The Daily Example", text)
    a.says("np", "issuedBy", "miit", "It is so").says("miit", "jurisdiction", "cn", "It is so")
    number = 0
    for p in range(provinces):
        province = PROVINCES[p % len(PROVINCES)]
        region, office, plan = f"r{p}", f"o{p}", f"p{p}"
        g.entity(region, "Region", f"region/cn/{province}-{p}", province, within="cn")
        g.entity(office, "Bureau", f"bureau/{province}-{p}", f"{province} Provincial Department of Industry")
        g.entity(
            plan,
            "Plan",
            f"plan/{province}-{p}",
            f"{province} action plan for upgrading traditional industries 2025-2027",
        )
        a.says(plan, "issuedBy", office, "It is so").says(plan, "appliesTo", region, "It is so")
        a.says(office, "jurisdiction", region, "It is so").says(plan, "partOfPlan", "np", "It is so")
        for c in range(cities):
            city = f"c{p}-{c}"
            name = CITIES[(p + c * provinces) % len(CITIES)]
            g.entity(city, "City", f"city/cn/{name}-{p}-{c}", name, within=region)
            for _ in range(plants):
                firm = FIRMS[number % len(FIRMS)]
                if firm not in g.things:
                    g.entity(firm, "Company", f"company/{firm}", firm)
                    a.says(firm, "headquarteredIn", city, "It is so")
                plant = f"f{number}"
                kind = PLANTS[(number * 5 + 1) % len(PLANTS)]
                g.entity(plant, "Facility", f"facility/{number}", f"{firm} {kind} in {name}")
                a.says(firm, "operates", plant, "It is so").says(plant, "locatedIn", city, "It is so")
                number += 1
    return g
