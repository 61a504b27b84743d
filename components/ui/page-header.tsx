import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type PageHeaderProps = {
  title: string;
  /** Facts about the page's thing, beside each other below the title. */
  facts?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
};

export function PageHeader({ title, facts, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6 max-md:mb-4">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 mb-1 inline-flex h-6 items-center gap-0.5 rounded-sm pr-1 text-muted text-sm hover:text-ink max-md:h-9"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-balance wrap-anywhere font-semibold text-xl tracking-tight">{title}</h1>
          {facts && (
            <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 wrap-anywhere text-muted text-sm">
              {facts}
            </div>
          )}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
