"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useLinkToken } from "./link-token";
import {
  checkNewPassword,
  type NewPasswordErrors,
  NewPasswordFields,
  refusalOfPassword,
} from "./new-password-fields";

/** Spends the link of an invited person, or of one who has forgotten their password. */
export function SetPasswordForm() {
  const t = useTranslations("auth.setPassword");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const token = useLinkToken();
  const [errors, setErrors] = useState<NewPasswordErrors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  if (token === null) {
    return (
      <Notice look="warning" title={t("needsLink")}>
        <p>{t("needsLinkWhy")}</p>
      </Notice>
    );
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy || !token) return;
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password"));
    setFailure(null);
    const found = checkNewPassword(fields);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await api.setPassword({ body: { token, password } });
    if (result.ok) return window.location.replace("/sign-in?password=set");
    setBusy(false);
    setErrors(refusalOfPassword(result.error.fields));
    setFailure(
      result.error.code === "permission_denied" ? t("linkEnded") : messageOf(new ApiError(result.error)),
    );
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <NewPasswordFields errors={errors} autoFocus />
      <Button
        type="submit"
        look="primary"
        disabledReason={isBusy ? words("oneMoment") : undefined}
        className="mt-2 h-10"
      >
        {isBusy ? words("oneMoment") : t("submit")}
      </Button>
    </form>
  );
}
