import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PresentationSummary } from "@/lib/contract/decks";
import { compareDecksHref } from "../decks/compare/compare-href";
import { SlidePicture } from "../decks/slide-picture";
import { RelativeTime } from "../time/relative-time";
import { Section } from "../ui/section";

/** The decks of a lesson, the newest first; the others can be compared with it. */
export function LessonDecks({ decks }: { decks: readonly PresentationSummary[] }) {
  const t = useTranslations("lessons");
  const [newest] = decks;
  return (
    <Section title={t("decks")}>
      {decks.length === 0 && <p className="text-muted">{t("noDecks")}</p>}
      <ul className="-mt-3 divide-y">
        {decks.map((deck) => (
          <DeckItem key={deck.id} deck={deck} newestId={newest?.id} />
        ))}
      </ul>
    </Section>
  );
}

type DeckItemProps = { deck: PresentationSummary; newestId: string | undefined };

function DeckItem({ deck, newestId }: DeckItemProps) {
  const t = useTranslations("lessons");
  const styles = useTranslations("common.style");
  const words = t("deck", { count: deck.slide_count, style: styles(deck.style).toLowerCase() });
  return (
    <li className="flex items-center gap-3 py-2.5">
      <SlidePicture presentationId={deck.id} className="w-20" />
      <div className="min-w-0 flex-1">
        <Link
          href={`/presentations/${encodeURIComponent(deck.id)}`}
          prefetch={false}
          className="block truncate rounded-sm font-medium hover:text-accent-ink hover:underline max-md:py-2"
        >
          {words}
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
          <span>{t("revision", { number: deck.lesson_revision })}</span>
          <RelativeTime at={deck.created_at} />
          {deck.is_stale && (
            <span className="rounded-full bg-timeout/8 px-2 text-timeout" title={t("staleHint")}>
              {t("stale")}
            </span>
          )}
          {newestId !== undefined && newestId !== deck.id && (
            <Link
              href={compareDecksHref({ a: deck.id, b: newestId })}
              prefetch={false}
              className="rounded-sm text-accent-ink underline max-md:py-1.5"
            >
              {t("compareNewest")}
              <span className="sr-only">: {words}</span>
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
