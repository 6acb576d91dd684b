"""Reading what people type, in Arabic first: pure functions from text to values."""
