import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;

// src/messages/journal.ts
var JournalError = class extends Error {
  name = "JournalError";
  kind;
  constructor(message, { kind = "failed", cause } = {}) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.kind = kind;
  }
};
var attemptStates = ["queued", "sending", "accepted", "rejected", "unknown", "not-attempted"];

export {
  JournalError,
  attemptStates
};
