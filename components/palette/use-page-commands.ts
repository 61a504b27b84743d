"use client";

import { ListChecks } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import english from "../i18n/en/shell.json";
import { pagesOf } from "../shell/nav-items";
import { useMay, usePerson } from "../shell/person-context";
import type { PaletteCommand } from "./command";

/** To each page that this person may see. */
export function usePageCommands(): PaletteCommand[] {
  const t = useTranslations("shell.nav");
  const router = useRouter();
  const actions = useTranslations("actions");
  const mayRead = useMay("job:read");
  const pages = pagesOf(usePerson()).map(({ href, name, icon, key }) => ({
    id: `page ${href}`,
    name: t(name),
    aliases: [english.nav[name]],
    icon,
    keys: ["g", key],
    run: () => router.push(href),
  }));
  if (!mayRead) return pages;
  const run = () => router.push("/actions");
  return [
    ...pages,
    { id: "page /actions", name: actions("title"), aliases: ["Actions"], icon: ListChecks, run },
  ];
}
