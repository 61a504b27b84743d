"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { FieldError } from "@/lib/contract/problem";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { useLinkToken } from "./link-token";
import {
  checkNewPassword,
  type NewPasswordErrors,
  NewPasswordFields,
  refusalOfPassword,
} from "./new-password-fields";

type Errors = NewPasswordErrors & { name?: string; email?: string };

export function SetupForm() {
  const t = useTranslations("auth");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const token = useLinkToken();
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  if (token === null) {
    return (
      <Notice look="warning" title={t("setup.needsLink")}>
        <p>{t("setup.needsLinkWhy")}</p>
      </Notice>
    );
  }

  function check(fields: FormData): Errors {
    const errors: Errors = {};
    if (String(fields.get("name")).trim() === "") errors.name = t("setup.enterName");
    if (!/^\S+@\S+\.\S+$/.test(String(fields.get("email")).trim())) errors.email = t("setup.enterEmail");
    return { ...errors, ...checkNewPassword(fields) };
  }

  /** What the server says of the fields; the rest stands in the notice. */
  function errorsIn(fields: readonly FieldError[]): Errors {
    const own = fields.filter(({ field }) => field === "name" || field === "email");
    return {
      ...Object.fromEntries(own.map(({ field, message }) => [field, t("badField", { rule: message })])),
      ...refusalOfPassword(fields),
    };
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy || !token) return;
    const form = event.currentTarget;
    const fields = new FormData(form);
    const found = check(fields);
    setErrors(found);
    setFailure(null);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      const input = form.elements.namedItem(first);
      if (input instanceof HTMLInputElement) input.focus();
      return;
    }
    setBusy(true);
    const result = await api.setUp({
      body: {
        token,
        name: String(fields.get("name")).trim(),
        email: String(fields.get("email")).trim(),
        password: String(fields.get("password")),
      },
    });
    if (result.ok) return window.location.replace("/");
    setBusy(false);
    setErrors(errorsIn(result.error.fields));
    setFailure(
      result.error.code === "permission_denied"
        ? t("setup.linkEnded")
        : messageOf(new ApiError(result.error)),
    );
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id="name"
        name="name"
        label={t("setup.name")}
        autoComplete="name"
        error={errors.name}
        autoFocus
      />
      <InputField
        id="email"
        name="email"
        label={t("email")}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        error={errors.email}
      />
      <NewPasswordFields errors={errors} />
      <Button
        type="submit"
        look="primary"
        disabledReason={isBusy ? words("oneMoment") : undefined}
        className="mt-2 h-10"
      >
        {isBusy ? words("oneMoment") : t("setup.submit")}
      </Button>
    </form>
  );
}
