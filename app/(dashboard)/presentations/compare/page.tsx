import { GitCompare } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { ChooseDeck } from "@/components/decks/compare/choose-deck";
import { compareDecksAddress } from "@/components/decks/compare/compare-address";
import { CompareDecks } from "@/components/decks/compare/compare-decks";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getPresentation, listPresentations } from "@/lib/decks/decks";

/** As many as the API lists. */
const OTHERS = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("decks.compare");
  return { title: t("title") };
}

export default async function CompareDecksPage({ searchParams }: PageProps<"/presentations/compare">) {
  const { a, b, only } = compareDecksAddress.parse(await searchParams);
  const caller = await requireCaller("deck:read");
  const t = await getTranslations("decks.compare");
  const known = b ?? a;
  if (known === undefined) {
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState icon={GitCompare} title={t("choose")}>
          <p>{t("chooseLead")}</p>
          <Button asChild className="mt-2">
            <Link href="/lessons">{t("toLessons")}</Link>
          </Button>
        </EmptyState>
      </>
    );
  }
  const second = await found(getPresentation(known, caller));
  if (a !== undefined && a !== second.id) {
    const first = await found(getPresentation(a, caller));
    return <CompareDecks a={first} b={second} isOnlyDifferences={only === "differences"} />;
  }
  const decks = await listPresentations(second.lesson_id, { includeStale: true, limit: OTHERS }, caller);
  return (
    <>
      <PageHeader
        back={{ href: `/presentations/${encodeURIComponent(second.id)}`, label: t("deck") }}
        title={t("title")}
        facts={<span>{second.title}</span>}
      />
      <div className="max-w-lg">
        <Section title={t("choose")}>
          <ChooseDeck deckId={second.id} others={decks.filter(({ id }) => id !== second.id)} />
        </Section>
      </div>
    </>
  );
}
