"""What is unfinished: a sentence that knows where in the editor it is mended."""


class Problem(str):
    """Reads as its sentence; `field` names the field of the editor that mends it.

    Without one, it is not the writer who can mend it.
    """

    def __new__(cls, sentence: str, field: str = ""):
        problem = super().__new__(cls, sentence)
        problem.field = field
        return problem

    @property
    def anchor(self) -> str:
        """Where the field stands on the editor's page, see Entry.key."""
        return f"f-{self.field.replace('.', '-')}" if self.field else ""
