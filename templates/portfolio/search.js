/* Looking for words in all journeys. Chinese is written without spaces, so that a word is found wherever its
   characters stand, and few keyboards have the accents of other languages: cafe finds Café. Where nothing is found
   that way, words are looked for without their signs and apart from other scripts, and of Chinese most pairs of
   neighbours are enough, in any order: CRM的报表导出。 finds 导出 CRM 报表.

   The texts stand in `#folio-texts`, for each journey what is said of the whole and, for each touchpoint, its id, its
   name in each language, and what else is said of it. They are read when first something is looked for. */

const ACCENTS = /[\u0300-\u036f]/gu;
const plainly = (text) => text.toLowerCase().normalize("NFKD").replace(ACCENTS, "").normalize("NFC");

let texts = null;
const readTexts = () => {
  texts ??= JSON.parse(document.getElementById("folio-texts").textContent).map(([about, places]) => ({
    about: plainly(about),
    places: places.map(([id, names, told]) => ({ id, names, told: plainly([...names, told].join("\n")) })),
  }));
  return texts;
};

const CHINESE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
const chinese = new RegExp(`^[${CHINESE}]{4,}$`, "u");

/* Runs of one way of writing. A single Latin letter would be found nearly everywhere. */
const RUNS = new RegExp(`[${CHINESE}]+|[^${CHINESE}\\p{P}\\p{S}\\s]{2,}`, "gu");

const exactly = (word) => (text) => text.includes(word);

const roughly = (run) => {
  if (!chinese.test(run)) return exactly(run);
  const letters = [...run];
  const pairs = letters.slice(1).map((letter, index) => letters[index] + letter);
  return (text) => pairs.filter((pair) => text.includes(pair)).length >= pairs.length / 2;
};

const foundBy = (finders) => readTexts().map(({ about, places }) => {
  const holds = finders.map((finds) => finds(about) || places.some((place) => finds(place.told)));
  return holds.every(Boolean) ? places.filter((place) => finders.some((finds) => finds(place.told))) : null;
});

/* For each journey the touchpoints where something was found, or null where not all words were. */
const found = (query) => {
  const plain = plainly(query);
  const hits = foundBy(plain.split(/\s+/u).filter(Boolean).map(exactly));
  const runs = plain.match(RUNS);
  return hits.some(Boolean) || !runs ? hits : foundBy(runs.map(roughly));
};
