/** Signing in as it crosses HTTP. Browser-safe. */
import { z } from "zod";

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 256;

export const signInInput = z.strictObject({
  email: z.email().max(320),
  password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
});
export type SignInInput = z.infer<typeof signInInput>;

export const newPerson = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
    .max(MAX_PASSWORD_LENGTH, `must have at most ${MAX_PASSWORD_LENGTH} characters`),
});
export type NewPerson = z.infer<typeof newPerson>;

/** `token` is the one of the one-time set-up link. */
export const setupInput = z.strictObject({ token: z.string().min(1).max(200), ...newPerson.shape });

const person = z.looseObject({ id: z.string(), name: z.string(), email: z.string(), role: z.string() });

/** The session itself is the cookie. */
export const signedIn = z.looseObject({ user: z.looseObject({ id: z.string(), email: z.string() }) });
export const signedOut = z.object({ success: z.boolean() });

/** Null: nobody is signed in. */
export const currentSession = z
  .looseObject({ session: z.looseObject({ expiresAt: z.string() }), user: person })
  .nullable();
