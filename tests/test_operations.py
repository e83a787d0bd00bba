"""docs/operations.md says what the code does."""

import re
from pathlib import Path

from partyportal.embedded import SET_UP

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/operations.md").read_text()


def test_each_setting_is_explained_once():
    source = (ROOT / "partyportal/settings.py").read_text()
    names = re.findall(r'\benv\.[a-z_]+\(\s*"([A-Z_]+)"', source)
    assert {"SECRET_KEY", "DATABASE_URL", "HTTPS"} <= set(names)
    for name in names:
        assert PAGE.count(f"\n| `{name}` |") == 1, name


def test_roles_are_set_up_as_in_the_embedded_server():
    for statement in SET_UP.splitlines():
        assert f"{statement};" in PAGE
