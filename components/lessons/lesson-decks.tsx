import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PresentationSummary } from "@/lib/contract/decks";
import { RelativeTime } from "../time/relative-time";
import { Section } from "../ui/section";

/** The decks of a lesson, the newest first. */
export function LessonDecks({ decks }: { decks: readonly PresentationSummary[] }) {
  const t = useTranslations("lessons");
  const styles = useTranslations("common.style");
  return (
    <Section title={t("decks")}>
      {decks.length === 0 && <p className="text-muted">{t("noDecks")}</p>}
      <ul className="-mt-3 divide-y">
        {decks.map((deck) => (
          <li key={deck.id} className="flex items-center justify-between gap-3 py-2.5">
            <Link
              href={`/presentations/${deck.id}`}
              prefetch={false}
              className="min-w-0 truncate rounded-sm font-medium hover:text-accent-ink hover:underline max-md:py-2"
            >
              {t("deck", { count: deck.slide_count, style: styles(deck.style).toLowerCase() })}
            </Link>
            <span className="flex shrink-0 items-center gap-2 text-muted text-sm">
              {deck.is_stale && (
                <span className="rounded-full bg-timeout/8 px-2 text-timeout" title={t("staleHint")}>
                  {t("stale")}
                </span>
              )}
              <RelativeTime at={deck.created_at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
