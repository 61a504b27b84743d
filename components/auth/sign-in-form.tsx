"use client";

import { type FormEvent, useRef, useState } from "react";
import type { ClientError } from "@/lib/client/result";
import { formatDuration } from "@/lib/time";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { PasswordField } from "./password-field";

/** One message for an unknown address and a wrong password: the page tells nobody who has an account. */
function failureOf({ status, retryAfterSeconds, detail }: ClientError, hasCode: boolean): string {
  if (hasCode && status === 401) return "The code is wrong, or was used already";
  if (status === 400 || status === 401 || status === 422) return "E-mail or password is wrong";
  if (status === 429) return `Too many tries. Try again in ${formatDuration(retryAfterSeconds ?? 60)}.`;
  return detail;
}

export function SignInForm({ next }: { next: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);

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
    setFailure(failureOf(result.error, needsCode));
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
        label="E-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        required
        autoFocus
      />
      <PasswordField
        id="password"
        name="password"
        label="Password"
        autoComplete="current-password"
        required
      />
      {needsCode && (
        <InputField
          id="code"
          name="code"
          label="Code"
          hint="Six digits of your authenticator app, or a backup code."
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
        disabledReason={isBusy ? "Signing in …" : undefined}
        className="mt-2 h-10"
      >
        {isBusy ? "Signing in …" : "Sign in"}
      </Button>
    </form>
  );
}
