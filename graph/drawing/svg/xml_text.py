"""Text that is valid in an XML file: replaces characters that XML does not allow."""

from __future__ import annotations

import re

from graph.model.text import REPLACEMENT

# All but the characters of XML 1.0, section 2.2: controls, unpaired surrogates, and two that stand for nothing.
_NOT_CARRIED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return the text with U+FFFD for each character that XML 1.0 does not allow. Markup is not escaped."""
    return _NOT_CARRIED.sub(REPLACEMENT, text)
