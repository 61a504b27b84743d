import { useTranslations } from "next-intl";
import { classNames } from "../../ui/class-names";
import { clockText, leftMs } from "./lesson-clock";
import type { RunningClock } from "./use-lesson-clock";

type LessonTimesProps = {
  clock: Pick<RunningClock, "lessonMs" | "slideMs">;
  slideMinutes: number | null;
  totalMinutes: number | null;
};

/** How long it has been, and what is left of the slide's and of the lesson's minutes. */
export function LessonTimes({ clock, slideMinutes, totalMinutes }: LessonTimesProps) {
  const t = useTranslations("decks.present");
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      <Time name={t("passed")} ms={clock.lessonMs} isLarge />
      <Time name={t("leftOfPart")} ms={leftMs(slideMinutes, clock.slideMs)} of={slideMinutes} />
      <Time name={t("leftOfLesson")} ms={leftMs(totalMinutes, clock.lessonMs)} of={totalMinutes} />
    </dl>
  );
}

type TimeProps = { name: string; ms: number | null; of?: number | null; isLarge?: boolean };

function Time({ name, ms, of = null, isLarge = false }: TimeProps) {
  const t = useTranslations("decks.present");
  const decks = useTranslations("decks");
  const isOver = ms !== null && ms < 0;
  return (
    <div>
      <dt className="text-muted text-sm">{name}</dt>
      <dd
        className={classNames(
          "tabular-nums",
          isLarge ? "font-semibold text-2xl" : "text-xl",
          isOver && "text-failed",
        )}
      >
        {ms === null ? "–" : clockText(ms)}
        {isOver && <span className="text-sm"> {t("over")}</span>}
        {of !== null && !isOver && (
          <span className="text-muted text-sm"> / {decks("minutes", { minutes: of })}</span>
        )}
      </dd>
    </div>
  );
}
