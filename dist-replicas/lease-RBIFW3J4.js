import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  ordinaryLease,
  startLease
} from "./chunk-G2S7W6WS.js";
import "./chunk-KJFL4LYA.js";
export {
  ordinaryLease,
  startLease
};
