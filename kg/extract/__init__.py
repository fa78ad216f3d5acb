"""From an Article to a Record: what the article says, with the words that say it."""
