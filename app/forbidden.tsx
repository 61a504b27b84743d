import { Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ForbiddenReason } from "@/components/auth/forbidden-reason";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.forbidden");
  return { title: t("title") };
}

export default function Forbidden() {
  const t = useTranslations("shell");
  return (
    <FullPageMessage
      icon={Lock}
      title={t("forbidden.heading")}
      actions={
        <Button asChild look="primary">
          <Link href="/">{t("toOverview")}</Link>
        </Button>
      }
    >
      <ForbiddenReason />
    </FullPageMessage>
  );
}
