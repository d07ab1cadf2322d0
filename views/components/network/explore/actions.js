// What a person does to a view on the Explore page: open, collapse, hide, pin, move, select a box, undo. Each action is
// sent to the server, which answers with the changed picture. The script moves nothing itself.

function listenToExplore(s) {
  const openAt = (place, when) => {
    const id = s.net.getNodeAt(place); // the selection of vis-network is always cleared
    if (id && !badgeAt(s, place)) openOnce(s, id, when);
  };
  // On a slow machine vis-network can miss a double click. The browser's own event does not.
  s.net.on('doubleClick', ({ pointer, event }) => openAt(pointer.DOM, event.srcEvent.timeStamp));
  s.frame.addEventListener('dblclick', (event) => { if (!event.shiftKey) openAt(placeOf(s, event), event.timeStamp); });
  for (const button of s.root.querySelectorAll('[data-action]')) {
    button.addEventListener('click', () => s.sendAction({ kind: actionOf(s, button), ids: actionNodes(s) }));
  }
  listenForBox(s);
  listenToYears(s);
  listenToTextVersion(s);
  s.root.querySelector('.keys').textContent = 'n, p or arrows: next, previous · Space: select · Enter: open neighbours'
    + ' · x: also select · c: collapse · h: hide · i: pin · z: zoom to · + and −: zoom · 0: fit · Ctrl+Z: undo';
  s.gone = new AbortController();
  document.addEventListener('fullscreenchange', () => fullScreen(s), { signal: s.gone.signal });
}

