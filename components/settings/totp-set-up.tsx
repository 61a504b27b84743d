"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "../auth/password-field";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { Dialog } from "../ui/dialog";
import { DialogButtons } from "../ui/dialog-buttons";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";

type Step =
  | { kind: "password" }
  | { kind: "scan"; secret: string; qrSvg: string }
  | { kind: "kept"; codes: string[] };

/** Password, then the code that the app shows, then the backup codes. */
export function TotpSetUp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("settings.account");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const [step, setStep] = useState<Step>({ kind: "password" });
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const busy = isBusy ? words("oneMoment") : undefined;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get(step.kind) ?? "");
    setBusy(true);
    setError(undefined);
    if (step.kind === "password") {
      const result = await api.beginTotp({ body: { password: typed } });
      if (result.ok) setStep({ kind: "scan", secret: result.data.secret, qrSvg: result.data.qr_svg });
      else
        setError(
          result.error.code === "permission_denied"
            ? t("wrongPassword")
            : messageOf(new ApiError(result.error)),
        );
    } else {
      const result = await api.confirmTotp({ body: { code: typed.replace(/\s/g, "") } });
      if (result.ok) setStep({ kind: "kept", codes: result.data.backup_codes });
      else setError(result.error.status === 422 ? t("wrongCode") : messageOf(new ApiError(result.error)));
    }
    setBusy(false);
  }

  function finish() {
    showToast({ look: "success", title: t("totpIsOn") });
    onClose();
  }

  if (step.kind === "kept") {
    return (
      <Dialog isOpen onClose={finish} title={t("backupTitle")}>
        <div className="grid grid-cols-1 gap-4">
          <Notice look="warning" title={t("backupWhy")} />
          <CodeBlock label={t("backupTitle")} text={step.codes.join("\n")} />
          <Button look="primary" onClick={finish} className="justify-self-end">
            {t("backupKept")}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen onClose={onClose} title={`${t("totp")}: ${t("totpSetUp")}`}>
      <form noValidate onSubmit={submit} className="grid grid-cols-1 gap-4">
        {step.kind === "password" ? (
          <>
            <p className="text-muted">{t("totpPasswordWhy")}</p>
            <PasswordField
              key="password"
              id="totp-password"
              name="password"
              label={t("currentPassword")}
              autoComplete="current-password"
              error={error}
              autoFocus
            />
          </>
        ) : (
          <>
            <p className="text-muted">{t("scan")}</p>
            {/* biome-ignore lint/performance/noImgElement: a picture made here, which nothing can make smaller. */}
            <img
              src={`data:image/svg+xml,${encodeURIComponent(step.qrSvg)}`}
              alt={t("qr")}
              width={192}
              height={192}
              className="justify-self-center rounded-md bg-[#fff] p-2"
            />
            <p className="text-muted text-sm">
              {t("secret")}: <code className="wrap-anywhere font-mono text-ink text-xs">{step.secret}</code>
            </p>
            <InputField
              key="scan"
              id="totp-code"
              name="scan"
              label={t("code")}
              hint={t("codeHint")}
              inputMode="numeric"
              autoComplete="one-time-code"
              error={error}
              autoFocus
              className="w-40"
            />
          </>
        )}
        <DialogButtons onBack={onClose}>
          <Button type="submit" look="primary" disabledReason={busy}>
            {step.kind === "password" ? t("next") : t("turnOn")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
