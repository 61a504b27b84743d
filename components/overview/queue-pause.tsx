"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import type { QueueStateAnswer } from "@/lib/contract/queue";
import { api, dataOf, messageOf } from "../http/api";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";

const MINUTE_MS = 60_000;

/** After how many minutes a pause ends by itself; 0: when somebody resumes. */
const lengths = [
  { minutes: 0, words: "When somebody resumes it" },
  { minutes: 15, words: "After 15 minutes" },
  { minutes: 60, words: "After an hour" },
  { minutes: 240, words: "After 4 hours" },
];

/** That the queue is paused: by whom, why and until when. Nothing while it is not. */
export function PausedNotice({ state }: { state: QueueStateAnswer }) {
  if (!state.paused) return null;
  return (
    <Notice look="warning" title="The queue is paused: no waiting job begins">
      {state.paused_by} paused it {state.paused_at && <RelativeTime at={state.paused_at} />}: {state.reason}.{" "}
      {state.resume_at ? (
        <>
          It goes on <RelativeTime at={state.resume_at} />.
        </>
      ) : (
        "It goes on when somebody resumes it."
      )}
    </Notice>
  );
}

/** Pauses the queue, with a reason and an end, and resumes it. */
export function QueuePauseButton({ isPaused, canOperate }: { isPaused: boolean; canOperate: boolean }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const notAllowed = canOperate ? undefined : "Your role may not pause the queue.";
  const done = (title: string) => {
    setOpen(false);
    showToast({ look: "success", title });
    router.refresh();
  };
  const pause = useMutation({
    mutationFn: (body: { reason: string; resume_at?: string }) => dataOf(api.pauseQueue({ body })),
    onSuccess: () => done("The queue is paused"),
  });
  const resume = useMutation({
    mutationFn: () => dataOf(api.resumeQueue()),
    onSuccess: () => done("The queue goes on"),
    onError: (error) =>
      showToast({ look: "error", title: "The queue was not resumed", description: messageOf(error) }),
  });

  if (isPaused) {
    return (
      <Button
        look="primary"
        disabledReason={notAllowed ?? (resume.isPending ? "One moment …" : undefined)}
        onClick={() => resume.mutate()}
      >
        <Play aria-hidden />
        Resume queue
      </Button>
    );
  }
  return (
    <>
      <Button
        disabledReason={notAllowed}
        onClick={() => {
          pause.reset();
          setOpen(true);
        }}
      >
        <Pause aria-hidden />
        Pause queue
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Pause queue">
        <PauseForm
          failure={pause.error ? messageOf(pause.error) : null}
          isBusy={pause.isPending}
          onSubmit={pause.mutate}
        />
      </Dialog>
    </>
  );
}

type PauseFormProps = {
  failure: string | null;
  isBusy: boolean;
  onSubmit: (body: { reason: string; resume_at?: string }) => void;
};

function PauseForm({ failure, isBusy, onSubmit }: PauseFormProps) {
  const formId = useId();
  const [reasonError, setReasonError] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get("reason")).trim();
    if (reason === "") return setReasonError("Say why: it is shown to everybody.");
    const minutes = Number(fields.get("minutes"));
    const resumeAt = new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    onSubmit({ reason, ...(minutes > 0 && { resume_at: resumeAt }) });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <p className="text-muted">No worker begins a waiting job any more. What runs goes on.</p>
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label="Reason"
        hint="Everybody who looks at the queue sees it."
        error={reasonError}
        maxLength={500}
        autoComplete="off"
        required
      />
      <Field id={`${formId}-minutes`} label="It goes on">
        <Select id={`${formId}-minutes`} name="minutes" defaultValue="0">
          {lengths.map(({ minutes, words }) => (
            <option key={minutes} value={minutes}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabledReason={isBusy ? "One moment …" : undefined}>
          Pause queue
        </Button>
      </div>
    </form>
  );
}
