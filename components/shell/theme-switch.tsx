"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useIsAlive } from "../time/clock";
import { classNames } from "../ui/class-names";

const themes = [
  { id: "light", icon: Sun },
  { id: "system", icon: Monitor },
  { id: "dark", icon: Moon },
] as const;

/** The server does not know the choice, so none is marked until the page is alive; the size stays. */
export function ThemeSwitch() {
  const t = useTranslations("shell.theme");
  const { theme, setTheme } = useTheme();
  const chosen = useIsAlive() ? theme : undefined;
  return (
    <fieldset className="flex w-fit rounded-md border p-0.5">
      <legend className="sr-only">{t("title")}</legend>
      {themes.map(({ id, icon: Icon }) => (
        <label
          key={id}
          title={t(id)}
          className={classNames(
            "flex h-6 w-8 cursor-pointer items-center justify-center rounded-sm text-muted transition-colors hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent-ink max-md:h-9 max-md:w-12",
            chosen === id && "bg-hover text-ink",
          )}
        >
          <input
            type="radio"
            name="theme"
            value={id}
            checked={chosen === id}
            onChange={() => setTheme(id)}
            className="sr-only"
          />
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{t(id)}</span>
        </label>
      ))}
    </fieldset>
  );
}
