// The window for the speaker: notes, the next slide, and the time.

function openSpeaker(p) {
  p.speaker = window.open('', `citylinks-speaker`, 'width=900,height=700');
  if (!p.speaker) { p.find(':scope > .say').textContent = 'The browser does not allow a second window.'; return; }
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
  updateSpeaker(p);
}

function updateSpeaker(p) {
  if (!p.speaker || p.speaker.closed) return;
  const page = p.speaker.document;
  const slide = currentSlide(p);
  page.getElementById('title').textContent = `${p.at + 1}. ${slide.title}`;
  page.getElementById('notes').replaceChildren(...(slide.notes || 'No notes.').split(/\n\s*\n/).map((text) => { const line = page.createElement('p'); line.textContent = text; return line; }));
  const next = p.slides[p.at + 1];
  page.getElementById('next').textContent = next ? `Next: ${next.title}` : 'This is the last slide.';
  updateClock(p);
}

function updateClock(p) {
  if (!p.speaker || p.speaker.closed) return;
  const seconds = Math.floor((Date.now() - p.begun) / 1000);
  const gone = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  p.speaker.document.getElementById('clock').textContent = `${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })} · ${gone} since the start`;
}
