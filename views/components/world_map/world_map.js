// The world map. The app, a stage and an offline file draw it with `citylinksMap.show`. view.js moves and zooms,
// input.js handles pointer and keys, painter.js paints, card.js and lists.js hold the texts. Text from data goes into
// textContent, never into markup. `LAND` and `CSS` are defined before these files.

const live = new WeakMap(); // the open map of each root
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(CSS);
const KEYS = 'World map. N and P or the arrow keys step through the dots, Enter selects one, Shift and the arrow keys '
  + 'move the map, plus and minus zoom, zero fits all, W is the world, E is Europe. '
  + 'Items without coordinates are listed below.';
const CLOSEST = 40; // pixels for one map unit
const PRESS = 1.5; // factor of one press of a zoom button
const NEAR = 7; // pixels from a line at which the pointer selects it
const FLIGHT = 350; // milliseconds from one frame to the next
const FRAME = `
  <div class="map-tools" role="group" aria-label="Map">
    <button type="button" data-frame="world">World</button>
    <button type="button" data-frame="europe">Europe</button>
    <button type="button" data-frame="fit">Fit</button>
    <button type="button" data-zoom="in" aria-label="Zoom in">+</button>
    <button type="button" data-zoom="out" aria-label="Zoom out">−</button>
    <label>Show <select class="map-level">
      <option value="auto">by zoom</option><option value="country">countries</option>
      <option value="city">cities</option><option value="thing">single items</option></select></label>
  </div>
  <div class="map-frame">
    <div class="map-box" tabindex="0" role="application"><svg aria-hidden="true">
      <g class="map-ground"><path class="map-land"></path><path class="map-borders"></path></g>
      <g class="map-lines"></g><g class="map-marks"></g><g class="map-dots"></g><g class="map-names"></g>
    </svg></div>
    <p class="map-keys" aria-hidden="true">n, p or arrows: next, previous · Enter: select · + and −: zoom · 0: fit · w: world · e: Europe</p>
    <p class="map-nothing" hidden>Nothing shown has coordinates.</p>
    <div class="map-card" hidden></div>
  </div>
  <p class="map-say" role="status" aria-live="polite"></p>
  <ul class="map-legend" aria-label="Legend of the map"></ul>
  <div class="map-types" role="group" aria-label="Highlight one type of link"></div>
  <div class="map-under">
    <details class="map-missing" open><summary></summary><ul></ul></details>
    <details class="map-elsewhere"><summary></summary><ul></ul></details>
    <details class="map-apart"><summary></summary><ul></ul></details>
  </div>`;

globalThis.citylinksMap = {
  // Draws `data` of graph.worldmap.world_map in `root`. Optional in `data`: `chosen` (selected ids), `height` (CSS), and
  // `bare` for the map and its legend alone.
  // Optional handlers: select(ids) after a selection, say(text) instead of the map's own status line, painted(scale)
  // after each painting, and `under`, an element for the lists of what is not on the map.
  show(root, data, handlers = {}) { show(live.get(root) ?? open(root), data, handlers); },
  // Marks the selection without calling `select`.
  choose(root, ids) { const m = live.get(root); if (m) choose(m, ids); },
  // Goes to "world", "europe" or "fit".
  frame(root, name) { const m = live.get(root); if (m) goTo(m, name); },
  close(root) { const m = live.get(root); if (m) close(m); },
};

// ---- opening and closing

function open(root) {
  const home = root.getRootNode();
  if (!home.adoptedStyleSheets.includes(STYLE)) home.adoptedStyleSheets.push(STYLE);
  root.classList.add('map');
  root.innerHTML = FRAME; // our own texts, no text from data
  const find = (name) => root.querySelector(name);
  const m = {
    root, home, under: find('.map-under'), box: find('.map-box'), ground: find('.map-ground'), card: find('.map-card'), line: find('.map-say'),
    lines: new Map(), dots: new Map(), parts: new Map(), order: [], at: null, chosen: new Set(), hovered: null,
    spots: new Map(), type: null, wanted: null, view: null, widths: new Map(), fingers: new Map(), handlers: {},
  };
  find('.map-land').setAttribute('d', LAND.land);
  find('.map-borders').setAttribute('d', LAND.borders);
  m.box.setAttribute('aria-label', KEYS);
  m.box.__map = m;
  m.dark = isDark(m);
  listen(m);
  live.set(root, m);
  return m;
}

function close(m) {
  m.watch.disconnect();
  cancelAnimationFrame(m.painting);
  cancelAnimationFrame(m.flight);
  live.delete(m.root);
  m.under.remove();
  m.root.replaceChildren();
}

// ---- from data to map

function show(m, data, handlers) {
  const isNew = m.data?.id !== data.id || !m.view;
  m.data = data;
  m.handlers = handlers;
  m.line.hidden = Boolean(handlers.say);
  if (handlers.under && m.under.parentElement !== handlers.under) handlers.under.append(m.under);
  m.root.classList.toggle('is-bare', Boolean(data.bare));
  m.box.style.height = data.height ?? '';
  if (data.chosen) m.chosen = new Set(data.chosen);
  if (isNew) {
    m.zooms = data.zooms; // kept while a map changes, so that its level does not flicker
    m.wanted = data.level;
    m.root.querySelector('.map-level').value = data.level;
    m.type = null;
    m.at = null;
    m.view = null;
    goTo(m, data.frame, false);
  }
  m.built = null;
  drawLists(m);
  paint(m);
}

// Returns the level shown: the chosen one, or the one for the zoom.
function levelOf(m) {
  if (m.wanted !== 'auto') return m.wanted;
  const { city, thing } = m.zooms;
  return m.view.k >= thing ? 'thing' : m.view.k >= city ? 'city' : 'country';
}

function choose(m, ids) {
  m.chosen = new Set(ids);
  soon(m);
}

function isChosen(m, part) {
  return m.chosen.size > 0 && (part.members ?? part.pairs).some((id) => m.chosen.has(id));
}
