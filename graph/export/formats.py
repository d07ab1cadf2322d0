"""Table of export formats: every kind of file that Citylinks writes, what it can hold, and the function that writes it.

The terminal and the download buttons of the pages list the rows of this table. To add a format, add one row here and
write its function. A function is named as "module:function" and imported only when a file is written, because the
libraries behind some formats are slow to load. The offline page is written in `views`, which keeps the browser scripts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

Content = Literal["graph", "answer", "view", "story"]
CONTENTS: tuple[Content, ...] = ("graph", "answer", "view", "story")


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format. The last four fields name the function that writes each content; "" where the format can't hold it.

    graph:  function(records: Records, folder: Path) -> tuple[Path, ...], the paths written
    answer: function(answer: Answer) -> bytes
    view:   function(view: ViewExport) -> bytes
    story:  function(story: StoryExport) -> bytes; a tuple of bytes, one for each slide, where `one_per_slide`

    `ending` of a file has no leading dot. `title` is what people read on a button.
    """

    name: str
    ending: str
    mime: str
    title: str
    graph: str = ""
    answer: str = ""
    view: str = ""
    story: str = ""
    one_per_slide: bool = False

    def holds(self, content: Content) -> bool:
        """Whether the format can hold this content."""
        return bool(getattr(self, content))

    def writer(self, content: Content) -> Callable[..., Any]:
        """Import the function that writes this content. Raises ValueError where the format can't hold it."""
        if not self.holds(content):
            raise ValueError(f"the format {self.name} can't hold a {content}")
        module, _, function = str(getattr(self, content)).partition(":")
        writer: Callable[..., Any] = getattr(import_module(module), function)
        return writer

    def write(self, content: Content, *subject: Any) -> Any:
        """Write the content, as the docstring of the class states for each kind."""
        return self.writer(content)(*subject)

    def zips(self, content: Content) -> bool:
        """Whether a download of this content is a zip, because it is several files."""
        return content == "story" and self.one_per_slide

    def download(self, content: Content, subject: Any) -> bytes:
        """Return an answer, a view or a story as one file for a browser."""
        written = self.write(content, subject)
        return _zipped(written, self.ending) if self.zips(content) else bytes(written)

    def download_name(self, content: Content, stem: str) -> str:
        """The file name of a download."""
        return f"{stem}.{self.ending}" + (".zip" if self.zips(content) else "")

    def download_mime(self, content: Content) -> str:
        """The MIME type of a download."""
        return "application/zip" if self.zips(content) else self.mime

    def download_title(self, content: Content) -> str:
        """The label of a download button."""
        return f"{self.title}, one for each slide (zipped)" if self.zips(content) else self.title


FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "csv",
        "csv",
        "text/csv",
        "CSV",
        graph="graph.export.csv_folder:write_csv",
        answer="graph.export.answer_files:csv_file",
    ),
    ExportFormat("zip", "zip", "application/zip", "CSV (zipped folder)", view="graph.export.table_files:csv_zip_file"),
    ExportFormat(
        "json",
        "json",
        "application/json",
        "JSON",
        answer="graph.export.answer_files:json_file",
        view="graph.export.table_files:json_file",
    ),
    ExportFormat("graphml", "graphml", "application/xml", "GraphML", view="graph.export.graph_files:graphml_file"),
    ExportFormat("gexf", "gexf", "application/xml", "GEXF", view="graph.export.graph_files:gexf_file"),
    ExportFormat(
        "html",
        "html",
        "text/html",
        "Web page, works offline (HTML)",
        view="views.offline_page:view_file",
        story="views.offline_page:story_file",
    ),
    ExportFormat(
        "pptx",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "Slides (PPTX)",
        story="graph.export.pptx_deck:pptx_file",
    ),
    ExportFormat(
        "pdf",
        "pdf",
        "application/pdf",
        "Handout (PDF)",
        answer="graph.export.handout:answer_file",
        story="graph.export.handout:story_file",
    ),
    ExportFormat(
        "svg",
        "svg",
        "image/svg+xml",
        "SVG picture",
        view="graph.export.view_pictures:svg_file",
        story="graph.export.images:svg_files",
        one_per_slide=True,
    ),
    ExportFormat("png", "png", "image/png", "PNG picture", story="graph.export.images:png_files", one_per_slide=True),
    ExportFormat("map", "map.svg", "image/svg+xml", "SVG map", view="graph.export.view_pictures:map_file"),
    ExportFormat("pyvis", "picture.html", "text/html", "HTML picture", view="graph.export.pyvis_html:view_file"),
)


def formats_for(*contents: Content) -> tuple[ExportFormat, ...]:
    """The formats that can hold any of these contents, in the order of the table."""
    return tuple(one for one in FORMATS if any(one.holds(content) for content in contents))


def format_named(name: str) -> ExportFormat | None:
    """The format of this name, or None."""
    return next((one for one in FORMATS if one.name == name), None)


def _zipped(files: tuple[bytes, ...], ending: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files, 1):
            archive.writestr(f"{number:02}.{ending}", file)
    return out.getvalue()
