"""Reading English text without a parser: sentences, numbers, money, dates and periods. Pure functions."""
