"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Toast as ToastPrimitive } from "radix-ui";
import { useState, useSyncExternalStore } from "react";
import { useNow } from "../time/clock";
import { useTimes } from "../time/use-times";
import { Button } from "./button";
import { dismissToast, type Toast, toastStore } from "./toast";

const none: readonly Toast[] = [];
const SHOWN_MS = 6000;
const never = () => () => {};

/**
 * Where toasts appear. Only in the browser: rendered by the server, the primitive's inline styles would be refused by the
 * content security policy.
 */
export function Toaster() {
  const t = useTranslations("common");
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => none);
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!isBrowser) return null;
  return (
    <ToastPrimitive.Provider duration={SHOWN_MS} label={t("notification")} swipeDirection="right">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <ToastPrimitive.Viewport
        // The primitive puts the keys where it finds these words.
        label={t("notifications", { hotkey: "{hotkey}" })}
        className="fixed right-4 bottom-4 z-40 grid max-h-[60dvh] w-88 max-w-[calc(100vw-2rem)] gap-2 overflow-y-auto outline-none max-md:bottom-20"
      />
    </ToastPrimitive.Provider>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations("common");
  const { look, title, description, undo, link } = toast;
  const isError = look === "error";
  const Icon = isError ? TriangleAlert : CircleCheck;
  const [shownMs] = useState(() => (undo ? Math.max(SHOWN_MS, undo.until - Date.now()) : SHOWN_MS));
  return (
    <ToastPrimitive.Root
      open
      duration={shownMs}
      type={isError ? "foreground" : "background"}
      onOpenChange={(isOpen) => !isOpen && dismissToast(toast.id)}
      className="flex items-start gap-3 rounded-lg border bg-raised py-2 pr-2 pl-4 shadow-raised"
    >
      <Icon aria-hidden className={`mt-2 size-4 shrink-0 ${isError ? "text-failed" : "text-completed"}`} />
      <div className="min-w-0 flex-1 py-1.5">
        <ToastPrimitive.Title className="font-medium">{title}</ToastPrimitive.Title>
        {description && (
          <ToastPrimitive.Description className="line-clamp-3 wrap-anywhere text-muted">
            {description}
          </ToastPrimitive.Description>
        )}
        {link && (
          <Link
            href={link.href}
            onClick={() => dismissToast(toast.id)}
            className="mt-1 inline-flex min-h-6 items-center rounded-sm text-accent-ink hover:underline"
          >
            {link.words}
          </Link>
        )}
      </div>
      {undo && <UndoButton undo={undo} />}
      <ToastPrimitive.Close asChild>
        <Button look="quiet" size="icon" aria-label={t("dismiss")}>
          <X aria-hidden />
        </Button>
      </ToastPrimitive.Close>
    </ToastPrimitive.Root>
  );
}

/** With the seconds that are left, for the eye only: a screen reader would read every one of them. */
function UndoButton({ undo }: { undo: NonNullable<Toast["undo"]> }) {
  const t = useTranslations("common");
  const times = useTimes();
  const seconds = Math.ceil((undo.until - useNow()) / 1000);
  if (seconds <= 0) return null;
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="min-w-9 whitespace-nowrap text-right text-muted text-sm">
        {times.duration(seconds)}
      </span>
      <ToastPrimitive.Action asChild altText={t("undo")}>
        <Button size="small" onClick={undo.run} className="my-0.5">
          {t("undo")}
        </Button>
      </ToastPrimitive.Action>
    </div>
  );
}
