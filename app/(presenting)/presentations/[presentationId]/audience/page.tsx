import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { Audience } from "@/components/decks/present/audience";
import { deckLayout } from "@/lib/decks/decks";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("decks.present");
  return { title: t("audience") };
}

/** The second window of a presentation, for the projector. */
export default async function AudiencePage({
  params,
}: PageProps<"/presentations/[presentationId]/audience">) {
  const { presentationId } = await params;
  const caller = await requireCaller("deck:read");
  const layout = await found(deckLayout(presentationId, caller));
  // The class sees none of them, and they are most of the text.
  const pages = layout.pages.map((page) => ({ ...page, notes: "" }));
  return <Audience presentationId={presentationId} layout={{ ...layout, pages }} />;
}
