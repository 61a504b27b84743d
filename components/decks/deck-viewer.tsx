"use client";

import "./deck-fonts";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { DeckLayout, Page } from "@/lib/presentations/layout/model";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { deckGrid } from "./deck-grid";
import { SlideView } from "./slide-view";
import { SpeakerNotes } from "./speaker-notes";
import { usePageKeys } from "./use-page-keys";
import { useSlideOfAddress } from "./use-slide-of-address";

/** The slides, one large with its speaker notes, all as thumbnails. */
export function DeckViewer({ layout }: { layout: DeckLayout }) {
  const t = useTranslations("decks");
  const { pages } = layout;
  const [index, setIndex] = useSlideOfAddress(pages.length);
  usePageKeys(index, pages.length, setIndex);
  const page = pages[index] ?? pages[0];
  if (page === undefined) return null;

  return (
    <section aria-label={t("viewer")} className="@container">
      <div className={deckGrid}>
        <Thumbnails pages={pages} current={index} onChoose={setIndex} />
        <div className="min-w-0 max-md:order-first">
          <div className="overflow-hidden rounded-lg border shadow-[0_1px_2px_rgb(0_0_0/0.06)]">
            <SlideView page={page} />
          </div>
          <div className="mt-2 flex items-center justify-between gap-2">
            <Button
              look="quiet"
              size="icon"
              aria-label={t("previous")}
              hint={t("previous")}
              keys={["←"]}
              disabledReason={index === 0 ? t("isFirst") : undefined}
              onClick={() => setIndex(index - 1)}
            >
              <ChevronLeft aria-hidden />
            </Button>
            <p aria-live="polite" className="min-w-0 truncate text-muted text-sm">
              {t("position", { number: index + 1, count: pages.length })}
              <span className="sr-only">: {page.title}</span>
            </p>
            <Button
              look="quiet"
              size="icon"
              aria-label={t("next")}
              hint={t("next")}
              keys={["→"]}
              disabledReason={index === pages.length - 1 ? t("isLast") : undefined}
              onClick={() => setIndex(index + 1)}
            >
              <ChevronRight aria-hidden />
            </Button>
          </div>
        </div>
        <SpeakerNotes
          page={page}
          heading="h3"
          className="border-t pt-3 md:col-start-2 @5xl:col-start-3 @5xl:border-t-0 @5xl:pt-0"
        />
      </div>
    </section>
  );
}

type ThumbnailsProps = { pages: readonly Page[]; current: number; onChoose: (index: number) => void };

function Thumbnails({ pages, current, onChoose }: ThumbnailsProps) {
  const t = useTranslations("decks");
  const list = useRef<HTMLOListElement>(null);

  // Only the strip scrolls: scrollIntoView would move the whole page.
  useEffect(() => {
    const strip = list.current;
    const chosen = strip?.children[current];
    if (!strip || !(chosen instanceof HTMLElement)) return;
    strip.scrollTo({
      top: chosen.offsetTop - strip.clientHeight / 2 + chosen.clientHeight / 2,
      left: chosen.offsetLeft - strip.clientWidth / 2 + chosen.clientWidth / 2,
    });
  }, [current]);

  return (
    <ol
      ref={list}
      aria-label={t("allSlides")}
      className="relative flex gap-2 overflow-auto p-1 max-md:-mx-4 max-md:px-4 md:row-span-2 md:max-h-[36rem] md:flex-col md:pr-2 @5xl:row-span-1"
    >
      {pages.map((page, index) => (
        <li key={page.id} className="shrink-0">
          <button
            type="button"
            aria-current={index === current ? "true" : undefined}
            aria-label={t("slide", { number: index + 1, title: page.title })}
            onClick={() => onChoose(index)}
            className={classNames(
              "block w-30 overflow-hidden rounded-sm border outline-offset-1 md:w-full",
              index === current && "border-accent ring-2 ring-accent",
            )}
          >
            <span aria-hidden className="pointer-events-none block">
              <SlideView page={page} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
