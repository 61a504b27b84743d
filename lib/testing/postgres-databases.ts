import { randomUUID } from "node:crypto";
import { withConnection } from "@/lib/db/postgres-connection";

/** What the global set-up hands to the test files: a server, and a migrated database of it that new ones are copied from. */
export type TestPostgres = { adminUrl: string; template: string };

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestPostgres | undefined;
  }
}

/** `url` with another database. */
export function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

export async function createDatabase(adminUrl: string, name: string, template = "template0"): Promise<void> {
  await withConnection(adminUrl, (client) =>
    client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" ENCODING 'UTF8'`),
  );
}

/** Connections that are still open to it are ended. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withConnection(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
}

/** A new database with the newest schema, and what removes it. */
export async function createPostgresDatabase(
  postgres: TestPostgres,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID()}`;
  await createDatabase(postgres.adminUrl, name, postgres.template);
  return {
    url: withDatabase(postgres.adminUrl, name),
    drop: () => dropDatabase(postgres.adminUrl, name),
  };
}
