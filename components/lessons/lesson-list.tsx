import Link from "next/link";
import { useTranslations } from "next-intl";
import type { LessonSummary } from "@/lib/contract/lessons";
import { RelativeTime } from "../time/relative-time";
import { formatKeys } from "./lesson-words";

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "h-11 px-3 first:pl-0 last:pr-0";

export function lessonHref(lessonId: string): string {
  return `/lessons/${encodeURIComponent(lessonId)}`;
}

/** Lessons: a table where there is room, a list on a phone. */
export function LessonList({ lessons }: { lessons: readonly LessonSummary[] }) {
  return (
    <>
      <div className="max-md:hidden">
        <LessonTable lessons={lessons} />
      </div>
      <div className="md:hidden">
        <LessonCards lessons={lessons} />
      </div>
    </>
  );
}

function LessonTable({ lessons }: { lessons: readonly LessonSummary[] }) {
  const t = useTranslations("lessons");
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t("title")}</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={head}>
            {t("column.title")}
          </th>
          <th scope="col" className={`${head} w-40`}>
            {t("column.format")}
          </th>
          <th scope="col" className={`${head} w-56`}>
            {t("column.owner")}
          </th>
          <th scope="col" className={`${head} w-24 text-right`}>
            {t("column.revision")}
          </th>
          <th scope="col" className={`${head} w-32 text-right`}>
            {t("column.updated")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lessons.map((lesson) => (
          <tr key={lesson.lesson_id} className="border-b transition-colors hover:bg-canvas">
            <td className={cell}>
              <Link
                href={lessonHref(lesson.lesson_id)}
                prefetch={false}
                title={lesson.title}
                className="block truncate rounded-sm py-1 font-medium hover:text-accent-ink hover:underline"
              >
                {lesson.title}
              </Link>
            </td>
            <td className={`${cell} text-muted`}>{t(`format.${formatKeys[lesson.content_format]}`)}</td>
            <td className={`${cell} truncate text-muted`} title={lesson.user_id ?? undefined}>
              {lesson.user_id ?? "–"}
            </td>
            <td className={`${cell} text-right`}>{lesson.revision}</td>
            <td className={`${cell} whitespace-nowrap text-right text-muted`}>
              <RelativeTime at={lesson.updated_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LessonCards({ lessons }: { lessons: readonly LessonSummary[] }) {
  const t = useTranslations("lessons");
  return (
    <ul aria-label={t("title")} className="divide-y border-b">
      {lessons.map((lesson) => (
        <li key={lesson.lesson_id}>
          <Link href={lessonHref(lesson.lesson_id)} prefetch={false} className="block py-3">
            <span className="line-clamp-2 wrap-anywhere font-medium text-lg">{lesson.title}</span>
            <span className="block truncate text-muted text-sm">
              {t(`format.${formatKeys[lesson.content_format]}`)} ·{" "}
              {t("revision", { number: lesson.revision })} · <RelativeTime at={lesson.updated_at} />
              {lesson.user_id && ` · ${lesson.user_id}`}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
