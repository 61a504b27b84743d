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

export default function NotFound() {
  const t = useTranslations("shell");
  return (
    <main>
      <FullPageMessage
        icon={FileQuestion}
        title={t("notFound.heading")}
        actions={
          <Button asChild look="primary">
            <Link href="/">{t("toOverview")}</Link>
          </Button>
        }
      >
        <p>{t("notFound.lead")}</p>
      </FullPageMessage>
    </main>
  );
}
