"use client";

import { Keyboard, Languages, LogOut, Monitor, Moon, Presentation, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { languageNames, languages } from "../i18n/languages";
import { LANGUAGE_COOKIE, writePreference } from "../preferences/preferences";
import { useMay } from "../shell/person-context";
import { useSignOut } from "../shell/use-sign-out";
import { useKeyboard } from "../shortcuts/keyboard";
import type { PaletteCommand } from "./command";

const themes = [
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
  { id: "system", icon: Monitor },
] as const;

/** A new deck, and what is about the person who looks: appearance, language, keys, leaving. */
export function useOwnCommands(): PaletteCommand[] {
  const t = useTranslations("palette");
  const words = useTranslations("shell");
  const router = useRouter();
  const language = useLocale();
  const { theme: current, setTheme } = useTheme();
  const { open } = useKeyboard();
  const { leave } = useSignOut();
  const mayCreate = useMay("job:create");
  return [
    {
      id: "deck",
      name: t("newDeck"),
      aliases: ["New deck", "Generate deck"],
      icon: Presentation,
      whyNot: mayCreate ? undefined : t("mayNotCreate"),
      step: "deck",
    },
    ...themes
      .filter(({ id }) => id !== current)
      .map(({ id, icon }) => ({
        id: `theme ${id}`,
        name: t("theme", { theme: words(`theme.${id}`) }),
        aliases: [`Theme: ${id}`],
        icon,
        run: () => setTheme(id),
      })),
    ...languages
      .filter((one) => one !== language)
      .map((one) => ({
        id: `language ${one}`,
        name: t("language", { language: languageNames[one] }),
        aliases: [`Language: ${one}`, "语言"],
        icon: Languages,
        run: () => {
          writePreference(LANGUAGE_COOKIE, one);
          router.refresh();
        },
      })),
    {
      id: "shortcuts",
      name: t("shortcuts.title"),
      aliases: ["Keyboard shortcuts"],
      icon: Keyboard,
      keys: ["?"],
      run: () => open("sheet"),
    },
    { id: "sign-out", name: words("signOut"), aliases: ["Sign out"], icon: LogOut, run: leave },
  ];
}
