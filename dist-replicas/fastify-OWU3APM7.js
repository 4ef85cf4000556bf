import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  createFastify
} from "./chunk-2MI4YAAU.js";
import "./chunk-JPS2STOU.js";
import "./chunk-KJF3UKB7.js";
import "./chunk-MSWVM5GX.js";
import "./chunk-G37RINV3.js";
import "./chunk-KJFL4LYA.js";
export {
  createFastify
};
