import { Inbox } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FirstSteps } from "../lessons/first-steps";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** The first visit: how lessons get here, and how to ask for their decks. */
export function FirstJob({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations("lessons.first");
  return (
    <EmptyState icon={Inbox} title={t("title")}>
      <p className="mb-4">{t("lead")}</p>
      <FirstSteps baseUrl={baseUrl} />
      <div className="mt-4">
        <Button asChild>
          <Link href="/lessons">{t("openLessons")}</Link>
        </Button>
      </div>
    </EmptyState>
  );
}
