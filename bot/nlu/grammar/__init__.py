"""From typed tokens to items: one file a topic; a rule is a function from a place in the tokens to what it found."""
