import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  diag
} from "./chunk-IKWMOOIT.js";
import "./chunk-KJFL4LYA.js";

// node_modules/@opentelemetry/resources/dist/detectors/platform/node/machine-id/getMachineId-linux.mjs
import { promises } from "fs";
async function getMachineId() {
  for (const path of ["/etc/machine-id", "/var/lib/dbus/machine-id"]) try {
    return (await promises.readFile(path, { encoding: "utf8" })).trim();
  } catch (e) {
    diag.debug(`error reading machine id: ${e}`);
  }
}
export {
  getMachineId
};
