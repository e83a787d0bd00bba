"""The demo world: one invented commune, the same for the same day."""
