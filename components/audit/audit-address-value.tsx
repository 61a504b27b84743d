"use client";

import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";

type AuditAddressProps = {
  entry: Pick<AuditEntry, "address" | "request_id">;
  /** Says in full why an address is unknown. */
  isExplained?: boolean;
};

/** Where a request came from. What the system did by itself came from nowhere. */
export function AuditAddress({ entry: { address, request_id }, isExplained = false }: AuditAddressProps) {
  const t = useTranslations("audit.detail");
  if (address !== null) return address;
  if (request_id === null) return null;
  if (!isExplained) return <span title={t("addressWhy")}>{t("addressUnknown")}</span>;
  return (
    <>
      {t("addressUnknown")} <span className="block text-muted text-sm">{t("addressWhy")}</span>
    </>
  );
}
