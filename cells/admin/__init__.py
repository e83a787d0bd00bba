"""Django admin for cells, who leads them, their meetings and their minutes."""

from cells.admin import cells, meetings, minutes

__all__ = ["cells", "meetings", "minutes"]
