/** A whole number within its range from a field of a form, else null. */
export function wholeNumber(value: FormDataEntryValue | null, min: number, max: number): number | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isInteger(number) && number >= min && number <= max ? number : null;
}
