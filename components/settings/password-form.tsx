"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import {
  checkNewPassword,
  type NewPasswordErrors,
  NewPasswordFields,
  refusalOfPassword,
} from "../auth/new-password-fields";
import { PasswordField } from "../auth/password-field";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";
import { settingsKeys } from "./queries";
import { useReadAnew } from "./use-read-anew";

/** Another password. It ends the person's other sessions. */
export function PasswordForm() {
  const t = useTranslations("settings.account");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const readSessions = useReadAnew(settingsKeys.sessions);
  const [errors, setErrors] = useState<NewPasswordErrors & { current?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const fields = new FormData(form);
    const current = String(fields.get("current"));
    const found = {
      ...checkNewPassword(fields),
      ...(current === "" && { current: t("enterPassword") }),
    };
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await api.changePassword({
      body: { current_password: current, new_password: String(fields.get("password")) },
    });
    setBusy(false);
    if (result.ok) {
      form.reset();
      showToast({ look: "success", title: t("passwordChanged") });
      return void readSessions();
    }
    const refusal = refusalOfPassword(result.error.fields);
    if (result.error.code === "permission_denied") setErrors({ current: t("wrongPassword") });
    else if (refusal.password) setErrors(refusal);
    else setFailure(messageOf(new ApiError(result.error)));
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-md gap-4">
      <p className="text-muted">{t("passwordHint")}</p>
      {failure && <Notice look="error" role="alert" title={failure} />}
      <PasswordField
        id="current"
        name="current"
        label={t("currentPassword")}
        autoComplete="current-password"
        error={errors.current}
      />
      <NewPasswordFields errors={errors} isAnother />
      <Button
        type="submit"
        look="primary"
        className="justify-self-start"
        disabledReason={isBusy ? words("oneMoment") : undefined}
      >
        {t("changePassword")}
      </Button>
    </form>
  );
}
