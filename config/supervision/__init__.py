"""One tree of processes under one parent."""
