// Plays a story: one stop at a time, large, moved by the keys of a clicker, with a window for the speaker. The same
// script plays on the page and in a file that needs nothing. Text goes in by textContent alone.

const plays = new WeakMap();
const STAGE_STYLE = new CSSStyleSheet();
STAGE_STYLE.replaceSync(STAGE_CSS);
const STAGE_FRAME = `
  <header><h1></h1><p class="place"></p></header>
  <div class="show"><section class="network"></section><section class="map" hidden></section><div class="list" hidden tabindex="0"></div></div>
  <p class="caption"></p>
  <footer><span class="dates"></span><span class="from"></span></footer>
  <aside class="evidence" hidden aria-label="Evidence"></aside>
  <form class="live" hidden><label>Ask <input type="search" autocomplete="off"></label></form>
  <form class="find" hidden><label>Find <input type="search" autocomplete="off"></label><ul role="listbox"></ul></form>
  <div class="help" hidden></div>
  <div class="black" hidden></div>
  <p class="say" role="status" aria-live="polite"></p>`;
const HELP = [['Page Down, →, Space', 'next stop'], ['Page Up, ←', 'stop before'], ['Home, digits', 'first stop, stop of that number'],
  ['B or .', 'black and back'], ['T, M', 'table, map of the stop'], ['E', 'evidence of the stop'], ['/', 'find a name in all stops'], ['S', 'window for the speaker'],
  ['L', 'live question'], ['F', 'full screen'], ['N, P, Enter', 'walk in the picture'], ['?', 'this help'], ['Esc', 'back to the story']];

globalThis.citylinksStage = {
  // `data` is { story: { title, audience }, stops, at, live, canAsk }; handlers: at(number), ask(text), leave().
  show(root, data, handlers) {
    const p = plays.get(root) ?? openStage(root);
    const fresh = p.key !== data.key;
    Object.assign(p, { data, handlers, key: data.key });
    p.stops = data.stops;
    if (fresh) [p.at, p.begun] = [Math.min(data.at ?? 0, p.stops.length - 1), Date.now()];
    if (data.live && data.live.number !== p.asked) [p.asked, p.isLive] = [data.live.number, true];
    drawStop(p);
  },
  close(root) {
    const p = plays.get(root);
    if (!p) return;
    citylinksNetwork.close(p.find('.network'));
    globalThis.citylinksMap?.close(p.find('.map'));
    document.removeEventListener('keydown', p.press, true);
    clearInterval(p.clock);
    p.speaker?.close();
    plays.delete(root);
  },
};

function openStage(root) {
  const shadow = root.getRootNode();
  if (shadow.adoptedStyleSheets && !shadow.adoptedStyleSheets.includes(STAGE_STYLE)) shadow.adoptedStyleSheets.push(STAGE_STYLE);
  root.innerHTML = STAGE_FRAME;
  root.tabIndex = -1;
  const p = { root, find: (name) => root.querySelector(name), at: 0, isLive: false, digits: '' };
  p.press = (event) => pressStage(p, event);
  document.addEventListener('keydown', p.press, true);
  p.find('.live').addEventListener('submit', (event) => { event.preventDefault(); ask(p); });
  p.find('.find').addEventListener('submit', (event) => { event.preventDefault(); goFound(p, p.find('.find li')); });
  p.find('.find input').addEventListener('input', () => offerFound(p));
  p.find('.black').addEventListener('click', () => black(p, false));
  listenToTouch(p);
  plays.set(root, p);
  p.clock = setInterval(() => tellClock(p), 1000);
  return p;
}

function stopOf(p) {
  return p.isLive && p.data.live ? p.data.live : p.stops[p.at];
}

// ---- drawing

