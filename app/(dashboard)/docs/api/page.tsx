import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { ApiReference } from "@/components/api-docs/api-reference";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { config } from "@/lib/config";
import { openApiDocument } from "@/lib/http/openapi/document";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("apiDocs");
  return { title: t("title") };
}

export default async function ApiPage() {
  await requireCaller();
  const t = await getTranslations("apiDocs");
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <Button asChild>
            <a href="/api/openapi.json">{t("document")}</a>
          </Button>
        }
      />
      <ApiReference document={openApiDocument()} baseUrl={config().publicUrl} />
    </>
  );
}
