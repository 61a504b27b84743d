import { BookOpen, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { LessonList } from "@/components/lessons/lesson-list";
import { LessonSearch } from "@/components/lessons/lesson-search";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
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
  return { title: q ? `Lessons: ${q}` : "Lessons" };
}

export default async function LessonsPage({ searchParams }: PageProps<"/lessons">) {
  const filters = lessonFilters.parse(await searchParams);
  const caller = await requireCaller("lesson:read");
  const { q, cursor } = filters;
  const { lessons, nextCursor, total } = await listLessons(
    { limit: LESSONS_PER_PAGE, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) },
    caller,
  );
  return (
    <>
      <PageHeader title="Lessons" actions={<LessonSearch q={q} />} />
      {lessons.length > 0 ? <LessonList lessons={lessons} /> : <Empty filters={filters} />}
      {lessons.length > 0 && (
        <nav aria-label="Pages" className="flex items-center justify-between gap-4 pt-4">
          <p aria-live="polite" className="text-muted text-sm">
            {total.toLocaleString("en-GB")} {total === 1 ? "lesson" : "lessons"}
          </p>
          <div className="flex gap-2">
            {cursor && (
              <Button asChild>
                <Link href={lessonsHref(q)}>Newest</Link>
              </Button>
            )}
            {nextCursor && (
              <Button asChild>
                <Link href={lessonsHref(q, nextCursor)}>Older</Link>
              </Button>
            )}
          </div>
        </nav>
      )}
    </>
  );
}

function lessonsHref(q: string, cursor?: string): string {
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }).toString();
  return query ? `/lessons?${query}` : "/lessons";
}

function Empty({ filters }: { filters: LessonFilters }) {
  if (filters.q || filters.cursor) {
    return (
      <EmptyState icon={SearchX} title="No lesson matches">
        <Button asChild className="mt-2">
          <Link href="/lessons">Show all lessons</Link>
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={BookOpen} title="No lessons yet">
      <p className="mb-4">The lesson app stores its lessons here; a terminal can do it, too.</p>
      <CodeBlock
        label="Command"
        text={`curl -X PUT ${config().publicUrl}/api/lessons/first-lesson \\
  -H "Authorization: Bearer $API_TOKEN" -H "Content-Type: application/json" \\
  -d '{"title": "First lesson", "content": "# First lesson\\n\\n## Objectives\\n- Clap a steady beat"}'`}
      />
    </EmptyState>
  );
}
