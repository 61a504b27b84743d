/** Whatever stands in the old tables, an import ends, and every row is accounted for. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { presentation } from "@/lib/contract/decks";
import { job } from "@/lib/contract/jobs";
import { lesson } from "@/lib/contract/lessons";
import { db } from "@/lib/db/client";
import { getPresentation } from "@/lib/decks/decks";
import { getJob } from "@/lib/jobs/read";
import { getLesson } from "@/lib/lessons/lessons";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import {
  makeLegacyDatabase,
  type OldRow,
  oldColumns,
  oldSlides,
  oldTables,
} from "@/lib/testing/legacy-database";
import { importLegacy } from "./import-legacy";
import { openLegacyFile } from "./legacy-file";

setUpTestDatabase();

/** Values that a column may hold by right or by accident; few ids, so that rows meet. */
const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("1", "2", "l1", "..", "", " ", "running", "pending", "completed", "p1.0"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("2025-01-02 03:04:05", "2025-02-31T00:00:00", "9999-12-31T23:59:59.9999"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      oldSlides(1),
      '{"slides":[1,null,[]]}',
      `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    ),
  },
  fc.constant(null),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.json(),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer({ min: -1, max: 5 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.emailAddress(),
);

const rowsOf = (table: (typeof oldTables)[number]) =>
  fc.array(fc.record(Object.fromEntries(oldColumns(table).map((column) => [column, value]))), {
    maxLength: 8,
  });

const anyDatabase = fc.record(Object.fromEntries(oldTables.map((table) => [table, rowsOf(table)])));

test("any value in any column", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-any-"));
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(anyDatabase, fc.boolean(), async (rows: Record<string, OldRow[]>, force) => {
        const file = path.join(folder, `${run++}.db`);
        makeLegacyDatabase(file, rows);
        const old = openLegacyFile(file);
        try {
          const told: string[] = [];
          const { tables } = await importLegacy(db(), old, {
            force,
            dryRun: false,
            nowMs: Date.now(),
            onRow: ({ table, fate, reasons }) => {
              told.push(table);
              if (fate === "dropped") expect(reasons).not.toEqual([]);
            },
          });
          for (const { table, source, fates, before, after, standIns } of tables) {
            expect(source).toBe(rows[table]?.length);
            expect(Object.values(fates).reduce((sum, count) => sum + count)).toBe(source);
            expect(told.filter((name) => name === table)).toHaveLength(source);
            expect(after).toBe(before + fates.imported + standIns);
          }
          await expectReadable();
        } finally {
          old.close();
        }
      }),
      { numRuns: 40 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 240_000);

/** The API can show every row, in the shape it promises, and write it as JSON. */
async function expectReadable(): Promise<void> {
  for (const { id } of await db().lesson.findMany())
    JSON.stringify(lesson.parse(await getLesson(id, service)));
  for (const { id } of await db().presentation.findMany())
    JSON.stringify(presentation.parse(await getPresentation(id, service)));
  for (const { id } of await db().presentationJob.findMany())
    JSON.stringify(job.parse(await getJob(id, service)));
  await db().lesson.deleteMany();
  await db().user.deleteMany();
  await db().legacyRow.deleteMany();
}
