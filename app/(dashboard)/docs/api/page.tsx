import type { Metadata } from "next";
import { requireCaller } from "@/app/_auth";
import { ApiReference } from "@/components/api-docs/api-reference";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { config } from "@/lib/config";
import { openApiDocument } from "@/lib/http/openapi/document";

export const metadata: Metadata = { title: "API" };

export default async function ApiPage() {
  await requireCaller();
  return (
    <>
      <PageHeader
        title="API"
        actions={
          <Button asChild>
            <a href="/api/openapi.json">OpenAPI document</a>
          </Button>
        }
      />
      <ApiReference document={openApiDocument()} baseUrl={config().publicUrl} />
    </>
  );
}