function drawStop(p) {
  const stop = stopOf(p);
  if (!stop) return;
  const set = (name, text) => { p.find(name).textContent = text; };
  p.root.classList.toggle('is-live', p.isLive);
  set('h1', stop.title);
  const count = p.stops.length > 1 ? `${p.at + 1} of ${p.stops.length}` : '? for keys';
  set('.place', p.isLive ? 'live question' : count);
  set('.caption', stop.trouble ? stop.trouble : stop.caption);
  p.find('.caption').classList.toggle('is-trouble', Boolean(stop.trouble));
  set('.dates', stop.dates);
  const titles = stop.sources.slice(0, 3).join('; ');
  set('.from', titles ? `Source: ${titles}${stop.sources.length > 3 ? ` and ${stop.sources.length - 3} more` : ''}` : '');
  p.find('.evidence').hidden = true;
  p.look = p.table ? 'table' : p.map && stop.map ? 'map' : stop.look;
  const shown = { network: '.network', map: '.map', table: '.list' };
  if (p.look === 'map' && !(stop.map && globalThis.citylinksMap)) p.look = 'network';
  for (const [look, name] of Object.entries(shown)) p.find(name).hidden = look !== p.look;
  if (p.look === 'network' && !stop.picture?.nodes.length) p.find('.network').hidden = true;
  else if (p.look === 'network') drawNetwork(p, stop);
  if (p.look === 'map') drawMap(p, stop);
  if (p.look === 'table') drawList(p, stop);
  set('.say', `${p.isLive ? 'Live question' : `Stop ${p.at + 1} of ${p.stops.length}`}: ${stop.title}. ${stop.caption}`);
  p.root.dataset.at = p.isLive ? 'live' : p.at + 1;
  tellSpeaker(p);
}

function drawNetwork(p, stop) {
  const root = p.find('.network');
  const handlers = { select: (ids) => showEvidence(p, ids), act: () => {} };
  p.root.classList.toggle('is-free', Boolean(stop.free));
  citylinksNetwork.draw(root, { picture: stop.picture, height: 0, key: 'stage', stage: !stop.free }, handlers);
}

function drawMap(p, stop) {
  const data = { ...stop.map, bare: true, height: '100%' };
  let told; // the scale: what has room changes with it, and not with the line that tells of it
  const painted = (scale) => {
    if (scale === told || p.look !== 'map' || stopOf(p) !== stop) return;
    told = scale;
    tellOfMap(p, stop);
  };
  globalThis.citylinksMap.show(p.find('.map'), data, { select: (ids) => showEvidence(p, ids), say: () => {}, painted });
}

// What stands on the map without a name, for want of room, and what is not on it.
function tellOfMap(p, stop) {
  const bare = (text) => text.replace(/\s/g, '');
  const shown = [...p.find('.map').querySelectorAll('.map-names text')].filter((text) => text.getAttribute('display') !== 'none');
  const named = new Set(shown.map((text) => bare(text.textContent)));
  const dots = stop.map.levels.city.dots.filter((dot) => !named.has(bare(dot.label)));
  const parts = [stop.dates];
  if (named.size && dots.length) parts.push(`without a name: ${dots.map((dot) => dot.name).join(', ')}`);
  if (stop.map.missing.length) parts.push(`not on the map: ${stop.map.missing.map((one) => one.name).join(', ')}`);
  p.find('.dates').textContent = parts.filter(Boolean).join(' · ');
}

function drawList(p, stop) {
  const rows = stop.picture ? stop.picture.edges.flatMap((edge) => edge.rows) : [];
  rows.sort((a, b) => Number(b.dated) - Number(a.dated) || a.text.localeCompare(b.text, 'en'));
  const body = rows.map((row) => piece('tr', {}, piece('th', { scope: 'row' }, row.text),
    piece('td', {}, row.certainty === 'possible' ? 'possible' : row.status === 'planned' ? 'planned' : ''), piece('td', {}, row.since || 'no date')));
  p.find('.list').style.setProperty('--rows', Math.max(rows.length, 6));
  p.find('.list').replaceChildren(piece('table', {}, piece('caption', {}, `${rows.length} ${rows.length === 1 ? 'link' : 'links'}`), piece('tbody', {}, ...body)));
}

