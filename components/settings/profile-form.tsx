"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "../auth/password-field";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";

type Errors = { name?: string; email?: string; password?: string };

/** One's own name, and the address that one signs in with. */
export function ProfileForm({ name, email }: { name: string; email: string }) {
  const t = useTranslations("settings");
  const words = useTranslations("common");
  const router = useRouter();
  const [address, setAddress] = useState(email);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isNewAddress = address.trim().toLowerCase() !== email;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const wanted = { name: String(fields.get("name")).trim(), email: address.trim() };
    const password = String(fields.get("password") ?? "");
    const found: Errors = {
      ...(wanted.name === "" && { name: t("account.enterName") }),
      ...(!/^\S+@\S+\.\S+$/.test(wanted.email) && { email: t("account.enterEmail") }),
      ...(isNewAddress && password === "" && { password: t("account.enterPassword") }),
    };
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await api.changeMe({
      body: isNewAddress ? { ...wanted, current_password: password } : { name: wanted.name },
    });
    setBusy(false);
    if (result.ok) {
      showToast({ look: "success", title: t("saved") });
      return router.refresh();
    }
    const { code, detail } = result.error;
    if (code === "email_taken") setErrors({ email: t("account.emailTaken") });
    else if (code === "permission_denied") setErrors({ password: t("account.wrongPassword") });
    else setFailure(detail);
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-md gap-4">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id="profile-name"
        name="name"
        label={t("account.name")}
        defaultValue={name}
        autoComplete="name"
        maxLength={200}
        error={errors.name}
      />
      <InputField
        id="profile-email"
        name="email"
        type="email"
        label={t("account.email")}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        hint={t("account.emailHint")}
        error={errors.email}
      />
      {isNewAddress && (
        <PasswordField
          id="profile-password"
          name="password"
          label={t("account.currentPassword")}
          autoComplete="current-password"
          hint={t("account.passwordForEmail")}
          error={errors.password}
        />
      )}
      <Button
        type="submit"
        look="primary"
        className="justify-self-start"
        disabledReason={isBusy ? words("oneMoment") : undefined}
      >
        {t("save")}
      </Button>
    </form>
  );
}