function placeOf(s, event) {
  const { left, top } = s.box.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function actionOf(s, button) {
  if (button.dataset.action !== 'pin') return button.dataset.action;
  return actionNodes(s).every((id) => s.drawn.get(id).pinned) ? 'unpin' : 'pin';
}

// The nodes that an action applies to: the selected ones, or the one that the keyboard is at.
function actionNodes(s) {
  const nodes = s.selected.filter((id) => s.drawn.has(id));
  return nodes.length || s.at < 0 || !s.byKeys ? nodes : [s.order[s.at]];
}

function updateExplore(s, before) {
  const { count, undo, redo, hidden, more, notes } = s.explored;
  const button = (name) => s.root.querySelector(`[data-action="${name}"]`);
  button('undo').disabled = !undo;
  button('redo').disabled = !redo;
  setButton(button('show'), hidden ? `Show ${hidden} hidden` : '');
  setButton(button('more'), more);
  s.root.querySelector('.count').textContent = count;
  announceChanges(s, before, notes);
  applySelection(s);
  showYears(s);
  showMap(s);
  markTextVersion(s);
  drawTextVersion(s);
}

// Selects what the server asks for, after a press on a path or a number elsewhere on the page.
function applySelection(s) {
  const { selection } = s.explored;
  if (!selection || selection.number === s.selectionNumber) return;
  s.selectionNumber = selection.number;
  select(s, selection.ids.filter((id) => s.drawn.has(id) || s.lines.has(id)));
}

function setButton(button, words) {
  button.hidden = !words;
  button.textContent = words;
}

// Announces what an action added or removed, and how much of it is outside the frame. Nothing else moves to show it.
function announceChanges(s, before, notes) {
  const { step, announcement } = s.explored;
  const [first, same] = [s.announcedRevision === undefined, s.announcedRevision === step && s.announcedNumber === announcement?.number];
  const words = announcement && s.announcedNumber !== announcement.number ? announcement.text : '';
  [s.announcedRevision, s.announcedNumber] = [step, announcement?.number];
  if (first || same) return;
  const came = s.order.filter((id) => !before.has(id));
  const went = [...before].filter((id) => !s.drawn.has(id));
  const said = words ? [words.replace(/\.$/, '')] : [];
  if (came.length) said.push(`${came.length} more shown`);
  if (went.length) said.push(`${went.length} no longer shown`);
  const outside = came.filter((id) => !isInside(s, id)).length;
  if (outside) said.push(`${outside} of them outside the picture: press Fit or 0`);
  s.say.textContent = [...said, ...notes].join('. ') || s.say.textContent;
}

function isInside(s, id) {
  const { x, y } = s.net.canvasToDOM(stretched(s, id));
  return x > 0 && y > 0 && x < s.box.clientWidth && y < s.box.clientHeight;
}

// ---- keys

function exploreKeys(s) {
  const all = (kind) => () => { const ids = actionNodes(s); if (ids.length) s.sendAction({ kind, ids }); };
  const at = s.order[s.at];
  return {
    Enter: () => { if (at) s.sendAction({ kind: 'open', ids: [at] }); },
    ' ': () => { if (at) select(s, [at]); },
    x: () => toggle(s, at),
    c: all('close'), h: all('hide'), Delete: all('hide'), z: () => tools.zoomTo(s), f: () => tools.whole(s),
    i: () => { const ids = actionNodes(s); if (ids.length) s.sendAction({ kind: ids.every((id) => s.drawn.get(id).pinned) ? 'unpin' : 'pin', ids }); },
    Escape: () => { hideCard(s); if (s.selected.length) select(s, []); },
  };
}

function pressWithControl(s, event) {
  const kind = { z: event.shiftKey ? 'redo' : 'undo', Z: 'redo', y: 'redo' }[event.key];
  if (!kind) return;
  event.preventDefault();
  event.stopPropagation();
  s.sendAction({ kind, ids: [] });
}

// ---- view

tools.zoomTo = (s) => {
  const ids = s.selected.flatMap((id) => (s.drawn.has(id) ? [id] : [s.lines.get(id).from, s.lines.get(id).to]));
  if (!ids.length) return;
  const places = ids.map((id) => stretched(s, id));
  const middle = (axis) => (Math.min(...places.map((p) => p[axis])) + Math.max(...places.map((p) => p[axis]))) / 2;
  const wide = Math.max(...places.map((p) => p.x)) - Math.min(...places.map((p) => p.x)) + 300;
  const high = Math.max(...places.map((p) => p.y)) - Math.min(...places.map((p) => p.y)) + 240;
  const scale = Math.min(s.box.clientWidth / wide, s.box.clientHeight / high, 1.6);
  s.untouched = false;
  s.net.moveTo({ position: { x: middle('x'), y: middle('y') }, scale, animation: false });
};

tools.whole = (s) => {
  if (document.fullscreenElement) document.exitFullscreen();
  else s.root.requestFullscreen?.();
};

function fullScreen(s) {
  if (!s.root.isConnected) return;
  const on = s.root.matches(':fullscreen');
  s.root.classList.toggle('is-whole', on);
  s.root.querySelector('[data-do="whole"]').textContent = on ? 'Leave full screen' : 'Full screen';
  requestAnimationFrame(() => fit(s));
}

// A pinned node cannot be dragged by accident.
function holdPinned(s, ids) {
  if (!s.explored) return;
  for (const id of ids) s.nodes.update({ id, fixed: Boolean(s.drawn.get(id)?.pinned) });
}

// ---- selecting a box: with the button, or with Shift held down

tools.boxing = (s) => {
  s.boxing = !s.boxing;
  s.root.querySelector('[data-do="boxing"]').setAttribute('aria-pressed', String(s.boxing));
  s.root.classList.toggle('is-boxing', s.boxing);
};

function listenForBox(s) {
  const band = s.root.querySelector('.band');
  let from = null;
  const at = (event) => placeOf(s, event);
  const held = (event, then) => { if (!from && !((s.boxing || event.shiftKey) && event.button === 0)) return; event.stopPropagation(); then(event); };
  const draw = (to) => {
    const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    Object.assign(band.style, { left: `${left}px`, top: `${top}px`, width: `${Math.abs(from.x - to.x)}px`, height: `${Math.abs(from.y - to.y)}px` });
    band.hidden = false;
    return { left, top, right: Math.max(from.x, to.x), bottom: Math.max(from.y, to.y) };
  };
  s.frame.addEventListener('pointerdown', (event) => held(event, () => { from = at(event); s.frame.focus(); s.frame.setPointerCapture(event.pointerId); }), { capture: true });
  s.frame.addEventListener('pointermove', (event) => { if (from) held(event, () => draw(at(event))); }, { capture: true });
  s.frame.addEventListener('pointercancel', () => { [from, band.hidden] = [null, true]; });
  s.frame.addEventListener('pointerup', (event) => {
    if (!from) return;
    event.stopPropagation();
    const box = draw(at(event));
    [from, band.hidden] = [null, true];
    if (s.boxing) tools.boxing(s);
    if (box.right - box.left < 4 && box.bottom - box.top < 4) return toggle(s, s.net.getNodeAt(at(event)));
    const inside = s.order.filter((id) => {
      const { x, y } = s.net.canvasToDOM(stretched(s, id));
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
    select(s, inside);
  }, { capture: true });
}
