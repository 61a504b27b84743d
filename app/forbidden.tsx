import { Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

export const metadata: Metadata = { title: "No permission" };

export default function Forbidden() {
  return (
    <FullPageMessage
      icon={Lock}
      title="You are not allowed to see this"
      actions={
        <Button asChild look="primary">
          <Link href="/">Go to the overview</Link>
        </Button>
      }
    >
      <p>It belongs to someone else, or your role does not include it. An administrator can change that.</p>
    </FullPageMessage>
  );
}
