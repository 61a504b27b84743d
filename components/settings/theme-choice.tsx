"use client";

import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useIsAlive } from "../time/clock";
import { ChoiceList } from "./choice-list";

const themes = ["light", "dark", "system"] as const;

/** The server does not know the choice, so none is marked until the page is alive; the size stays. */
export function ThemeChoice() {
  const t = useTranslations("settings.appearance");
  const { theme, setTheme } = useTheme();
  const isAlive = useIsAlive();
  return (
    <ChoiceList
      legend={t("theme")}
      name="settings-theme"
      choices={themes.map((value) => ({
        value,
        label: t(value),
        hint: value === "system" ? t("systemHint") : undefined,
      }))}
      chosen={isAlive ? themes.find((one) => one === theme) : undefined}
      onChoose={setTheme}
    />
  );
}
