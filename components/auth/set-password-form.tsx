"use client";

import { type FormEvent, useState } from "react";
import { messageOf } from "../http/fetch-json";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { setPassword } from "./api";
import { useLinkToken } from "./link-token";
import { PasswordField } from "./password-field";

const MIN_PASSWORD_LENGTH = 12;

type Errors = { [field in "password" | "again"]?: string };

function check(fields: FormData): Errors {
  const password = String(fields.get("password"));
  if (password.length < MIN_PASSWORD_LENGTH) {
    return { password: `Use at least ${MIN_PASSWORD_LENGTH} characters.` };
  }
  return fields.get("again") === password ? {} : { again: "The two passwords differ." };
}

export function SetPasswordForm() {
  const token = useLinkToken();
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  if (token === null) {
    return (
      <Notice look="warning" title="This page needs your link">
        <p>Open the whole link that you were given. It works once.</p>
      </Notice>
    );
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
    try {
      await setPassword(token, String(fields.get("password")));
      window.location.replace("/");
    } catch (error) {
      setBusy(false);
      setFailure(messageOf(error));
    }
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
