/** Preloaded into a worker process: its JavaScript clock is wrong by CLOCK_SHIFT_MS. The database keeps its own. */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS);
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + shiftMs] : args, newTarget),
  get: (target, key) => (key === "now" ? () => RealDate.now() + shiftMs : Reflect.get(target, key, target)),
});
