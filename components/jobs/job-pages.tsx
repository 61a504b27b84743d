"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { type JobAddress, jobsHref } from "./job-filters";
import type { JobPage } from "./queries";

/** The way to the next page of the list, and back to the first. */
export function JobPages({ address, page }: { address: JobAddress; page: JobPage }) {
  const t = useTranslations("jobs.pages");
  const { nextCursor } = page;
  if (!address.cursor && nextCursor === null) return null;
  const next = page.jobs.length === 0 ? "further" : address.sort ? "next" : "older";
  return (
    <nav aria-label={t("label")} className="flex justify-end gap-2 pt-4">
      {address.cursor && (
        <Button asChild>
          <Link href={jobsHref(address)}>{t(address.sort ? "first" : "newest")}</Link>
        </Button>
      )}
      {nextCursor !== null && (
        <Button asChild>
          <Link href={jobsHref(address, { cursor: nextCursor })}>{t(next)}</Link>
        </Button>
      )}
    </nav>
  );
}
