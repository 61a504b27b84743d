import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";

/** Text to be read or copied as it is: a command, a stack. `label` names it for screen readers and the copy button. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  const t = useTranslations("shell.ui");
  return (
    <div className="flex items-start rounded-md border bg-canvas text-left">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it.
        tabIndex={0}
        className="max-h-80 min-w-0 flex-1 overflow-auto rounded-md p-3"
      >
        <pre className="font-mono text-ink text-xs">{text}</pre>
      </section>
      {/* Beside the text, never over it; its place is kept while the page is not alive. */}
      <div className="w-9 shrink-0 py-1 pr-1 max-md:w-11">
        <CopyButton text={text} label={t("copyLabel", { label: label.toLowerCase() })} />
      </div>
    </div>
  );
}
