"use client";

import { useLinkStatus } from "next/link";
import { classNames } from "./class-names";

/** Inside a link: a bar that appears when the page behind the link takes longer than a moment. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus();
  return <span aria-hidden data-pending={pending} className={classNames("link-pending", className)} />;
}
