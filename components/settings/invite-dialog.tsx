"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Person, SetupLinkAnswer } from "@/lib/contract/people";
import { type Role, roles } from "@/lib/contract/permissions";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { DialogButtons } from "../ui/dialog-buttons";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";

type InviteDialogProps = {
  onInvited: (person: Person, link: SetupLinkAnswer) => void;
  onClose: () => void;
};

/** A new person: who they are and what they may do. */
export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const t = useTranslations("settings.people");
  const account = useTranslations("settings.account");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const [role, setRole] = useState<Role>("viewer");
  const [errors, setErrors] = useState<{ name?: string; email?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get("name")).trim();
    const email = String(fields.get("email")).trim();
    const found = {
      ...(name === "" && { name: t("enterName") }),
      ...(!/^\S+@\S+\.\S+$/.test(email) && { email: account("enterEmail") }),
    };
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await api.inviteUser({ body: { name, email, role } });
    setBusy(false);
    if (result.ok) return onInvited(result.data, result.data);
    if (result.error.code === "email_taken") setErrors({ email: account("emailTaken") });
    else setFailure(messageOf(new ApiError(result.error)));
  }

  return (
    <Dialog isOpen onClose={onClose} title={t("inviteTitle")}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <p className="text-muted">{t("inviteWhy")}</p>
        {failure && <Notice look="error" role="alert" title={failure} />}
        <InputField
          id="invite-name"
          name="name"
          label={t("name")}
          autoComplete="off"
          maxLength={200}
          error={errors.name}
          autoFocus
        />
        <InputField
          id="invite-email"
          name="email"
          type="email"
          label={t("email")}
          autoComplete="off"
          autoCapitalize="none"
          error={errors.email}
        />
        <Field id="invite-role" label={t("role")} hint={t(`roleHints.${role}`)}>
          <Select
            id="invite-role"
            value={role}
            aria-describedby="invite-role-hint"
            onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? "viewer")}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <DialogButtons onBack={onClose}>
          <Button type="submit" look="primary" disabledReason={isBusy ? words("oneMoment") : undefined}>
            {t("inviteSend")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
