import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { GitCompare, MonitorPlay } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { compareDecksHref } from "@/components/decks/compare/compare-href";
import { Deck } from "@/components/decks/deck";
import { DeleteDeckButton } from "@/components/decks/delete-deck-button";
import { layoutQuery, presentationQuery } from "@/components/decks/queries";
import { GenerateButton } from "@/components/jobs/generate-button";
import { lessonHref } from "@/components/lessons/lesson-list";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { makeQueryClient } from "@/components/query-client";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/caller";
import { deckLayout, getPresentation } from "@/lib/decks/decks";
import { askedOf } from "@/lib/jobs/regenerate";
import { DECK_STYLES } from "@/lib/presentations/styles/deck-styles";

/** Title and page ask for the same deck: read once a request. */
const readDeck = cache(async (presentationId: string) => {
  const caller = await requireCaller("deck:read");
  return { caller, deck: await found(getPresentation(presentationId, caller)) };
});

type Props = PageProps<"/presentations/[presentationId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { deck } = await readDeck((await params).presentationId);
  const t = await getTranslations("decks");
  return { title: t("pageTitle", { title: deck.title }) };
}

export default async function PresentationPage({ params }: Props) {
  const { presentationId } = await params;
  const { caller, deck } = await readDeck(presentationId);
  const t = await getTranslations("decks");
  const styles = await getTranslations("common.style");
  const client = makeQueryClient();
  client.setQueryData(presentationQuery(presentationId).queryKey, deck);
  await client.prefetchQuery({
    ...layoutQuery(presentationId),
    queryFn: () => deckLayout(presentationId, caller),
  });

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RefreshOnChange />
      <PageHeader
        back={{ href: lessonHref(deck.lesson_id), label: t("lesson") }}
        title={deck.title}
        facts={
          <>
            <span>{t("slides", { count: deck.slide_count })}</span>
            {deck.total_duration_minutes !== null && (
              <span>{t("minutes", { minutes: deck.total_duration_minutes })}</span>
            )}
            <span>{t("style", { style: styles(deck.style) })}</span>
            <span>{t("ofRevision", { number: deck.lesson_revision })}</span>
            <span>{t.rich("made", { time: () => <RelativeTime at={deck.created_at} /> })}</span>
          </>
        }
        actions={
          <>
            <GenerateButton
              source={{ presentationId }}
              lessonTitle={deck.title}
              styles={DECK_STYLES}
              initial={{ ...(await askedOf(deck)), style: deck.style }}
              canCreate={can(caller, "job:create")}
            />
            <Button asChild>
              <Link href={`/presentations/${encodeURIComponent(deck.id)}/present`} prefetch={false}>
                <MonitorPlay aria-hidden />
                {t("present.title")}
              </Link>
            </Button>
            <Button asChild>
              <Link href={compareDecksHref({ a: deck.id })} prefetch={false}>
                <GitCompare aria-hidden />
                {t("compare.with")}
              </Link>
            </Button>
            <DeleteDeckButton
              presentationId={deck.id}
              title={deck.title}
              lessonId={deck.lesson_id}
              isNewest={!deck.is_stale}
              mayDelete={can(caller, "deck:write")}
            />
            <CopyAsCurl method="GET" path={`/api/presentations/${deck.id}`} look="icon" />
          </>
        }
      />
      <Deck presentationId={presentationId} />
    </HydrationBoundary>
  );
}
