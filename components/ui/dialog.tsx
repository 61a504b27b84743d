"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  /** palette: at the top of the page; the title is for screen readers only, and the content brings its own frame. */
  look?: "card" | "palette";
  children: ReactNode;
};

const looks = {
  card: "m-auto w-[min(32rem,calc(100vw-2rem))] max-md:mb-0 max-md:w-full max-md:max-w-full max-md:rounded-b-none",
  palette: "mx-auto mt-[12dvh] mb-auto w-[min(40rem,calc(100vw-2rem))] max-md:mt-4",
};

/** A modal dialog on the real element: the browser keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ isOpen, onClose, title, description, look = "card", children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const t = useTranslations("common");
  const titleId = useId();
  const descriptionId = useId();

  useEffect(() => {
    const dialog = element.current;
    if (isOpen && !dialog?.open) dialog?.showModal();
    if (!isOpen && dialog?.open) dialog.close();
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes on the backdrop; Escape does it for the keyboard.
    <dialog
      ref={element}
      aria-labelledby={titleId}
      aria-describedby={description ? descriptionId : undefined}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
      className={classNames(
        "rounded-lg border bg-raised p-0 text-ink shadow-raised backdrop:bg-black/40",
        looks[look],
      )}
    >
      {look === "palette" ? (
        <>
          <h2 id={titleId} className="sr-only">
            {title}
          </h2>
          {isOpen && children}
        </>
      ) : (
        <>
          <div className="flex items-start gap-4 px-6 pt-5 pb-1">
            <div className="min-w-0 flex-1">
              <h2 id={titleId} className="font-semibold text-lg">
                {title}
              </h2>
              {description && (
                <p id={descriptionId} className="truncate text-muted">
                  {description}
                </p>
              )}
            </div>
            <Button
              look="quiet"
              size="icon"
              aria-label={t("close")}
              onClick={onClose}
              className="-mr-2 -mt-1"
            >
              <X aria-hidden />
            </Button>
          </div>
          {isOpen && <div className="px-6 pt-3 pb-6">{children}</div>}
        </>
      )}
    </dialog>
  );
}
