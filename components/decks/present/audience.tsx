"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { SlideDrawing } from "../slide-drawing";
import { useDeckChannel } from "./use-deck-channel";
import { usePresenterKeys } from "./use-presenter-keys";

/** What the class sees: the slide alone, as the presenter's window says; keys that are pressed here turn both. */
export function Audience({ presentationId, layout }: { presentationId: string; layout: DeckLayout }) {
  const t = useTranslations("decks.present");
  const { pages } = layout;
  const [shown, setShown] = useState({ index: 0, isBlack: false });
  const tell = useDeckChannel(presentationId, (message) => {
    if (message.kind === "show") setShown({ index: message.index, isBlack: message.isBlack });
  });
  useEffect(() => tell({ kind: "ask" }), [tell]);

  function turnTo(wanted: number) {
    const index = Math.min(Math.max(wanted, 0), pages.length - 1);
    setShown({ index, isBlack: false });
    tell({ kind: "turn", index });
  }
  usePresenterKeys({
    turnBy: (steps) => turnTo(shown.index + steps),
    turnTo: (end) => turnTo(end === "first" ? 0 : pages.length - 1),
    other: { f: () => void toggleFullScreen() },
  });
  const page = pages[shown.index] ?? pages[0];
  if (page === undefined) return null;
  return (
    <main data-fills-window className="grid h-dvh place-items-center overflow-hidden bg-black">
      <h1 className="sr-only">{layout.title}</h1>
      {shown.isBlack ? (
        <p className="sr-only">{t("isBlack")}</p>
      ) : (
        <div aria-live="polite" className="w-[min(100vw,calc(100dvh*16/9))]">
          <SlideDrawing page={page} />
        </div>
      )}
    </main>
  );
}

async function toggleFullScreen(): Promise<void> {
  // Refused where the browser has none: the window is shown as it is.
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  else await document.documentElement.requestFullscreen().catch(() => {});
}
