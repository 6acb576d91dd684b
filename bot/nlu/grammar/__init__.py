"""From typed tokens to items: one file a topic, each rule a function from a place in the tokens to what it found there."""
