"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";
import { LinkPending } from "../ui/link-pending";
import { isCurrent, navItems } from "./nav-items";

/** The pages, in the side bar. */
export function SideLinks() {
  const path = usePathname();
  const t = useTranslations("shell");
  return (
    <nav aria-label={t("main")}>
      <ul className="grid gap-0.5">
        {navItems.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={isCurrent(item, path) ? "page" : undefined}
              className={classNames(
                "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-muted transition-colors hover:bg-hover hover:text-ink",
                isCurrent(item, path) && "bg-hover font-medium text-ink",
              )}
            >
              <item.icon aria-hidden className="size-4" />
              {t(`nav.${item.name}`)}
              <LinkPending className="ml-auto size-1.5 rounded-full bg-accent" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The pages, at the thumb's place on a phone. */
export function BottomBar() {
  const path = usePathname();
  const t = useTranslations("shell");
  return (
    <nav
      aria-label={t("main")}
      className="fixed inset-x-0 bottom-0 z-20 border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {navItems.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={isCurrent(item, path) ? "page" : undefined}
              className={classNames(
                "-outline-offset-2 relative flex h-14 flex-col items-center justify-center gap-1 text-muted text-xs",
                isCurrent(item, path) && "font-medium text-accent-ink",
              )}
            >
              <item.icon aria-hidden className="size-5" />
              {t(`nav.${item.name}`)}
              <LinkPending className="absolute inset-x-8 top-0 h-0.5 bg-accent" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
