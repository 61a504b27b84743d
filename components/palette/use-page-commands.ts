"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import english from "../i18n/en/shell.json";
import { pagesOf } from "../shell/nav-items";
import { usePerson } from "../shell/person-context";
import type { PaletteCommand } from "./command";

/** To each page that this person may see. */
export function usePageCommands(): PaletteCommand[] {
  const t = useTranslations("shell.nav");
  const router = useRouter();
  return pagesOf(usePerson()).map(({ href, name, icon, key }) => ({
    id: `page ${href}`,
    name: t(name),
    aliases: [english.nav[name]],
    icon,
    keys: ["g", key],
    run: () => router.push(href),
  }));
}
