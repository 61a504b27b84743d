import { FileQuestion } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FullPageMessage } from "@/components/ui/full-page-message";

export const metadata: Metadata = { title: "Not found" };

/** A job, lesson or deck that is not there (any more). */
export default function NotFound() {
  return (
    <FullPageMessage
      icon={FileQuestion}
      title="It does not exist (any more)"
      actions={
        <>
          <Button asChild>
            <Link href="/lessons">Lessons</Link>
          </Button>
          <Button asChild>
            <Link href="/jobs">Jobs</Link>
          </Button>
        </>
      }
    >
      <p>Jobs that ended are cleaned up after a while, and a lesson takes its jobs and decks with it.</p>
    </FullPageMessage>
  );
}
