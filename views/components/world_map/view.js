// The visible part of the map: `x` and `y` are the map units in the middle of the frame, `k` the pixels of one unit.

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
    // The middle moves in step with the scale, so that a long flight does not swing.
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
