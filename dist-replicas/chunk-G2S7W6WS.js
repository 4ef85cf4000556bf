import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;

// src/journal/postgres/lease.ts
var ordinaryLease = { leaseMs: 15e3, beatMs: 5e3 };
var usedShare = 0.8;
var retryMs = 500;
function startLease({ leaseMs, beatMs }, { wallMs, steadyMs }, entered, renew, onOver) {
  const usedMs = leaseMs * usedShare;
  let until = { wallMs: entered.wallMs + usedMs, steadyMs: entered.steadyMs + usedMs };
  let steadySince = entered.steadyMs;
  let renewedAt = entered.steadyMs;
  let { live } = entered;
  let isWell = true;
  let isStopped = false;
  let timer = setTimeout(beat, beatMs).unref();
  async function beat() {
    const sent = { wallMs: wallMs(), steadyMs: steadyMs() };
    if (sent.steadyMs - renewedAt > 2 * beatMs) steadySince = sent.steadyMs;
    try {
      const answer = await renew(sent.steadyMs - steadySince >= leaseMs);
      if (isStopped) return;
      if (answer === void 0) {
        stop();
        onOver();
        return;
      }
      until = { wallMs: sent.wallMs + usedMs, steadyMs: sent.steadyMs + usedMs };
      renewedAt = sent.steadyMs;
      live = answer.live;
      isWell = true;
    } catch {
      isWell = false;
    }
    if (!isStopped) timer = setTimeout(beat, isWell ? beatMs : Math.min(retryMs, beatMs)).unref();
  }
  function stop() {
    isStopped = true;
    clearTimeout(timer);
  }
  return {
    isValid: () => !isStopped && steadyMs() < until.steadyMs && wallMs() < until.wallMs,
    isWell: () => isWell,
    liveReplicas: () => live,
    stop
  };
}

export {
  ordinaryLease,
  startLease
};
