// Autocomplete under the question box: names and saved questions, as a combobox with a list. Text is set by textContent.
// Listeners are set once on the page, because each rerun of Streamlit replaces the boxes and this component.
const BOX = '.st-key-ask_question input, .st-key-explore_start input';
const LIST = 'ask-offers';
const MOST_NAMES = 6;
const MOST_QUESTIONS = 3;
const LONGEST_NAME = 7; // words
const SHORTEST = 2; // letters before suggestions are shown

export default function ({ data }) {
  const page = (globalThis.__citylinksOffers ??= { shown: [], at: -1, listening: false });
  if (page.data !== data) {
    page.data = data;
    page.names = data.names.map(([text, about, ...others]) => ({ text, about, keys: [text, ...others].map(fold) }));
    page.questions = data.questions.map(([text, about]) => ({ text, about, whole: true, keys: [fold(text), fold(about)] }));
  }
  const box = document.querySelector(BOX);
  if (box) dress(box);
  if (page.listening) return;
  page.listening = true;
  if (box && box === document.activeElement && box.value) offer(page, box); // typed before this script loaded
  document.addEventListener('input', (event) => event.target.matches?.(BOX) && !page.filling && offer(page, event.target));
  document.addEventListener('keydown', (event) => event.target.matches?.(BOX) && press(page, event), true);
  document.addEventListener('focusin', (event) => event.target.matches?.(BOX) && dress(event.target));
  document.addEventListener('focusout', (event) => event.target.matches?.(BOX) && close(page));
  document.addEventListener('scroll', (event) => event.target.id !== LIST && close(page), true);
  addEventListener('resize', () => close(page));
}

function fold(text) {
  const plain = text.normalize('NFKD').toLowerCase().replace(/[\p{M}'’‘ʼ]/gu, '');
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function dress(box) {
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', LIST);
  box.setAttribute('aria-expanded', String(Boolean(document.getElementById(LIST))));
  box.setAttribute('autocomplete', 'off');
}

// Finds the longest text before the cursor that starts a name. Returns it with the names that it starts.
function beginnings(page, written) {
  const starts = [...written.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)].map((match) => match.index);
  for (const from of starts.slice(-LONGEST_NAME)) {
    const end = fold(written.slice(from));
    if (end.length < (/[\u3040-\uffff]/.test(end) ? 1 : SHORTEST)) continue;
    const rank = (key) => (key.startsWith(end) ? 0 : ` ${key}`.includes(` ${end}`) && end.length > SHORTEST ? 1 : 2);
    const found = page.names
      .map((name) => ({ name, rank: Math.min(...name.keys.map(rank)) }))
      .filter((one) => one.rank < 2 && fold(one.name.text) !== end)
      .sort((a, b) => a.rank - b.rank); // a stable sort: names with most links first
    if (found.length) return found.slice(0, MOST_NAMES).map(({ name }) => ({ ...name, from }));
  }
  return [];
}

function offer(page, box) {
  const written = box.value.slice(0, box.selectionStart ?? box.value.length);
  const words = fold(box.value).split(' ').filter(Boolean);
  const asks = (question) => words.length && question.keys.some((key) => words.every((word) => ` ${key}`.includes(` ${word}`)));
  const whole = fold(box.value);
  const questions = whole.length > 2 ? page.questions.filter((q) => asks(q) && q.keys[0] !== whole) : [];
  const ended = /[\s?]$/.test(written);
  page.shown = [...(ended ? [] : beginnings(page, written)), ...questions.slice(0, MOST_QUESTIONS)];
  page.at = -1;
  draw(page, box);
}

function draw(page, box) {
  document.getElementById(LIST)?.remove();
  box.setAttribute('aria-expanded', String(page.shown.length > 0));
  box.removeAttribute('aria-activedescendant');
  if (!page.shown.length) return;
  const list = document.createElement('ul');
  list.id = LIST;
  list.className = 'offers';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Names and saved questions');
  const field = box.closest('[data-baseweb="input"], [data-testid="stTextInputRootElement"]') ?? box;
  const { left, bottom, width } = field.getBoundingClientRect();
  Object.assign(list.style, { left: `${left}px`, top: `${bottom + 4}px`, width: `${width}px` });
  page.shown.forEach((one, at) => list.append(entry(page, box, one, at)));
  document.querySelector('.stMain').append(list);
}

function entry(page, box, one, at) {
  const item = document.createElement('li');
  item.id = `${LIST}-${at}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', String(at === page.at));
  item.append(said(one.text, ''), said(one.about, 'about'));
  item.onmousedown = (event) => {
    event.preventDefault(); // the box keeps the cursor
    choose(page, box, one);
  };
  return item;
}

function said(text, look) {
  const part = document.createElement('span');
  part.className = look;
  part.textContent = text;
  return part;
}

function close(page) {
  page.shown = [];
  page.at = -1;
  document.getElementById(LIST)?.remove();
  const box = document.querySelector(BOX);
  box?.setAttribute('aria-expanded', 'false');
  box?.removeAttribute('aria-activedescendant');
}

function press(page, event) {
  if (!page.shown.length || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) move(page, event.target, step);
  else if (event.key === 'Enter' && page.at >= 0) choose(page, event.target, page.shown[page.at]);
  else if (event.key === 'Escape') close(page);
  else if (event.key === 'Enter') return close(page);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Beyond either end of the list, the box holds the text as typed.
function move(page, box, step) {
  const count = page.shown.length + 1;
  page.at = ((page.at + 1 + step + count) % count) - 1;
  document.getElementById(LIST).childNodes.forEach((item, at) => {
    item.setAttribute('aria-selected', String(at === page.at));
    if (at === page.at) item.scrollIntoView({ block: 'nearest' });
  });
  if (page.at < 0) box.removeAttribute('aria-activedescendant');
  else box.setAttribute('aria-activedescendant', `${LIST}-${page.at}`);
}

// A name replaces the part that was typed of it. A saved question replaces the whole text, and is asked.
function choose(page, box, one) {
  const after = one.whole ? '' : box.value.slice(box.selectionStart);
  const text = (one.whole ? '' : box.value.slice(0, one.from)) + one.text;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text + after);
  page.filling = true;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  page.filling = false;
  close(page);
  box.setSelectionRange(text.length, text.length);
  if (one.whole) setTimeout(() => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })), 0);
}
