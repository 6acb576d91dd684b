"""Money of a booking: its order, the transfer and its receipt, the ledger, and what providers report."""
