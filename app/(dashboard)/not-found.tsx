import { FileQuestion } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.notFound");
  return { title: t("title") };
}

/** A job, lesson or deck that is not there (any more). */
export default function NotFound() {
  const t = useTranslations("shell");
  return (
    <FullPageMessage
      icon={FileQuestion}
      title={t("notFound.gone")}
      actions={
        <>
          <Button asChild>
            <Link href="/lessons">{t("nav.lessons")}</Link>
          </Button>
          <Button asChild>
            <Link href="/jobs">{t("nav.jobs")}</Link>
          </Button>
        </>
      }
    >
      <p>{t("notFound.goneLead")}</p>
    </FullPageMessage>
  );
}
