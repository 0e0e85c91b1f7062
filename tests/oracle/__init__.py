"""The law of hours read a second time, by brute force and without the product: what `tests/proving` compares with."""
