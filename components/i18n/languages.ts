/** The languages of the interface. Browser-safe. */

export const languages = ["en", "zh-CN"] as const;
export type Language = (typeof languages)[number];

export const defaultLanguage: Language = "en";

/** Each in itself, for those who cannot read the others. */
export const languageNames: Record<Language, string> = { en: "English", "zh-CN": "简体中文" };

/** A browser's list is shorter; a longer one is somebody's who wants to keep the server busy. */
const MAX_HEADER = 500;

const simplified = /^zh(-(hans|cn|sg|my))?(-|$)/i;

/**
 * The best of our languages for what a browser wants (an Accept-Language header, RFC 9110 section 12.5.4). Traditional Chinese is
 * not Simplified Chinese: who wants it reads English here.
 */
export function negotiateLanguage(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? "")
    .slice(0, MAX_HEADER)
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
      const quality = parameters.find((one) => one.startsWith("q="))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (/^en(-|$)/i.test(tag)) return "en";
    if (simplified.test(tag) && !/^zh-(hant|tw|hk|mo)/i.test(tag)) return "zh-CN";
  }
  return defaultLanguage;
}
