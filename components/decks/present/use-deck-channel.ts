"use client";

import { useEffect, useRef } from "react";

/**
 * What the windows of one deck in one browser tell each other. `show`: the presenter's window says what is shown; `ask`: another has opened
 * and wants to know; `turn`: a key was pressed there.
 */
export type DeckMessage =
  | { kind: "show"; index: number; isBlack: boolean }
  | { kind: "ask" }
  | { kind: "turn"; index: number };

/** @returns how to tell the other windows of the deck something; it is the same function for as long as the deck is */
export function useDeckChannel(
  presentationId: string,
  onMessage: (message: DeckMessage) => void,
): (message: DeckMessage) => void {
  const listener = useRef(onMessage);
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    listener.current = onMessage;
  });
  useEffect(() => {
    const opened = new BroadcastChannel(`deck ${presentationId}`);
    // Only windows of this product can write there.
    opened.onmessage = (event: MessageEvent<DeckMessage>) => listener.current(event.data);
    channel.current = opened;
    return () => {
      channel.current = null;
      opened.close();
    };
  }, [presentationId]);
  return useRef((message: DeckMessage) => channel.current?.postMessage(message)).current;
}
