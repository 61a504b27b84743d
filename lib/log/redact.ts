/**
 * The last look at a line before it is written: nothing secret, and nothing that a program which shows the file could take for the end of
 * a line or for an order. It looks at the finished JSON, so it finds what is nested, in an error's stack or in a text as well.
 */

const CENSOR = "[Redacted]";

/** The end of a name, without hyphens, underscores and capitals: `Set-Cookie`, `llmApiKey`, `client_secret`. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|secret|token|cookie|authorization|apikey|privatekey|credential)$/;

/** What looks like a secret in a text. Lengths are bounded where a hostile text could make the search quadratic. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  // A text that is JSON itself, however deep: up to the next quote that is none of it.
  [
    /((?:password|passwd|passphrase|secret|token|cookie|authorization|api[-_]?key|private[-_]?key|credential)\\{0,9}"\s{0,9}:\s{0,9}\\{0,9}")(?:[^"\\]|\\.)*/gi,
    `$1${CENSOR}`,
  ],
  // An address' query or fragment, up to the next part of it.
  [
    /([?&#;](?:[\w.-]{0,60}(?:token|secret|password|passwd|api[-_]?key|signature)|key|sig|jwt)=)[^&#;\s"'\\<>]+/gi,
    `$1${CENSOR}`,
  ],
  // An address' user and password.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"\\]{0,200}:)[^\s/@"\\]{1,500}@/gi, `$1${CENSOR}@`],
  [/\b(Bearer)\s+[\w.~+/=-]{12,}/gi, `$1 ${CENSOR}`],
  [/\b(Basic)\s+[\w+/-]{8,}={1,2}/gi, `$1 ${CENSOR}`],
  // Our own API tokens (lib/auth/token-format.ts), signed user tokens, and the keys of common language models.
  [/\bpj_[0-9a-f]{12}_[\w-]{20,}/g, CENSOR],
  [/\beyJ[\w-]{5,1000}\.[\w-]{5,8000}\.[\w-]*/g, CENSOR],
  [/\bsk-[\w-]{16,}/g, CENSOR],
];

/** A part of each of the above: a line without any, which is nearly every line, need not be taken apart. */
const MAY_HOLD_SECRET =
  /pass|secret|token|cookie|authorization|key|credential|sig|jwt|:\/\/|bearer|basic|pj_|eyj|sk-/i;

/** DEL and C1 (a terminal's orders), the line ends of other programs, marks that turn or hide text, and halves of characters. */
const UNSAFE =
  /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A secret as it is, and as it stands inside JSON. */
export type SecretText = { text: string; inJson: string };

/** Values of the configuration that no text may hold. Short ones are no secrets, and would blot out half of the log. */
export function secretTexts(values: readonly (string | null | undefined)[]): SecretText[] {
  const known = values.filter((value): value is string => typeof value === "string" && value.length >= 8);
  return [...new Set(known)].map((text) => ({ text, inJson: JSON.stringify(text).slice(1, -1) }));
}

/**
 * @param line one JSON object and a line feed, as pino makes them @param secrets of `secretTexts`
 * @throws when it is no JSON
 */
export function cleanLine(line: string, secrets: readonly SecretText[]): string {
  const isSuspicious = MAY_HOLD_SECRET.test(line) || secrets.some(({ inJson }) => line.includes(inJson));
  const clean = isSuspicious ? `${JSON.stringify(cleanValue(JSON.parse(line), secrets))}\n` : line;
  return clean.replace(UNSAFE, escaped);
}

function cleanValue(value: unknown, secrets: readonly SecretText[]): unknown {
  if (typeof value === "string") return cleanText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  const cleaned = Object.entries(value).map(([name, item]) => [
    cleanText(name, secrets),
    isSecret(name, item) ? CENSOR : cleanValue(item, secrets),
  ]);
  return Object.fromEntries(cleaned);
}

/** A text without what looks like a secret, and without those of `secretTexts`. */
export function cleanText(text: string, secrets: readonly SecretText[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret.text, CENSOR);
  for (const [pattern, replacement] of SECRET_TEXTS) clean = clean.replace(pattern, replacement);
  return clean;
}

/** Numbers and switches with such a name (`prompt_token: 3`) tell nothing. */
function isSecret(name: string, value: unknown): boolean {
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return false;
  return SECRET_NAME.test(name.replace(/[-_\s]/g, "").toLowerCase());
}
