"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { CleanupPreview } from "@/lib/contract/queue";
import { formatBytes } from "../ui/format-bytes";

type Share = CleanupPreview["breakdown"][number];

const kinds = [
  "completed",
  "failed",
  "timeout",
  "cancelled",
  "stale_deck",
] as const satisfies Share["kind"][];
const ages = ["up_to_day", "up_to_week", "up_to_month", "older"] as const satisfies Share["age"][];

const head = "h-9 px-3 font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "px-3 py-2 align-top text-right first:pl-0 last:pr-0";

/** What would be deleted, by state and age: how many, and how much they take. */
export function CleanupTable({ breakdown }: { breakdown: readonly Share[] }) {
  const t = useTranslations("recovery");
  const common = useTranslations("common");
  const usedKinds = kinds.filter((kind) => breakdown.some((share) => share.kind === kind));
  const usedAges = ages.filter((age) => breakdown.some((share) => share.age === age));
  const sharesOf = (kind: Share["kind"], age?: Share["age"]) =>
    breakdown.filter((share) => share.kind === kind && (age === undefined || share.age === age));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, so the keyboard must reach it.
    <section aria-label={t("cleanup.caption")} tabIndex={0} className="relative mt-2 overflow-x-auto">
      <table className="w-full max-w-3xl border-collapse">
        <caption className="sr-only">{t("cleanup.caption")}</caption>
        <thead>
          <tr className="border-b">
            <th scope="col" className={`${head} text-left`}>
              {t("cleanup.kind")}
            </th>
            {usedAges.map((age) => (
              <th key={age} scope="col" className={`${head} text-right`}>
                {t(`cleanup.ages.${age}`)}
              </th>
            ))}
            <th scope="col" className={`${head} text-right`}>
              {t("cleanup.total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {usedKinds.map((kind) => (
            <tr key={kind} className="border-b">
              <th scope="row" className="py-2 pr-3 text-left align-top font-normal">
                {kind === "stale_deck" ? t("cleanup.staleDecks") : common(`status.${kind}`)}
              </th>
              {usedAges.map((age) => (
                <td key={age} className={cell}>
                  <Amount shares={sharesOf(kind, age)} />
                </td>
              ))}
              <td className={`${cell} font-medium`}>
                <Amount shares={sharesOf(kind)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Amount({ shares }: { shares: readonly Share[] }) {
  const t = useTranslations("recovery");
  const format = useFormatter();
  const count = shares.reduce((sum, share) => sum + share.count, 0);
  const bytes = shares.reduce((sum, share) => sum + share.bytes, 0);
  if (count === 0) return <span className="text-muted">{t("cleanup.none")}</span>;
  return (
    <>
      <span className="block">{format.number(count)}</span>
      <span className="block whitespace-nowrap font-normal text-muted text-sm">{formatBytes(bytes)}</span>
    </>
  );
}
