import { BookOpen, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { FirstSteps } from "@/components/lessons/first-steps";
import { LessonList } from "@/components/lessons/lesson-list";
import { LessonSearch } from "@/components/lessons/lesson-search";
import { Button } from "@/components/ui/button";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { config } from "@/lib/config";
import { listLessons } from "@/lib/lessons/lessons";

const LESSONS_PER_PAGE = 50;

const lessonFilters = z.object({
  q: z.string().trim().max(200).catch(""),
  cursor: pageCursor,
});
type LessonFilters = z.infer<typeof lessonFilters>;

export async function generateMetadata({ searchParams }: PageProps<"/lessons">): Promise<Metadata> {
  const { q } = lessonFilters.parse(await searchParams);
  const t = await getTranslations("lessons");
  return { title: q ? t("titleSearch", { q }) : t("title") };
}

export default async function LessonsPage({ searchParams }: PageProps<"/lessons">) {
  const filters = lessonFilters.parse(await searchParams);
  const caller = await requireCaller("lesson:read");
  const t = await getTranslations("lessons");
  const { q, cursor } = filters;
  const { lessons, nextCursor, total } = await listLessons(
    { limit: LESSONS_PER_PAGE, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) },
    caller,
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <LessonSearch q={q} />
            <CopyAsCurl method="GET" path={lessonsHref("/api/lessons", q, cursor)} look="icon" />
          </>
        }
      />
      {lessons.length > 0 ? (
        <LessonList lessons={lessons} />
      ) : (
        <Empty filters={filters} isTeacher={caller.role === "teacher"} />
      )}
      {lessons.length > 0 && (
        <nav aria-label={t("pages")} className="flex items-center justify-between gap-4 pt-4">
          <p aria-live="polite" className="text-muted text-sm">
            {t("count", { count: total })}
          </p>
          <div className="flex gap-2">
            {cursor && (
              <Button asChild>
                <Link href={lessonsHref("/lessons", q)}>{t("newest")}</Link>
              </Button>
            )}
            {nextCursor && (
              <Button asChild>
                <Link href={lessonsHref("/lessons", q, nextCursor)}>{t("older")}</Link>
              </Button>
            )}
          </div>
        </nav>
      )}
    </>
  );
}

function lessonsHref(path: "/lessons" | "/api/lessons", q: string, cursor?: string): string {
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }).toString();
  return query ? `${path}?${query}` : path;
}

function Empty({ filters, isTeacher }: { filters: LessonFilters; isTeacher: boolean }) {
  const t = useTranslations("lessons");
  if (filters.q || filters.cursor) {
    return (
      <EmptyState icon={SearchX} title={t("noneMatch")}>
        <Button asChild className="mt-2">
          <Link href="/lessons">{t("showAll")}</Link>
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={BookOpen} title={t("none")}>
      <p className="mb-4">{t(isTeacher ? "noneTeacherLead" : "noneLead")}</p>
      {!isTeacher && <FirstSteps baseUrl={config().publicUrl} />}
    </EmptyState>
  );
}
