"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classNames } from "../ui/class-names";
import { Dialog } from "../ui/dialog";
import { LinkPending } from "../ui/link-pending";
import { Tooltip } from "../ui/tooltip";
import { isCurrent, type NavItem, pagesOf } from "./nav-items";
import { usePerson } from "./person-context";
import { RunningActions } from "./running-actions";

const groups = ["watch", "run", "manage"] as const;

/** The pages, in the side bar: groups stand apart. */
export function SideLinks() {
  const t = useTranslations("shell");
  const pages = pagesOf(usePerson());
  return (
    <nav aria-label={t("main")} className="grid gap-4">
      {groups.map((group) => (
        <ul key={group} className="grid gap-0.5 empty:hidden">
          {pages
            .filter((item) => item.group === group)
            .map((item) => (
              <li key={item.href}>
                <SideLink item={item} />
              </li>
            ))}
        </ul>
      ))}
    </nav>
  );
}

function SideLink({ item }: { item: NavItem }) {
  const t = useTranslations("shell.nav");
  const path = usePathname();
  return (
    <Tooltip words={t(item.name)} keys={["g", item.key]} side="right">
      <PageLink
        item={item}
        path={path}
        className="h-8 gap-2.5 rounded-md px-2.5 transition-colors hover:bg-hover hover:text-ink"
        currentClassName="bg-hover text-ink"
        pendingClassName="ml-auto size-1.5 rounded-full bg-accent"
      />
    </Tooltip>
  );
}

type PageLinkProps = Omit<React.ComponentProps<typeof Link>, "href" | "children"> & {
  item: NavItem;
  path: string;
  currentClassName: string;
  pendingClassName: string;
  iconClassName?: string;
};

/** Takes what its tooltip gives it. Ten pages that every page loads ahead are work for nothing: one is when a pointer comes near. */
function PageLink({
  item,
  path,
  className,
  currentClassName,
  pendingClassName,
  iconClassName = "size-4",
  ...rest
}: PageLinkProps) {
  const t = useTranslations("shell.nav");
  const isHere = isCurrent(item, path);
  const [isNear, setNear] = useState(false);
  return (
    <Link
      {...rest}
      href={item.href}
      prefetch={isNear ? null : false}
      onMouseEnter={() => setNear(true)}
      onFocusCapture={() => setNear(true)}
      aria-current={isHere ? "page" : undefined}
      className={classNames(
        "flex items-center text-muted",
        className,
        isHere && ["font-medium", currentClassName],
      )}
    >
      <item.icon aria-hidden className={iconClassName} />
      {t(item.name)}
      <LinkPending className={pendingClassName} />
    </Link>
  );
}

const bottomCell = "-outline-offset-2 relative h-14 w-full flex-col justify-center gap-1 text-xs";

/** The pages, at the thumb's place on a phone: the most wanted, and a sheet with the rest. */
export function BottomBar() {
  const path = usePathname();
  const t = useTranslations("shell");
  const pages = pagesOf(usePerson());
  // Each page closes the sheet that led to it.
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const rest = pages.filter((item) => !item.isInBottomBar);
  const isInRest = rest.some((item) => isCurrent(item, path));
  return (
    <nav
      aria-label={t("main")}
      className="fixed inset-x-0 bottom-0 z-20 border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {pages
          .filter((item) => item.isInBottomBar)
          .map((item) => (
            <li key={item.href}>
              <PageLink
                item={item}
                path={path}
                className={bottomCell}
                currentClassName="text-accent-ink"
                pendingClassName="absolute inset-x-8 top-0 h-0.5 bg-accent"
                iconClassName="size-5"
              />
            </li>
          ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={() => setOpenedOn(path)}
            className={classNames(
              "flex items-center text-muted",
              bottomCell,
              isInRest && "font-medium text-accent-ink",
            )}
          >
            <Ellipsis aria-hidden className="size-5" />
            {t("more")}
          </button>
        </li>
      </ul>
      <Dialog isOpen={openedOn === path} onClose={() => setOpenedOn(null)} title={t("otherPages")}>
        <RunningActions className="mb-2 min-h-9 text-base" />
        <ul className="-mx-2 grid">
          {rest.map((item) => (
            <li key={item.href}>
              <PageLink
                item={item}
                path={path}
                onClick={() => isCurrent(item, path) && setOpenedOn(null)}
                className="h-12 gap-3 rounded-md px-2 text-lg"
                currentClassName="text-accent-ink"
                pendingClassName="ml-auto size-1.5 rounded-full bg-accent"
                iconClassName="size-5"
              />
            </li>
          ))}
        </ul>
      </Dialog>
    </nav>
  );
}
