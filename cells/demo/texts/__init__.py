"""Sentences of which the minutes of the demo world are made."""
