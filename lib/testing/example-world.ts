/** The world that the contract's examples speak of: a lesson, its jobs by state, its deck, a worker, and a person who may sign in. */
import { createPerson } from "@/lib/auth/people";
import {
  exampleActionId,
  exampleDeckId,
  exampleJobIds,
  exampleLessonId,
  examplePerson,
  exampleViewId,
  exampleWorkerId,
} from "@/lib/contract/endpoints/example-ids";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import { db } from "@/lib/db/client";
import { keepDeckFiles, writeDeckFiles } from "@/lib/decks/files/write-files";
import { startedByOf } from "@/lib/jobs/actions/action-row";
import { insertAction } from "@/lib/jobs/store/bulk-actions";
import { registerWorker } from "@/lib/jobs/workers";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { outlineDeck } from "@/lib/presentations/outline/outline-deck";
import { createView } from "@/lib/views/saved-views";
import { givenJob, givenLesson, service, shortLesson } from "./factories";

/** Makes it in an empty database. */
export async function givenExampleWorld(): Promise<void> {
  await givenLesson({ id: exampleLessonId });
  await givenExampleDeck();
  await givenJobWithId(exampleJobIds.pending);
  const ended = { startedAt: new Date(), completedAt: new Date() };
  await givenJobWithId(exampleJobIds.failed, {
    ...ended,
    status: "failed",
    errorCode: "lesson_parse_failed",
  });
  await givenJobWithId(exampleJobIds.completed, {
    ...ended,
    status: "completed",
    progress: 100,
    presentationId: exampleDeckId,
  });
  await givenExampleAction();
  await createPerson(examplePerson, "viewer");
  await createView({ name: "Failed today", query: "status=failed&created_within=24h" }, service);
  await db().savedView.updateMany({ data: { id: exampleViewId } });
  await registerWorker(db(), {
    id: exampleWorkerId,
    host: "server-1",
    pid: 4711,
    version: "1.0.0",
    slots: 2,
  });
}

function givenExampleAction(): Promise<void> {
  return insertAction(db(), {
    id: exampleActionId,
    kind: "delete",
    filter: null,
    jobIds: JSON.stringify([exampleJobIds.failed]),
    isForced: false,
    reason: null,
    startedBy: startedByOf(service),
    ownerId: null,
    total: 1,
    totalIsExact: true,
    holdMs: UNDO_SECONDS * 1000,
  });
}

type JobData = Parameters<ReturnType<typeof db>["presentationJob"]["update"]>[0]["data"];

async function givenJobWithId(id: string, data: JobData = {}): Promise<void> {
  const job = await givenJob({ lesson_id: exampleLessonId });
  await db().presentationJob.update({ where: { id: job.job_id }, data: { ...data, id } });
}

async function givenExampleDeck(): Promise<void> {
  const lesson = { title: "Clap the beat", content: shortLesson, format: "markdown" } as const;
  const content = outlineDeck(parseLesson(lesson));
  const now = new Date();
  const bytes = new TextEncoder().encode("# Clap the beat\n");
  const files = await writeDeckFiles(exampleDeckId, [
    { format: "markdown", bytes },
    { format: "handout", bytes: new TextEncoder().encode("%PDF-1.7") },
  ]);
  await db().presentation.create({
    data: {
      id: exampleDeckId,
      lessonId: exampleLessonId,
      lessonRevision: 1,
      style: "default",
      title: content.title,
      totalSlides: content.slides.length,
      totalDurationMinutes: content.total_duration_minutes,
      content: JSON.stringify(content),
      createdAt: now,
      updatedAt: now,
      files: { create: files.map((file) => ({ ...file, generatedAt: now })) },
    },
  });
  await keepDeckFiles(exampleDeckId);
}
