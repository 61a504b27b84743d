"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { usePersonIfKnown } from "../shell/person-context";

/** Pages that roles decide about, and whose they are. What is refused elsewhere belongs to somebody else. */
const pages = {
  "/alerts": { nav: "alerts", who: "allButTeachers" },
  "/workers": { nav: "workers", who: "allButTeachers" },
  "/recovery": { nav: "recovery", who: "allButTeachers" },
  "/audit": { nav: "audit", who: "administrators" },
  "/settings/people": { tab: "people", who: "administrators" },
  "/settings/tokens": { tab: "tokens", who: "administrators" },
  "/settings/queue": { tab: "queue", who: "administrators" },
} as const;

const isRolePage = (path: string): path is keyof typeof pages => Object.hasOwn(pages, path);

/** Why somebody does not see the page at this address: which page it is, whose, and which role they have. */
export function ForbiddenReason() {
  const t = useTranslations("shell");
  const settings = useTranslations("settings");
  const person = usePersonIfKnown();
  const path = usePathname();
  const role = person && settings(`people.roles.${person.role}`);
  if (!isRolePage(path)) {
    return <p>{role === null ? t("forbidden.lead") : t("forbidden.foreign", { role })}</p>;
  }
  const place = pages[path];
  const page = "nav" in place ? t(`nav.${place.nav}`) : settings(`tabs.${place.tab}`);
  return (
    <>
      <p>{t(`forbidden.${place.who}`, { page })}</p>
      {role !== null && <p>{t("forbidden.role", { role })}</p>}
    </>
  );
}
