"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";
import { LinkPending } from "../ui/link-pending";
import type { ChartRange } from "./chart-ranges";

type RangeLinksProps = {
  path: "/" | "/statistics";
  ranges: readonly ChartRange[];
  /** Null: a time of its own. */
  current: ChartRange | null;
};

/** The stretches of time that a page can show, up to now. */
export function RangeLinks({ path, ranges, current }: RangeLinksProps) {
  const t = useTranslations("charts");
  return (
    <nav aria-label={t("range")}>
      <ul className="flex rounded-md border">
        {ranges.map((range) => (
          <li key={range} className="border-l first:border-l-0">
            <Link
              href={`${path}?range=${range}`}
              scroll={false}
              aria-current={range === current ? "true" : undefined}
              aria-label={t(`lastRange.${range}`)}
              className={classNames(
                "-outline-offset-2 relative flex h-8 items-center px-3 text-muted text-sm transition-colors hover:bg-hover hover:text-ink max-md:h-11",
                range === current && "bg-hover font-medium text-ink",
              )}
            >
              {t(`shortRange.${range}`)}
              <LinkPending className="absolute inset-x-0 bottom-0 h-0.5 bg-accent" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
