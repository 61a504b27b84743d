"use client";

import { FailedPage } from "@/components/ui/failed-page";

export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  );
}
