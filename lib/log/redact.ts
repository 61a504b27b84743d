/**
 * The last look at a line before it is written: nothing secret, and nothing that a program which shows the file could take for the end of
 * a line or for an order. It works on the finished JSON, so it finds what is nested, in an error's stack or in a text as well.
 */

const CENSOR = "[Redacted]";

/** The end of a name, without hyphens, underscores and capitals: `Set-Cookie`, `llmApiKey`, `client_secret`. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|secret|token|cookie|authorization|apikey|privatekey|credential)$/;
/** A quick look whether a line may have such a name at all. Also inside a text that is JSON itself, where quotes are escaped. */
const MAY_HAVE_SECRET_NAME =
  /(?:pass-?_?(?:word|wd|phrase)|secret|token|cookie|authorization|api-?_?key|private-?_?key|credential)\\*"\s*:/i;

/** What looks like a secret wherever it stands. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  // An address' query or fragment, up to the next part of it.
  [
    /([?&#;](?:[\w.-]*(?:token|secret|password|passwd|api[-_]?key|signature)|key|sig|jwt)=)[^&#;\s"'\\<>]+/gi,
    `$1${CENSOR}`,
  ],
  // An address' user and password.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"\\]{0,200}:)[^\s/@"\\]{1,500}@/gi, `$1${CENSOR}@`],
  [/\b(Bearer)\s+[\w.~+/=-]{12,}/gi, `$1 ${CENSOR}`],
  [/\b(Basic)\s+[\w+/-]{8,}={1,2}/gi, `$1 ${CENSOR}`],
  // Our own API tokens (lib/auth/token-format.ts), signed user tokens, and the keys of common language models.
  [/\bpj_[0-9a-f]{12}_[\w-]{20,}/g, CENSOR],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, CENSOR],
  [/\bsk-[\w-]{16,}/g, CENSOR],
];

/** DEL and C1 (a terminal's orders), the line ends of other programs, marks that turn or hide text, and halves of characters. */
const UNSAFE =
  /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value of the configuration as it stands inside JSON. Short ones are no secrets, and would blot out half of the log. */
export function secretTexts(values: readonly (string | null | undefined)[]): string[] {
  const known = values.filter((value): value is string => typeof value === "string" && value.length >= 8);
  return [...new Set(known.map((value) => JSON.stringify(value).slice(1, -1)))];
}

/** @param line one JSON object and a line feed, as pino makes them @param secrets of `secretTexts` */
export function cleanLine(line: string, secrets: readonly string[]): string {
  let clean = MAY_HAVE_SECRET_NAME.test(line) ? withoutSecretNames(line) : line;
  for (const secret of secrets) clean = clean.replaceAll(secret, CENSOR);
  for (const [pattern, replacement] of SECRET_TEXTS) clean = clean.replace(pattern, replacement);
  return clean.replace(UNSAFE, escaped);
}

function withoutSecretNames(line: string): string {
  // A text that is JSON itself is not taken apart; what it says of a secret name goes up to the next quote.
  const flat = line.replace(
    /((?:password|passwd|passphrase|secret|token|cookie|authorization|api[-_]?key|private[-_]?key|credential)\\+"\s*:\s*\\+")(?:[^"\\]|\\\\.)*/gi,
    `$1${CENSOR}`,
  );
  return `${JSON.stringify(JSON.parse(flat), (name, value) => (isSecret(name, value) ? CENSOR : value))}\n`;
}

/** Numbers and switches with such a name (`prompt_token: 3`) tell nothing. */
function isSecret(name: string, value: unknown): boolean {
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return false;
  return SECRET_NAME.test(name.replace(/[-_\s]/g, "").toLowerCase());
}
