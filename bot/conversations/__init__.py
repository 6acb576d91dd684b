"""Stepwise conversations as pure state machines: what is asked, what is taken from an answer, what comes next."""
