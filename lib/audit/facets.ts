/** What the audit log speaks of, to choose from in its filters. */
import { db } from "@/lib/db/client";

export type AuditFacets = { actions: string[]; actors: { id: string; name: string }[] };

/** More would be no list to choose from; an address can name any. */
const MAX_ACTORS = 100;
const MAX_ACTIONS = 200;

/** The actions and actors that the log knows. Steps from value to value in the index, so its length does not matter. */
export async function auditFacets(): Promise<AuditFacets> {
  const [actions, actors] = await Promise.all([
    db().$queryRaw<{ action: string }[]>`
      WITH RECURSIVE found(action) AS (
        SELECT MIN(action) FROM audit_log
        UNION ALL SELECT (SELECT MIN(action) FROM audit_log WHERE action > found.action) FROM found
        WHERE found.action IS NOT NULL)
      SELECT action FROM found WHERE action IS NOT NULL LIMIT ${MAX_ACTIONS}`,
    db().$queryRaw<{ id: string; name: string }[]>`
      WITH RECURSIVE found(id) AS (
        SELECT MIN(actor_id) FROM audit_log
        UNION ALL SELECT (SELECT MIN(actor_id) FROM audit_log WHERE actor_id > found.id) FROM found WHERE found.id IS NOT NULL)
      SELECT id, (SELECT actor_name FROM audit_log WHERE actor_id = found.id ORDER BY at DESC, id DESC LIMIT 1) AS name
      FROM found WHERE id IS NOT NULL LIMIT ${MAX_ACTORS}`,
  ]);
  return { actions: actions.map(({ action }) => action), actors };
}
