"""Pages of cells and of their meetings."""

from cells.views.cells import cell_detail, cell_list

__all__ = ["cell_detail", "cell_list"]
