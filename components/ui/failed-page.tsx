import { TriangleAlert } from "lucide-react";
import { Button } from "./button";
import { FullPageMessage } from "./full-page-message";

/** What a page shows when rendering it failed. The digest is what the server's log calls the error. */
export function FailedPage({ error, retry }: { error: unknown; retry: () => void }) {
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
