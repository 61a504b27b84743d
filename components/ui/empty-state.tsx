import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: string; children?: ReactNode };

/** Nothing here: says why, and what the next step is. */
export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <Icon aria-hidden className="size-6 text-muted" strokeWidth={1.5} />
      <h2 className="font-semibold text-lg">{title}</h2>
      {children && <div className="w-full max-w-xl text-muted">{children}</div>}
    </div>
  );
}
