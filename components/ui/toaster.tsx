"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "./button";
import { dismissToast, type Toast, toastStore } from "./toast";

const none: readonly Toast[] = [];
const SHOWN_MS = 6000;

/**
 * Where toasts appear. Ours, because the libraries for it insert a style sheet by script, which the content security policy
 * refuses. The region is there from the beginning: a screen reader announces only what is added to a region that it knows.
 */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => none);
  return (
    <section aria-label="Notifications" aria-live="polite">
      <ol className="fixed right-4 bottom-4 z-40 grid w-88 max-w-[calc(100vw-2rem)] gap-2 max-md:bottom-20">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </ol>
    </section>
  );
}

/** Goes by itself, but not from under a pointer or the keyboard's focus. */
function ToastCard({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id]);

  const isError = toast.look === "error";
  const Icon = isError ? TriangleAlert : CircleCheck;
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex items-start gap-3 rounded-lg border bg-raised py-2 pr-2 pl-4 shadow-raised"
    >
      <Icon aria-hidden className={`mt-2 size-4 shrink-0 ${isError ? "text-failed" : "text-completed"}`} />
      <div className="min-w-0 flex-1 py-1.5">
        <p className="font-medium">{toast.title}</p>
        {toast.description && <p className="line-clamp-3 break-words text-muted">{toast.description}</p>}
      </div>
      {toast.action && (
        <Button
          size="small"
          className="mt-0.5"
          onClick={() => {
            toast.action?.onClick();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button look="quiet" size="icon" aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>
        <X aria-hidden />
      </Button>
    </li>
  );
}
