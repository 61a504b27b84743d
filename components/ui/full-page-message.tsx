import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type FullPageMessageProps = { icon: LucideIcon; title: string; children: ReactNode; actions?: ReactNode };

/** A page that holds one message: not found, not allowed, failed. */
export function FullPageMessage({ icon: Icon, title, children, actions }: FullPageMessageProps) {
  return (
    <div className="mx-auto flex min-h-[60dvh] max-w-md flex-col items-center justify-center gap-2 px-6 py-16 text-center">
      <Icon aria-hidden className="mb-2 size-8 text-muted" strokeWidth={1.5} />
      <h1 className="font-semibold text-xl">{title}</h1>
      <div className="text-muted">{children}</div>
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
