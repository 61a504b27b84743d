"use client";

import { useLocale, useTranslations } from "next-intl";
import { languageNames, languages } from "../i18n/languages";
import { LANGUAGE_COOKIE } from "../preferences/preferences";
import { usePreference } from "../preferences/use-preference";
import { ChoiceList } from "./choice-list";

export function LanguageChoice() {
  const t = useTranslations("settings.appearance");
  const [language, choose] = usePreference(LANGUAGE_COOKIE, useLocale());
  return (
    <ChoiceList
      legend={t("language")}
      name="settings-language"
      choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
      chosen={language}
      onChoose={choose}
    />
  );
}
