// The world map: what it holds, how it moves, and what a person does with it. It stands on its own: the app, a stage
// and a file without a server show the same with `citylinksMap.show`. Painting is in world_map_paint.js, its lists in
// world_map_lists.js. All text from data goes into textContent, never into markup. `LAND` and `CSS` come before this.

const live = new WeakMap(); // the open map of each root
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(CSS);
const KEYS = 'World map. N and P or the arrow keys step through the dots, Enter selects one, Shift and the arrow keys '
  + 'move the map, plus and minus zoom, zero fits all, W is the world, E is Europe. '
  + 'What has no coordinates is listed under it.';
const CLOSEST = 40; // pixels for each map unit
const PRESS = 1.5; // what one press of a zoom button does
const NEAR = 7; // pixels from a line at which a pointer means it
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
      <option value="city">cities</option><option value="thing">single things</option></select></label>
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
  <div class="map-types" role="group" aria-label="Set apart one type of link"></div>
  <div class="map-under">
    <details class="map-missing" open><summary></summary><ul></ul></details>
    <details class="map-elsewhere"><summary></summary><ul></ul></details>
    <details class="map-apart"><summary></summary><ul></ul></details>
  </div>`;

globalThis.citylinksMap = {
  // Draw `data` of graph.worldmap.world_map in `root`. With it may come `chosen` (ids selected), `height`
  // (CSS), and `bare` for the map and its legend alone.
  // Handlers, all optional: select(ids) when a person selects, say(text) in place of the map's own live line,
  // painted(scale) whenever it is painted, and `under`, an element for the lists of what is not on the map.
  show(root, data, handlers = {}) { show(live.get(root) ?? open(root), data, handlers); },
  // Mark what is selected, without telling it back.
  choose(root, ids) { const m = live.get(root); if (m) choose(m, ids); },
  // Go to "world", "europe" or "fit".
  frame(root, name) { const m = live.get(root); if (m) goTo(m, name); },
  close(root) { const m = live.get(root); if (m) close(m); },
};

// ---- opening and closing

function open(root) {
  const home = root.getRootNode();
  if (!home.adoptedStyleSheets.includes(STYLE)) home.adoptedStyleSheets.push(STYLE);
  root.classList.add('map');
  root.innerHTML = FRAME; // texts of our own, without a word from data
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
    m.zooms = data.zooms; // kept while one map grows or plays, so that its level does not flicker
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

// The level of what is seen: as chosen, or by the zoom.
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

// ---- the view: `x` and `y` are the map units in the middle of the frame, `k` the pixels for each of them

function goTo(m, name, moving = true) {
  const [width, height] = [m.box.clientWidth, m.box.clientHeight];
  m.near = name;
  if (!width || !height) return;
  m.fitted = [width, height];
  const [left, top, right, bottom] = m.data.frames[name];
  const air = name === 'fit' ? 0.9 : 0.98;
  const k = air * Math.min(width / (right - left), height / (bottom - top));
  fly(m, { x: (left + right) / 2, y: (top + bottom) / 2, k }, moving);
}

function fly(m, to, moving) {
  cancelAnimationFrame(m.flight);
  const still = !moving || !m.view || matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still) { m.view = to; soon(m); return; }
  const [from, start] = [m.view, performance.now()];
  const beat = (now) => {
    const t = Math.min(1, Math.max(0, (now - start) / FLIGHT));
    const part = t * t * (3 - 2 * t);
    const k = from.k * (to.k / from.k) ** part;
    // The middle goes as the scale does, so that a far flight does not swing.
    const share = to.k === from.k ? part : (1 / k - 1 / from.k) / (1 / to.k - 1 / from.k);
    m.view = t < 1 ? { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, k } : to;
    paint(m);
    if (t < 1) m.flight = requestAnimationFrame(beat);
  };
  m.flight = requestAnimationFrame(beat);
}

function zoomBy(m, factor, at = null) {
  if (!m.view) return;
  cancelAnimationFrame(m.flight);
  const [width, height] = [m.box.clientWidth, m.box.clientHeight];
  const least = 0.7 * Math.min(width / LAND.width, height / LAND.height);
  const k = Math.min(CLOSEST, Math.max(least, m.view.k * factor));
  const spot = at ?? { x: width / 2, y: height / 2 };
  const held = onMap(m, spot);
  m.near = null;
  look(m, { x: held.x - (spot.x - width / 2) / k, y: held.y - (spot.y - height / 2) / k, k });
}

function moveBy(m, dx, dy) {
  if (!m.view) return;
  cancelAnimationFrame(m.flight);
  m.near = null;
  look(m, { x: m.view.x - dx / m.view.k, y: m.view.y - dy / m.view.k, k: m.view.k });
}

function look(m, { x, y, k }) {
  m.view = { x: Math.min(LAND.width, Math.max(0, x)), y: Math.min(LAND.height, Math.max(0, y)), k };
  soon(m);
}

function onScreen(m, x, y) {
  return { x: (x - m.view.x) * m.view.k + m.box.clientWidth / 2, y: (y - m.view.y) * m.view.k + m.box.clientHeight / 2 };
}

function onMap(m, { x, y }) {
  return { x: (x - m.box.clientWidth / 2) / m.view.k + m.view.x, y: (y - m.box.clientHeight / 2) / m.view.k + m.view.y };
}

function spotOf(m, dot) {
  const { x, y } = onScreen(m, dot.x, dot.y);
  return { x: x + dot.dx, y: y + dot.dy };
}

// ---- what a person does

function listen(m) {
  const { root, box } = m;
  for (const button of root.querySelectorAll('[data-frame]')) button.addEventListener('click', () => goTo(m, button.dataset.frame));
  for (const button of root.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => zoomBy(m, button.dataset.zoom === 'in' ? PRESS : 1 / PRESS));
  }
  root.querySelector('.map-level').addEventListener('change', (event) => { m.wanted = event.target.value; soon(m); });
  box.addEventListener('keydown', (event) => press(m, event));
  for (const change of ['focus', 'blur']) box.addEventListener(change, () => soon(m));
  box.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !box.matches(':focus')) return; // the wheel scrolls the page
    event.preventDefault();
    zoomBy(m, Math.exp(-event.deltaY * 0.002), spotIn(m, event));
  }, { passive: false });
  box.addEventListener('pointerdown', (event) => hold(m, event));
  box.addEventListener('pointermove', (event) => drag(m, event));
  for (const end of ['pointerup', 'pointercancel']) box.addEventListener(end, (event) => release(m, event));
  box.addEventListener('pointermove', (event) => { if (!m.fingers.size) hover(m, partAt(m, event)); });
  box.addEventListener('pointerleave', () => hover(m, null));
  box.addEventListener('transitionend', () => { m.dark = isDark(m); m.built = null; drawLists(m); soon(m); });
  m.watch = new ResizeObserver(() => resized(m));
  m.watch.observe(box);
}

// A map at one of its frames follows the page, but not a scroll bar that comes and goes with what is under it.
function resized(m) {
  const much = !m.view || Math.abs(m.box.clientWidth - m.fitted[0]) > 40 || Math.abs(m.box.clientHeight - m.fitted[1]) > 40;
  if (m.near && much) goTo(m, m.near, false); else soon(m);
}

function spotIn(m, event) {
  const box = m.box.getBoundingClientRect();
  return { x: event.clientX - box.left - m.box.clientLeft, y: event.clientY - box.top - m.box.clientTop };
}

// The dot under the pointer, else the line nearest to it: where lines run side by side, the one that is meant.
function partAt(m, event) {
  const dot = event.target.closest?.('[data-dot]');
  if (dot) return { dot: dot.dataset.dot };
  const spot = spotIn(m, event);
  let [line, least] = [null, NEAR];
  for (const [id, strokes] of m.spots) {
    const away = Math.min(...strokes.map((spots) => distanceTo(spots, spot)));
    if (away < least) [line, least] = [id, away];
  }
  return line === null ? null : { line };
}

function distanceTo(spots, { x, y }) {
  let least = Infinity;
  for (let i = 1; i < spots.length; i++) {
    const [a, b] = [spots[i - 1], spots[i]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const part = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(a.x + dx * part - x, a.y + dy * part - y));
  }
  return least;
}

function hold(m, event) {
  if (event.button) return;
  m.fingers.set(event.pointerId, spotIn(m, event));
  m.pressed = { part: partAt(m, event), moved: false };
  m.box.setPointerCapture(event.pointerId);
}

function drag(m, event) {
  const before = m.fingers.get(event.pointerId);
  if (!before) return;
  const now = spotIn(m, event);
  if (!m.pressed.moved && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
  m.pressed.moved = true;
  m.box.classList.add('is-held');
  hideCard(m);
  const other = [...m.fingers].find(([id]) => id !== event.pointerId)?.[1];
  if (other) { // two fingers pinch
    const apart = (spot) => Math.hypot(spot.x - other.x, spot.y - other.y) || 1;
    zoomBy(m, apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  } else moveBy(m, now.x - before.x, now.y - before.y);
  m.fingers.set(event.pointerId, now);
}

function release(m, event) {
  if (!m.fingers.delete(event.pointerId)) return;
  m.box.classList.remove('is-held');
  if (event.type === 'pointercancel' || m.pressed.moved) return;
  m.byKeys = false;
  const { part } = m.pressed;
  const ids = part ? idsOf(m, part) : [];
  if (part?.dot) m.at = part.dot;
  select(m, event.shiftKey || event.ctrlKey || event.metaKey ? [...new Set([...m.chosen, ...ids])] : ids, part);
}

function idsOf(m, part) {
  return part.dot ? m.dots.get(part.dot).members : m.lines.get(part.line).pairs;
}

function select(m, ids, part) {
  choose(m, ids);
  const said = part ? wordsOf(m, part).slice(0, 3).join(', ') : '';
  if (said) say(m, `Selected: ${said}`);
  if (m.handlers.select && !m.byKeys) hideCard(m); // what stands beside the map says more
  m.handlers.select?.(ids);
}

function press(m, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const far = 80;
  const move = { ArrowLeft: [far, 0], ArrowRight: [-far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] };
  const act = (event.shiftKey && move[event.key] && (() => moveBy(m, ...move[event.key]))) || {
    n: () => step(m, 1), ArrowRight: () => step(m, 1), ArrowDown: () => step(m, 1),
    p: () => step(m, -1), ArrowLeft: () => step(m, -1), ArrowUp: () => step(m, -1),
    Enter: () => here(m), ' ': () => here(m),
    '+': () => zoomBy(m, PRESS), '=': () => zoomBy(m, PRESS), '-': () => zoomBy(m, 1 / PRESS),
    0: () => goTo(m, 'fit'), w: () => goTo(m, 'world'), e: () => goTo(m, 'europe'),
    Escape: () => { hideCard(m); if (m.chosen.size) select(m, [], null); },
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  m.byKeys = true;
  act();
}

function here(m) {
  if (m.dots.has(m.at)) select(m, m.dots.get(m.at).members, { dot: m.at });
}

function step(m, by) {
  const count = m.order.length;
  if (!count) return;
  const at = m.order.indexOf(m.at);
  m.at = m.order[at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count];
  const dot = m.dots.get(m.at);
  const { x, y } = spotOf(m, dot);
  const inside = x > 30 && y > 30 && x < m.box.clientWidth - 30 && y < m.box.clientHeight - 30;
  if (!inside) { m.near = null; look(m, { x: dot.x, y: dot.y, k: m.view.k }); }
  soon(m);
  showCard(m, { dot: m.at });
  say(m, wordsOf(m, { dot: m.at }).join(', '));
}

function say(m, text) {
  if (m.handlers.say) m.handlers.say(text); else m.line.textContent = text;
}

// ---- the card of what is under the pointer

function hover(m, part) {
  const key = part && (part.dot ?? part.line);
  if (key === m.hovered || m.fingers.size) return;
  m.hovered = key;
  m.box.classList.toggle('is-over', Boolean(part));
  if (part) showCard(m, part); else hideCard(m);
  soon(m);
}

function wordsOf(m, part) {
  if (part.dot) return m.dots.get(part.dot)?.words ?? [];
  const line = m.lines.get(part.line);
  if (!line) return [];
  const name = (id) => m.dots.get(id).name;
  const most = 8;
  const said = line.relationships.slice(0, most).map((id) => m.data.links[id].text);
  if (line.count > most) said.push(`and ${line.count - most} more`);
  return [`${name(line.from)} and ${name(line.to)}`, line.types.map((type) => m.data.types[type]).join(', '), ...said];
}

function showCard(m, part) {
  const spot = part.dot ? spotOf(m, m.dots.get(part.dot)) : spotAlong(m, m.lines.get(part.line), 0.5);
  m.card.replaceChildren(...wordsOf(m, part).map((text) => made('p', {}, text)));
  m.card.hidden = false;
  const left = Math.min(spot.x + 16, m.box.clientWidth - m.card.offsetWidth - 8);
  const above = spot.y - m.card.offsetHeight - 16;
  m.card.style.left = `${Math.max(left, 8)}px`;
  m.card.style.top = `${above > 8 ? above : Math.min(spot.y + 24, Math.max(8, m.box.clientHeight - m.card.offsetHeight - 8))}px`;
}

function hideCard(m) {
  m.card.hidden = true;
}
