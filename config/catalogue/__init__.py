"""The message catalogues: extracted, filled, checked and compiled in Python alone."""
