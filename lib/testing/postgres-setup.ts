/**
 * Once per run of vitest's project "postgres": a server, and a migrated database as template. TEST_POSTGRES_URL names a server that
 * runs already (its account must be allowed to create databases); otherwise one is started.
 */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate";
import { createDatabase, dropDatabase, withDatabase } from "./postgres-databases";
import { PostgresServer } from "./postgres-server";

async function findServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return { url: given, stop: async () => {} };
  const server = await PostgresServer.start();
  return { url: server.url(), stop: () => server.stop() };
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const template = `test_template_${randomUUID()}`;
  await createDatabase(server.url, template);
  await migrate({ kind: "postgres", url: withDatabase(server.url, template) }, tmpdir());
  project.provide("postgres", { adminUrl: server.url, template });
  return async () => {
    await dropDatabase(server.url, template);
    await server.stop();
  };
}
