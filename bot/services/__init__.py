"""Load, decide, write: each service works inside a transaction it is handed and speaks only through the outbox."""
