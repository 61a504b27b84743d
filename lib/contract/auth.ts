/** Signing in as it crosses HTTP. Browser-safe. */
import { z } from "zod";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./lists";
import { roles } from "./permissions";
import { oneOf } from "./query";

export const role = oneOf(roles);

const currentPassword = z.string().min(1).max(MAX_PASSWORD_LENGTH);
const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(MAX_PASSWORD_LENGTH, `must have at most ${MAX_PASSWORD_LENGTH} characters`);
export const personName = z.string().trim().min(1).max(200);
/** Six digits of the app, or a backup code. */
const secondFactor = z.string().trim().min(6).max(40);

export const signInInput = z.strictObject({
  email: z.email().max(320),
  password: currentPassword,
  /** From people with an authenticator app: without it they get 401 `second_factor_required`. */
  code: secondFactor.optional(),
});
export type SignInInput = z.infer<typeof signInInput>;

export const newPerson = z.object({
  name: personName,
  email: z.email().max(320),
  password: newPassword,
});
export type NewPerson = z.infer<typeof newPerson>;

/** `token` is the one of the one-time set-up link. */
export const setupInput = z.strictObject({ token: z.string().min(1).max(200), ...newPerson.shape });

/** A person's own link: sets their password. */
export const setPasswordInput = z.strictObject({ token: z.string().min(1).max(200), password: newPassword });

export const passwordChange = z.strictObject({
  current_password: currentPassword,
  new_password: newPassword,
});
export type PasswordChange = z.output<typeof passwordChange>;

export const profileChange = z
  .strictObject({
    name: personName.optional(),
    email: z.email().max(320).optional(),
    /** Needed for another e-mail address. */
    current_password: currentPassword.optional(),
  })
  .refine(({ name, email }) => name !== undefined || email !== undefined, "must change something");
export type ProfileChange = z.output<typeof profileChange>;

export const passwordInput = z.strictObject({ password: currentPassword });
export const codeInput = z.strictObject({ code: secondFactor });

/** What the authenticator app is told. `qr_svg` is a picture of `uri`. */
export const totpBegun = z.object({ secret: z.string(), uri: z.string(), qr_svg: z.string() });
/** Each stands in for the app once; shown this once. */
export const backupCodes = z.object({ backup_codes: z.array(z.string()) });

export const done = z.object({ success: z.literal(true) });
/** Whose password it is now. */
export const passwordSet = z.object({ email: z.string() });

/** The session itself is the cookie. */
export const signedIn = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role }),
});
export type SignedIn = z.infer<typeof signedIn>;
export const signedOut = z.object({ success: z.boolean() });

/** Null: nobody is signed in. The token of the session is in the cookie only. */
export const currentSession = z
  .object({ session: z.object({ id: z.string(), expiresAt: z.string() }), user: signedIn.shape.user })
  .nullable();
export type CurrentSession = z.infer<typeof currentSession>;
