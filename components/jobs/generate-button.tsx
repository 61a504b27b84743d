"use client";

import { Presentation } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DeckStyle, StyleInfo } from "@/lib/contract/decks";
import type { GenerateAccepted } from "@/lib/contract/jobs";
import { regenerateDeck } from "../decks/api";
import { messageOf } from "../http/fetch-json";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { generateDeck } from "./api";
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

function send(source: GenerateSource, choices: GenerateChoices): Promise<GenerateAccepted> {
  return "lessonId" in source
    ? generateDeck({ ...choices, lesson_id: source.lessonId })
    : regenerateDeck(source.presentationId, choices);
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
    try {
      const { job_id } = await send(source, choices);
      router.push(`/jobs/${job_id}`);
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
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
