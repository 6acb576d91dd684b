"""What a new installation begins with: a catalogue to book from at once, to be replaced by the coach's own."""
