"""The memory: every table, every statement, and the one place where a transaction starts and ends."""
