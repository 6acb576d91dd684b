"""From items to an answer: the calendar, the clock, and what the parts of a message mean together."""
