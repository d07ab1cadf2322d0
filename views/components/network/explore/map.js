// The world map of the Explore page, in place of the canvas: same view, years, outline, table and selection.

function showMap(s) {
  const { map } = s.explored;
  const pane = s.root.querySelector('.map-pane');
  if (s.mapped && !map) globalThis.citylinksMap?.close(pane);
  s.mapped = map;
  s.root.classList.toggle('is-mapped', Boolean(map));
  pane.hidden = !map;
  if (!map) return;
  if (!globalThis.citylinksMap) { // its script may load later than this one
    clearTimeout(s.mapSoon);
    s.mapSoon = setTimeout(() => { if (live.get(s.root) === s && s.mapped === map) showMap(s); }, 10);
    return;
  }
  globalThis.citylinksMap.show(pane, { ...map, height: s.high, chosen: s.selected }, {
    select: (ids) => select(s, ids.filter((id) => s.drawn.has(id) || s.lines.has(id))),
    under: s.root.querySelector('.map-lists'),
    say: (text) => { s.say.textContent = text; },
  });
}

function markMap(s) {
  if (s.mapped) globalThis.citylinksMap?.choose(s.root.querySelector('.map-pane'), s.selected);
}

function closeMap(s) {
  clearTimeout(s.mapSoon);
  if (s.mapped) globalThis.citylinksMap?.close(s.root.querySelector('.map-pane'));
}
