"""The stage on a page: a story controlled by a clicker, with live questions from the audience."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from views.components.network.network import library, packed
from views.components.world_map.world_map import map_library

_stage = st.components.v2.component(
    "citylinks_stage",
    html='<div class="stage-box" style="position: fixed; inset: 0; z-index: 999990; height: auto">'
    '<section class="stage"></section></div>',
    js="""// The component of the library plays the story, and may load later than this one.
export default function (component) {
  const root = component.parentElement.querySelector('.stage');
  let gone = false;
  const show = async () => {
    if (gone) return;
    if (!globalThis.citylinksStage) return setTimeout(show, 10);
    const stream = new Blob([component.data]).stream().pipeThrough(new DecompressionStream('deflate'));
    const data = await new Response(stream).json();
    if (!gone) citylinksStage.show(root, data, { ask: (text) => component.setTriggerValue('ask', text) });
  };
  show();
  return () => { gone = true; globalThis.citylinksStage?.close(root); };
}
""",
)


def stage(
    title: str,
    audience: str,
    slides: Sequence[Mapping[str, Any]],
    *,
    key: str,
    live: Mapping[str, Any] | None,
    on_ask: Callable[[], None],
) -> None:
    """Play the slides from `graph.stories.stage_data`. `live` is the slide that answers the last live question.

    `on_ask` is called before the rerun that a question causes. Its text is in the session state under the key, as
    `ask`.
    """
    story = {"title": title, "audience": audience}
    data = {"story": story, "slides": slides, "live": live, "canAsk": True, "key": key, "home": "stories"}
    library()
    map_library()
    _stage(key=key, data=packed(data), on_ask_change=on_ask)
