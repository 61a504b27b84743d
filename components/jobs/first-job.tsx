import { Inbox } from "lucide-react";
import Link from "next/link";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { EmptyState } from "../ui/empty-state";

/** The first visit: how the lesson app stores a lesson and asks for its deck. */
export function FirstJob({ baseUrl }: { baseUrl: string }) {
  const command = `curl -X PUT ${baseUrl}/api/lessons/first-lesson \\
  -H "Authorization: Bearer $API_TOKEN" -H "Content-Type: application/json" \\
  -d '{"title": "First lesson", "content": "# First lesson\\n\\n## Objectives\\n- Clap a steady beat"}'

curl -X POST ${baseUrl}/api/presentations/generate \\
  -H "Authorization: Bearer $API_TOKEN" -H "Content-Type: application/json" \\
  -d '{"lesson_id": "first-lesson"}'`;
  return (
    <EmptyState icon={Inbox} title="No jobs yet">
      <p className="mb-4">
        Open a lesson and generate its deck, or send a lesson and its first job from a terminal. The token is
        the one that the server was started with.
      </p>
      <CodeBlock label="Commands" text={command} />
      <div className="mt-4">
        <Button asChild>
          <Link href="/lessons">Open the lessons</Link>
        </Button>
      </div>
    </EmptyState>
  );
}
