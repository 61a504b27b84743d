"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { lessonHref } from "../lessons/lesson-list";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { DeckPolishNote } from "./deck-polish";
import { DeckSkeleton } from "./deck-skeleton";
import { DeckViewer } from "./deck-viewer";
import { Downloads } from "./downloads";
import { layoutQuery, presentationQuery } from "./queries";

/** A finished deck: its slides, notes and files. */
export function Deck({ presentationId }: { presentationId: string }) {
  const t = useTranslations("decks");
  const presentation = useQuery(presentationQuery(presentationId));
  const layout = useQuery(layoutQuery(presentationId));
  const error = presentation.error ?? layout.error;

  function loadAgain() {
    void presentation.refetch();
    void layout.refetch();
  }

  return (
    <Section title={t("title")}>
      <div className="grid gap-4">
        {presentation.data?.is_stale && (
          <Notice look="warning" title={t("outOfDate")}>
            <p>
              {t("outOfDateLead")}{" "}
              <Link
                href={lessonHref(presentation.data.lesson_id)}
                className="rounded-sm text-accent-ink underline"
              >
                {t("toLesson")}
              </Link>
            </p>
          </Notice>
        )}
        {presentation.data && <DeckPolishNote presentation={presentation.data} />}
        {presentation.data ? (
          <Downloads presentation={presentation.data} />
        ) : (
          <div className="h-7 max-md:h-20" />
        )}
        {error && <LoadFailure title={t("notLoaded")} error={error} onRetry={loadAgain} />}
        {layout.data ? <DeckViewer layout={layout.data} /> : !error && <DeckSkeleton />}
      </div>
    </Section>
  );
}
