"use client";

import { CircleCheck, CircleSlash, Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { scopes } from "@/lib/contract/permissions";
import type { ApiToken, NewToken } from "@/lib/contract/tokens";
import { api, dataOf } from "../http/api";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";
import { AskDialog } from "./ask-dialog";
import { cellLook } from "./table-look";

type TokenRowProps = {
  token: ApiToken;
  onChanged: () => Promise<void>;
  onRotated: (token: NewToken) => void;
};

const looks = {
  active: { icon: CircleCheck, className: "text-completed" },
  expired: { icon: Hourglass, className: "text-timeout" },
  revoked: { icon: CircleSlash, className: "text-muted" },
} as const;
const graces = [
  ["graceNone", 0],
  ["graceHour", 3600],
  ["graceDay", 86_400],
  ["graceWeek", 604_800],
] as const;

export function TokenRow({ token, onChanged, onRotated }: TokenRowProps) {
  const t = useTranslations("settings.tokens");
  const times = useTimes();
  const now = useNow();
  const [asked, setAsked] = useState<"rotate" | "revoke" | null>(null);
  const { id, name, last_used_at, expires_at, revoked_at } = token;
  const state = revoked_at !== null ? "revoked" : Date.parse(expires_at) <= now ? "expired" : "active";
  const { icon: Icon, className } = looks[state];
  const ended = state === "revoked" ? t("endedAlready") : undefined;
  const scopeList = scopes
    .filter((scope) => token.scopes.includes(scope))
    .map((scope) => t(`scopeWords.${scope}`));

  async function rotate(fields: FormData) {
    const grace_seconds = Number(fields.get("grace"));
    onRotated(await dataOf(api.rotateToken({ token_id: id, body: { grace_seconds } })));
  }

  async function revoke() {
    await dataOf(api.revokeToken({ token_id: id }));
    showToast({ look: "success", title: t("revoked", { name }) });
    await onChanged();
  }

  const stateWords = (
    <span className={`inline-flex items-center gap-1.5 text-sm ${className}`}>
      <Icon aria-hidden className="size-3.5" />
      {t(`states.${state}`)}
    </span>
  );
  const used = last_used_at ? <RelativeTime at={last_used_at} /> : t("neverUsed");

  return (
    <tr className="border-b">
      <td className={cellLook}>
        <p className="truncate font-medium" title={name}>
          {name}
        </p>
        <p className="truncate text-muted text-sm">
          <span className="font-mono text-xs">pj_{token.prefix}</span> · {token.owner_name ?? t("deployment")}
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-sm md:hidden">
          {stateWords}
          <span>
            {t("lastUsed")}: {used}
          </span>
        </p>
      </td>
      <td className={`${cellLook} max-lg:hidden`}>
        <p className="truncate" title={scopeList.join(", ")}>
          {t("scopeCount", { count: token.scopes.length })}
        </p>
        <p className="truncate text-muted text-sm" title={scopeList.join(", ")}>
          {token.may_act_for_others ? t("acts") : scopeList.join(", ")}
        </p>
      </td>
      <td className={`${cellLook} max-md:hidden`}>{stateWords}</td>
      <td className={`${cellLook} whitespace-nowrap text-right text-muted max-md:hidden`}>{used}</td>
      <td className={`${cellLook} whitespace-nowrap text-right text-muted max-md:hidden`}>
        <time dateTime={expires_at} title={times.absolute(expires_at)}>
          {times.relative(expires_at, now)}
        </time>
      </td>
      <td className={cellLook}>
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            size="small"
            aria-label={t("rotateOf", { name })}
            disabledReason={ended}
            onClick={() => setAsked("rotate")}
          >
            {t("rotate")}
          </Button>
          <Button
            size="small"
            aria-label={t("revokeOf", { name })}
            disabledReason={ended}
            onClick={() => setAsked("revoke")}
          >
            {t("revoke")}
          </Button>
        </div>
        {asked === "rotate" && (
          <AskDialog
            title={t("rotateTitle", { name })}
            why={t("rotateWhy")}
            verb={t("rotate")}
            onConfirm={rotate}
            onClose={() => setAsked(null)}
          >
            <Field id="rotate-grace" label={t("grace")}>
              <Select id="rotate-grace" name="grace" defaultValue="3600">
                {graces.map(([words, seconds]) => (
                  <option key={words} value={seconds}>
                    {t(words)}
                  </option>
                ))}
              </Select>
            </Field>
          </AskDialog>
        )}
        {asked === "revoke" && (
          <AskDialog
            title={t("revokeTitle", { name })}
            why={t("revokeWhy")}
            verb={t("revoke")}
            onConfirm={revoke}
            onClose={() => setAsked(null)}
          />
        )}
      </td>
    </tr>
  );
}
