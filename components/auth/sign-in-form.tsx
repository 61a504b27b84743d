"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { ClientError } from "@/lib/client/result";
import { api } from "../http/api";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { PasswordField } from "./password-field";

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("auth");
  const times = useTimes();
  const form = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);

  /** One message for an unknown address and a wrong password: the page tells nobody who has an account. */
  function failureOf({ status, retryAfterSeconds, detail }: ClientError): string {
    if (needsCode && status === 401) return t("signIn.wrongCode");
    if (status === 400 || status === 401 || status === 422) return t("signIn.wrong");
    if (status === 429) return t("signIn.tooMany", { duration: times.duration(retryAfterSeconds ?? 60) });
    return status === 503 ? t("signIn.busyServer") : detail;
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    const result = await api.signIn({
      body: {
        email: String(fields.get("email")).trim(),
        password: String(fields.get("password")),
        ...(needsCode && { code: String(fields.get("code")).trim() }),
      },
    });
    // A whole load: the pages are rendered for the person who has just signed in.
    if (result.ok) return window.location.assign(next);
    setBusy(false);
    if (result.error.code === "second_factor_required") return setNeedsCode(true);
    setFailure(failureOf(result.error));
    if (needsCode) return;
    const password = form.current?.elements.namedItem("password");
    if (password instanceof HTMLInputElement) {
      password.value = "";
      password.focus();
    }
  }

  // The method keeps the password out of the address should a browser send the form by itself.
  return (
    <form ref={form} method="post" onSubmit={submit} className="grid gap-4">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id="email"
        name="email"
        label={t("email")}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        required
        autoFocus
      />
      <PasswordField
        id="password"
        name="password"
        label={t("password")}
        autoComplete="current-password"
        required
      />
      {needsCode && (
        <InputField
          id="code"
          name="code"
          label={t("signIn.code")}
          hint={t("signIn.codeHint")}
          autoComplete="one-time-code"
          inputMode="text"
          autoCapitalize="none"
          required
          autoFocus
        />
      )}
      <Button
        type="submit"
        look="primary"
        disabledReason={isBusy ? t("signIn.busy") : undefined}
        className="mt-2 h-10"
      >
        {isBusy ? t("signIn.busy") : t("signIn.submit")}
      </Button>
    </form>
  );
}
