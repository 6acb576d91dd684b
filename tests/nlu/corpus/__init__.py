"""The corpus of phrases and how it is made."""
