import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

type SectionProps = { title: string; aside?: ReactNode; children: ReactNode; className?: string };

/** A part of a page under a heading and a hairline. */
export function Section({ title, aside, children, className }: SectionProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={classNames("min-w-0", className)}>
      <div className="mb-3 flex min-h-8 items-center justify-between gap-4 border-b pb-1">
        <h2 id={headingId} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
