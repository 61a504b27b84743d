"use client";

import { Presentation } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Result } from "@/lib/client/result";
import type { DeckStyle, StyleInfo } from "@/lib/contract/decks";
import type { GenerateAccepted } from "@/lib/contract/jobs";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { type GenerateChoices, GenerateForm } from "./generate-form";

/** What the deck is made of: a lesson, or the lesson of a deck that is there. */
type GenerateSource = { lessonId: string } | { presentationId: string };

type GenerateButtonProps = {
  source: GenerateSource;
  lessonTitle: string;
  styles: readonly StyleInfo[];
  initialStyle?: DeckStyle;
  canCreate: boolean;
};

function send(source: GenerateSource, choices: GenerateChoices): Promise<Result<GenerateAccepted>> {
  return "lessonId" in source
    ? api.generateDeck({ body: { ...choices, lesson_id: source.lessonId } })
    : api.regeneratePresentation({ presentation_id: source.presentationId, body: choices });
}

/** Asks how the deck shall be, puts the job into the queue and goes to watch it. */
export function GenerateButton({
  source,
  lessonTitle,
  styles,
  initialStyle = "default",
  canCreate,
}: GenerateButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const words = "lessonId" in source ? "Generate deck" : "Regenerate";

  async function generate(choices: GenerateChoices) {
    setBusy(true);
    setFailure(null);
    const result = await send(source, choices);
    if (result.ok) return router.push(`/jobs/${result.data.job_id}`);
    setFailure(result.error.detail);
    setBusy(false);
  }

  return (
    <>
      <Button
        look="primary"
        disabledReason={canCreate ? undefined : "Your role may not generate decks."}
        onClick={() => setOpen(true)}
      >
        <Presentation aria-hidden />
        {words}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={words} description={lessonTitle}>
        <GenerateForm
          styles={styles}
          initialStyle={initialStyle}
          failure={failure}
          isBusy={isBusy}
          onSubmit={generate}
        />
      </Dialog>
    </>
  );
}
