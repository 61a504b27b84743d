"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Person, SetupLinkAnswer } from "@/lib/contract/people";
import { LoadFailure } from "../http/load-failure";
import { Button } from "../ui/button";
import { InviteDialog } from "./invite-dialog";
import { MoreRows } from "./more-rows";
import { PersonRow } from "./person-row";
import { peopleQuery, settingsKeys } from "./queries";
import { SetupLinkDialog } from "./setup-link-dialog";
import { headLook } from "./table-look";
import { useReadAnew } from "./use-read-anew";

/** Everybody who may sign in. @param ownId of the person who looks */
export function PeopleList({ ownId }: { ownId: string | null }) {
  const t = useTranslations("settings");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    peopleQuery(),
  );
  const readAnew = useReadAnew(settingsKeys.people);
  const [isInviting, setInviting] = useState(false);
  const [link, setLink] = useState<{ person: Person; link: SetupLinkAnswer } | null>(null);
  const pages = data?.pages ?? [];

  function show(person: Person, made: SetupLinkAnswer) {
    setInviting(false);
    setLink({ person, link: made });
    void readAnew();
  }

  return (
    <div>
      <div className="mb-3 flex justify-end">
        <Button look="primary" onClick={() => setInviting(true)}>
          <UserPlus aria-hidden />
          {t("people.invite")}
        </Button>
      </div>
      {error && <LoadFailure title={t("notLoaded")} error={error} onRetry={refetch} />}
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{t("people.caption")}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b">
            <th scope="col" className={headLook}>
              {t("people.name")}
            </th>
            <th scope="col" className={`${headLook} w-44`}>
              {t("people.role")}
            </th>
            <th scope="col" className={`${headLook} w-44 max-md:hidden`}>
              {t("people.state")}
            </th>
            <th scope="col" className={`${headLook} w-28 text-right max-md:hidden`}>
              {t("people.lastSeen")}
            </th>
            <th scope="col" className={`${headLook} w-14`}>
              <span className="sr-only">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {pages
            .flatMap(({ rows }) => rows)
            .map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                isSelf={person.id === ownId}
                onChanged={readAnew}
                onLink={(made) => show(person, made)}
              />
            ))}
        </tbody>
      </table>
      <MoreRows pages={pages} hasMore={hasNextPage} isBusy={isFetchingNextPage} onMore={fetchNextPage} />
      {isInviting && <InviteDialog onInvited={show} onClose={() => setInviting(false)} />}
      {link && <SetupLinkDialog {...link} onClose={() => setLink(null)} />}
    </div>
  );
}
