"use client";

import { useEffect, useState } from "react";

const AFTER_TYPING_MS = 150;

/** `text` once it has not changed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), AFTER_TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
