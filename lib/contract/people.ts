/** People, their sessions, and who is calling, as they cross HTTP. Browser-safe. */
import { z } from "zod";
import { role } from "./auth";
import { existingId } from "./path-ids";
import { permissions } from "./permissions";
import { oneOf } from "./query";

export const personPath = z.strictObject({ user_id: existingId });
export const sessionPath = z.strictObject({ session_id: existingId });

export const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  /** Nobody signs in as a disabled person, and their sessions and tokens are worth nothing. */
  disabled_at: z.string().nullable(),
  /** False: invited, and the link not used yet. */
  has_password: z.boolean(),
  has_totp: z.boolean(),
  created_at: z.string(),
  /** When one of their sessions was last used; null: none is left. */
  last_seen_at: z.string().nullable(),
});
export type Person = z.infer<typeof person>;

export const invitation = z.strictObject({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  role,
});
export type Invitation = z.output<typeof invitation>;

/** The link is shown once; the person sets their password with it. */
export const setupLink = z.object({ setup_url: z.string(), setup_expires_at: z.string() });
export type SetupLinkAnswer = z.infer<typeof setupLink>;
export const invited = person.extend(setupLink.shape);

export const personChange = z
  .strictObject({
    name: invitation.shape.name.optional(),
    role: role.optional(),
    disabled: z.boolean().optional(),
    /** Only false: takes the authenticator app away from somebody who has lost it. */
    totp: z.literal(false).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "must change something");
export type PersonChange = z.output<typeof personChange>;

export const session = z.object({
  id: z.string(),
  /** What the browser calls itself. */
  device: z.string().nullable(),
  address: z.string().nullable(),
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
  /** The one that asks. */
  is_current: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const endedSessions = z.object({ ended: z.int() });

export const me = z.object({
  kind: oneOf(["person", "app-user", "service"]),
  user_id: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  role,
  permissions: z.array(oneOf(permissions)),
});
export type Me = z.infer<typeof me>;
