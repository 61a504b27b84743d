import type { Slide } from "@/lib/contract/decks";

/** Whether the slide is the lesson's plan: of the activities, and none of them. */
export function listsParts({ source_section, activity_id, duration_minutes }: Slide): boolean {
  return source_section === "activity" && activity_id === null && !duration_minutes;
}
