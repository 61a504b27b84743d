"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <main>
      <FullPageMessage
        icon={TriangleAlert}
        title="This page could not be shown"
        actions={
          <Button look="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        <p>Something went wrong on our side. Trying again often helps.</p>
        {digest && <p className="mt-2 font-mono text-xs">Reference {digest}</p>}
      </FullPageMessage>
    </main>
  );
}
