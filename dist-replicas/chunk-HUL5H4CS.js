import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  refuseAs
} from "./chunk-KJF3UKB7.js";

// src/http/routes/delivery-reports.ts
import { createHash, timingSafeEqual } from "node:crypto";

// src/http/routes/report-sample.ts
var maxSampleLength = 400;
function sampleOf(pairs) {
  return pairs.map(([name, value]) => `${/^[A-Za-z_]{1,32}$/.test(name) ? name : "\u2026"}=${shapeOf(value)}`).join("&").slice(0, maxSampleLength);
}
var shapeOf = (value) => /^[A-Z]{1,16}$/.test(value) ? value : value.slice(0, 40).replace(new RegExp("\\p{Nd}", "gu"), "#").replace(/[^#\s:+/.-]/gu, "x");

// src/http/routes/delivery-reports.ts
var maxReportBytes = 16 * 1024;
var maxParameters = 100;
function registerDeliveryReports(app, route) {
  const { journal, readReport, nowMs, observer, isAllowed = () => true } = route;
  const isSecret = createSecretCheck(route.secrets);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "string", bodyLimit: maxReportBytes },
      (_request, body, done) => done(null, body)
    );
    scope.addHook("onRequest", (request, reply, done) => {
      const { secret } = request.params;
      const address = request.socket.remoteAddress ?? "";
      if (!isSecret(secret)) refuse(request, reply, "wrong-secret", {});
      else if (!isAllowed(address)) refuse(request, reply, "wrong-network", { address });
      else done();
    });
    scope.route({
      method: ["GET", "POST"],
      url: "/delivery-reports/:secret",
      // A HEAD with a query would otherwise be a report.
      exposeHeadRoute: false,
      schema: { hide: true },
      handler: receive
    });
  });
  function refuse(request, reply, reason, fields) {
    observer.refused(reason);
    request.logFields = { report: "refused", reason, ...fields };
    refuseAs("not-found", request, reply);
  }
  async function receive(request, reply) {
    const pairs = parametersOf(request);
    if (pairs.length > maxParameters) return refuseAs("content-too-large", request, reply);
    const reading = readReport(pairs);
    if (!reading.ok) {
      observer.received({ status: void 0, result: "unreadable" });
      request.logFields = { report: "unreadable", reason: reading.reason, sample: sampleOf(pairs) };
      return accepted(reply);
    }
    const { report } = reading;
    const receivedAt = nowMs();
    const result = await journal.recordReport(report, receivedAt);
    observer.received({ status: report.status, result, ...delayOf(report, receivedAt) });
    if (result === "unmatched") {
      request.logFields = { report: result, sample: sampleOf(pairs) };
      return accepted(reply);
    }
    request.logFields = { report: result };
    return reply.code(200).type(plainText).send("OK\n");
  }
}
var plainText = "text/plain; charset=utf-8";
var accepted = (reply) => reply.code(202).type(plainText).send("Accepted\n");
var delayOf = ({ doneAt }, receivedAt) => doneAt === void 0 ? {} : { delayMs: receivedAt - doneAt };
function parametersOf({ body, raw }) {
  const query = (raw.url ?? "").split("?").slice(1).join("?");
  return [...new URLSearchParams(typeof body === "string" ? body : ""), ...new URLSearchParams(query)];
}
function createSecretCheck(secrets) {
  const digestOf = (text) => createHash("sha256").update(text).digest();
  const digests = secrets.map(digestOf);
  return (given) => {
    const digest = digestOf(given);
    return digests.map((known) => timingSafeEqual(known, digest)).includes(true);
  };
}

export {
  registerDeliveryReports
};
