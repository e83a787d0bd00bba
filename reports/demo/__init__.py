"""The demo world's briefings, ratings and published figures, up to its last day."""

from reports.demo import briefings, figures, ratings


def load(world) -> None:
    """Add the rows of this app to a world that is saved."""
    briefings.load(world)
    ratings.load(world)
    figures.load(world)
