"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { NewToken } from "@/lib/contract/tokens";
import { LoadFailure } from "../http/load-failure";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { MoreRows } from "./more-rows";
import { settingsKeys, tokensQuery } from "./queries";
import { headLook } from "./table-look";
import { TokenFormDialog } from "./token-form-dialog";
import { TokenRow } from "./token-row";
import { TokenShownDialog } from "./token-shown-dialog";
import { useReadAnew } from "./use-read-anew";

type TokenListProps = {
  /** Stands in the command that tries a new token. */
  baseUrl: string;
  /** Whether API_TOKEN is set. It is no row: it is neither made nor revoked here. */
  hasEnvironmentToken: boolean;
};

/** What services show to be let in. */
export function TokenList({ baseUrl, hasEnvironmentToken }: TokenListProps) {
  const t = useTranslations("settings");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    tokensQuery(),
  );
  const readAnew = useReadAnew(settingsKeys.tokens);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewToken | null>(null);
  const pages = data?.pages ?? [];
  const tokens = pages.flatMap(({ rows }) => rows);

  function show(token: NewToken) {
    setMaking(false);
    setMade(token);
    void readAnew();
  }

  return (
    <div>
      {hasEnvironmentToken && (
        <Notice look="warning" title={t("tokens.environment")} className="mb-4">
          <p>{t("tokens.environmentWhy")}</p>
        </Notice>
      )}
      <div className="mb-3 flex justify-end">
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus aria-hidden />
          {t("tokens.create")}
        </Button>
      </div>
      {error && <LoadFailure title={t("notLoaded")} error={error} onRetry={refetch} />}
      {tokens.length === 0 && !error ? (
        <EmptyState icon={KeyRound} title={t("tokens.none")}>
          <p>{t("tokens.noneWhy")}</p>
        </EmptyState>
      ) : (
        <table className="w-full table-fixed border-collapse">
          <caption className="sr-only">{t("tokens.caption")}</caption>
          <thead>
            <tr className="border-b">
              <th scope="col" className={headLook}>
                {t("tokens.name")}
              </th>
              <th scope="col" className={`${headLook} w-56 max-lg:hidden`}>
                {t("tokens.scopes")}
              </th>
              <th scope="col" className={`${headLook} w-28 max-md:hidden`}>
                {t("tokens.state")}
              </th>
              <th scope="col" className={`${headLook} w-28 text-right max-md:hidden`}>
                {t("tokens.lastUsed")}
              </th>
              <th scope="col" className={`${headLook} w-28 text-right max-md:hidden`}>
                {t("tokens.ends")}
              </th>
              <th scope="col" className={`${headLook} w-24 md:w-44`}>
                <span className="sr-only">{t("tokens.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onChanged={readAnew} onRotated={show} />
            ))}
          </tbody>
        </table>
      )}
      <MoreRows pages={pages} hasMore={hasNextPage} isBusy={isFetchingNextPage} onMore={fetchNextPage} />
      {isMaking && <TokenFormDialog onMade={show} onClose={() => setMaking(false)} />}
      {made && <TokenShownDialog token={made} baseUrl={baseUrl} onClose={() => setMade(null)} />}
    </div>
  );
}
