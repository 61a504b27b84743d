"use client";

import { CircleUser } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useLiveState } from "../live/live-updates";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { BrandLink } from "./brand";
import { ConnectionState } from "./connection-state";
import { PaletteButton } from "./palette-button";
import { usePerson } from "./person-context";
import { SignOutButton } from "./sign-out-button";
import { ThemeSwitch } from "./theme-switch";

/** The top of a phone's page; the account opens as a sheet. */
export function TopBar() {
  const t = useTranslations("shell");
  const person = usePerson();
  const [isOpen, setOpen] = useState(false);
  const isLost = useLiveState().kind === "lost";
  return (
    <header className="sticky top-0 z-20 flex min-h-14 flex-wrap items-center gap-x-3 border-b bg-canvas px-4 md:hidden">
      <BrandLink className="mr-auto" />
      <ConnectionState
        className={
          isLost
            ? // The whole width, below the rest: how old the data is finds no place beside it.
              "-mx-4 order-last grow basis-full border-t bg-timeout/8 px-4 py-2"
            : "min-w-0 truncate text-xs"
        }
      />
      <PaletteButton look="icon" />
      <Button
        look="quiet"
        size="icon"
        aria-label={t("account")}
        onClick={() => setOpen(true)}
        className="-mr-2 -ml-3"
      >
        <CircleUser aria-hidden className="size-5!" />
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={person.name}
        description={person.email ?? t(`role.${person.role}`)}
      >
        <div className="flex items-center justify-between gap-4">
          <ThemeSwitch />
          <SignOutButton look="words" />
        </div>
      </Dialog>
    </header>
  );
}
