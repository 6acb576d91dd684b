"""The talk: what Jalsa hears, decides and says on every channel."""
