"""A deck: slides in one look, and the bytes of its file, the same for the same contents."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PIL import Image
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE

from jmap.layout.scene import Box
from jmap.render.palette import palette
from jmap.report.package import NEVER, stored
from jmap.report.slides import writing
from jmap.report.slides.design import INNER, MARGIN, annotated, dress
from jmap.report.slides.leaf import Leaf

if TYPE_CHECKING:
    from jmap.report.names import Words
    from jmap.report.slides.writing import Where

_REGIONS: Final = {"en": "en-US", "zh": "zh-CN"}
"""Proofing tools of Office are those of a region."""
_LONGEST: Final = 255
"""Characters of a property of the file at most."""
_LEFTOVERS: Final = ("/thumbnail", "/printerSettings")
"""What the library's template brings and nobody needs, by the end of its kind."""
_APPLICATION: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    'officeDocument/2006/extended-properties"><Application>jmap</Application></Properties>'
)


class Picture(NamedTuple):
    """A picture that slides can hold."""

    data: bytes
    width: int
    height: int

    def stream(self) -> io.BytesIO:
        """It as a file."""
        return io.BytesIO(self.data)


class Deck:
    """Slides about one journey in one language.

    Attributes:
        shortened: texts of which some slide shows a part only.
        unreadable: pictures that slides cannot hold, by their names in the project.
    """

    def __init__(self, words: Words, title: str) -> None:
        look = words.project.settings.theme
        self.words = words
        self.language = _REGIONS.get(words.sheet.language, words.sheet.language)
        self.colors = palette("light", look.brand)
        self.font = look.font
        self.more = words.word("value.more", count="{}")
        self.footer = writing.shortened(writing.para(title), 680, 1).text
        self.shortened: list[Where] = []
        self.unreadable: list[str] = []
        self._title = title
        self._leaves: list[Leaf] = []
        self._noted = False
        self._titles: dict[str, int] = {}
        self._pictures: dict[str, Picture | None] = {}
        self._file = Presentation()
        dress(self._file, self.colors, self.font)

    def leaf(self, title: str, subtitle: str = "", *, cover: bool = False) -> Leaf:
        """A further slide; no two have the same title, so that outlines and screen readers tell them apart."""
        leaf = Leaf(self, self._file.slides.add_slide(self._file.slide_layouts[0 if cover else 1]))
        self._leaves.append(leaf)
        head = writing.para(title, writing.COVER if cover else writing.TITLE)
        self._titles[head.text] = number = self._titles.get(head.text, 0) + 1
        end = f" ({number})" if number > 1 else ""
        room = (520, 3) if cover else (INNER - writing.width(end, writing.TITLE), 1)
        shown = writing.shortened(head, *room)
        if shown.text != head.text:
            leaf.say(head.text)
        leaf.title(shown.text + end)
        if subtitle:
            leaf.box(Box(MARGIN, 60, INNER, 18), [writing.para(subtitle, writing.BODY, "muted")])
        return leaf

    def picture(self, file: str) -> Picture | None:
        """A picture of the project as slides can hold it; `None` for none."""
        if file not in self._pictures:
            asset = self.words.project.assets.get(file)
            self._pictures[file] = picture = _readable(asset.data) if asset is not None else None
            if asset is not None and picture is None:
                self.unreadable.append(file)
        return self._pictures[file]

    def notes_of(self, slide: Any) -> Any:
        """Where the notes of a slide are written."""
        if not self._noted:
            annotated(self._file.notes_master, self.colors, self.font)
            self._noted = True
        return slide.notes_slide.notes_text_frame

    def data(self) -> bytes:
        """The file."""
        for leaf in self._leaves:
            leaf.end()
        self._forget()
        stream = io.BytesIO()
        self._file.save(stream)
        return stored(stream.getvalue())

    def _forget(self) -> None:
        """Leave nothing behind of who made the template, and when."""
        package = self._file.part.package
        for part in (package, self._file.part):
            for key, relation in list(part._rels.items()):  # noqa: SLF001 -- relations have no other name
                if relation.reltype.endswith(_LEFTOVERS):
                    part._rels.pop(key)  # noqa: SLF001
        for each in package.iter_parts():
            if each.content_type == CONTENT_TYPE.OFC_EXTENDED_PROPERTIES:
                each._blob = _APPLICATION.encode()  # noqa: SLF001 -- no other way to change it
        told = self._file.core_properties
        told.title, told.language = self._title[:_LONGEST], self.language
        told.author = told.last_modified_by = "jmap"
        told.comments = ""
        told.created = told.modified = NEVER


def _readable(data: bytes) -> Picture | None:
    """A picture, if it is one; WebP, which older programs do not know, becomes PNG."""
    try:
        with (
            warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning),
            Image.open(io.BytesIO(data)) as image,
        ):
            if image.format == "WEBP":
                stream = io.BytesIO()
                image.save(stream, "PNG", compress_level=0)  # another zlib compresses to other bytes
                data = stream.getvalue()
            return Picture(data, *image.size)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
