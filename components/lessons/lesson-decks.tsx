import Link from "next/link";
import type { PresentationSummary } from "@/lib/contract/decks";
import { styleWords } from "../jobs/job-words";
import { RelativeTime } from "../time/relative-time";
import { Section } from "../ui/section";

/** The decks of a lesson, the newest first. */
export function LessonDecks({ decks }: { decks: readonly PresentationSummary[] }) {
  return (
    <Section title="Decks">
      {decks.length === 0 && <p className="text-muted">No deck has been made of this lesson yet.</p>}
      <ul className="-mt-3 divide-y">
        {decks.map((deck) => (
          <li key={deck.id} className="flex items-center justify-between gap-3 py-2.5">
            <Link
              href={`/presentations/${deck.id}`}
              prefetch={false}
              className="min-w-0 truncate rounded-sm font-medium hover:text-accent-ink hover:underline max-md:py-2"
            >
              {deck.slide_count} slides, {styleWords[deck.style].toLowerCase()}
            </Link>
            <span className="flex shrink-0 items-center gap-2 text-muted text-sm">
              {deck.is_stale && (
                <span
                  className="rounded-full bg-timeout/8 px-2 text-timeout"
                  title="Made before the last change or deck"
                >
                  Stale
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
