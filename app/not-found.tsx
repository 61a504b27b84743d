import { FileQuestion } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <FullPageMessage
        icon={FileQuestion}
        title="There is nothing at this address"
        actions={
          <Button asChild look="primary">
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        <p>The link may be old, or a letter of it may be missing.</p>
      </FullPageMessage>
    </main>
  );
}
