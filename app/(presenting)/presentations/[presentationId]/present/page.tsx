import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { Presenter } from "@/components/decks/present/presenter";
import { deckLayout, getPresentation } from "@/lib/decks/decks";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("decks.present");
  return { title: t("title") };
}

type Props = PageProps<"/presentations/[presentationId]/present">;

/** Outside of the dashboard's frame: nothing here but the lesson. */
export default async function PresentPage({ params }: Props) {
  const { presentationId } = await params;
  const caller = await requireCaller("deck:read");
  const deck = await found(getPresentation(presentationId, caller));
  const slides = deck.slides.map(({ id, activity_id, duration_minutes }) => ({
    id,
    activity_id,
    duration_minutes,
  }));
  return (
    <Presenter
      presentationId={presentationId}
      layout={await deckLayout(presentationId, caller)}
      slides={slides}
      totalMinutes={deck.total_duration_minutes}
    />
  );
}
