"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

/** Within the dashboard the side bar stays, so that another page is one click away. */
export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
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
  );
}
