// Plays a story: one large slide at a time, controlled by a clicker, with a window for the speaker. The same script runs
// on the page and in an offline file. Text is set by textContent. keys.js moves, evidence.js, search.js and speaker.js are its parts.

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
const HELP = [['Page Down, →, Space', 'next slide'], ['Page Up, ←', 'previous slide'], ['Home, digits', 'first slide, slide of that number'],
  ['B or .', 'black screen, on and off'], ['T, M', 'table, map of the slide'], ['E', 'evidence of the slide'], ['/', 'find a name on all slides'], ['S', 'window for the speaker'],
  ['L', 'live question'], ['F', 'full screen'], ['N, P, Enter', 'move through the picture'], ['?', 'this help'], ['Esc', 'back to the story']];

globalThis.citylinksStage = {
  // `data` is { story: { title, audience }, slides, at, live, canAsk }; handlers: at(number), ask(text), leave().
  show(root, data, handlers) {
    const p = plays.get(root) ?? openStage(root);
    const fresh = p.key !== data.key;
    Object.assign(p, { data, handlers, key: data.key });
    p.slides = data.slides;
    if (fresh) [p.at, p.begun] = [Math.min(data.at ?? 0, p.slides.length - 1), Date.now()];
    if (data.live && data.live.number !== p.asked) [p.asked, p.isLive] = [data.live.number, true];
    drawSlide(p);
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
  p.press = (event) => pressKey(p, event);
  document.addEventListener('keydown', p.press, true);
  p.find('.live').addEventListener('submit', (event) => { event.preventDefault(); ask(p); });
  p.find('.find').addEventListener('submit', (event) => { event.preventDefault(); goToFound(p, p.find('.find li')); });
  p.find('.find input').addEventListener('input', () => showFound(p));
  p.find('.black').addEventListener('click', () => black(p, false));
  listenToTouch(p);
  plays.set(root, p);
  p.clock = setInterval(() => updateClock(p), 1000);
  return p;
}

function currentSlide(p) {
  return p.isLive && p.data.live ? p.data.live : p.slides[p.at];
}

// ---- drawing

function drawSlide(p) {
  const slide = currentSlide(p);
  if (!slide) return;
  const set = (name, text) => { p.find(name).textContent = text; };
  p.root.classList.toggle('is-live', p.isLive);
  set('h1', slide.title);
  const count = p.slides.length > 1 ? `${p.at + 1} of ${p.slides.length}` : '? for keys';
  set('.place', p.isLive ? 'live question' : count);
  set('.caption', slide.problem ? slide.problem : slide.caption);
  p.find('.caption').classList.toggle('is-problem', Boolean(slide.problem));
  set('.dates', slide.dates);
  const titles = slide.sources.slice(0, 3).join('; ');
  set('.from', titles ? `${slide.sources.length === 1 ? 'Source' : 'Sources'}: ${titles}${slide.sources.length > 3 ? ` and ${slide.sources.length - 3} more` : ''}` : '');
  p.find('.evidence').hidden = true;
  p.look = p.table ? 'table' : p.map && slide.map ? 'map' : slide.look;
  const shown = { network: '.network', map: '.map', table: '.list' };
  if (p.look === 'map' && !(slide.map && globalThis.citylinksMap)) p.look = 'network';
  for (const [look, name] of Object.entries(shown)) p.find(name).hidden = look !== p.look;
  if (p.look === 'network' && !slide.picture?.nodes.length) p.find('.network').hidden = true;
  else if (p.look === 'network') drawNetwork(p, slide);
  if (p.look === 'map') drawMap(p, slide);
  if (p.look === 'table') drawList(p, slide);
  set(':scope > .say', `${p.isLive ? 'Live question' : `Slide ${p.at + 1} of ${p.slides.length}`}: ${slide.title}. ${slide.caption}`);
  p.root.dataset.at = p.isLive ? 'live' : p.at + 1;
  updateSpeaker(p);
}

function drawNetwork(p, slide) {
  const root = p.find('.network');
  const handlers = { select: (ids) => showEvidence(p, ids), action: () => {} };
  p.root.classList.toggle('is-free', Boolean(slide.free));
  citylinksNetwork.draw(root, { picture: slide.picture, height: 0, key: 'stage', stage: !slide.free }, handlers);
}

function drawMap(p, slide) {
  const data = { ...slide.map, bare: true, height: '100%' };
  let lastScale; // the scale of the last painting: it decides which names have room
  const painted = (scale) => {
    if (scale === lastScale || p.look !== 'map' || currentSlide(p) !== slide) return;
    lastScale = scale;
    describeMap(p, slide);
  };
  globalThis.citylinksMap.show(p.find('.map'), data, { select: (ids) => showEvidence(p, ids), say: () => {}, painted });
}

// Lists the items on the map that have no room for a name, and the items that are not on the map.
function describeMap(p, slide) {
  const bare = (text) => text.replace(/\s/g, '');
  const shown = [...p.find('.map').querySelectorAll('.map-names text')].filter((text) => text.getAttribute('display') !== 'none');
  const named = new Set(shown.map((text) => bare(text.textContent)));
  const dots = slide.map.levels.city.dots.filter((dot) => !named.has(bare(dot.label)));
  const parts = [slide.dates];
  if (named.size && dots.length) parts.push(`without a name: ${dots.map((dot) => dot.name).join(', ')}`);
  if (slide.map.missing.length) parts.push(`not on the map: ${slide.map.missing.map((one) => one.name).join(', ')}`);
  p.find('.dates').textContent = parts.filter(Boolean).join(' · ');
}

function drawList(p, slide) {
  const rows = slide.picture ? slide.picture.edges.flatMap((edge) => edge.rows) : [];
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
