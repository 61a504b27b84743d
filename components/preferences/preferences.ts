/**
 * What a person chooses for the way things look. Kept in cookies of this browser, so that the server renders the first paint in
 * the chosen language and zone; the theme is kept by next-themes. Nothing here is secret or decides what anybody may do.
 */
import { type Language, languages, negotiateLanguage } from "../i18n/languages";

export const LANGUAGE_COOKIE = "language";
export const TIME_ZONE_COOKIE = "time-zone";

/** "local": the zone of the browser's machine. Else an IANA name. */
export type TimeZoneChoice = string;
export const LOCAL_ZONE = "local";

export type Preferences = { language: Language; timeZone: TimeZoneChoice };

/**
 * The choices in the cookies; what is missing or unknown is as the browser wants it.
 * @param cookie the value of the cookie of that name, undefined where there is none
 */
export function readPreferences(
  cookie: (name: string) => string | undefined,
  acceptLanguage: string | null,
): Preferences {
  const chosen = cookie(LANGUAGE_COOKIE);
  const timeZone = cookie(TIME_ZONE_COOKIE);
  return {
    language: languages.find((one) => one === chosen) ?? negotiateLanguage(acceptLanguage),
    timeZone: timeZone !== undefined && isTimeZone(timeZone) ? timeZone : LOCAL_ZONE,
  };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a choice in this browser. The page has to be rendered anew to show it. */
export function writePreference(name: typeof LANGUAGE_COOKIE | typeof TIME_ZONE_COOKIE, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140 and on plain HTTP.
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
