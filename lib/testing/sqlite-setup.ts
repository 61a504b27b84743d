/** Once per run of vitest's project "sqlite": a migrated file as template, which each test file copies instead of migrating its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    sqliteTemplate: string | undefined;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-template-"));
  const template = path.join(folder, "template.db");
  await migrate({ kind: "sqlite", path: template }, folder);
  project.provide("sqliteTemplate", template);
  return () => rm(folder, { recursive: true, force: true });
}