function piece(name, attributes = {}, ...parts) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

// ---- evidence: of what was selected, or of the whole stop

function showEvidence(p, ids) {
  const stop = stopOf(p);
  const aside = p.find('.evidence');
  const lines = stop.picture.edges.filter((edge) => !ids || ids.some((id) => id === edge.id || id === edge.from || id === edge.to));
  aside.hidden = (ids && !ids.length) || !lines.length;
  if (aside.hidden) return;
  const claims = new Map();
  for (const { line, claims: some } of stop.evidence) claims.set(line, [...(claims.get(line) ?? []), ...some]);
  const parts = lines.filter((edge) => edge.rows.length).flatMap((edge) => [
    ...edge.rows.map((row) => piece('h3', {}, row.text + (row.certainty === 'possible' ? ' (possible)' : ''))),
    piece('ul', {}, ...unlike(claims.get(edge.id) ?? []).map((said) => piece('li', {}, said))),
  ]);
  const close = piece('button', { type: 'button' }, 'Close');
  close.onclick = () => { aside.hidden = true; };
  aside.replaceChildren(close, ...parts);
}

function unlike(claims) {
  return [...new Set(claims.map(({ note, source, where, as_of, word }) => [note, `${source}${where ? ` at “${where}”` : ''}${as_of ? `, as of ${as_of}` : ''}`, word === 'third party' ? 'a third party’s word' : ''].filter(Boolean).join(' · ')))];
}

// ---- moving

function goTo(p, at) {
  p.isLive = false;
  p.table = p.map = false;
  p.at = Math.min(Math.max(at, 0), p.stops.length - 1);
  drawStop(p);
  p.handlers.at?.(p.at);
}

