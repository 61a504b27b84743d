import type { LucideIcon } from "lucide-react";
import type { Findable } from "./match";

/** What the palette asks for next, before it does something. */
export type Step = "pause" | "deck";

export type PaletteCommand = Findable & {
  id: string;
  icon: LucideIcon;
  keys?: readonly string[];
  /** Why it is not possible now; it stays in the list and says so. */
  whyNot?: string | undefined;
} & ({ run: () => void } | { step: Step });
