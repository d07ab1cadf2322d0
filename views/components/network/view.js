// The visible part of the picture: fitting it to its frame, zooming, and bringing a node into view.

// Fits everything into the frame, labels included. A picture that nobody has moved is also stretched to the shape of the
// frame, wide or high.
function fit(s) {
  if (s.staged) return fitStage(s);
  const frame = { x: s.box.clientWidth - 24, y: s.box.clientHeight - 24 };
  if (frame.x <= 0 || frame.y <= 0 || !s.order.length) { s.toFit = true; return; }
  s.net.setSize('100%', '100%');
  const size = (scale) => extent(s, scale);
  // On the Explore page a picture keeps its shape after it was first seen: fitting it again only zooms.
  if (s.toFit || (s.untouched && !s.explored && !memory.has(s.place))) {
    s.stretch = { x: 1, y: 1 };
    const scale = largest(0.02, 1.25, (k) => size(k).x <= frame.x && size(k).y <= frame.y);
    for (const [axis, most] of s.order.length > CROWD ? [] : [['x', 1.6], ['y', 2.4]]) {
      s.stretch[axis] = largest(1, most, (by) => { s.stretch[axis] = by; return size(scale)[axis] <= frame[axis]; });
    }
    s.nodes.update(s.order.map((id) => ({ id, ...stretched(s, id) })));
  }
  const scale = largest(0.02, 1.25, (k) => size(k).x <= frame.x && size(k).y <= frame.y);
  const { middle } = size(scale);
  s.net.moveTo({ position: { x: middle.x / scale, y: middle.y / scale }, scale, animation: false });
  s.toFit = false;
  s.untouched = true;
  [s.fitted, s.fittedHeight] = [s.box.clientWidth, s.box.clientHeight];
}

function largest(low, top, holds) {
  for (let i = 0; i < 14; i++) {
    const middle = (low + top) / 2;
    if (holds(middle)) low = middle; else top = middle;
  }
  return low;
}

function stretched(s, id) {
  const { x, y } = s.base.get(id);
  return { x: x * s.stretch.x, y: y * s.stretch.y };
}

// Returns the size of the picture on the screen at a scale, and its middle.
function extent(s, scale) {
  const size = letters(s, scale);
  const isCrowd = s.order.length > CROWD; // a large picture shows only some of its labels
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of s.drawn.values()) {
    const { width, height } = isCrowd ? { width: 0, height: 0 } : labelBox(s, node, size);
    const radius = node.size * scale * 1.4;
    const place = stretched(s, node.id);
    left = Math.min(left, place.x * scale - Math.max(radius, width / 2));
    right = Math.max(right, place.x * scale + Math.max(radius, width / 2));
    top = Math.min(top, place.y * scale - radius);
    bottom = Math.max(bottom, place.y * scale + radius + 5 + height);
  }
  return { x: right - left, y: bottom - top, middle: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}

function zoom(s, by) {
  s.untouched = false;
  s.net.moveTo({ scale: Math.min(Math.max(s.net.getScale() * by, 0.02), 6), animation: false });
}

function bringIntoView(s, id) {
  const place = s.net.getPositions([id])[id];
  const { x, y } = s.net.canvasToDOM(place);
  const inside = x > 40 && y > 40 && x < s.box.clientWidth - 40 && y < s.box.clientHeight - 60;
  if (inside) return;
  s.untouched = false;
  s.net.moveTo({ position: place, animation: false });
}
