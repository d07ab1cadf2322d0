// Pointer, wheel, buttons and keys of the picture, and its selection.

function listen(s) {
  s.net.on('click', ({ nodes, pointer, event }) => {
    s.byKeys = false;
    const badge = badgeAt(s, pointer.DOM);
    const id = nodes[0] ?? lineAt(s, pointer.DOM);
    const { shiftKey, ctrlKey, metaKey, timeStamp } = event.srcEvent ?? {};
    if (badge && s.explored) return openOnce(s, badge, timeStamp);
    if (s.explored && (shiftKey || ctrlKey || metaKey)) toggle(s, nodes[0]);
    else select(s, id === null ? [] : [id]);
    if (id === null && s.explored?.selected.length && !s.selected.length) s.send([]);
  });
  s.net.on('hoverNode', ({ node }) => { s.hovered = node; showCard(s, node); });
  s.net.on('blurNode', () => { s.hovered = null; hideSoon(s); });
  s.frame.addEventListener('mousemove', (event) => pointAt(s, event));
  s.net.on('dragStart', ({ nodes }) => { hideCard(s); holdPinned(s, nodes); s.isDragged = true; });
  s.net.on('dragEnd', () => { s.isDragged = false; s.net.redraw(); });
  s.net.on('dragEnd', ({ nodes }) => (nodes.length ? remember(s, nodes.filter((id) => !s.drawn.get(id)?.pinned)) : (s.untouched = false)));
  s.net.on('zoom', () => { s.untouched = false; hideCard(s); });
  const ratio = (ctx) => ctx.canvas.width / ctx.canvas.clientWidth;
  s.net.on('beforeDrawing', (ctx) => onScreen(s, ctx, ratio(ctx), (at, scale) => paintLines(ctx, s, s.look, at, scale)));
  s.net.on('afterDrawing', (ctx) => {
    onScreen(s, ctx, ratio(ctx), (at, scale) => paintWords(ctx, s, s.look, at, scale));
    if (!s.busy) s.box.dataset.drawn = s.order.length;
  });
  s.card.addEventListener('mouseenter', () => clearTimeout(s.hiding));
  s.card.addEventListener('mouseleave', () => hideSoon(s));
  s.frame.addEventListener('keydown', (event) => press(s, event));
  for (const change of ['focus', 'blur']) s.frame.addEventListener(change, () => s.net.redraw());
  // The wheel scrolls the page. It zooms while the picture has the focus or Ctrl is held.
  s.frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !s.frame.matches(':focus')) event.stopPropagation();
  }, { capture: true });
  s.box.addEventListener('transitionend', () => restyle(s));
  for (const button of s.root.querySelectorAll('[data-do]')) button.addEventListener('click', () => tools[button.dataset.do](s));
  s.watch = new ResizeObserver(() => resized(s));
  s.watch.observe(s.box);
}

// Returns the id of the line nearest to a place in the frame, or null where none is within a few pixels.
function lineAt(s, place) {
  const { x, y } = s.net.DOMtoCanvas(place);
  const places = s.net.body.nodes;
  let [found, least] = [null, NEAR / s.net.getScale()];
  for (const { id, from, to } of s.lines.values()) {
    const [a, b] = [places[from], places[to]];
    const [wide, high] = [b.x - a.x, b.y - a.y];
    const along = Math.min(1, Math.max(0, ((x - a.x) * wide + (y - a.y) * high) / (wide * wide + high * high || 1)));
    const far = Math.hypot(a.x + along * wide - x, a.y + along * high - y);
    if (far < least) [found, least] = [id, far];
  }
  return found;
}

function pointAt(s, event) {
  const { left, top } = s.box.getBoundingClientRect();
  const line = s.hovered || event.buttons ? null : lineAt(s, { x: event.clientX - left, y: event.clientY - top });
  if (line === (s.pointed ?? null)) return;
  s.pointed = line;
  s.net.redraw();
  if (line) showCard(s, line);
  else if (!s.hovered) hideSoon(s);
}

