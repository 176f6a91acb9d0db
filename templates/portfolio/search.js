/* Looking for words in all journeys. Chinese is written without spaces, so that a word is found wherever its
   characters stand. Where nothing is found that way, most pairs of neighbours are enough, in any order: 报表的导出
   finds 导出报表.

   The texts stand in `#folio-texts`, for each journey what is said of the whole and, for each touchpoint, its id, its
   name in each language, and what else is said of it. They are read when first something is looked for. */

const plainly = (text) => text.normalize("NFKC").toLowerCase();

let texts = null;
const readTexts = () => {
  texts ??= JSON.parse(document.getElementById("folio-texts").textContent).map(([about, places]) => ({
    about: plainly(about),
    places: places.map(([id, names, told]) => ({ id, names, told: plainly([...names, told].join("\n")) })),
  }));
  return texts;
};

const chinese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{4,}$/u;

const exactly = (word) => (text) => text.includes(word);

const roughly = (word) => {
  if (!chinese.test(word)) return exactly(word);
  const letters = [...word];
  const pairs = letters.slice(1).map((letter, index) => letters[index] + letter);
  return (text) => pairs.filter((pair) => text.includes(pair)).length >= pairs.length / 2;
};

const foundBy = (finders) => readTexts().map(({ about, places }) => {
  const holds = finders.map((finds) => finds(about) || places.some((place) => finds(place.told)));
  return holds.every(Boolean) ? places.filter((place) => finders.some((finds) => finds(place.told))) : null;
});

/* For each journey the touchpoints where something was found, or null where not all words were. */
const found = (query) => {
  const words = plainly(query).split(/\s+/u).filter(Boolean);
  const hits = foundBy(words.map(exactly));
  return hits.some(Boolean) || !words.some((word) => chinese.test(word)) ? hits : foundBy(words.map(roughly));
};
