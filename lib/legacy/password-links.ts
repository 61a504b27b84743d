import { createSetupLink, hasSetupLink } from "@/lib/auth/setup-link";
import { db } from "@/lib/db/client";

export type PasswordLink = { email: string; link: string };

/**
 * Links for those of `userIds` who came in from the earlier system and have no password here. Who has a link that still works
 * gets another only with `force`, which makes the first one useless.
 */
export async function linksForPeople(userIds: readonly string[], force: boolean): Promise<PasswordLink[]> {
  const links: PasswordLink[] = [];
  for (const id of userIds) {
    const person = await db().user.findFirst({ where: { id, accounts: { none: {} } } });
    if (person === null || (!force && (await hasSetupLink(id)))) continue;
    links.push({ email: person.email, link: (await createSetupLink(id)).url });
  }
  return links;
}
