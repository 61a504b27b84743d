/** The numbers that a text states, in digits or in words: what a rewording may neither lose nor change. Pure. */

/** "one" and "a" count nothing in "one another"; before a unit of time they do. */
const english = [
  ..."two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" "),
  ..."sixteen seventeen eighteen nineteen".split(" "),
];
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Of other languages only before a unit of time: "once" is eleven in Spanish, "neuf" is new in French. */
const beforeTime: Readonly<Record<string, number>> = {
  ...valuesOf(1, "one"),
  ...valuesOf(1, "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
  ...valuesOf(1, "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"),
  ...valuesOf(1, "eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"),
  ...valuesOf(1, "uma dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze"),
  ...valuesOf(
    1,
    "un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici",
  ),
  ...{ veinte: 20, vingt: 20, zwanzig: 20, vinte: 20, venti: 20, treinta: 30, trente: 30, dreißig: 30 },
  ...{ trinta: 30, trenta: 30, cuarenta: 40, quarante: 40, vierzig: 40, quarenta: 40, quaranta: 40 },
  ...{ sesenta: 60, soixante: 60, sechzig: 60, sessenta: 60, sessanta: 60 },
};

function valuesOf(first: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(" ").map((word, index) => [word, first + index]));
}

const TIME = String.raw`[\s-]+(?:min|hour|hora|heure|stunde|ore?\b|sec|seg|sek)`;
const ENGLISH = new RegExp(
  String.raw`(?<!\p{L})(?:(${tens.join("|")})(?:[\s-](one|${english.slice(0, 8).join("|")}))?|(${english.join("|")})|(hundred))(?!\p{L})`,
  "giu",
);
const BEFORE_TIME = new RegExp(
  String.raw`(?<!\p{L})(${Object.keys(beforeTime).join("|")})(?=${TIME})`,
  "giu",
);
const CHINESE =
  /([一二两三四五六七八九十]{1,3})(?=\s?个?(?:分钟|分鐘|小时|小時|秒|拍|次|遍|人|组|組|节|節))/gu;

/** "45", "3/4", "10:30", "½", "②", "twenty-five", "二十分钟"; full-width digits count as the usual ones. */
export function numbersIn(text: string): string[] {
  return inDigits(text.normalize("NFKC")).match(/\p{N}+(?:[.,:/⁄]\p{N}+)*/gu) ?? [];
}

function inDigits(text: string): string {
  return text
    .replace(ENGLISH, (_, ten?: string, one?: string, small?: string) => {
      if (small) return String(english.indexOf(small.toLowerCase()) + 2);
      if (!ten) return "100";
      const ones = one ? ["one", ...english].indexOf(one.toLowerCase()) + 1 : 0;
      return String((tens.indexOf(ten.toLowerCase()) + 2) * 10 + ones);
    })
    .replace(BEFORE_TIME, (word) => String(beforeTime[word.toLowerCase()]))
    .replace(CHINESE, (word) => String(chineseValue(word)));
}

function chineseValue(word: string): number {
  const digit = (sign: string | undefined) =>
    sign === "两" ? 2 : "一二三四五六七八九".indexOf(sign ?? "") + 1;
  const [before, after] = word.split("十");
  if (after === undefined) return digit(word.at(-1));
  return (before ? digit(before) : 1) * 10 + (after ? digit(after) : 0);
}
