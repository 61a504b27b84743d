"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as ToastPrimitive } from "radix-ui";
import { useSyncExternalStore } from "react";
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
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => none);
  const t = useTranslations("shell.ui");
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
        label={t("notifications", { hotkey: "{hotkey}" })}
        className="fixed right-4 bottom-4 z-40 grid w-88 max-w-[calc(100vw-2rem)] gap-2 outline-none max-md:bottom-20"
      />
    </ToastPrimitive.Provider>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations("shell.ui");
  const isError = toast.look === "error";
  const Icon = isError ? TriangleAlert : CircleCheck;
  return (
    <ToastPrimitive.Root
      open
      type={isError ? "foreground" : "background"}
      onOpenChange={(isOpen) => !isOpen && dismissToast(toast.id)}
      className="flex items-start gap-3 rounded-lg border bg-raised py-2 pr-2 pl-4 shadow-raised"
    >
      <Icon aria-hidden className={`mt-2 size-4 shrink-0 ${isError ? "text-failed" : "text-completed"}`} />
      <div className="min-w-0 flex-1 py-1.5">
        <ToastPrimitive.Title className="font-medium">{toast.title}</ToastPrimitive.Title>
        {toast.description && (
          <ToastPrimitive.Description className="line-clamp-3 wrap-anywhere text-muted">
            {toast.description}
          </ToastPrimitive.Description>
        )}
      </div>
      <ToastPrimitive.Close asChild>
        <Button look="quiet" size="icon" aria-label={t("dismiss")}>
          <X aria-hidden />
        </Button>
      </ToastPrimitive.Close>
    </ToastPrimitive.Root>
  );
}
