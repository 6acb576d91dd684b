"""The doors: they verify who knocks, parse, hand over to `receive`, and answer after the commit."""
