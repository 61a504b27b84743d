/** 1536 as "1.5 kB": thousands of bytes, as file managers and browsers show downloads. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [divisor, unit] = bytes < 1_000_000 ? [1000, "kB"] : [1_000_000, "MB"];
  const amount = bytes / divisor;
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
