// Pointer, touch, wheel, buttons and keys of the map, and its selection.

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

// A map at one of its frames is fitted again when the page changes, unless the change is only a scroll bar.
function resized(m) {
  const much = !m.view || Math.abs(m.box.clientWidth - m.fitted[0]) > 40 || Math.abs(m.box.clientHeight - m.fitted[1]) > 40;
  if (m.near && much) goTo(m, m.near, false); else soon(m);
}

function spotIn(m, event) {
  const box = m.box.getBoundingClientRect();
  return { x: event.clientX - box.left - m.box.clientLeft, y: event.clientY - box.top - m.box.clientTop };
}

// Returns the dot under the pointer, else the nearest line.
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
  if (m.handlers.select && !m.byKeys) hideCard(m); // the text beside the map says more
  m.handlers.select?.(ids);
}

function press(m, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const far = 80;
  const move = { ArrowLeft: [far, 0], ArrowRight: [-far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] };
  const action = (event.shiftKey && move[event.key] && (() => moveBy(m, ...move[event.key]))) || {
    n: () => step(m, 1), ArrowRight: () => step(m, 1), ArrowDown: () => step(m, 1),
    p: () => step(m, -1), ArrowLeft: () => step(m, -1), ArrowUp: () => step(m, -1),
    Enter: () => here(m), ' ': () => here(m),
    '+': () => zoomBy(m, PRESS), '=': () => zoomBy(m, PRESS), '-': () => zoomBy(m, 1 / PRESS),
    0: () => goTo(m, 'fit'), w: () => goTo(m, 'world'), e: () => goTo(m, 'europe'),
    Escape: () => { hideCard(m); if (m.chosen.size) select(m, [], null); },
  }[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  m.byKeys = true;
  action();
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
