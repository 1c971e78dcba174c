"""One function a sentence: facts to the slots of one row of phrases.csv."""
