"use client";

import { Inbox } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FirstSteps } from "../lessons/first-steps";
import { usePerson } from "../shell/person-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** The first visit: how lessons get here, and how to ask for their decks. Teachers ask from their lessons. */
export function FirstJob({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations("lessons.first");
  const isTeacher = usePerson().role === "teacher";
  return (
    <EmptyState icon={Inbox} title={t("title")}>
      <p className="mb-4">{t(isTeacher ? "teacherLead" : "lead")}</p>
      {!isTeacher && <FirstSteps baseUrl={baseUrl} />}
      <div className="mt-4">
        <Button asChild look={isTeacher ? "primary" : "plain"}>
          <Link href="/lessons">{t("openLessons")}</Link>
        </Button>
      </div>
    </EmptyState>
  );
}
