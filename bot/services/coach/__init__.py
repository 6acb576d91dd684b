"""The coach's side: what the team may look at and do, confirming included, whoever does it."""
