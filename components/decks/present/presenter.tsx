"use client";

import { ChevronLeft, ChevronRight, EyeOff, MonitorUp, Pause, Play, RotateCcw, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Slide } from "@/lib/contract/decks";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { Button } from "../../ui/button";
import { SlideDrawing } from "../slide-drawing";
import { SpeakerNotes } from "../speaker-notes";
import { useSlideOfAddress } from "../use-slide-of-address";
import { LessonTimes } from "./lesson-times";
import { useDeckChannel } from "./use-deck-channel";
import { useLessonClock } from "./use-lesson-clock";
import { usePresenterKeys } from "./use-presenter-keys";

export type PresentedSlide = Pick<Slide, "id" | "activity_id" | "duration_minutes">;
type PresenterProps = {
  presentationId: string;
  layout: DeckLayout;
  slides: readonly PresentedSlide[];
  totalMinutes: number | null;
};

/** What the teacher sees: the slide, the next one, the notes and the time. Another window shows the slide alone, in step with this one. */
export function Presenter({ presentationId, layout, slides, totalMinutes }: PresenterProps) {
  const t = useTranslations("decks.present");
  const decks = useTranslations("decks");
  const { pages } = layout;
  const [index, setIndex] = useSlideOfAddress(pages.length);
  const [isBlack, setBlack] = useState(false);
  const page = pages[index];
  const next = pages[index + 1];
  // An activity that goes on on further slides has its minutes on the first one, and one clock for all.
  const partOf = ({ id, activity_id }: PresentedSlide) => activity_id ?? id;
  const slide = slides.find(({ id }) => id === page?.slideId);
  const part = slide === undefined ? "" : partOf(slide);
  const minutes = slides.find((one) => partOf(one) === part)?.duration_minutes ?? null;
  const clock = useLessonClock(part);
  const tell = useDeckChannel(presentationId, (message) => {
    if (message.kind === "ask") tell({ kind: "show", index, isBlack });
    if (message.kind === "turn") turnTo(message.index);
  });
  useEffect(() => tell({ kind: "show", index, isBlack }), [tell, index, isBlack]);

  function turnTo(wanted: number) {
    const target = Math.min(Math.max(wanted, 0), pages.length - 1);
    setBlack(false);
    if (target === index) return;
    // The lesson begins with the first turn of a page.
    clock.start();
    setIndex(target);
  }
  usePresenterKeys({
    turnBy: (steps) => turnTo(index + steps),
    turnTo: (end) => turnTo(end === "first" ? 0 : pages.length - 1),
    other: { p: clock.toggle, b: () => setBlack(!isBlack), ".": () => setBlack(!isBlack) },
  });
  if (page === undefined) return null;
  const address = `/presentations/${encodeURIComponent(presentationId)}`;

  return (
    <main className="flex min-h-dvh flex-col gap-4 p-4 lg:h-dvh lg:min-h-0">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="min-w-0 flex-1 truncate font-semibold text-lg">{layout.title}</h1>
        <Button asChild look="quiet" size="icon" className="md:order-last">
          <Link href={index === 0 ? address : `${address}?slide=${index + 1}`} aria-label={t("leave")}>
            <X aria-hidden />
          </Link>
        </Button>
        <div className="flex flex-wrap gap-2 max-md:w-full">
          <Button asChild>
            <a href={`${address}/audience`} target={`audience-${presentationId}`}>
              <MonitorUp aria-hidden />
              {t("audience")}
            </a>
          </Button>
          <Button
            aria-pressed={isBlack}
            keys={["b"]}
            hint={t("blackHint")}
            onClick={() => setBlack(!isBlack)}
          >
            <EyeOff aria-hidden />
            {t("black")}
          </Button>
        </div>
      </header>
      <div className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(18rem,2fr)] lg:gap-6">
        <div className="flex min-h-0 min-w-0 flex-col gap-3">
          <section aria-label={t("now")} className="overflow-hidden rounded-lg border">
            <SlideDrawing page={page} />
          </section>
          <div className="flex items-center justify-between gap-2">
            <Button
              size="icon"
              aria-label={decks("previous")}
              keys={["←"]}
              hint={decks("previous")}
              disabledReason={index === 0 ? decks("isFirst") : undefined}
              onClick={() => turnTo(index - 1)}
            >
              <ChevronLeft aria-hidden />
            </Button>
            <p aria-live="polite" className="min-w-0 truncate text-muted">
              {decks("position", { number: index + 1, count: pages.length })}
              {isBlack && ` · ${t("isBlack")}`}
              <span className="sr-only">: {page.title}</span>
            </p>
            <Button
              size="icon"
              look="primary"
              aria-label={decks("next")}
              keys={["→"]}
              hint={decks("next")}
              disabledReason={next === undefined ? decks("isLast") : undefined}
              onClick={() => turnTo(index + 1)}
            >
              <ChevronRight aria-hidden />
            </Button>
          </div>
          <section aria-label={t("time")} className="flex flex-wrap items-end gap-x-6 gap-y-2 border-t pt-3">
            <LessonTimes clock={clock} slideMinutes={minutes} totalMinutes={totalMinutes} />
            <div className="ml-auto flex gap-2">
              <Button keys={["p"]} hint={clock.isRunning ? t("hold") : t("start")} onClick={clock.toggle}>
                {clock.isRunning ? <Pause aria-hidden /> : <Play aria-hidden />}
                {clock.isRunning ? t("hold") : t("start")}
              </Button>
              <Button
                look="quiet"
                size="icon"
                aria-label={t("reset")}
                hint={t("reset")}
                onClick={clock.reset}
              >
                <RotateCcw aria-hidden />
              </Button>
            </div>
          </section>
        </div>
        <div className="flex min-h-0 min-w-0 flex-col gap-4">
          <SpeakerNotes page={page} heading="h2" isScrolled className="min-h-0 flex-1 lg:overflow-y-auto" />
          <section aria-label={t("next")} className="border-t pt-3">
            <h2 className="mb-1 font-medium text-muted text-sm">{t("next")}</h2>
            {next === undefined ? (
              <p className="text-muted">{decks("isLast")}</p>
            ) : (
              <div className="flex items-start gap-3">
                <span aria-hidden className="block w-40 shrink-0 overflow-hidden rounded-sm border">
                  <SlideDrawing page={next} />
                </span>
                <p className="line-clamp-4 min-w-0 wrap-anywhere">{next.title}</p>
              </div>
            )}
          </section>
        </div>
      </div>
    </main>
  );
}
