"""GDELT event data, as records and as a table."""
