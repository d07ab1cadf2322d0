// The years of the Explore page: from, to, and play. Only the resting position goes into the page's address.
const BEAT = 700; // milliseconds between two steps of play

function listenToYears(s) {
  const years = (s.years = {
    bar: s.root.querySelector('.years'), play: s.root.querySelector('.play'), since: s.root.querySelector('.since'),
    until: s.root.querySelector('.until'), span: s.root.querySelector('.span'), undated: s.root.querySelector('.undated'),
    any: s.root.querySelector('.any-time'),
  });
  for (const handle of [years.since, years.until]) {
    handle.addEventListener('input', () => { keepOrder(s, handle); showSpan(s); sendSoon(s); });
    handle.addEventListener('change', () => restSoon(s));
  }
  years.undated.addEventListener('change', () => send(s, false));
  years.play.addEventListener('click', () => (s.playing ? stopPlaying(s, true) : play(s)));
  years.any.addEventListener('click', () => { stopPlaying(s); s.sendAction({ kind: 'years', since: null, until: null, undated: years.undated.checked, moving: false }); });
}

function keepOrder(s, handle) {
  const { since, until } = s.years;
  if (+since.value <= +until.value) return;
  (handle === since ? until : since).value = handle.value;
}

function showYears(s) {
  const { first, last, since, until, undated, without } = s.explored.years;
  s.years.bar.hidden = first === null;
  if (first === null) return;
  for (const handle of [s.years.since, s.years.until]) [handle.min, handle.max] = [first, last];
  const held = s.root.getRootNode().activeElement;
  if (!s.playing && held !== s.years.since && held !== s.years.until) {
    s.years.since.value = since ?? first;
    s.years.until.value = until ?? last;
  }
  s.years.undated.checked = undated;
  s.years.any.hidden = since === null && until === null;
  s.years.undated.nextSibling.textContent = ` Also ${without} ${without === 1 ? 'link' : 'links'} without a date`;
  showSpan(s);
}

function showSpan(s) {
  const { since, until } = s.years;
  const all = +since.value === +since.min && +until.value === +until.max;
  s.years.span.textContent = all ? `any time (${since.min} to ${until.max})` : `${since.value} to ${until.value}`;
  since.setAttribute('aria-valuetext', `from ${since.value}`);
  until.setAttribute('aria-valuetext', `to ${until.value}`);
}

// Several presses of an arrow key count as one change. Undo goes back to where the handle rested.
function restSoon(s) {
  clearTimeout(s.resting);
  s.resting = setTimeout(() => send(s, false), 350);
}

function send(s, moving) {
  clearTimeout(s.sending);
  if (!moving) clearTimeout(s.resting);
  s.sending = null;
  const { since, until, undated } = s.years;
  const all = +since.value === +since.min && +until.value === +until.max && !moving;
  s.sendAction({ kind: 'years', since: all ? null : +since.value, until: all ? null : +until.value, undated: undated.checked, moving });
}

function sendSoon(s) {
  s.sending ??= setTimeout(() => send(s, true), 150);
}

function play(s) {
  const { since, until, play: button } = s.years;
  button.textContent = 'Pause';
  if (+until.value >= +until.max) until.value = since.value;
  const stride = Math.max(1, Math.round((+until.max - +since.value) / 40));
  const beat = () => {
    until.value = Math.min(+until.value + stride, +until.max);
    showSpan(s);
    send(s, true);
    if (+until.value >= +until.max) stopPlaying(s, true);
  };
  s.playing = setInterval(beat, BEAT);
  beat();
}

function stopPlaying(s, rest = false) {
  if (!s.playing) return;
  clearInterval(s.playing);
  s.playing = null;
  s.years.play.textContent = 'Play';
  if (rest) send(s, false);
}
