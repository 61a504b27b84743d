"use client";

import { useTranslations } from "next-intl";
import type { DeckPolish, Presentation } from "@/lib/contract/decks";
import { type KeptGroup, keptGroups } from "./kept-groups";

/** What the language model did to the words of a deck, and why not to all of them. Nothing where nobody asked for it. */
export function DeckPolishNote({ presentation }: { presentation: Presentation }) {
  const t = useTranslations("decks.polish");
  const { polish, slides } = presentation;
  if (polish === null) return null;
  const polished = polish.polished_slide_ids.length;
  const counts = { count: polished, polished, total: polished + polish.kept.length };
  return (
    <section aria-label={t("title")} className="grid gap-1">
      <p className="text-muted">{t(polish.outcome, counts)}</p>
      {polish.kept.length > 0 && <Why polish={polish} groups={keptGroups(polish.kept, slides)} />}
    </section>
  );
}

function Why({ polish, groups }: { polish: DeckPolish; groups: readonly KeptGroup[] }) {
  const t = useTranslations("decks.polish");
  const isOneReason = polish.polished_slide_ids.length === 0 && groups.length === 1;
  return (
    <details>
      <summary className="w-fit rounded-sm text-muted text-sm hover:text-ink max-md:py-1.5">
        {t("why", { count: polish.kept.length })}
      </summary>
      <ul className="mt-2 mb-1 grid gap-2">
        {groups.map(({ code, reason, titles }) => (
          <li key={reason} className="wrap-anywhere">
            <p>
              {t(`kept.${code}`)}
              <span className="text-muted"> · {t("slides", { count: titles.length })}</span>
            </p>
            {/* The details are the worker's own words. */}
            <p lang="en" className="text-muted text-sm">
              {reason}
            </p>
            {!isOneReason && <p className="text-muted text-sm">{titles.join(" · ")}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
