"""Text of an uploaded file, in the encoding it has or is said to have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.errors import ConfigError
from jmap.importers.codes import UNREADABLE
from jmap.importers.remarks import refuse
from jmap.spec.encoding import ILLEGAL, byte_order_mark

if TYPE_CHECKING:
    from jmap.importers.importer import Upload

_ILLEGAL: Final = re.compile(ILLEGAL)


def decoded(upload: Upload) -> str:
    """The text; line ends as they are.

    Raises:
        SpecError: it is in another encoding, or holds what no text does.
        ConfigError: the encoding asked for does not exist.
    """
    mark, encoding = byte_order_mark(upload.data)
    if upload.encoding and not mark:
        encoding = upload.encoding
    try:
        text = upload.data[len(mark) :].decode(encoding) if encoding else upload.data.decode("utf-32")
    except LookupError:
        raise ConfigError(f'there is no encoding "{encoding}"; common ones: gb18030, big5, cp1252') from None
    except UnicodeDecodeError as error:
        line = upload.data.count(b"\n", 0, error.start) + 1
        hint = "save it as UTF-8, or name its encoding: --encoding gb18030 (Chinese Excel) or cp1252 (Western Excel)"
        refuse(UNREADABLE, f"the text is not {(encoding or 'utf-32').upper()}", upload.path, line, hint=hint)
    if found := _ILLEGAL.search(text):
        line, sign = text.count("\n", 0, found.start()) + 1, ord(found.group())
        refuse(UNREADABLE, f"the text holds a character nobody can see: U+{sign:04X}", upload.path, line)
    return text
