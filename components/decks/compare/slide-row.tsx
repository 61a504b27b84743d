import { EqualNot, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Presentation, Slide } from "@/lib/contract/decks";
import { classNames } from "../../ui/class-names";
import { SlidePicture } from "../slide-picture";
import type { ComparedLine, ComparedSlide } from "./compare-slides";

type SlideRowProps = { row: ComparedSlide; a: Presentation; b: Presentation };

/** A slide of one deck beside its like in the other, with what is different in each. */
export function SlideRow({ row, a, b }: SlideRowProps) {
  const t = useTranslations("decks.compare");
  const state =
    row.a === null ? "isAdded" : row.b === null ? "isRemoved" : row.differs ? "isChanged" : "isSame";
  const Icon = { isAdded: Plus, isRemoved: Minus, isChanged: EqualNot, isSame: null }[state];
  return (
    <li className="border-b py-4">
      <h2 className="mb-2 flex items-center gap-2 font-semibold">
        <span dir="auto" className="min-w-0 wrap-anywhere">
          {(row.b ?? row.a)?.title}
        </span>
        <span
          className={classNames(
            "inline-flex shrink-0 items-center gap-1 font-normal text-muted text-sm",
            state !== "isSame" && "rounded-full bg-accent-soft px-2 text-accent-ink",
          )}
        >
          {Icon && <Icon aria-hidden className="size-3.5" />}
          {t(state)}
        </span>
      </h2>
      <div className="grid grid-cols-2 gap-4 max-md:gap-3">
        <Side slide={row.a} side="a" row={row} deck={a} />
        <Side slide={row.b} side="b" row={row} deck={b} />
      </div>
    </li>
  );
}

type SideProps = { slide: Slide | null; side: "a" | "b"; row: ComparedSlide; deck: Presentation };

function Side({ slide, side, row, deck }: SideProps) {
  const t = useTranslations("decks.compare");
  const decks = useTranslations("decks");
  const name = side === "a" ? t("first") : t("second");
  if (slide === null) {
    return (
      <div className="min-w-0 self-start rounded-md border border-dashed p-3 text-muted">
        <h3 className="sr-only">{name}</h3>
        {t("noSuchSlide")}
      </div>
    );
  }
  const { subtitle, duration_minutes: minutes } = slide;
  return (
    <div className="grid min-w-0 content-start gap-2">
      <h3 className="sr-only">{name}</h3>
      <div className="grid gap-3 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <SlidePicture presentationId={deck.id} slideId={slide.id} className="w-full" />
        <div className="min-w-0 wrap-anywhere">
          <p className="text-muted text-sm">
            {t("number", { number: slide.order + 1 })}
            {minutes !== null && (
              <>
                {" · "}
                <Mark is={row.duration}>{decks("minutes", { minutes })}</Mark>
              </>
            )}
          </p>
          <p dir="auto" className="font-medium">
            <Mark is={row.title}>{slide.title}</Mark>
          </p>
          {subtitle && (
            <p dir="auto" className="text-muted">
              <Mark is={row.subtitle}>{subtitle}</Mark>
            </p>
          )}
        </div>
      </div>
      <Lines name={t("points")} lines={row.points} side={side} />
      <Lines name={t("notes")} lines={row.notes} side={side} />
      <Lines name={t("standards")} lines={row.standards} side={side} />
    </div>
  );
}

/** What is not as in the other deck. */
function Mark({ is, children }: { is: boolean; children: ReactNode }) {
  return is ? <mark className="rounded-xs bg-accent-soft px-0.5 text-ink">{children}</mark> : children;
}

type LinesProps = { name: string; lines: readonly ComparedLine[]; side: "a" | "b" };

/** Lines of one deck; those that the other does not have are marked. Where all are the same they are folded away. */
function Lines({ name, lines, side }: LinesProps) {
  const t = useTranslations("decks.compare");
  const own = lines
    .map((line, index) => ({ ...line, key: index }))
    .filter((line) => line.in === side || line.in === "both");
  if (own.length === 0) return null;
  const isSame = lines.every((line) => line.in === "both");
  return (
    <details open={!isSame} className="min-w-0 wrap-anywhere">
      <summary className="w-fit cursor-pointer rounded-sm text-muted text-sm max-md:py-1.5">
        {isSame ? t("same", { name }) : name}
      </summary>
      <ul aria-label={name} className="mt-1 grid gap-1">
        {own.map((line) => (
          <li key={line.key} className="flex gap-1.5">
            <span aria-hidden className="w-3 shrink-0 text-accent-ink">
              {line.in === "both" ? "" : side === "a" ? "−" : "+"}
            </span>
            <span dir="auto" className="min-w-0 grow">
              {line.in !== "both" && (
                <span className="sr-only">{side === "a" ? t("isRemoved") : t("isAdded")}: </span>
              )}
              <Mark is={line.in !== "both"}>{line.text}</Mark>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
