"""Records together: datasets, selections, and what can be done with them."""
