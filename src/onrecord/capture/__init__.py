"""Observe addresses and files, and decide what an observation came to."""
