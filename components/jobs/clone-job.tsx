"use client";

import { CopyPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { StyleInfo } from "@/lib/contract/decks";
import type { Job } from "@/lib/contract/jobs";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { GenerateForm } from "./generate-form";
import { useQueuedJob } from "./use-queued-job";

type CloneJobProps = { job: Job; styles: readonly StyleInfo[]; canCreate: boolean };

/** A new job for the same lesson, asked for as this one was unless something is changed. */
export function CloneJob({ job, styles, canCreate }: CloneJobProps) {
  const t = useTranslations("job.clone");
  const [isOpen, setOpen] = useState(false);
  const { queue, isBusy, failure } = useQueuedJob();
  return (
    <>
      <Button disabledReason={canCreate ? undefined : t("notAllowed")} onClick={() => setOpen(true)}>
        <CopyPlus aria-hidden />
        {t("title")}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("title")} description={t("hint")}>
        <GenerateForm
          styles={styles}
          initial={job}
          submitWords={t("submit")}
          failure={failure}
          isBusy={isBusy}
          onSubmit={(choices) =>
            queue(() => api.generateDeck({ body: { ...choices, lesson_id: job.lesson_id } }))
          }
        />
      </Dialog>
    </>
  );
}
