"use client";

import { useTranslations } from "next-intl";
import type { Person, SetupLinkAnswer } from "@/lib/contract/people";
import { type Role, roles } from "@/lib/contract/permissions";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { RelativeTime } from "../time/relative-time";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";
import { PersonMenu } from "./person-menu";
import { PersonState } from "./person-state";
import { cellLook } from "./table-look";

type PersonRowProps = {
  person: Person;
  isSelf: boolean;
  onChanged: () => Promise<void>;
  onLink: (link: SetupLinkAnswer) => void;
};

export function PersonRow({ person, isSelf, onChanged, onLink }: PersonRowProps) {
  const t = useTranslations("settings.people");
  const messageOf = useMessageOf();
  const { id, name, email, role, last_seen_at } = person;

  async function changeRole(next: Role) {
    const result = await api.changeUser({ user_id: id, body: { role: next } });
    if (result.ok)
      showToast({ look: "success", title: t("roleChanged", { name, role: t(`roles.${next}`) }) });
    else
      showToast({
        look: "error",
        title: t("notChanged"),
        description: messageOf(new ApiError(result.error)),
      });
    await onChanged();
  }

  return (
    // On a phone a name and a role beside each other have no room: the role stands below.
    <tr className="border-b max-md:grid max-md:grid-cols-[1fr_3.5rem]">
      <td className={cellLook}>
        <p className="truncate font-medium" title={name}>
          {name}
          {isSelf && (
            <span className="ml-2 rounded-sm bg-accent-soft px-1.5 py-0.5 font-normal text-accent-ink text-xs">
              {t("you")}
            </span>
          )}
        </p>
        <p className="truncate text-muted text-sm" title={email}>
          {email}
        </p>
        <div className="mt-1 md:hidden">
          <PersonState person={person} />
        </div>
      </td>
      <td className={`${cellLook} max-md:order-last max-md:col-span-2 max-md:px-0 max-md:pt-0`}>
        <Select
          aria-label={t("roleOf", { name })}
          title={t(`roleHints.${role}`)}
          value={role}
          onChange={(event) => {
            const next = roles.find((one) => one === event.target.value);
            if (next) void changeRole(next);
          }}
          className="h-8"
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`roles.${one}`)}
            </option>
          ))}
        </Select>
      </td>
      <td className={`${cellLook} max-md:hidden`}>
        <div className="flex min-h-8 items-center">
          <PersonState person={person} />
        </div>
      </td>
      <td className={`${cellLook} whitespace-nowrap text-right text-muted leading-8 max-md:hidden`}>
        {last_seen_at ? <RelativeTime at={last_seen_at} /> : t("never")}
      </td>
      <td className={`${cellLook} text-right max-md:pr-0`}>
        <PersonMenu person={person} isSelf={isSelf} onChanged={onChanged} onLink={onLink} />
      </td>
    </tr>
  );
}
