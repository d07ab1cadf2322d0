// Moving through the slides: keys, touch, the black screen, full screen and help.

function goTo(p, at) {
  p.isLive = false;
  p.table = p.map = false;
  p.at = Math.min(Math.max(at, 0), p.slides.length - 1);
  drawSlide(p);
  p.handlers.at?.(p.at);
}

function pressKey(p, event) {
  if (!p.root.isConnected) return;
  const field = event.composedPath()[0];
  const isWriting = field?.matches?.('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape') { escape(p); return; }
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  const isInPicture = field?.matches?.('.vis-network, .map *');
  const action = {
    PageDown: () => goTo(p, p.at + 1), ArrowRight: () => goTo(p, p.at + 1), ArrowDown: () => goTo(p, p.at + 1), ' ': () => goTo(p, p.at + 1),
    PageUp: () => goTo(p, p.at - 1), ArrowLeft: () => goTo(p, p.at - 1), ArrowUp: () => goTo(p, p.at - 1), Backspace: () => goTo(p, p.at - 1),
    Home: () => goTo(p, 0), End: () => goTo(p, p.slides.length - 1),
    b: () => black(p), B: () => black(p), '.': () => black(p),
    t: () => { [p.table, p.map] = [!p.table, false]; drawSlide(p); },
    m: () => { [p.map, p.table] = [!p.map, false]; drawSlide(p); }, e: () => showEvidence(p, null),
    s: () => openSpeaker(p), f: () => toggleFullScreen(p), l: () => openLive(p), '/': () => openFind(p), '?': () => help(p), h: () => help(p),
  }[event.key] ?? (/^\d$/.test(event.key) ? () => digit(p, event) : null);
  if (!action) return;
  if (isInPicture && ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', '.', '0'].includes(event.key)) return;
  if (field?.matches?.('button, a, summary') && event.key === ' ') return;
  event.preventDefault();
  event.stopPropagation();
  if (!p.find('.black').hidden && !['b', 'B', '.'].includes(event.key)) black(p, false);
  action();
}

// Two digits pressed within a second form one number, however slow the page is.
function digit(p, { key, timeStamp, view }) {
  const now = timeStamp + (view ?? window).performance.timeOrigin; // the speaker's window has its own clock
  p.digits = (now - p.pressedAt < 1000 ? p.digits : '') + key;
  p.pressedAt = now;
  const at = Number(p.digits);
  if (at >= 1 && at <= p.slides.length) goTo(p, at - 1);
}

function black(p, on = p.find('.black').hidden) {
  p.find('.black').hidden = !on;
  p.find(':scope > .say').textContent = on ? 'Black' : `Slide ${p.at + 1}`;
}

function escape(p) {
  black(p, false);
  for (const name of ['.live', '.find', '.help', '.evidence']) p.find(name).hidden = true;
  if (p.isLive) goTo(p, p.at);
}

function toggleFullScreen(p) {
  if (document.fullscreenElement) document.exitFullscreen();
  else p.root.requestFullscreen?.();
}

function listenToTouch(p) {
  let from = null;
  p.root.addEventListener('touchstart', (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  p.root.addEventListener('touchend', (event) => {
    if (!from) return;
    const [x, y] = [event.changedTouches[0].clientX - from.clientX, event.changedTouches[0].clientY - from.clientY];
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) goTo(p, p.at + (x < 0 ? 1 : -1));
    from = null;
  }, { passive: true });
}

function help(p) {
  const box = p.find('.help');
  box.hidden = !box.hidden;
  const usable = HELP.filter(([key]) => key !== 'L' || p.data.canAsk);
  const home = p.data.home ? [piece('a', { href: p.data.home }, 'Back to the stories')] : [];
  box.replaceChildren(...home, piece('table', {}, ...usable.map(([key, words]) => piece('tr', {}, piece('th', { scope: 'row' }, key), piece('td', {}, words)))));
}
