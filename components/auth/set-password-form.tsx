"use client";

import { type FormEvent, useState } from "react";
import { MIN_PASSWORD_LENGTH } from "@/lib/contract/auth";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useLinkToken } from "./link-token";
import { PasswordField } from "./password-field";

/** Spends the link of an invited person, or of one who has forgotten their password. */
export function SetPasswordForm() {
  const token = useLinkToken();
  const [errors, setErrors] = useState<{ password?: string; again?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  if (token === null) {
    return (
      <Notice look="warning" title="This page needs your link">
        <p>Open the whole link that an administrator gave you.</p>
      </Notice>
    );
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy || !token) return;
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password"));
    setFailure(null);
    if (password.length < MIN_PASSWORD_LENGTH) {
      return setErrors({ password: `Use at least ${MIN_PASSWORD_LENGTH} characters.` });
    }
    if (fields.get("again") !== password) return setErrors({ again: "The two passwords differ." });
    setErrors({});
    setBusy(true);
    const result = await api.setPassword({ body: { token, password } });
    if (result.ok) return window.location.replace("/sign-in?password=set");
    setBusy(false);
    setFailure(result.error.detail);
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <PasswordField
        id="password"
        name="password"
        label="Password"
        autoComplete="new-password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters; a sentence is good.`}
        error={errors.password}
        autoFocus
      />
      <PasswordField
        id="again"
        name="again"
        label="Password again"
        autoComplete="new-password"
        error={errors.again}
      />
      <Button
        type="submit"
        look="primary"
        disabledReason={isBusy ? "One moment …" : undefined}
        className="mt-2 h-10"
      >
        {isBusy ? "One moment …" : "Set password"}
      </Button>
    </form>
  );
}
