"use client";

import { useLocale } from "next-intl";
import { languageNames, languages } from "../i18n/languages";
import { classNames } from "../ui/class-names";
import { LANGUAGE_COOKIE } from "./preferences";
import { usePreference } from "./use-preference";

/** The languages, each in itself, for those who cannot read the page that they see. */
export function LanguageSwitch({ label }: { label: string }) {
  const [language, choose] = usePreference(LANGUAGE_COOKIE, useLocale());
  return (
    <fieldset className="flex w-fit gap-1">
      <legend className="sr-only">{label}</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => choose(one)}
          className={classNames(
            "h-8 rounded-md px-2 text-muted text-sm transition-colors hover:bg-hover hover:text-ink max-md:h-11 max-md:px-3",
            one === language && "font-medium text-ink",
          )}
        >
          {languageNames[one]}
        </button>
      ))}
    </fieldset>
  );
}
