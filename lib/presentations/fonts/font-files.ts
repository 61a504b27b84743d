/** The open fonts we carry, which scripts each is asked for, and where its file lies in node_modules. */

export type FontFile =
  | "gelasio-bold"
  | "gelasio-regular"
  | "inter-bold"
  | "inter-regular"
  | "nunito-bold"
  | "nunito-regular"
  | "noto-sans-bold"
  | "noto-sans-regular"
  | "noto-music"
  | "noto-sans-sc-bold"
  | "noto-sans-sc-regular"
  | "noto-sans-kr-bold"
  | "noto-sans-kr-regular"
  | "noto-sans-arabic-bold"
  | "noto-sans-arabic-regular"
  | "noto-sans-hebrew-bold"
  | "noto-sans-hebrew-regular"
  | "noto-sans-symbols"
  | "noto-sans-symbols-2"
  | "noto-emoji";

export const FONT_PATHS: Record<FontFile, string> = {
  "gelasio-bold": "@expo-google-fonts/gelasio/700Bold/Gelasio_700Bold.ttf",
  "gelasio-regular": "@expo-google-fonts/gelasio/400Regular/Gelasio_400Regular.ttf",
  "inter-bold": "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf",
  "inter-regular": "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  "nunito-bold": "@expo-google-fonts/nunito/700Bold/Nunito_700Bold.ttf",
  "nunito-regular": "@expo-google-fonts/nunito/400Regular/Nunito_400Regular.ttf",
  "noto-sans-bold": "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
  "noto-sans-regular": "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  "noto-music": "@fontsource/noto-music/files/noto-music-music-400-normal.woff",
  "noto-sans-sc-bold": "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
  "noto-sans-sc-regular": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  "noto-sans-kr-bold": "@expo-google-fonts/noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf",
  "noto-sans-kr-regular": "@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf",
  "noto-sans-arabic-bold": "@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
  "noto-sans-arabic-regular": "@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  "noto-sans-hebrew-bold": "@expo-google-fonts/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf",
  "noto-sans-hebrew-regular": "@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
  "noto-sans-symbols": "@expo-google-fonts/noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf",
  "noto-sans-symbols-2": "@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
  "noto-emoji": "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
};

export type FontFamily = "Gelasio" | "Inter" | "Noto Sans" | "Nunito";
type Weights = { regular: FontFile; bold: FontFile };

const only = (file: FontFile): Weights => ({ regular: file, bold: file });
const both = (
  family: "gelasio" | "inter" | "nunito" | "noto-sans" | "noto-sans-sc" | "noto-sans-kr",
): Weights => ({
  regular: `${family}-regular`,
  bold: `${family}-bold`,
});

/** Asked first, in this order, whatever the character. */
export const FAMILY_FILES: Record<FontFamily, readonly Weights[]> = {
  Gelasio: [both("gelasio"), both("noto-sans")],
  Inter: [both("inter"), both("noto-sans")],
  "Noto Sans": [both("noto-sans")],
  Nunito: [both("nunito"), both("noto-sans")],
};

/**
 * Asked next, but only for characters that `serves` names: opening a file of ten megabytes to learn that it lacks a character
 * would cost every deck with an odd symbol.
 */
export const FALLBACKS: readonly { serves: RegExp; files: Weights }[] = [
  // Noto Music draws notes as small as in a metronome mark; among words they want the size of letters.
  { serves: /[\u2669-\u266f]/u, files: only("noto-sans-symbols") },
  { serves: /[\u{1d100}-\u{1d1ff}]/u, files: only("noto-music") },
  {
    serves:
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u30ff\uff00-\uffef]/u,
    files: both("noto-sans-sc"),
  },
  { serves: /[\p{Script=Hangul}\p{Script=Han}]/u, files: both("noto-sans-kr") },
  {
    serves: /\p{Script_Extensions=Arabic}/u,
    files: { regular: "noto-sans-arabic-regular", bold: "noto-sans-arabic-bold" },
  },
  {
    serves: /\p{Script=Hebrew}/u,
    files: { regular: "noto-sans-hebrew-regular", bold: "noto-sans-hebrew-bold" },
  },
  { serves: /[\p{Emoji_Presentation}\u{1f000}-\u{1faff}]/u, files: only("noto-emoji") },
  { serves: /[\p{S}\p{No}\p{Po}\p{So}\u2000-\u2bff]/u, files: only("noto-sans-symbols-2") },
  { serves: /[\p{S}\p{No}\p{Po}\p{So}\u2000-\u2bff]/u, files: only("noto-sans-symbols") },
  { serves: /\p{Extended_Pictographic}/u, files: only("noto-emoji") },
];
