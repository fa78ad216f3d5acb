"""placeholder"""
from kg.load.draft import Draft
def read(page: str) -> Draft:
    return Draft(())
