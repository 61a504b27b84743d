/** A database file with damaged pages: callers get 503, and the log says what to do. */
import { closeSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import * as jobsRoute from "./presentations/jobs/route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN });

const PAGE_BYTES = 4096;

/** All pages but the first, which names the format and the tables. */
function damage(file: string): void {
  const database = new Database(file);
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
  const handle = openSync(file, "r+");
  for (let at = PAGE_BYTES; at < statSync(file).size; at += PAGE_BYTES) {
    writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, at);
  }
  closeSync(handle);
}

test("a damaged page answers 503 and logs the command that restores a backup", async () => {
  const { database, logFile } = config();
  if (database.kind !== "sqlite") throw new Error("This test is for SQLite");
  await givenJob();
  await db().$disconnect();
  damage(database.path);
  const answer = await jobsRoute.GET(
    new Request("http://localhost/api/presentations/jobs", { headers: { Authorization: `Bearer ${TOKEN}` } }),
    { params: Promise.resolve({}) },
  );
  expect(answer.status).toBe(503);
  const { error, detail } = problem.parse(await answer.json());
  expect(error.code).toBe("service_unavailable");
  expect(detail).not.toContain(database.path);
  expect(logFile && readFileSync(logFile, "utf8")).toMatch(/database_file_lost/);
  expect(logFile && readFileSync(logFile, "utf8")).toMatch(/is damaged.*npm run restore/);
});
