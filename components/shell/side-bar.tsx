"use client";

import { useTranslations } from "next-intl";
import { BrandLink } from "./brand";
import { ConnectionState } from "./connection-state";
import { SideLinks } from "./nav-links";
import { PaletteButton } from "./palette-button";
import { usePerson } from "./person-context";
import { RunningActions } from "./running-actions";
import { ShortcutsButton } from "./shortcuts-button";
import { SignOutButton } from "./sign-out-button";
import { ThemeSwitch } from "./theme-switch";

export function SideBar() {
  const t = useTranslations("shell.role");
  const person = usePerson();
  return (
    <aside className="sticky top-0 flex h-dvh w-56 shrink-0 flex-col overflow-y-auto border-r bg-canvas px-3 py-4 max-md:hidden">
      <div className="mb-3 px-2.5">
        <BrandLink />
      </div>
      <div className="mb-4">
        <PaletteButton look="field" />
      </div>
      <SideLinks />
      <div className="mt-auto grid grid-cols-1 gap-3 pt-4">
        <RunningActions className="px-2.5" />
        <ConnectionState className="px-2.5" />
        <div className="flex items-center justify-between pl-2.5">
          <ThemeSwitch />
          <ShortcutsButton />
        </div>
        <div className="flex items-center gap-2 border-t pt-3 pl-2.5">
          <div className="min-w-0 flex-1 text-sm">
            <p className="truncate font-medium" title={person.name}>
              {person.name}
            </p>
            <p className="truncate text-muted text-xs" title={person.email ?? undefined}>
              {person.email ?? t(person.role)}
            </p>
          </div>
          <SignOutButton look="icon" />
        </div>
      </div>
    </aside>
  );
}
