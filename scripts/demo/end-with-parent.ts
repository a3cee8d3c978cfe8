/*
 * Preloaded into every process that the demo starts: should the demo be ended in a way that it cannot notice
 * (SIGKILL, a crash), its processes end by themselves instead of holding the ports.
 */
const PARENT_CHECK_MS = 1_000;

const demo = process.ppid;

setInterval(() => {
  if (process.ppid === demo) return;
  process.kill(process.pid, 'SIGTERM');
}, PARENT_CHECK_MS).unref();

export {};
