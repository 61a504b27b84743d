"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { alertSeverities } from "@/lib/contract/alert-rules";
import type { AlertRule, AlertRuleChange } from "@/lib/contract/alerts";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { CheckboxField } from "../ui/checkbox-field";
import { Dialog } from "../ui/dialog";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";
import { alertsKey } from "./queries";
import { changeIn, draftOf, thresholdOf, withCurrent } from "./rule-draft";
import { useAlertWords } from "./use-alert-words";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const waits = [0, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
const cooldowns = [0, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR];

/** Changes a rule, with a reason. It is open while it is rendered. */
export function RuleDialog({ rule, onClose }: { rule: AlertRule; onClose: () => void }) {
  const t = useTranslations("alerts.edit");
  const severities = useTranslations("alerts.severity");
  const words = useAlertWords();
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { kind, unit, fires, defaults } = rule;
  const id = `rule-${kind}`;
  const change = changeIn(rule, draft);
  const isFaulty = thresholdOf(rule, draft) === null;
  const isUnchanged = Object.keys(change).length === 0 && !isFaulty;
  const defaultIs = (value: string) => t("default", { value });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setChecked(true);
    setFailure(null);
    if (isBusy || isFaulty || isUnchanged) return;
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    const body: AlertRuleChange = { ...change, ...(reason !== "" && { reason }) };
    setBusy(true);
    const result = await api.changeAlertRule({ kind, body });
    setBusy(false);
    if (!result.ok) return setFailure(messageOf(new ApiError(result.error)));
    showToast({ look: "success", title: t("saved", { rule: words.name(kind) }) });
    await queryClient.invalidateQueries({ queryKey: alertsKey });
    onClose();
  }

  return (
    <Dialog isOpen onClose={onClose} title={t("named", { rule: words.name(kind) })}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <p className="text-muted">{words.what(kind)}</p>
        {failure && <Notice look="error" role="alert" title={failure} />}
        <CheckboxField
          id={`${id}-enabled`}
          label={t("enabled")}
          hint={t("enabledHint")}
          checked={draft.is_enabled}
          onChange={(event) => setDraft({ ...draft, is_enabled: event.target.checked })}
        />
        <InputField
          id={`${id}-threshold`}
          label={`${t(`threshold.${fires}`)} (${t(`units.${unit}`)})`}
          hint={defaultIs(words.amount(defaults.threshold, unit))}
          error={
            isChecked && isFaulty
              ? t("thresholdError", { min: rule.threshold_min, max: rule.threshold_max })
              : undefined
          }
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={draft.threshold}
          onChange={(event) => setDraft({ ...draft, threshold: event.target.value })}
        />
        <Field id={`${id}-severity`} label={t("severity")} hint={defaultIs(severities(defaults.severity))}>
          <Select
            id={`${id}-severity`}
            value={draft.severity}
            aria-describedby={`${id}-severity-hint`}
            onChange={(event) => {
              const severity = alertSeverities.find((one) => one === event.target.value);
              if (severity) setDraft({ ...draft, severity });
            }}
          >
            {alertSeverities.map((severity) => (
              <option key={severity} value={severity}>
                {severities(severity)}
              </option>
            ))}
          </Select>
        </Field>
        <LengthField
          id={`${id}-waits`}
          label={t("waits")}
          hint={defaultIs(words.waits(defaults.for_seconds))}
          seconds={draft.for_seconds}
          lengths={withCurrent(waits, rule.for_seconds)}
          wordOf={words.waits}
          onChoose={(for_seconds) => setDraft({ ...draft, for_seconds })}
        />
        <LengthField
          id={`${id}-cooldown`}
          label={t("cooldown")}
          hint={`${t("cooldownHint")} ${defaultIs(words.cooldown(defaults.cooldown_seconds))}`}
          seconds={draft.cooldown_seconds}
          lengths={withCurrent(cooldowns, rule.cooldown_seconds)}
          wordOf={words.cooldown}
          onChoose={(cooldown_seconds) => setDraft({ ...draft, cooldown_seconds })}
        />
        <InputField
          id={`${id}-reason`}
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          maxLength={500}
          autoComplete="off"
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={() => setDraft(draftOf(defaults))}>
            {t("reset")}
          </Button>
          <Button onClick={onClose}>{common("back")}</Button>
          <Button
            type="submit"
            look="primary"
            disabledReason={isBusy ? common("oneMoment") : isUnchanged ? t("unchanged") : undefined}
          >
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type LengthFieldProps = {
  id: string;
  label: string;
  hint: string;
  seconds: number;
  lengths: readonly number[];
  wordOf: (seconds: number) => string;
  onChoose: (seconds: number) => void;
};

function LengthField({ id, label, hint, seconds, lengths, wordOf, onChoose }: LengthFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <Select
        id={id}
        value={seconds}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChoose(Number(event.target.value))}
      >
        {/* A default that is none of them may have been chosen meanwhile. */}
        {withCurrent(lengths, seconds).map((length) => (
          <option key={length} value={length}>
            {wordOf(length)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
