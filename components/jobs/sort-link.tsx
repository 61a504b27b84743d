"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";
import { directionOf, type JobColumn, nextSort, sortKeys } from "./job-columns";
import { type JobAddress, jobsHref } from "./job-filters";

/** The head of a column: a link to the list sorted by it, where it can be. */
export function SortLink({ column, address }: { column: JobColumn; address: JobAddress }) {
  const t = useTranslations("jobs");
  const words = t(`columns.${column}`);
  if (sortKeys[column] === undefined) return words;
  const direction = directionOf(column, address.sort);
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={jobsHref(address, { sort: nextSort(column, address.sort) })}
      scroll={false}
      prefetch={false}
      className={classNames(
        "group inline-flex h-6 items-center gap-1 rounded-sm hover:text-ink",
        // Above numbers the words stand flush with them, the arrow before.
        column !== "priority" && "flex-row-reverse",
        direction && "text-ink",
      )}
    >
      {words}
      {/* Its place is kept, so that no head moves. */}
      <Arrow
        aria-hidden
        className={classNames("size-3 shrink-0", !direction && "opacity-0 group-hover:opacity-60")}
      />
    </Link>
  );
}
