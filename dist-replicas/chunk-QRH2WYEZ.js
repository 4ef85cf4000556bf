import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;

// src/messages/upstream.ts
var defaultAccount = "default";
var breakerStates = ["closed", "open", "half-open"];

export {
  defaultAccount,
  breakerStates
};
