"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CodeBlock } from "../ui/code-block";
import { curlCommand } from "../ui/curl";
import { AddSamplesButton } from "./add-samples-button";
import { MakeTokenButton, type ShownToken } from "./make-token-button";

const LESSON_ID = "first-lesson";
const lesson = { title: "First lesson", content: "# First lesson\n\n## Objectives\n- Clap a steady beat" };

/** An empty database: sample lessons, or the two commands that store a lesson and ask for its deck. `baseUrl` stands in them. */
export function FirstSteps({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations("lessons.first");
  const [made, setMade] = useState<ShownToken | null>(null);
  const token = made ? { token: made.secret } : {};
  const commands = [
    curlCommand({ method: "PUT", url: `${baseUrl}/api/lessons/${LESSON_ID}`, body: lesson, ...token }),
    curlCommand({
      method: "POST",
      url: `${baseUrl}/api/presentations/generate`,
      body: { lesson_id: LESSON_ID },
      ...token,
    }),
  ].join("\n\n");
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap justify-center gap-2">
        <AddSamplesButton />
        <MakeTokenButton isMade={made !== null} onMade={setMade} />
      </div>
      <p aria-live="polite">
        {made ? t("tokenShown", { name: made.name, days: made.days }) : t("tokenLead")}
      </p>
      <CodeBlock label={t("commands")} text={commands} />
    </div>
  );
}
