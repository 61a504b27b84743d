"use client";

import { useTranslations } from "next-intl";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/contract/lists";
import type { FieldError } from "@/lib/contract/problem";
import { PasswordField } from "./password-field";

export type NewPasswordErrors = { password?: "tooShort" | "tooLong" | "tooEasy"; again?: "differ" };

/** What is wrong with a password that is set for the first time or anew; empty: nothing. */
export function checkNewPassword(fields: FormData): NewPasswordErrors {
  const password = String(fields.get("password"));
  if (password.length < MIN_PASSWORD_LENGTH) return { password: "tooShort" };
  if (password.length > MAX_PASSWORD_LENGTH) return { password: "tooLong" };
  return fields.get("again") === password ? {} : { again: "differ" };
}

/** What the server says against it: what is guessed easily, only the server knows. */
export function refusalOfPassword(fields: readonly FieldError[]): NewPasswordErrors {
  const isRefused = fields.some(({ field }) => field === "password" || field === "new_password");
  return isRefused ? { password: "tooEasy" } : {};
}

type NewPasswordFieldsProps = {
  errors: NewPasswordErrors;
  autoFocus?: boolean;
  /** There is an old one, from which the words must tell it. */
  isAnother?: boolean;
};

/** The two fields of it, `password` and `again`. */
export function NewPasswordFields({ errors, autoFocus, isAnother = false }: NewPasswordFieldsProps) {
  const t = useTranslations("auth");
  const count = MIN_PASSWORD_LENGTH;
  return (
    <>
      <PasswordField
        id="password"
        name="password"
        label={isAnother ? t("newPassword") : t("password")}
        autoComplete="new-password"
        hint={t("passwordHint", { count })}
        error={errors.password && t(errors.password, { count, most: MAX_PASSWORD_LENGTH })}
        autoFocus={autoFocus}
      />
      <PasswordField
        id="again"
        name="again"
        label={isAnother ? t("newPasswordAgain") : t("passwordAgain")}
        autoComplete="new-password"
        error={errors.again && t(errors.again)}
      />
    </>
  );
}
