// The picture on a stage. The frame is always the same, so that nodes on two slides do not move; the others fade.
const STAGE = { wide: 1720, high: 700 }; // graph/stories/cells.py places nodes in this frame
const FADE = 400; // milliseconds

function fitStage(s) {
  const scale = Math.min(s.box.clientWidth / STAGE.wide, s.box.clientHeight / STAGE.high);
  if (!(scale > 0)) { s.toFit = true; return; }
  s.net.setSize('100%', '100%');
  s.net.moveTo({ position: { x: 0, y: 0 }, scale, animation: false });
  s.toFit = false;
  s.untouched = true;
  [s.fitted, s.fittedHeight] = [s.box.clientWidth, s.box.clientHeight];
}

// Called before the picture changes. Records which nodes are added and which are removed.
function fade(s, picture) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches || !s.order.length;
  const now = new Set([...picture.nodes.map((node) => node.id), ...picture.edges.map((edge) => edge.id)]);
  const before = new Set([...s.drawn.keys(), ...s.lines.keys()]);
  s.coming = new Set(still ? [] : [...now].filter((id) => !before.has(id)));
  s.leaving = still ? [] : [...s.drawn.values()].filter((node) => !now.has(node.id)).map((node) => ({ ...node, ...s.base.get(node.id) }));
  s.fadedAt = performance.now() + (still ? 0 : FADE);
  cancelAnimationFrame(s.fading);
  const beat = () => {
    s.net.redraw();
    if (performance.now() < s.fadedAt) s.fading = requestAnimationFrame(beat);
    else s.leaving = [];
  };
  if (!still) s.fading = requestAnimationFrame(beat);
}

function share(s) {
  return Math.min(1, Math.max(0, 1 - ((s.fadedAt ?? 0) - performance.now()) / FADE));
}

// The opacity of a node or a line: 1, or less while it fades in.
function shade(s, id) {
  return s.staged && s.coming?.has(id) ? share(s) : 1;
}

function paintLeaving(ctx, s, colours, scale) {
  if (!s.leaving?.length) return;
  ctx.globalAlpha = 1 - share(s);
  for (const node of s.leaving) {
    const { x, y } = s.net.canvasToDOM({ x: node.x, y: node.y });
    paintNode(ctx, s, colours, node, x, y, onCanvas(node, scale) * scale);
  }
  ctx.globalAlpha = 1;
}
