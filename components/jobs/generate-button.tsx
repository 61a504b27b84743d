"use client";

import { Presentation } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Result } from "@/lib/client/result";
import type { StyleInfo } from "@/lib/contract/decks";
import type { GenerateAccepted } from "@/lib/contract/jobs";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { type GenerateChoices, GenerateForm, plainChoices } from "./generate-form";
import { useQueuedJob } from "./use-queued-job";

/** What the deck is made of: a lesson, or the lesson of a deck that is there. */
type GenerateSource = { lessonId: string } | { presentationId: string };

type GenerateButtonProps = {
  source: GenerateSource;
  lessonTitle: string;
  styles: readonly StyleInfo[];
  /** What is chosen to begin with, where it is not as plain as the API's own. */
  initial?: Partial<GenerateChoices>;
  canCreate: boolean;
};

function send(source: GenerateSource, choices: GenerateChoices): Promise<Result<GenerateAccepted>> {
  return "lessonId" in source
    ? api.generateDeck({ body: { ...choices, lesson_id: source.lessonId } })
    : api.regeneratePresentation({ presentation_id: source.presentationId, body: choices });
}

/** In the address it asks at once: a link, or the palette, leads here to generate. */
const ASK = "generate";

function forgetAsking(): void {
  const query = new URLSearchParams(window.location.search);
  if (!query.has(ASK)) return;
  query.delete(ASK);
  // Not through the router: the dialog would wait for the server before it closes.
  window.history.replaceState(null, "", window.location.pathname + (query.size === 0 ? "" : `?${query}`));
}

/** Asks how the deck shall be, puts the job into the queue and goes to watch it. */
export function GenerateButton({ source, lessonTitle, styles, initial, canCreate }: GenerateButtonProps) {
  const t = useTranslations("job.generate");
  const [isPressed, setPressed] = useState(false);
  const isAsked = useSearchParams().has(ASK);
  const isOpen = canCreate && (isPressed || isAsked);
  const { queue, isBusy, failure } = useQueuedJob();

  function close() {
    setPressed(false);
    // Asked and answered: a reload does not ask again.
    forgetAsking();
  }

  const words = "lessonId" in source ? t("title") : t("again");

  return (
    <>
      <Button
        look="primary"
        disabledReason={canCreate ? undefined : t("notAllowed")}
        onClick={() => setPressed(true)}
      >
        <Presentation aria-hidden />
        {words}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={words} description={lessonTitle}>
        <GenerateForm
          styles={styles}
          initial={{ ...plainChoices, ...initial }}
          failure={failure}
          isBusy={isBusy}
          onSubmit={(choices) => queue(() => send(source, choices))}
        />
      </Dialog>
    </>
  );
}