function pressStage(p, event) {
  if (!p.root.isConnected) return;
  const field = event.composedPath()[0];
  const isWriting = field?.matches?.('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape') { escape(p); return; }
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  const isInPicture = field?.matches?.('.vis-network, .map *');
  const act = {
    PageDown: () => goTo(p, p.at + 1), ArrowRight: () => goTo(p, p.at + 1), ArrowDown: () => goTo(p, p.at + 1), ' ': () => goTo(p, p.at + 1),
    PageUp: () => goTo(p, p.at - 1), ArrowLeft: () => goTo(p, p.at - 1), ArrowUp: () => goTo(p, p.at - 1), Backspace: () => goTo(p, p.at - 1),
    Home: () => goTo(p, 0), End: () => goTo(p, p.stops.length - 1),
    b: () => black(p), B: () => black(p), '.': () => black(p),
    t: () => { [p.table, p.map] = [!p.table, false]; drawStop(p); },
    m: () => { [p.map, p.table] = [!p.map, false]; drawStop(p); }, e: () => showEvidence(p, null),
    s: () => openSpeaker(p), f: () => fullStage(p), l: () => openLive(p), '/': () => openFind(p), '?': () => help(p), h: () => help(p),
  }[event.key] ?? (/^\d$/.test(event.key) ? () => digit(p, event) : null);
  if (!act) return;
  if (isInPicture && ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', '.', '0'].includes(event.key)) return;
  if (field?.matches?.('button, a, summary') && event.key === ' ') return;
  event.preventDefault();
  event.stopPropagation();
  if (!p.find('.black').hidden && !['b', 'B', '.'].includes(event.key)) black(p, false);
  act();
}

// Two digits pressed within a second are one number, however long the page takes to see to them.
function digit(p, { key, timeStamp, view }) {
  const now = timeStamp + (view ?? window).performance.timeOrigin; // the speaker's window has a clock of its own
  p.digits = (now - p.pressedAt < 1000 ? p.digits : '') + key;
  p.pressedAt = now;
  const at = Number(p.digits);
  if (at >= 1 && at <= p.stops.length) goTo(p, at - 1);
}

function black(p, on = p.find('.black').hidden) {
  p.find('.black').hidden = !on;
  p.find('.say').textContent = on ? 'Black' : `Stop ${p.at + 1}`;
}

function escape(p) {
  black(p, false);
  for (const name of ['.live', '.find', '.help', '.evidence']) p.find(name).hidden = true;
  if (p.isLive) goTo(p, p.at);
}

function fullStage(p) {
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

// ---- asking and finding

function openLive(p) {
  if (!p.data.canAsk) return;
  p.find('.live').hidden = false;
  p.find('.live input').focus();
}

function ask(p) {
  const input = p.find('.live input');
  if (!input.value.trim()) return;
  p.find('.say').textContent = `Asking: ${input.value}`;
  p.handlers.ask?.(input.value);
  input.value = '';
  p.find('.live').hidden = true;
}

function openFind(p) {
  p.find('.find').hidden = false;
  p.find('.find input').value = '';
  p.find('.find ul').replaceChildren();
  p.find('.find input').focus();
}

function plainText(text) {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
}

function offerFound(p) {
  const wanted = plainText(p.find('.find input').value.trim());
  const found = !wanted ? [] : p.stops.flatMap((stop, at) => (stop.picture?.nodes ?? [])
    .filter((node) => plainText(node.name).includes(wanted)).map((node) => ({ at, node, stop })));
  p.find('.find ul').replaceChildren(...found.slice(0, 12).map(({ at, node, stop }) => {
    const item = piece('li', { role: 'option', 'aria-selected': 'false', 'data-at': at, 'data-node': node.id }, `${node.name}: ${at + 1}. ${stop.title}`);
    item.onclick = () => goFound(p, item);
    return item;
  }));
}

function goFound(p, item) {
  if (!item) return;
  p.find('.find').hidden = true;
  goTo(p, Number(item.dataset.at));
  if (p.look !== 'network') { p.find('.network').hidden = false; p.find('.map').hidden = p.find('.list').hidden = true; drawNetwork(p, stopOf(p)); }
  citylinksNetwork.select(p.find('.network'), [item.dataset.node]);
}

// ---- the speaker's window: notes, what comes next, the time

function openSpeaker(p) {
  p.speaker = window.open('', `citylinks-speaker`, 'width=900,height=700');
  if (!p.speaker) { p.find('.say').textContent = 'The browser does not allow a second window.'; return; }
  const page = p.speaker.document;
  page.title = 'Speaker';
  page.body.replaceChildren();
  Object.assign(page.body.style, { font: '20px/1.5 sans-serif', margin: '24px', background: '#10151B', color: '#E6EAEF' });
  for (const [name, tag] of [['clock', 'p'], ['title', 'h1'], ['notes', 'div'], ['next', 'p']]) {
    const part = page.createElement(tag);
    part.id = name;
    page.body.append(part);
  }
  p.speaker.addEventListener('keydown', p.press);
  tellSpeaker(p);
}

function tellSpeaker(p) {
  if (!p.speaker || p.speaker.closed) return;
  const page = p.speaker.document;
  const stop = stopOf(p);
  page.getElementById('title').textContent = `${p.at + 1}. ${stop.title}`;
  page.getElementById('notes').replaceChildren(...(stop.notes || 'No notes.').split(/\n\s*\n/).map((text) => { const line = page.createElement('p'); line.textContent = text; return line; }));
  const next = p.stops[p.at + 1];
  page.getElementById('next').textContent = next ? `Next: ${next.title}` : 'This is the last stop.';
  tellClock(p);
}

function tellClock(p) {
  if (!p.speaker || p.speaker.closed) return;
  const seconds = Math.floor((Date.now() - p.begun) / 1000);
  const gone = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  p.speaker.document.getElementById('clock').textContent = `${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })} · ${gone} since the start`;
}
