/**
 * Preloaded into a worker process: it never notices that it lost a lease, because neither its heartbeat (an interval) nor its look
 * at the leases after a change (the timer below) fires. Only the fence of its writes is left.
 */
const LEASE_CHECK_MS = 200;
const setAnyTimeout = globalThis.setTimeout;
const never = () => setAnyTimeout(() => {}, 0);

globalThis.setInterval = new Proxy(globalThis.setInterval, { apply: never });
globalThis.setTimeout = new Proxy(setAnyTimeout, {
  apply: (target, self, args) => (args[1] === LEASE_CHECK_MS ? never() : Reflect.apply(target, self, args)),
});
