import { classNames } from "./class-names";

type ProgressBarProps = { /** 0–100 */ value: number; label: string; className?: string };

export function ProgressBar({ value, label, className }: ProgressBarProps) {
  return (
    <progress className={classNames("progress-bar", className)} value={value} max={100} aria-label={label} />
  );
}
