"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type UIEvent, useEffect, useLayoutEffect, useRef } from "react";
import { type LogPaneProps, logPaneLook, NEAR_END_PX } from "./log-pane-props";
import { LogRow } from "./log-row";

/** The classes below in pixels: `max-h-96`, a line of `text-xs`, `gap-1`, `py-3`. A line that wraps is measured. */
const PANE_PX = 384;
const LINE_PX = 16;
const GAP_PX = 4;
const PADDING_PX = 12;
/** Kept beyond what is in view. */
const SPARE_LINES = 60;

/**
 * A log that scrolls. A job may write thousands of lines: only those in view and some around them are in the page, and padding stands
 * for the rest.
 */
export function LogPane({ lines, since, label, isFollowing, onScrolled }: LogPaneProps) {
  const pane = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const lastTop = useRef(0);
  const count = lines.length;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => pane.current,
    estimateSize: () => LINE_PX,
    gap: GAP_PX,
    paddingStart: PADDING_PX,
    paddingEnd: PADDING_PX,
    overscan: SPARE_LINES,
    initialRect: { width: 0, height: PANE_PX },
    // There are lines to spare; rendering within the scroll event would hold it up.
    useFlushSync: false,
  });
  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? PADDING_PX;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? PADDING_PX);

  // Not attributes: the content security policy refuses inline styles in the server's page.
  useLayoutEffect(() => {
    if (list.current === null) return;
    list.current.style.paddingTop = `${above}px`;
    list.current.style.paddingBottom = `${below}px`;
  }, [above, below]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line moves the end.
  useEffect(() => {
    if (isFollowing) rows.scrollToEnd();
  }, [isFollowing, rows, count]);

  function watchScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) {
    const isAtEnd = scrollHeight - scrollTop - clientHeight <= NEAR_END_PX;
    const isBack = scrollTop < lastTop.current;
    lastTop.current = scrollTop;
    // On the way to the end it moves off, when a line turns out to be higher than thought: that is nobody who scrolled away.
    if (isAtEnd || isBack || !isFollowing) onScrolled(isAtEnd);
  }

  return (
    <section
      ref={pane}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      tabIndex={0}
      onScroll={watchScroll}
      // Without the browser's scroll anchoring, which would correct once more what the virtualizer has corrected.
      className={logPaneLook}
    >
      <ol ref={list} className="grid gap-1 py-3 font-mono text-xs">
        {items.map(({ index }) => {
          const line = lines[index];
          return (
            line && (
              <LogRow
                key={index}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={count}
                aria-posinset={index + 1}
                line={line}
                since={since}
              />
            )
          );
        })}
      </ol>
    </section>
  );
}
