import { MIN_PASSWORD_LENGTH } from "@/lib/contract/auth";
import { PasswordField } from "./password-field";

export type NewPasswordErrors = { password?: string; again?: string };

/** What is wrong with a password that is set for the first time or anew; empty: nothing. */
export function checkNewPassword(fields: FormData): NewPasswordErrors {
  const password = String(fields.get("password"));
  if (password.length < MIN_PASSWORD_LENGTH) {
    return { password: `Use at least ${MIN_PASSWORD_LENGTH} characters.` };
  }
  return fields.get("again") === password ? {} : { again: "The two passwords differ." };
}

/** The two fields of it, `password` and `again`. */
export function NewPasswordFields({ errors, autoFocus }: { errors: NewPasswordErrors; autoFocus?: boolean }) {
  return (
    <>
      <PasswordField
        id="password"
        name="password"
        label="Password"
        autoComplete="new-password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters; a sentence is good.`}
        error={errors.password}
        autoFocus={autoFocus}
      />
      <PasswordField
        id="again"
        name="again"
        label="Password again"
        autoComplete="new-password"
        error={errors.again}
      />
    </>
  );
}
