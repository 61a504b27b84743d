import { afterEach, expect, test } from "vitest";
import { jobStages } from "@/lib/jobs/state";
import { GenerationThreads } from "./threads";

let threads: GenerationThreads | null = null;
afterEach(async () => {
  await threads?.close();
  threads = null;
});

const request = {
  presentationId: "deck",
  lesson: { id: "lesson", title: "answers at once", content: "", format: "markdown", revision: 1 },
  style: "default",
  polish: false,
  createdAt: new Date(0).toISOString(),
} as const;

test("every stage is told before the result, however fast that comes", async () => {
  threads = new GenerationThreads(2, new URL("./fixtures/thread-modes.ts", import.meta.url));
  for (let round = 0; round < 300; round++) {
    const told: string[] = [];
    await threads.generate(request, {
      budgetMs: 1_000,
      signal: new AbortController().signal,
      onStage: ({ stage }) => told.push(stage),
    });
    expect(told).toEqual(jobStages);
  }
});
