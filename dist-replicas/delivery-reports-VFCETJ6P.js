import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  registerDeliveryReports
} from "./chunk-HUL5H4CS.js";
import "./chunk-KJF3UKB7.js";
import "./chunk-MSWVM5GX.js";
import "./chunk-G37RINV3.js";
import "./chunk-KJFL4LYA.js";
export {
  registerDeliveryReports
};
