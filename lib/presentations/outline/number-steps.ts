/** What a class does one after the other is counted, also where the lesson only lists it. */
import type { Line } from "@/lib/contract/lessons";
import { factNamed, sectionNamed } from "@/lib/presentations/lesson/section-names";
import { splitLabel } from "@/lib/presentations/lesson/source-line";

/** Sections of a lesson plan that no step of an activity is called after. */
const ABOUT = new Set(["standards", "objectives", "materials", "prerequisites", "differentiation", "notes"]);

/**
 * The outermost list of an activity as steps. A list that counts already, one below a second heading, ticks and facts
 * ("Materials: drums", "Duration: 10 min") stay as they are.
 */
export function numberSteps(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex(({ kind }, at) => kind === "heading" && at > 0);
  const main = end === -1 ? lines : lines.slice(0, end);
  if (lines.some(({ kind }) => kind === "step")) return lines;
  const steps = new Set(main.filter(isStep));
  if (steps.size < 2) return lines;
  return lines.map((line) => (steps.has(line) ? { ...line, kind: "step" } : line));
}

function isStep({ kind, depth, text }: Line): boolean {
  if (kind !== "item" || depth > 0 || /^[☐☑✅✓✔]/u.test(text)) return false;
  const label = splitLabel(text)?.[0];
  if (label === undefined) return true;
  const named = sectionNamed(label);
  return factNamed(label) === null && !(named?.exact && ABOUT.has(named.section));
}
