"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PasswordField } from "../auth/password-field";
import { api, dataOf } from "../http/api";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { AskDialog } from "./ask-dialog";
import { TotpSetUp } from "./totp-set-up";

/** The second factor: whether it is on, and turning it on or off. */
export function TotpPanel({ isOn }: { isOn: boolean }) {
  const t = useTranslations("settings.account");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);

  function close() {
    setOpen(false);
    router.refresh();
  }

  async function turnOff(fields: FormData) {
    await dataOf(api.disableTotp({ body: { password: String(fields.get("password")) } }));
    showToast({ look: "success", title: t("totpIsOff") });
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <p className="min-w-0 max-w-prose flex-1 basis-64 text-muted">{isOn ? t("totpOn") : t("totpOff")}</p>
      <Button onClick={() => setOpen(true)}>{isOn ? t("totpDisable") : t("totpSetUp")}</Button>
      {isOpen && !isOn && <TotpSetUp onClose={close} />}
      {isOpen && isOn && (
        <AskDialog
          title={`${t("totp")}: ${t("totpDisable")}`}
          why={t("totpPasswordWhy")}
          verb={t("totpDisable")}
          onConfirm={turnOff}
          onClose={close}
        >
          <PasswordField
            id="totp-password"
            name="password"
            label={t("currentPassword")}
            autoComplete="current-password"
            required
          />
        </AskDialog>
      )}
    </div>
  );
}
