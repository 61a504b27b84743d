"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "../ui/dialog";
import { ChooseLesson } from "./choose-lesson";
import type { Step } from "./command";
import { FindAnything } from "./find-anything";
import { PauseStep } from "./pause-step";

type PaletteProps = { isOpen: boolean; onClose: () => void };

/** Pages, jobs, lessons and actions, found by typing. What is in it begins anew each time it opens. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const t = useTranslations("palette");
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("title")} look="palette">
      <Steps onClose={onClose} />
    </Dialog>
  );
}

function Steps({ onClose }: { onClose: () => void }) {
  const [step, setStep] = useState<Step | null>(null);
  switch (step) {
    case null:
      return <FindAnything onStep={setStep} onClose={onClose} />;
    case "pause":
      return <PauseStep onBack={() => setStep(null)} onClose={onClose} />;
    case "deck":
      return <ChooseLesson onBack={() => setStep(null)} onClose={onClose} />;
    default:
      return step satisfies never;
  }
}
