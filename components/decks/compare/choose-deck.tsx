import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PresentationSummary } from "@/lib/contract/decks";
import { RelativeTime } from "../../time/relative-time";
import { SlidePicture } from "../slide-picture";
import { compareDecksHref } from "./compare-href";

/** The other decks of a lesson, to compare one with. */
export function ChooseDeck({ deckId, others }: { deckId: string; others: readonly PresentationSummary[] }) {
  const t = useTranslations("decks.compare");
  const lessons = useTranslations("lessons");
  const styles = useTranslations("common.style");
  if (others.length === 0) return <p className="text-muted">{t("noOther")}</p>;
  return (
    <ul className="divide-y">
      {others.map((deck) => (
        <li key={deck.id} className="flex items-center gap-3 py-2.5">
          <SlidePicture presentationId={deck.id} className="w-20" />
          <span className="min-w-0">
            <Link
              href={compareDecksHref({ a: deck.id, b: deckId })}
              prefetch={false}
              className="block truncate rounded-sm font-medium hover:text-accent-ink hover:underline max-md:py-2"
            >
              {lessons("deck", { count: deck.slide_count, style: styles(deck.style).toLowerCase() })}
            </Link>
            <span className="block text-muted text-sm">
              {lessons("revision", { number: deck.lesson_revision })} · <RelativeTime at={deck.created_at} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
