"use client";

import { CircleUser } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { BrandLink } from "./brand";
import { ConnectionState } from "./connection-state";
import type { Person } from "./person";
import { SignOutButton } from "./sign-out-button";
import { ThemeSwitch } from "./theme-switch";

/** The top of a phone's page; the account opens as a sheet. */
export function TopBar({ person }: { person: Person }) {
  const t = useTranslations("shell");
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-3 border-b bg-canvas px-4 md:hidden">
      <BrandLink />
      <ConnectionState className="ml-auto min-w-0 truncate text-xs" />
      <Button
        look="quiet"
        size="icon"
        aria-label={t("account")}
        onClick={() => setOpen(true)}
        className="-mr-2"
      >
        <CircleUser aria-hidden className="size-5!" />
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={person.name}
        description={person.email ?? person.role}
      >
        <div className="flex items-center justify-between gap-4">
          <ThemeSwitch />
          <SignOutButton look="words" />
        </div>
      </Dialog>
    </header>
  );
}
