import type { DatabaseConfig } from "@/lib/config";
import type { ChangeSource } from "./change-source";
import { PostgresChangeFeed } from "./postgres-change-feed";
import { SqliteChangeFeed } from "./sqlite-change-feed";

// A feed on PostgreSQL is a connection: one per process, although Next.js bundles this module several times.
const shared = globalThis as typeof globalThis & {
  __presentationJobsFeeds?: Map<string, PostgresChangeFeed>;
};

/** The change feed of a database; it costs nothing until somebody subscribes. */
export function openChangeSource(database: DatabaseConfig): ChangeSource {
  if (database.kind === "sqlite") return new SqliteChangeFeed(database.path);
  shared.__presentationJobsFeeds ??= new Map();
  const feed = shared.__presentationJobsFeeds.get(database.url) ?? new PostgresChangeFeed(database.url);
  shared.__presentationJobsFeeds.set(database.url, feed);
  return feed;
}
