"""Measured work, always beside a peer in the same run: python -m benchmarks.<name>."""
