// What is typed against what there is to be found: by its Chinese, its English, further words, or the pinyin of its
// Chinese, in full or by initials, as one types it without a dictionary. The closer the fit, the smaller the rank.

const [EXACT, START, WORD, INSIDE, SOUNDED, SOUNDED_INSIDE, IN_ORDER] = [0, 1, 2, 3, 4, 5, 6];
const wide = /[\u2e80-\u9fff]/;
const between = /[\s()·\-/、,;:?!]/;

/** One width and one case of every letter. */
const plain = (words) => words.normalize("NFKC").toLowerCase();

/** The words typed, without what tells none apart; an input method parts syllables with apostrophes as it composes. */
function wordsOf(typed) {
  return plain(typed).replaceAll("'", "").split(/[\s,，。？?、]+/).filter(Boolean);
}

/** Whether the letters come one after the other in the text, others between them allowed. */
function inOrder(letters, text) {
  let at = -1;
  return [...letters].every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
}

/** Whether the letters, from `from` on, are how the text sounds from `at` on: each sign in full or begun. */
function sounds(letters, from, text, at, readings) {
  if (from === letters.length) return true;
  if (at === text.length) return false;
  const sign = text[at];
  if (between.test(sign)) return sounds(letters, from, text, at + 1, readings);
  for (const reading of readings[sign] ?? [sign]) {
    let common = 0;
    while (common < reading.length && reading[common] === letters[from + common]) common += 1;
    for (; common > 0; common -= 1) if (sounds(letters, from + common, text, at + 1, readings)) return true;
  }
  return false;
}

function sounded(letters, text, readings) {
  if (sounds(letters, 0, text, 0, readings)) return SOUNDED;
  for (let at = 1; at < text.length; at += 1)
    if (!between.test(text[at]) && sounds(letters, 0, text, at, readings)) return SOUNDED_INSIDE;
  return Infinity;
}

function held(word, text) {
  const at = text.indexOf(word);
  if (at < 0) return Infinity;
  if (at === 0) return word.length === text.length ? EXACT : START;
  for (let next = at; next >= 0; next = text.indexOf(word, next + 1)) if (between.test(text[next - 1])) return WORD;
  return INSIDE;
}

/** How well one word fits an entry; Infinity where it does not. */
function fit(word, entry, readings) {
  let rank = Math.min(held(word, entry.lower), entry.english ? held(word, entry.english) : Infinity);
  if (rank > WORD && entry.also) {
    if (entry.code === word) return EXACT;
    if (entry.also.includes(word)) rank = INSIDE;
  }
  if (rank < Infinity) return rank;
  if (wide.test(word)) return inOrder(word, entry.lower) ? IN_ORDER : Infinity;
  return sounded(word, entry.lower, readings);
}

/** How well all that is typed fits: as one, or every word of it somewhere. */
function fitAll(words, entry, readings) {
  if (words.length === 1) return fit(words[0], entry, readings);
  const whole = Math.min(...["", " "].map((gap) => fit(words.join(gap), entry, readings)));
  if (whole < INSIDE) return whole;
  return Math.min(whole, Math.max(INSIDE, ...words.map((word) => fit(word, entry, readings))));
}

/** The index as the server sends it, opened: every entry with what it is found and told by. */
function opened(index) {
  const readings = Object.fromEntries(Object.entries(index.sounds).map(([sign, told]) => [sign, told.split(" ")]));
  const entries = Object.entries(index.entries).flatMap(([kind, rows]) =>
    rows.map(([zh, hint, en = zh, id = zh, also = ""]) => ({
      kind, id, zh, en, hint: index.hints[hint], also: plain(also), code: plain(id),
      lower: plain(zh), english: en === zh ? "" : plain(en),
    })),
  );
  return { kinds: index.kinds, entries, readings, before: { words: null, found: entries } };
}

/** Groups of entries that fit, the kind of the best fit first: [{kind, entries}], the best of each kind first. */
function ranked(index, typed) {
  const words = wordsOf(typed);
  if (!words.length) return [];
  // Letters added to what was typed leave no entry in that was out before.
  const { before } = index;
  const goesOn = before.words?.length === 1 && words.length === 1 && words[0].startsWith(before.words[0]);
  const fits = [];
  for (const entry of goesOn ? before.found : index.entries) {
    const rank = fitAll(words, entry, index.readings);
    if (rank < Infinity) fits.push([rank, entry]);
  }
  index.before = { words, found: fits.map(([, entry]) => entry) };
  const groups = new Map();
  // A stable sort: entries that fit equally well stay as the index has them, those of which most is known first.
  for (const [rank, entry] of fits.sort(([one], [other]) => one - other)) {
    const group = groups.get(entry.kind) ?? { kind: entry.kind, rank, entries: [] };
    group.entries.push(entry);
    groups.set(entry.kind, group);
  }
  const order = Object.keys(index.kinds);
  return [...groups.values()].sort((a, b) => a.rank - b.rank || order.indexOf(a.kind) - order.indexOf(b.kind));
}