// A picture that nobody has moved is fitted again when its frame changes. On the Explore page only a large change counts,
// because the text under the picture can add or remove a scroll bar.
function resized(s) {
  const width = s.box.clientWidth;
  if (!s.toFit && width === s.fitted && s.box.clientHeight === s.fittedHeight) return;
  const much = Math.abs(width - (s.fitted ?? 0)) > 40 || Math.abs(s.box.clientHeight - (s.fittedHeight ?? 0)) > 40;
  if (s.toFit || (s.untouched && (!s.explored || much))) fit(s);
}

const tools = { fit, closer: (s) => zoom(s, 1.25), wider: (s) => zoom(s, 0.8), save };

function press(s, event) {
  if ((event.ctrlKey || event.metaKey) && s.explored) return pressWithControl(s, event);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = {
    n: () => step(s, 1), ArrowRight: () => step(s, 1), ArrowDown: () => step(s, 1),
    p: () => step(s, -1), ArrowLeft: () => step(s, -1), ArrowUp: () => step(s, -1),
    Enter: () => { if (s.at >= 0) select(s, [s.order[s.at]]); },
    '+': tools.closer.bind(null, s), '=': tools.closer.bind(null, s),
    '-': tools.wider.bind(null, s), '0': () => fit(s), Escape: () => hideCard(s),
    ...(s.explored ? exploreKeys(s) : {}),
  }[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  s.byKeys = true;
  action();
}

// A double click opens once. `when` is the time of the click, not the time at which the script handles it.
function openOnce(s, id, when) {
  if (id === s.openedLast && when - s.openedAt < 600) return;
  [s.openedLast, s.openedAt] = [id, when];
  s.sendAction({ kind: 'open', ids: [id] });
}

function step(s, by) {
  const count = s.order.length;
  if (!count) return;
  s.at = s.at < 0 ? (by > 0 ? 0 : count - 1) : (s.at + by + count) % count;
  bringIntoView(s, s.order[s.at]);
  s.net.redraw();
  showCard(s, s.order[s.at]);
  s.say.textContent = words(s, s.order[s.at]).join(', ');
  if (s.explored) markTextVersion(s);
}

function select(s, ids) {
  if (ids.join() === s.selected.join()) { mark(s); return; }
  s.selected = ids;
  if (s.drawn.has(ids[0])) s.at = s.order.indexOf(ids[0]);
  const names = ids.filter((id) => s.drawn.has(id)).map((id) => s.drawn.get(id).name);
  s.say.textContent = !ids.length ? HINT
    : `Selected: ${names.length > 1 ? `${names.length} items: ${names.join(', ')}` : words(s, ids[0]).join(', ')}`;
  if (s.explored && !s.byKeys && !s.root.matches(':fullscreen')) hideCard(s); // the panel says more
  mark(s);
  s.send(ids);
}

function toggle(s, id) {
  if (!id) return;
  const nodes = s.selected.filter((one) => s.drawn.has(one));
  select(s, nodes.includes(id) ? nodes.filter((one) => one !== id) : [...nodes, id]);
}

function mark(s) {
  s.net.unselectAll(); // we draw our own ring and thick line
  if (s.explored) { markTextVersion(s); markMap(s); }
  s.net.redraw();
}

function remember(s, ids) {
  for (const [id, { x, y }] of Object.entries(s.net.getPositions(ids))) {
    const round = (value) => Math.round(value * 10) / 10;
    s.base.set(id, { x: round(x / s.stretch.x), y: round(y / s.stretch.y) });
    if (s.explored) s.sendAction({ kind: 'move', ids: [id], at: [s.base.get(id).x, s.base.get(id).y] });
    else memory.set(s.place, { ...memory.get(s.place), [id]: s.base.get(id) });
  }
  s.nodes.update(ids.map((id) => ({ id, ...stretched(s, id) })));
  s.untouched = false;
  if (memory.size > 30) memory.delete(memory.keys().next().value);
}
