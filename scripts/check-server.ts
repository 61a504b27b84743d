import { MIN_POSTGRES_MAJOR, nameOf, withConnection } from "../lib/db/postgres-connection";
import { StartRefused } from "./start-refused";

/** What PostgreSQL's codes mean for the person who wrote DATABASE_URL. */
const REASONS: Record<string, string> = {
  "28P01": "the password is wrong, or there is no such user",
  "28000": "the server does not let this user in",
  "3D000": "there is no such database; make it with: createdb",
  "57P03": "the server is still starting",
  "53300": "the server has no connection left",
};

/**
 * Looks whether PostgreSQL answers, lets us in and is new enough.
 * @throws StartRefused naming DATABASE_URL, without its password
 */
export async function checkServer(url: string): Promise<void> {
  const version = await askVersion(url);
  if (Number.parseInt(version, 10) >= MIN_POSTGRES_MAJOR) return;
  throw new StartRefused(
    `DATABASE_URL needs PostgreSQL ${MIN_POSTGRES_MAJOR} or newer, and ${nameOf(url)} is ${version}`,
  );
}

async function askVersion(url: string): Promise<string> {
  try {
    return await withConnection(url, async (client) => {
      const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
      return rows[0]?.server_version ?? "";
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    throw new StartRefused(
      `DATABASE_URL: ${nameOf(url)} cannot be used (${REASONS[code] ?? (code || message)})`,
    );
  }
}
