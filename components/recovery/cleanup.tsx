"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CleanupPreview } from "@/lib/contract/queue";
import { useActions } from "../actions/use-actions";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { formatBytes } from "../ui/format-bytes";
import { Section } from "../ui/section";
import { AddressSelect } from "./address-select";
import { CleanupForm } from "./cleanup-form";
import { CleanupTable } from "./cleanup-table";
import { type RecoveryFilters, recoveryHref } from "./recovery-filters";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const ages = [1, 6, DAY_HOURS, 2 * DAY_HOURS, 3 * DAY_HOURS, 7 * DAY_HOURS];

export type CleanupCounts = CleanupPreview & { deleted_jobs: number };

type CleanupProps = { filters: RecoveryFilters; preview: CleanupCounts; canClean: boolean };

/**
 * Deleting what is old: first what it would be, then the number typed and the reason. It is an action on jobs like any other, so the
 * server holds it for a while in which it can be undone, on whichever page one is by then.
 */
export function Cleanup({ filters, preview, canClean }: CleanupProps) {
  const t = useTranslations("recovery");
  const [isAsked, setAsked] = useState(false);
  const { start } = useActions();
  const hours = filters.max_age_hours;
  const { deleted_jobs: jobs, stale_decks: decks, total_rows: rows, total_bytes } = preview;
  const isNothing = jobs + decks === 0;

  function whyNot(): string | undefined {
    if (!canClean) return t("why.notAllowedToClean");
    if (isNothing) return t("why.nothingOld");
    return jobs === 0 ? t("why.onlyDecks") : undefined;
  }

  function begin(reason: string) {
    const completed_before = new Date(Date.now() - hours * HOUR_MS).toISOString();
    start.mutate(
      { kind: "delete", count: jobs, body: { filter: { completed_before }, reason } },
      { onSuccess: () => setAsked(false) },
    );
  }

  const ageWords = (age: number) =>
    age < DAY_HOURS ? t("cleanup.hours", { hours: age }) : t("cleanup.days", { days: age / DAY_HOURS });
  const offered = ages.includes(hours) ? ages : [...ages, hours].sort((a, b) => a - b);

  return (
    <Section
      title={t("cleanup.title")}
      aside={
        <Button size="small" disabledReason={whyNot()} onClick={() => setAsked(true)}>
          <Trash2 aria-hidden />
          {t("cleanup.button")}
        </Button>
      }
    >
      <p className="mb-4 max-w-prose text-muted text-sm">{t("cleanup.explain")}</p>
      <AddressSelect
        label={t("cleanup.age")}
        value={String(hours)}
        options={offered.map((age) => ({
          value: String(age),
          words:
            Number.isInteger(age / DAY_HOURS) || age < DAY_HOURS
              ? ageWords(age)
              : t("cleanup.hours", { hours: age }),
          href: recoveryHref(filters, { max_age_hours: age }),
        }))}
      />
      <p aria-live="polite" className="mt-4">
        {isNothing
          ? t("cleanup.nothing")
          : t("cleanup.summary", { jobs, decks, rows, bytes: formatBytes(total_bytes) })}
      </p>
      {!isNothing && <CleanupTable breakdown={preview.breakdown} />}
      <Dialog isOpen={isAsked} onClose={() => setAsked(false)} title={t("cleanup.confirmTitle")}>
        <CleanupForm
          preview={preview}
          isBusy={start.isPending}
          onBack={() => setAsked(false)}
          onConfirm={begin}
        />
      </Dialog>
    </Section>
  );
}
