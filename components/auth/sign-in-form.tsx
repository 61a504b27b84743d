"use client";

import { type FormEvent, useRef, useState } from "react";
import { formatDuration } from "@/lib/time";
import { ApiError, messageOf } from "../http/fetch-json";
import { Button } from "../ui/button";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { signIn } from "./api";
import { PasswordField } from "./password-field";

/** One message for an unknown address and a wrong password: the page tells nobody who has an account. */
function failureOf(error: unknown, hasCode: boolean): string {
  const status = error instanceof ApiError ? error.status : null;
  if (hasCode && status === 401) return "The code is wrong, or was used already";
  if (status === 400 || status === 401 || status === 422) return "E-mail or password is wrong";
  const waitSeconds = error instanceof ApiError ? error.problem?.error.retry_after_seconds : null;
  if (status === 429) return `Too many tries. Try again in ${formatDuration(waitSeconds ?? 60)}.`;
  return messageOf(error);
}

const isCodeWanted = (error: unknown) =>
  error instanceof ApiError && error.problem?.error.code === "second_factor_required";

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
    try {
      const code = needsCode ? String(fields.get("code")).trim() : undefined;
      await signIn(String(fields.get("email")).trim(), String(fields.get("password")), code);
      // A whole load: the pages are rendered for the person who has just signed in.
      window.location.assign(next);
    } catch (error) {
      setBusy(false);
      if (isCodeWanted(error)) return setNeedsCode(true);
      setFailure(failureOf(error, needsCode));
      if (needsCode) return;
      const password = form.current?.elements.namedItem("password");
      if (password instanceof HTMLInputElement) {
        password.value = "";
        password.focus();
      }
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
