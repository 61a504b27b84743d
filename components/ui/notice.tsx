import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const looks = {
  error: { icon: TriangleAlert, className: "border-failed/30 bg-failed/6", iconClassName: "text-failed" },
  warning: {
    icon: TriangleAlert,
    className: "border-timeout/30 bg-timeout/6",
    iconClassName: "text-timeout",
  },
  info: { icon: Info, className: "border-line bg-canvas", iconClassName: "text-muted" },
  success: {
    icon: CircleCheck,
    className: "border-completed/30 bg-completed/6",
    iconClassName: "text-completed",
  },
} as const;

type NoticeProps = {
  look: keyof typeof looks;
  title: string;
  children?: ReactNode;
  className?: string;
  role?: "alert";
};

/** A message that stands in the page: what is the case, and what to do next. */
export function Notice({ look, title, children, className, role }: NoticeProps) {
  const { icon: Icon, className: lookClassName, iconClassName } = looks[look];
  return (
    <div
      role={role}
      className={classNames("flex gap-3 rounded-lg border px-4 py-3", lookClassName, className)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", iconClassName)} />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-1 text-muted">{children}</div>}
      </div>
    </div>
  );
}
