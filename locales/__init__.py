"""The Fluent files, Arabic first, and the check that the languages agree."""
