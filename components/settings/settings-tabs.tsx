"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Messages } from "../i18n/messages";
import { classNames } from "../ui/class-names";
import { LinkPending } from "../ui/link-pending";

export type SettingsTab = {
  href: "/settings" | "/settings/account" | "/settings/people" | "/settings/tokens" | "/settings/queue";
  name: Exclude<keyof Messages["settings"]["tabs"], "label">;
};

/** The parts of the settings, each with an address of its own. */
export function SettingsTabs({ tabs }: { tabs: readonly SettingsTab[] }) {
  const path = usePathname();
  const t = useTranslations("settings.tabs");
  const current = useRef<HTMLAnchorElement>(null);
  // On a phone the tabs scroll sideways, and the current one may be out of view.
  useEffect(() => {
    if (current.current?.getAttribute("href") === path) {
      current.current.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }, [path]);
  return (
    <nav aria-label={t("label")} className="relative mb-6 overflow-x-auto border-b max-md:-mx-4 max-md:px-4">
      <ul className="flex gap-1">
        {tabs.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              ref={path === href ? current : undefined}
              aria-current={path === href ? "page" : undefined}
              className={classNames(
                "-outline-offset-2 relative flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted transition-colors hover:text-ink max-md:h-11",
                path === href && "border-accent-ink font-medium text-ink",
              )}
            >
              {t(name)}
              <LinkPending className="absolute inset-x-3 bottom-0 h-0.5 bg-accent" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
