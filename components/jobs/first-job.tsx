import { Inbox } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { EmptyState } from "../ui/empty-state";

/** The first visit: how the lesson app stores a lesson and asks for its deck. */
export function FirstJob({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations("jobs.first");
  const command = `curl -X PUT ${baseUrl}/api/lessons/first-lesson \\
  -H "Authorization: Bearer $API_TOKEN" -H "Content-Type: application/json" \\
  -d '{"title": "First lesson", "content": "# First lesson\\n\\n## Objectives\\n- Clap a steady beat"}'

curl -X POST ${baseUrl}/api/presentations/generate \\
  -H "Authorization: Bearer $API_TOKEN" -H "Content-Type: application/json" \\
  -d '{"lesson_id": "first-lesson"}'`;
  return (
    <EmptyState icon={Inbox} title={t("title")}>
      <p className="mb-4">{t("text")}</p>
      <CodeBlock label={t("commands")} text={command} />
      <div className="mt-4">
        <Button asChild>
          <Link href="/lessons">{t("open")}</Link>
        </Button>
      </div>
    </EmptyState>
  );
}
