import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Activity, Group, Line, ParsedLesson } from "@/lib/contract/lessons";
import { LessonLines } from "./lesson-lines";

/** A lesson for reading, in the order in which it is taught, under its own headings. */
export function LessonBody({ lesson }: { lesson: ParsedLesson }) {
  const t = useTranslations("lessons.part");
  const { headings, warmup, closure } = lesson;
  return (
    <div lang={lesson.language} className="grid max-w-3xl gap-8 wrap-anywhere text-lg">
      {lesson.standards.length > 0 && (
        <Part title={t("standards")}>
          <ul className="grid gap-2">
            {lesson.standards.map(({ code, title, summary }) => (
              <li key={code} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <Chip>{code}</Chip>
                <span className="min-w-0 flex-1 basis-60">
                  {[title, summary].filter(Boolean).join(" – ")}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <LinesPart title={headings.overview ?? t("overview")} lines={lesson.overview} />
      <LinesPart title={headings.objectives ?? t("objectives")} lines={lesson.objectives} />
      <GroupsPart title={headings.materials ?? t("materials")} groups={lesson.materials} />
      <LinesPart title={headings.prerequisites ?? t("prerequisites")} lines={lesson.prerequisites} />
      {warmup && <ActivityPart activity={warmup} />}
      {lesson.activities.map((activity) => (
        <ActivityPart key={activity.id} activity={activity} />
      ))}
      {closure && <ActivityPart activity={closure} />}
      <GroupsPart title={headings.assessment ?? t("assessment")} groups={lesson.assessment} />
      <GroupsPart title={headings.differentiation ?? t("differentiation")} groups={lesson.differentiation} />
      <GroupsPart title={t("notes")} groups={lesson.notes} />
    </div>
  );
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b pb-1">
        <h2 className="min-w-0 font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

function LinesPart({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <Part title={title}>
      <LessonLines lines={lines} />
    </Part>
  );
}

function GroupsPart({ title, groups }: { title: string; groups: readonly Group[] }) {
  if (groups.length === 0) return null;
  const isTitled = (group: Group) => group.title !== "" && group.title !== title;
  return (
    <Part title={title}>
      {groups.map((group, index) => (
        // Two groups may have the same title, and they never change their places.
        <div key={`${index.toString()}`} className="grid gap-1.5">
          {isTitled(group) && <h3 className="mt-2 font-medium">{group.title}</h3>}
          <LessonLines lines={group.lines} headingLevel={isTitled(group) ? 4 : 3} />
        </div>
      ))}
    </Part>
  );
}

function ActivityPart({ activity }: { activity: Activity }) {
  const t = useTranslations("lessons");
  const minutes = activity.durationMinutes;
  return (
    <Part
      title={activity.title}
      aside={
        minutes !== null && (
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-base text-muted">
            <Clock aria-hidden className="size-3.5" />
            {t("minutes", { minutes })}
          </span>
        )
      }
    >
      {activity.standardCodes.length > 0 && (
        <ul aria-label={t("part.standards")} className="flex flex-wrap gap-1.5">
          {activity.standardCodes.map((code) => (
            <li key={code}>
              <Chip>{code}</Chip>
            </li>
          ))}
        </ul>
      )}
      <LessonLines lines={activity.lines} />
    </Part>
  );
}

function Chip({ children }: { children: string }) {
  return (
    <span className="inline-block rounded-sm bg-accent-soft px-1.5 py-0.5 font-medium text-accent-ink text-sm">
      {children}
    </span>
  );
}
