import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Page } from "@/lib/presentations/layout/model";
import { classNames } from "../ui/class-names";

type SpeakerNotesProps = { page: Page; heading: "h2" | "h3"; isScrolled?: boolean; className?: string };

/** What the teacher says with a slide. */
export function SpeakerNotes({ page, heading: Heading, isScrolled = false, className }: SpeakerNotesProps) {
  const t = useTranslations("decks");
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      // What may scroll must be reachable by keyboard.
      tabIndex={isScrolled ? 0 : undefined}
      className={classNames("min-w-0", className)}
    >
      <Heading id={headingId} className="mb-1 font-medium text-muted text-sm">
        {t("notes")}
      </Heading>
      {page.notes.trim() === "" ? (
        <p className="text-muted">{t("noNotes")}</p>
      ) : (
        <div lang={page.language} className="grid max-w-[70ch] gap-1.5 wrap-anywhere text-lg">
          {linesOf(page.notes).map(({ text, key }) => (
            <p key={key} dir="auto">
              {text}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

/** Lines of a text that is shown as a whole: their place is their identity. */
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line, index) => ({ text: line, key: `${index.toString()}` }))
    .filter((line) => line.text.trim() !== "");
