import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { GenerateButton } from "@/components/jobs/generate-button";
import { LessonJobs } from "@/components/jobs/lesson-jobs";
import { jobListQuery, LESSON_JOBS } from "@/components/jobs/queries";
import { LessonBody } from "@/components/lessons/lesson-body";
import { LessonDecks } from "@/components/lessons/lesson-decks";
import { formatKeys } from "@/components/lessons/lesson-words";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { makeQueryClient } from "@/components/query-client";
import { RelativeTime } from "@/components/time/relative-time";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/caller";
import type { Lesson, ParsedLesson } from "@/lib/contract/lessons";
import { listPresentations } from "@/lib/decks/decks";
import { listJobs } from "@/lib/jobs/list/list-jobs";
import { getLesson } from "@/lib/lessons/lessons";
import { LessonParseError } from "@/lib/presentations/lesson/lesson-parse-error";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { SERVER_STEPS } from "@/lib/presentations/lesson/too-hard-to-parse";
import { DECK_STYLES } from "@/lib/presentations/styles/deck-styles";

const DECKS = 10;

/** Title and page ask for the same lesson: read once a request. */
const readLesson = cache(async (lessonId: string) => {
  const caller = await requireCaller("lesson:read");
  return { caller, lesson: await found(getLesson(lessonId, caller)) };
});

const idOf = async (params: PageProps<"/lessons/[lessonId]">["params"]) =>
  decodeURIComponent((await params).lessonId);

export async function generateMetadata({ params }: PageProps<"/lessons/[lessonId]">): Promise<Metadata> {
  const { lesson } = await readLesson(await idOf(params));
  return { title: lesson.title };
}

export default async function LessonPage({ params }: PageProps<"/lessons/[lessonId]">) {
  const lessonId = await idOf(params);
  const { caller, lesson } = await readLesson(lessonId);
  const t = await getTranslations("lessons");
  const client = makeQueryClient();
  const [decks] = await Promise.all([
    listPresentations(lessonId, { includeStale: true, limit: DECKS }, caller),
    client.prefetchQuery({
      ...jobListQuery({ lesson_id: lessonId }, LESSON_JOBS),
      queryFn: () => listJobs({ lesson_id: lessonId, include_finished: true, limit: LESSON_JOBS }, caller),
    }),
  ]);
  const parsed = readable(lesson);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RefreshOnChange />
      <PageHeader
        back={{ href: "/lessons", label: t("title") }}
        title={lesson.title}
        facts={<LessonFacts lesson={lesson} parsed={parsed} />}
        actions={
          <>
            <GenerateButton
              source={{ lessonId }}
              lessonTitle={lesson.title}
              styles={DECK_STYLES}
              canCreate={can(caller, "job:create")}
            />
            <CopyAsCurl method="GET" path={`/api/lessons/${encodeURIComponent(lessonId)}`} look="icon" />
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 lg:row-span-2">
          {parsed ? (
            <LessonBody lesson={parsed} />
          ) : (
            <Notice look="warning" title={t("unreadable")}>
              <p>{t("unreadableLead")}</p>
            </Notice>
          )}
        </div>
        <div className="min-w-0 max-lg:order-first">
          <LessonDecks decks={decks} />
        </div>
        <LessonJobs lessonId={lessonId} />
      </div>
    </HydrationBoundary>
  );
}

/** Null for content that was stored before it could be checked. */
function readable(lesson: Lesson): ParsedLesson | null {
  try {
    const { title, content, content_format: format } = lesson;
    return parseLesson({ title, content, format }, SERVER_STEPS);
  } catch (error) {
    if (error instanceof LessonParseError) return null;
    throw error;
  }
}

/** "4", "K-2": a lesson that names its grade without the word. */
const BARE_GRADE = /^(?:k|\d{1,2})(?:\s*[-–—]\s*\d{1,2})?$/i;

function LessonFacts({ lesson, parsed }: { lesson: Lesson; parsed: ParsedLesson | null }) {
  const t = useTranslations("lessons");
  return (
    <>
      {parsed?.grade && (
        <span className="text-ink">
          {BARE_GRADE.test(parsed.grade) ? t("grade", { grade: parsed.grade }) : parsed.grade}
        </span>
      )}
      {parsed?.totalMinutes != null && (
        <span className="inline-flex items-center gap-1.5 text-ink">
          <Clock aria-hidden className="size-3.5" />
          {t("minutes", { minutes: parsed.totalMinutes })}
        </span>
      )}
      <span>{t(`format.${formatKeys[lesson.content_format]}`)}</span>
      <span>{t("revision", { number: lesson.revision })}</span>
      <span>{t.rich("updated", { time: () => <RelativeTime at={lesson.updated_at} /> })}</span>
      {lesson.user_id && (
        <span className="max-w-60 truncate" title={lesson.user_id}>
          {t("by", { user: lesson.user_id })}
        </span>
      )}
    </>
  );
}
