"use client";

import { Hourglass, Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { WorkerDetails } from "@/lib/contract/queue";
import { HoldForm } from "../hold/hold-form";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useWorkerOrders } from "./use-worker-orders";
import { nameOf } from "./worker-name";

type WorkerActionsProps = { worker: WorkerDetails; canOperate: boolean };

/** Pause or resume, and drain: always there, and disabled with the reason where they are not possible. */
export function WorkerActions({ worker, canOperate }: WorkerActionsProps) {
  const t = useTranslations("workers");
  const messageOf = useMessageOf();
  const common = useTranslations("common");
  const [asked, setAsked] = useState<"pause" | "drain" | null>(null);
  const orders = useWorkerOrders(worker, () => setAsked(null));
  const name = nameOf(worker);
  const impossible = !canOperate
    ? t("why.notAllowed")
    : worker.state === "dead"
      ? t("why.dead")
      : orders.isPending
        ? common("oneMoment")
        : undefined;
  const isHeld = worker.state === "paused" || worker.state === "draining";

  function ask(kind: "pause" | "drain") {
    orders.reset();
    setAsked(kind);
  }

  return (
    <div className="flex gap-2">
      {isHeld ? (
        <Button
          size="small"
          aria-label={t("resume.named", { worker: name })}
          disabledReason={impossible}
          onClick={() => orders.mutate({ kind: "resume" })}
        >
          <Play aria-hidden />
          {t("resume.button")}
        </Button>
      ) : (
        <Button
          size="small"
          aria-label={t("pause.named", { worker: name })}
          disabledReason={impossible}
          onClick={() => ask("pause")}
        >
          <Pause aria-hidden />
          {t("pause.button")}
        </Button>
      )}
      <Button
        size="small"
        look="quiet"
        aria-label={t("drain.named", { worker: name })}
        disabledReason={impossible ?? (worker.state === "draining" ? t("why.alreadyDraining") : undefined)}
        onClick={() => ask("drain")}
      >
        <Hourglass aria-hidden />
        {t("drain.button")}
      </Button>
      <Dialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === null ? "" : t(`${asked}.named`, { worker: name })}
      >
        {asked && (
          <HoldForm
            lead={t(`${asked}.explain`)}
            reasonHint={t("reasonHint")}
            submitWords={t(`${asked}.button`)}
            hasEnd={asked === "pause"}
            onBack={() => setAsked(null)}
            failure={orders.error ? messageOf(orders.error) : null}
            isBusy={orders.isPending}
            onSubmit={(hold) => orders.mutate({ kind: asked, ...hold })}
          />
        )}
      </Dialog>
    </div>
  );
}
