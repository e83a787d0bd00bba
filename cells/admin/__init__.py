"""Django admin for cells, who leads them, their meetings and their minutes."""

from cells.admin import minutes, records

__all__ = ["minutes", "records"]
