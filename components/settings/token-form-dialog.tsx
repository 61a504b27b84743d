"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { scopes } from "@/lib/contract/permissions";
import type { NewToken } from "@/lib/contract/tokens";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { CheckboxField } from "../ui/checkbox-field";
import { Dialog } from "../ui/dialog";
import { DialogButtons } from "../ui/dialog-buttons";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";

const expiries = [7, 30, 90, 180, 366] as const;
const DEFAULT_EXPIRY = 90;

type TokenFormDialogProps = { onMade: (token: NewToken) => void; onClose: () => void };

/** A new token: its name, what it may do, how long it lasts. */
export function TokenFormDialog({ onMade, onClose }: TokenFormDialogProps) {
  const t = useTranslations("settings.tokens");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const [errors, setErrors] = useState<{ name?: string; scopes?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get("name")).trim();
    const chosen = scopes.filter((scope) => fields.getAll("scopes").includes(scope));
    const found = {
      ...(name === "" && { name: t("enterName") }),
      ...(chosen.length === 0 && { scopes: t("chooseScope") }),
    };
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await api.createToken({
      body: {
        name,
        scopes: chosen,
        expires_in_days: Number(fields.get("expiry")),
        may_act_for_others: fields.get("acting") === "on",
      },
    });
    setBusy(false);
    if (result.ok) onMade(result.data);
    else setFailure(messageOf(new ApiError(result.error)));
  }

  return (
    <Dialog isOpen onClose={onClose} title={t("createTitle")}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <p className="text-muted">{t("createWhy")}</p>
        {failure && <Notice look="error" role="alert" title={failure} />}
        <InputField
          id="token-name"
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          autoComplete="off"
          maxLength={100}
          error={errors.name}
          autoFocus
        />
        <fieldset
          aria-describedby={errors.scopes ? "token-scopes-error" : undefined}
          className="grid gap-x-4 sm:grid-cols-2"
        >
          <legend className="mb-1.5 font-medium">{t("scopes")}</legend>
          {scopes.map((scope) => (
            <label
              key={scope}
              className="flex min-h-7 cursor-pointer items-center gap-2.5 max-md:min-h-11"
              title={scope}
            >
              <input type="checkbox" name="scopes" value={scope} className="size-4 shrink-0 accent-accent" />
              {t(`scopeWords.${scope}`)}
            </label>
          ))}
          {errors.scopes && (
            <p id="token-scopes-error" className="mt-1.5 text-failed text-sm">
              {errors.scopes}
            </p>
          )}
        </fieldset>
        <Field id="token-expiry" label={t("expiry")}>
          <Select id="token-expiry" name="expiry" defaultValue={DEFAULT_EXPIRY}>
            {expiries.map((days) => (
              <option key={days} value={days}>
                {days === 366 ? t("year") : t("days", { count: days })}
              </option>
            ))}
          </Select>
        </Field>
        <CheckboxField id="token-acting" name="acting" label={t("acting")} hint={t("actingHint")} />
        <DialogButtons onBack={onClose}>
          <Button type="submit" look="primary" disabledReason={isBusy ? words("oneMoment") : undefined}>
            {t("create")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
