/** Guesses a BCP 47 language from letters and very common words; enough to choose words for headings and scripts. */

const SAMPLE = 8_000;

const scripts: readonly (readonly [string, RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["th", /\p{Script=Thai}/gu],
];

/** Letters that only one language of a script has. */
const ownLetters: Readonly<Record<string, { language: string; letter: RegExp }>> = {
  ru: { language: "uk", letter: /[іїєґ]/giu },
  ar: { language: "fa", letter: /[پچژگ]/gu },
};

const commonWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set("the and of to with for in is are students will your their each by or what how".split(" ")),
  es: new Set("el los las del que con para una por estudiantes alumnos su y en cada como es".split(" ")),
  fr: new Set("le les des du avec pour une dans est élèves et sur chaque leur aux par ils".split(" ")),
  de: new Set("der die das und mit für ein eine den im ist schüler zu auf wird werden einen von".split(" ")),
  pt: new Set("os das dos com para uma alunos que em não ao cada seu são e na no".split(" ")),
  nl: new Set("het een van met voor leerlingen zijn wordt worden naar niet aan".split(" ")),
  pl: new Set("w z się jest oraz dla uczniowie przez które że czy jak nie".split(" ")),
  cs: new Set("se je že žáci pro jako nebo při které také".split(" ")),
  tr: new Set("ve bir bu ile için öğrenciler sonra olarak gibi dakika".split(" ")),
  vi: new Set("và của các học sinh là cho một trong với những được không".split(" ")),
  it: new Set("il gli della con per una che studenti alunni di nel ogni sono e la".split(" ")),
};

/** The language of `text`; "en" where nothing tells. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const countOf = (letter: RegExp) => sample.match(letter)?.length ?? 0;
  const letters = countOf(/\p{L}/gu);
  for (const [language, letter] of scripts) {
    // A Latin lesson may quote a few foreign words; kana or hangul are rarer than the Chinese characters beside them.
    if (countOf(letter) > letters * 0.15) {
      const own = ownLetters[language];
      return own !== undefined && countOf(own.letter) > letters * 0.01 ? own.language : language;
    }
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best = { language: "en", hits: 0 };
  for (const [language, common] of Object.entries(commonWords)) {
    const hits = words.filter((word) => common.has(word)).length;
    if (hits > best.hits) best = { language, hits };
  }
  return best.language;
}
