"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useTransition } from "react";
import type { JobSort } from "@/lib/contract/jobs";
import { entryOf, jobSorts } from "@/lib/contract/lists";
import { SearchField } from "../ui/search-field";
import { Select } from "../ui/select";
import { ColumnsMenu } from "./columns-menu";
import { FilterMenu } from "./filter-menu";
import { type JobAddress, jobsHref, toQuery } from "./job-filters";

/** What narrows, orders and shows the list. */
export function JobFilterBar({ address }: { address: JobAddress }) {
  const t = useTranslations("jobs");
  const router = useRouter();
  const sortId = useId();
  const [isPending, startTransition] = useTransition();
  const { q, ...others } = address;
  const kept = new URLSearchParams(toQuery({ ...others, cursor: undefined }));

  // Elsewhere it would sort nothing.
  const isOffered = (sort: JobSort) =>
    sort !== "queue" || address.sort === sort || address.status?.join() === "pending";
  return (
    <div aria-busy={isPending} className="flex flex-wrap items-start gap-2 pt-4">
      <SearchField
        q={q ?? ""}
        path="/jobs"
        kept={Object.fromEntries(kept)}
        label={t("search.label")}
        placeholder={t("search.placeholder")}
        hint={t("search.hint")}
        className="w-80 max-md:w-full"
      />
      <FilterMenu address={address} />
      <label htmlFor={sortId} className="sr-only">
        {t("order")}
      </label>
      <Select
        id={sortId}
        value={address.sort ?? "-created_at"}
        onChange={({ target }) => {
          const chosen = entryOf(jobSorts, target.value);
          const sort = chosen === "-created_at" ? undefined : chosen;
          startTransition(() => router.push(jobsHref(address, { sort })));
        }}
        className="h-8 w-40 text-sm max-md:w-full"
        frameClassName="max-md:flex-1"
      >
        {jobSorts.filter(isOffered).map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </Select>
      <div className="ml-auto max-md:hidden">
        <ColumnsMenu address={address} />
      </div>
    </div>
  );
}
