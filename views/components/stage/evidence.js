// The panel of evidence: the claims behind the selected lines, or behind the whole slide.

function showEvidence(p, ids) {
  const slide = currentSlide(p);
  const aside = p.find('.evidence');
  const lines = slide.picture.edges.filter((edge) => !ids || ids.some((id) => id === edge.id || id === edge.from || id === edge.to));
  aside.hidden = (ids && !ids.length) || !lines.length;
  if (aside.hidden) return;
  const claims = new Map();
  for (const { line, claims: some } of slide.evidence) claims.set(line, [...(claims.get(line) ?? []), ...some]);
  const parts = lines.filter((edge) => edge.rows.length).flatMap((edge) => [
    ...edge.rows.map((row) => piece('h3', {}, row.text + (row.certainty === 'possible' ? ' (possible)' : ''))),
    piece('ul', {}, ...claimLines(claims.get(edge.id) ?? []).map((said) => piece('li', {}, said))),
  ]);
  const close = piece('button', { type: 'button' }, 'Close');
  close.onclick = () => { aside.hidden = true; };
  aside.replaceChildren(close, ...parts);
}

function claimLines(claims) {
  return [...new Set(claims.map(({ note, source, where, as_of, word }) => [note, `${source}${where ? ` at “${where}”` : ''}${as_of ? `, as of ${as_of}` : ''}`, word === 'third party' ? 'third-party source' : ''].filter(Boolean).join(' · ')))];
}
