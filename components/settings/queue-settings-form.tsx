"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { SettingName } from "@/lib/contract/setting-rules";
import type { Setting, SettingsChange } from "@/lib/contract/settings";
import { ApiError, api } from "../http/api";
import { LoadFailure } from "../http/load-failure";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { showToast } from "../ui/toast";
import { queueSettingsQuery, settingsKeys } from "./queries";
import { changesIn, type Drafts, type Fault, faultsIn } from "./setting-drafts";
import { SettingField } from "./setting-field";

const pairs = [
  ["run_time", "run_time_elevated_seconds", "run_time_high_seconds"],
  ["queue_delay", "queue_delay_elevated_minutes", "queue_delay_high_minutes"],
  ["failure_rate", "failure_rate_elevated_percent", "failure_rate_high_percent"],
] as const;
const retention = ["job_retention_hours", "audit_retention_days"] as const;

/** Thresholds and retention: what holds, what the default is, and changing it with a reason. */
export function QueueSettingsForm() {
  const t = useTranslations("settings");
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(queueSettingsQuery());
  const [drafts, setDrafts] = useState<Drafts>({});
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (!data) {
    return error ? (
      <LoadFailure title={t("notLoaded")} error={error} onRetry={refetch} />
    ) : (
      <Skeleton className="h-96 max-w-3xl" />
    );
  }

  const settings = new Map(data.settings.map((setting) => [setting.name, setting]));
  const changes = changesIn(data.settings, drafts);
  const faults = faultsIn(data.settings, drafts);
  const isUnchanged = Object.keys(changes).length === 0 && faults.size === 0;
  const shortens = retention.some((name) => {
    const setting = settings.get(name);
    const wanted = changes[name] === null ? setting?.default : changes[name];
    return setting !== undefined && typeof wanted === "number" && wanted < setting.value;
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setChecked(true);
    setFailure(null);
    if (isBusy || isUnchanged) return;
    const [firstFault] = faults.keys();
    if (firstFault !== undefined) {
      const input = form.elements.namedItem(firstFault);
      if (input instanceof HTMLInputElement) input.focus();
      return;
    }
    const reason = String(new FormData(form).get("reason")).trim();
    const body: SettingsChange = { values: changes, ...(reason !== "" && { reason }) };
    setBusy(true);
    const result = await api.changeSettings({ body });
    setBusy(false);
    if (!result.ok) return setFailure(messageOf(new ApiError(result.error)));
    queryClient.setQueryData(settingsKeys.queue, result.data);
    setDrafts({});
    setChecked(false);
    form.reset();
    showToast({ look: "success", title: t("saved"), description: t("queue.applied") });
  }

  function errorOf(setting: Setting): string | undefined {
    const fault: Fault | undefined = isChecked ? faults.get(setting.name) : undefined;
    if (fault === undefined) return undefined;
    return fault.kind === "whole"
      ? t("queue.whole", { min: setting.min, max: setting.max })
      : t(`queue.${fault.kind}`, { value: fault.value });
  }

  function field(name: SettingName, label: string, fullName: string) {
    const setting = settings.get(name);
    if (!setting) return null;
    return (
      <SettingField
        setting={setting}
        label={label}
        fullName={fullName}
        draft={drafts[name]}
        error={errorOf(setting)}
        onDraft={(draft) => setDrafts({ ...drafts, [name]: draft })}
      />
    );
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-3xl gap-8">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <Section title={t("queue.health")}>
        <p className="mb-4 max-w-prose text-muted">{t("queue.healthWhy")}</p>
        <div className="divide-y">
          {pairs.map(([name, low, high]) => (
            <fieldset
              key={name}
              className="grid grid-cols-2 gap-x-6 gap-y-3 py-4 first:pt-0 md:grid-cols-[11rem_1fr_1fr]"
            >
              <legend className="sr-only">{t(`queue.${name}`)}</legend>
              <p aria-hidden className="font-medium max-md:col-span-2 md:pt-0.5">
                {t(`queue.${name}`)}
              </p>
              {field(low, t("queue.warning"), `${t(`queue.${name}`)}, ${t("queue.warning")}`)}
              {field(high, t("queue.alarm"), `${t(`queue.${name}`)}, ${t("queue.alarm")}`)}
            </fieldset>
          ))}
        </div>
      </Section>
      <Section title={t("queue.retention")}>
        <p className="mb-4 max-w-prose text-muted">{t("queue.retentionWhy")}</p>
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-[1fr_1fr]">
          {retention.map((name) => (
            <div key={name}>{field(name, t(`queue.${name}`), t(`queue.${name}`))}</div>
          ))}
        </div>
        {shortens && <Notice look="warning" title={t("queue.shorter")} className="mt-4" />}
      </Section>
      <div className="grid gap-4 border-t pt-4 md:grid-cols-[1fr_auto] md:items-end">
        <InputField
          id="settings-reason"
          name="reason"
          label={t("queue.reason")}
          placeholder={t("queue.reasonHint")}
          maxLength={500}
          autoComplete="off"
        />
        <Button
          type="submit"
          look="primary"
          className="h-9"
          disabledReason={isBusy ? words("oneMoment") : isUnchanged ? t("queue.unchanged") : undefined}
        >
          {t("queue.save")}
        </Button>
      </div>
    </form>
  );
}
