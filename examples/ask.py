"""The Python API in ten lines: build a store, ask it, show the sentences. Run: python examples/ask.py"""

import kg

with kg.open("kg-store") as graph:
    report = graph.build("examples/articles")
    print(f"{report.found} articles read")
    for row in graph.query("plans-of-place", place="Beijing", evidence=True):
        print(f"{row.plan}, {row.start} to {row.end}: “{row.quote}” ({row.source}, {row.date})")
    company = graph.entity("小米")
    print(company.label, [f"{fact.predicate} {fact.object}" for fact in company.facts])
    print(graph.networkx(about=company).number_of_edges(), "relations around it")
