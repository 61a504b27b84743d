/** Short messages about what has just happened. A store outside React, so that any code can add one. */

export type Toast = {
  id: number;
  look: "success" | "error";
  title: string;
  description?: string;
  /** Takes back what happened. The toast stays for as long as that is possible, and says how long it is. */
  undo?: { /** Unix ms. */ until: number; run: () => void };
  /** Where to see more. */
  link?: { href: string; words: string };
};

/** More would cover the page: the oldest goes, but not one whose Undo is still possible. */
const MAX_SHOWN = 3;
/** With those. */
const MAX_WITH_UNDO = 6;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(toast: Omit<Toast, "id">): void {
  set(withoutSurplus([...toasts, { ...toast, id: nextId++ }]));
}

/** The newest stays in any case: it may say why something failed. */
function withoutSurplus(all: readonly Toast[]): readonly Toast[] {
  const mayGo = all.slice(0, -1).filter(({ undo }) => !undo || undo.until <= Date.now());
  const gone = mayGo.slice(0, Math.max(0, all.length - MAX_SHOWN));
  return all.filter((toast) => !gone.includes(toast)).slice(-MAX_WITH_UNDO);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export const toastStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  read: () => toasts,
};
