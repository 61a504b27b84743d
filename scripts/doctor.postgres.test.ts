/** `npm run doctor` on PostgreSQL: the same looks, in a session that cannot write. */
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { examine as examineInstallation } from "@/lib/doctor/examine";
import type { Finding } from "@/lib/doctor/finding";
import { withReadOnlyDatabase } from "@/lib/doctor/read-only-database";
import { Prisma } from "@/lib/generated/prisma/client";
import { registerWorker } from "@/lib/jobs/workers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import { version } from "@/package.json";

setUpTestDatabase({ PORT: "1", HOST: "127.0.0.1" });

async function examine(changes: Record<string, string> = {}): Promise<Record<string, Finding>> {
  const findings: Finding[] = [];
  await examineInstallation({ ...process.env, ...changes }, version, (finding) => findings.push(finding));
  // The first of each: others may say what the tests' own server leaves out (fsync).
  return Object.fromEntries(findings.toReversed().map((finding) => [finding.check, finding]));
}

test("looks at a server", async () => {
  await givenJob();
  expect(await examine()).toMatchObject({
    database: { level: "ok" },
    engine: { message: expect.stringMatching(/^PostgreSQL \d+/) },
    migrations: { level: "ok" },
    workers: { level: "fail", message: "None is alive, and 1 job waits" },
    clock: { level: "ok" },
    queue: { level: "ok" },
    alerts: { level: "ok" },
    "sign-in": { level: "warn" },
    backups: { level: "ok", message: expect.stringMatching(/pg_dump/) },
  });
  await registerWorker(db(), { id: "w", host: "h", pid: 1, version, slots: 1 });
  expect(await examine()).toMatchObject({
    workers: { level: "ok", message: `1 is alive, version ${version}` },
  });
});

test("says why a server cannot be used, without its password", async () => {
  const { database } = await examine({ DATABASE_URL: "postgres://user:hidden-password@127.0.0.1:1/none" });
  expect(database).toMatchObject({
    level: "fail",
    message: expect.stringMatching(/^none on 127\.0\.0\.1:1 cannot be used/),
  });
  expect(JSON.stringify(database)).not.toContain("hidden");
});

test("cannot write, whatever it asks", async () => {
  const write = withReadOnlyDatabase(config().database, (database) =>
    database.ask(Prisma.sql`DELETE FROM presentation_jobs`),
  );
  await expect(write).rejects.toThrow(/read-only transaction/);
});
