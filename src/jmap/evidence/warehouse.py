"""A database that users name by an address, in which a password may stand that no message repeats."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import unquote

from jmap.errors import ConfigError, ToolMissingError
from jmap.evidence.engine import ibis_library

_SECRETS: Final = re.compile(r"://[^:/@]*:(?P<password>.*)@|[?&;][^=]*=(?P<option>[^&;]{4,})", re.DOTALL)


def connected(url: str) -> Any:
    """The database at an address such as Ibis takes, which is only read.

    Raises:
        ConfigError: it cannot be opened.
        ToolMissingError: the library that speaks with it is not installed.
    """
    ibis = ibis_library()
    scheme, _, rest = url.partition("://")
    # DuckDB would make an empty database of a name that is misspelt.
    options = {"read_only": True} if scheme == "duckdb" and rest and not rest.startswith("md:") else {}
    try:
        return ibis.connect(url, **options)
    except ImportError:
        raise ToolMissingError(
            f"what Ibis needs for {scheme}", f"pip install 'ibis-framework[{scheme}]'"
        ) from None
    except Exception as error:  # noqa: BLE001 - each engine has exceptions of its own
        said = _without_secrets(str(error).partition("\n")[0], url)
        raise ConfigError(f"the database of --connect cannot be opened: {said}") from None


def _without_secrets(text: str, url: str) -> str:
    """What an engine says, without the address and what may be secret in it."""
    secrets = {url, url.partition("://")[2]}
    secrets.update(found["password"] or found["option"] or "" for found in _SECRETS.finditer(url))
    for secret in sorted({*secrets, *map(unquote, secrets)} - {""}, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text
