"use client";

import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { Delta } from "./delta";

const icons = { up: TrendingUp, down: TrendingDown, same: Minus };
const looks = { better: "text-completed", worse: "text-failed", neutral: "text-muted" };

/** How a number moved: an arrow, by how much, and whether that is good, in words too. */
export function DeltaWords({ delta, unit }: { delta: Delta | null; unit: "percent" | "points" }) {
  const t = useTranslations("charts.delta");
  const format = useFormatter();
  if (delta === null) return <span className="text-muted">{t("nothing")}</span>;
  const { direction, amount, judgement } = delta;
  const Icon = icons[direction];
  const number =
    amount === null ? null : format.number(amount, { maximumFractionDigits: amount < 10 ? 1 : 0 });
  const words = () => {
    if (direction === "same") return t("same");
    if (number === null) return t("new");
    return unit === "points" ? t("points", { direction, number }) : t("percent", { direction, number });
  };
  return (
    <span className={`inline-flex items-center gap-1 ${looks[judgement]}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {words()}
      {judgement !== "neutral" && `, ${t(judgement)}`}
    </span>
  );
}
