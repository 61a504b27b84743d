"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { lessonHref } from "../lessons/lesson-list";
import { Frame, Item } from "./frame";
import { useSettled } from "./use-settled";

const LESSONS = 20;

type ChooseLessonProps = { onBack: () => void; onClose: () => void };

/** Of which lesson the new deck shall be; its page asks the rest. */
export function ChooseLesson({ onBack, onClose }: ChooseLessonProps) {
  const t = useTranslations("palette");
  const router = useRouter();
  const messageOf = useMessageOf();
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim());
  const { data, error } = useQuery({
    queryKey: ["palette", "lessons-for-deck", q],
    queryFn: ({ signal }) =>
      dataOf(api.listLessons({ query: { limit: LESSONS, ...(q !== "" && { q }) }, signal })),
  });
  const lessons = data ?? [];
  return (
    <Frame
      label={t("newDeck")}
      placeholder={t("chooseLesson")}
      typed={typed}
      onType={setTyped}
      onBack={onBack}
      status={data ? t("found", { count: lessons.length }) : t("searching")}
      nothing={error ? messageOf(error) : data ? t("nothing") : t("searching")}
    >
      {lessons.map(({ lesson_id, title }) => (
        <Item
          key={lesson_id}
          id={lesson_id}
          icon={<BookOpen aria-hidden />}
          leadsOn
          onChoose={() => {
            onClose();
            router.push(`${lessonHref(lesson_id)}?generate`);
          }}
        >
          <span className="truncate">{title}</span>
        </Item>
      ))}
    </Frame>
  );
}
