"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Hold, HoldForm } from "../hold/hold-form";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { queueStateQuery } from "../overview/queue-state-query";
import { showToast } from "../ui/toast";

type PauseStepProps = { onBack: () => void; onClose: () => void };

/** Why the queue shall pause, and until when. */
export function PauseStep({ onBack, onClose }: PauseStepProps) {
  const t = useTranslations("palette");
  const messageOf = useMessageOf();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Hold) => dataOf(api.pauseQueue({ body })),
    onSuccess: (state) => {
      queryClient.setQueryData(queueStateQuery.queryKey, state);
      showToast({ look: "success", title: t("queuePaused") });
      router.refresh();
      onClose();
    },
  });

  return (
    <div className="p-5">
      <HoldForm
        lead={
          <>
            <h3 className="font-semibold text-ink text-lg">{t("pauseQueue")}</h3>
            <p>{t("pauseLead")}</p>
          </>
        }
        reasonHint={t("reasonHint")}
        submitWords={t("pauseQueue")}
        onBack={onBack}
        autoFocus
        failure={error ? messageOf(error) : null}
        isBusy={isPending}
        onSubmit={mutate}
      />
    </div>
  );
}
