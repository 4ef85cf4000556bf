import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  dialects,
  formatReachableHost,
  isLoopback,
  statusCodes
} from "./chunk-3UEWJLBM.js";
import "./chunk-KJFL4LYA.js";

// sandbox/create-sandbox.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { createServer as createServer2 } from "node:http";

// sandbox/answer.ts
import { randomUUID } from "node:crypto";

// sandbox/answer-shapes.ts
var strangerDigits = "99910009999";
var tupleShapes = {
  "no-id": (c) => [`1701|${c.echo}`],
  "colon-id": (c) => [`1701|${c.echo}:${c.newId()}`],
  "no-plus": (c) => [`1701|${c.digits}|${c.newId()}`],
  "with-plus": (c) => [`1701|+${c.digits}|${c.newId()}`],
  "trailing-pipe": (c) => [`${c.refused(1706)}|`],
  "na-tuple": () => ["1706|NA"],
  "missing-tuple": () => [],
  "stopped-batch": (c) => [c.refused(1725)],
  "extra-tuple": (c) => [c.accepted(), `1701|${strangerDigits}|${c.newId()}`],
  "wrong-destination": (c) => [`1701|${strangerDigits}|${c.newId()}`],
  "contradictory-tuples": (c) => [c.accepted(), c.refused(1706)],
  "duplicate-tuple": (c) => [c.accepted()].flatMap((tuple) => [tuple, tuple]),
  "unknown-code": (c) => [c.refused(9999)],
  "code-zero": (c) => [c.refused(0)],
  "refused-with-id": (c) => [`${c.refused(1706)}|${c.newId()}`],
  "several-ids": (c) => [`1701|${c.echo}|${c.newId()}`, `1701|${c.echo}|${c.newId()}`],
  "first-1709-then-accepted": (c) => [c.turn % 2 === 1 ? c.refused(1709) : c.accepted()]
};
var bodyShapes = {
  "bare-code": () => "1707",
  "trailing-newline": (body) => `${body}\r
`,
  "free-text": () => "Your message has been queued for delivery.",
  "empty-body": () => "",
  "json-body": (body) => JSON.stringify({ status: 1701, response: body }),
  "html-body": (body) => `<html><body><p>${body}</p></body></html>`
};
var isTupleShapeName = (name) => Object.hasOwn(tupleShapes, name);
var isBodyShapeName = (name) => Object.hasOwn(bodyShapes, name);

// sandbox/faults.ts
import { gzipSync } from "node:zlib";
var defaultFaultTimings = { slowMs: 1e3, dripMs: 100, holdMs: 12e4, shutMs: 3e3 };
function formatHttpAnswer({ status = "200 OK", headers = {}, body = "" }) {
  const all = { "content-type": "text/plain", "content-length": Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r
`);
  return `HTTP/1.1 ${status}\r
${lines.join("")}\r
${body}`;
}
var hugeHeaderBytes = 256 * 1024;
var hugeBodyBytes = 8 * 1024 * 1024;
var faults = {
  "reset-after-request": ({ reset }) => reset(),
  "close-after-request": ({ socket }) => socket.destroySoon(),
  "half-header": ({ socket }) => end(socket, "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-le"),
  "half-body": ({ socket, body }) => {
    end(socket, formatHttpAnswer({ headers: { "content-length": body.length * 2 }, body }));
  },
  "cut-body": ({ socket, body }) => {
    end(socket, `HTTP/1.1 200 OK\r
content-type: text/plain\r
connection: close\r
\r
${body.slice(0, 9)}`);
  },
  "never-answer": ({ socket, timings }) => after(socket, timings.holdMs, () => socket.destroy()),
  "informational-drip": ({ socket, timings }) => drip(socket, timings, "HTTP/1.1 102 Processing\r\n\r\n"),
  "body-drip": ({ socket, body, timings }) => {
    const length = body.length + Math.ceil(timings.holdMs / timings.dripMs) + 1;
    socket.write(formatHttpAnswer({ headers: { "content-length": length } }));
    const rest = [...body];
    drip(socket, timings, () => rest.shift() ?? "\n");
  },
  slow: ({ socket, body, timings }) => after(socket, timings.slowMs, () => answer(socket, { body })),
  "huge-header": ({ socket, body }) => answer(socket, { headers: { "x-padding": "x".repeat(hugeHeaderBytes) }, body }),
  "huge-body": ({ socket, body }) => answer(socket, { body: body + "\n".repeat(hugeBodyBytes) }),
  garbage: ({ socket }) => end(socket, Buffer.from([0, 0, 0, 16, 128, 0, 0, 4, 0, 0, 0, 88, 0, 0, 0, 1])),
  redirect: ({ socket }) => answer(socket, { status: "301 Moved Permanently", headers: { location: "/bulksms/moved" } }),
  "status-500-html": ({ socket }) => {
    const body = "<html><body><h1>Internal Server Error</h1></body></html>";
    answer(socket, { status: "500 Internal Server Error", headers: { "content-type": "text/html" }, body });
  },
  "status-503-accepted": ({ socket, body }) => answer(socket, { status: "503 Service Unavailable", body }),
  "wrong-content-type": ({ socket, body }) => answer(socket, { headers: { "content-type": "image/png" }, body }),
  chunked: ({ socket, body }) => {
    const chunks = [body.slice(0, 9), body.slice(9)].filter((chunk) => chunk !== "");
    const framed = chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r
${chunk}\r
`);
    end(socket, `HTTP/1.1 200 OK\r
transfer-encoding: chunked\r
\r
${framed.join("")}0\r
\r
`);
  },
  "keep-alive-then-close": ({ socket, body }) => {
    end(socket, formatHttpAnswer({ headers: { connection: "keep-alive", "keep-alive": "timeout=60" }, body }));
  },
  // The door is shut before the answer is written, so that a client that has the answer finds it shut.
  "refuse-next": ({ socket, body, timings, door }) => {
    door.refuseFor(timings.shutMs);
    answer(socket, { body });
  },
  "reset-next": ({ socket, body, timings, door }) => {
    door.resetFor(timings.shutMs);
    answer(socket, { body });
  },
  "continue-first": ({ socket, body }) => {
    socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    answer(socket, { body });
  },
  gzip: ({ socket, body }) => answerCompressed(socket, gzipSync(body)),
  "gzip-cut": ({ socket, body }) => answerCompressed(socket, gzipSync(body).subarray(0, -1)),
  "two-answers": ({ socket, body }) => end(socket, formatHttpAnswer({ body: "1709" }) + formatHttpAnswer({ body }))
};
var isFaultName = (name) => Object.hasOwn(faults, name);
function end(socket, bytes) {
  socket.write(bytes);
  socket.destroySoon();
}
function answer(socket, content) {
  end(socket, formatHttpAnswer({ ...content, headers: { connection: "close", ...content.headers } }));
}
function answerCompressed(socket, body) {
  const headers = { "content-encoding": "gzip", "content-length": body.length, connection: "close" };
  socket.write(formatHttpAnswer({ headers }));
  end(socket, body);
}
function after(socket, delayMs, act) {
  const timer = setTimeout(act, delayMs);
  socket.once("close", () => clearTimeout(timer));
}
function drip(socket, timings, piece) {
  const timer = setInterval(() => socket.write(typeof piece === "string" ? piece : piece()), timings.dripMs);
  socket.once("close", () => clearInterval(timer));
  after(socket, timings.holdMs, () => socket.destroy());
}

// sandbox/magic-faults.ts
var faultNumbers = {
  "reset-after-request": {
    kind: "fault",
    number: "+99910000101",
    description: "The connection is reset after the request was read.",
    expected: "unknown"
  },
  "close-after-request": {
    kind: "fault",
    number: "+99910000102",
    description: "The connection is closed after the request was read.",
    expected: "unknown"
  },
  "half-header": {
    kind: "fault",
    number: "+99910000103",
    description: "The connection is closed in the middle of the header.",
    expected: "unknown"
  },
  "half-body": {
    kind: "fault",
    number: "+99910000104",
    description: "The connection is closed halfway to the announced length; the partial body reads as accepted.",
    expected: "unknown"
  },
  "cut-body": {
    kind: "fault",
    number: "+99910000105",
    description: "A body without a length, truncated inside the first destination by closing the connection.",
    expected: "unknown"
  },
  "never-answer": {
    kind: "fault",
    number: "+99910000106",
    description: "No answer; the connection is closed after two minutes.",
    expected: "unknown"
  },
  "informational-drip": {
    kind: "fault",
    number: "+99910000107",
    description: "Ten informational answers (102) per second for two minutes, but never a final one.",
    expected: "unknown"
  },
  "body-drip": {
    kind: "fault",
    number: "+99910000108",
    description: "A body sent one byte at a time for two minutes, which never reaches its announced length.",
    expected: "unknown"
  },
  slow: { kind: "fault", number: "+99910000109", description: "Accepted after a second.", expected: "accepted" },
  "huge-header": {
    kind: "fault",
    number: "+99910000110",
    description: "Accepted, after a header of 256 KB.",
    expected: "unknown"
  },
  "huge-body": {
    kind: "fault",
    number: "+99910000111",
    description: "Accepted, followed by 8 MB of line ends.",
    expected: "unknown"
  },
  garbage: {
    kind: "fault",
    number: "+99910000112",
    description: "Bytes that are not HTTP; then the connection is closed.",
    expected: "unknown"
  },
  redirect: {
    kind: "fault",
    number: "+99910000113",
    description: "A redirect (301) to another path, which does not exist.",
    expected: "unknown"
  },
  "status-500-html": {
    kind: "fault",
    number: "+99910000114",
    description: "HTTP status 500 with an HTML page.",
    expected: "unknown"
  },
  "status-503-accepted": {
    kind: "fault",
    number: "+99910000115",
    description: "HTTP status 503 with a body that says accepted.",
    expected: "unknown"
  },
  "wrong-content-type": {
    kind: "fault",
    number: "+99910000116",
    description: "Accepted, declared as image/png.",
    expected: "accepted"
  },
  chunked: {
    kind: "fault",
    number: "+99910000117",
    description: "Accepted, in two chunks that split the destination.",
    expected: "accepted"
  },
  "keep-alive-then-close": {
    kind: "fault",
    number: "+99910000118",
    description: "Accepted; the answer announces keep-alive for a minute, but the connection is closed at once.",
    expected: "accepted"
  },
  "refuse-next": {
    kind: "fault",
    number: "+99910000119",
    description: "Accepted; then new connections are refused for 3 seconds.",
    expected: "accepted"
  },
  "reset-next": {
    kind: "fault",
    number: "+99910000120",
    description: "Accepted; then every new connection is reset for 3 seconds.",
    expected: "accepted"
  },
  "continue-first": {
    kind: "fault",
    number: "+99910000121",
    description: "Accepted, after an unsolicited 100 Continue.",
    expected: "accepted"
  },
  gzip: {
    kind: "fault",
    number: "+99910000122",
    description: "Accepted, compressed although the client did not ask for it.",
    expected: "accepted"
  },
  "gzip-cut": {
    kind: "fault",
    number: "+99910000123",
    description: "Accepted, compressed, and truncated.",
    expected: "unknown"
  },
  "two-answers": {
    kind: "fault",
    number: "+99910000124",
    description: "Two answers in one packet: 1709 alone, then accepted.",
    expected: "unknown"
  }
};

// sandbox/magic-reports.ts
var reportNumbers = {
  "report-undelivered": {
    kind: "report",
    number: "+99910000201",
    description: "Accepted; then reported as UNDELIV.",
    expected: "accepted"
  },
  "report-rejected": {
    kind: "report",
    number: "+99910000202",
    description: "Accepted; then reported as REJECTD.",
    expected: "accepted"
  },
  "report-expired": {
    kind: "report",
    number: "+99910000203",
    description: "Accepted; then reported as EXPIRED.",
    expected: "accepted"
  },
  "report-deleted": {
    kind: "report",
    number: "+99910000204",
    description: "Accepted; then reported as DELETED.",
    expected: "accepted"
  },
  "report-unknown": {
    kind: "report",
    number: "+99910000205",
    description: "Accepted; then reported as UNKNOWN.",
    expected: "accepted"
  },
  "report-acked": {
    kind: "report",
    number: "+99910000206",
    description: "Accepted; only ACKED is reported.",
    expected: "accepted"
  },
  "report-accepted": {
    kind: "report",
    number: "+99910000207",
    description: "Accepted; only ACCEPTED is reported.",
    expected: "accepted"
  },
  "report-late": {
    kind: "report",
    number: "+99910000208",
    description: "Accepted; reported as delivered after 10 seconds.",
    expected: "accepted"
  },
  "report-repeated": {
    kind: "report",
    number: "+99910000209",
    description: "Accepted; reported as delivered three times.",
    expected: "accepted"
  },
  "report-out-of-order": {
    kind: "report",
    number: "+99910000210",
    description: "Accepted; ENROUTE is reported after DELIVRD.",
    expected: "accepted"
  },
  "report-before-answer": {
    kind: "report",
    number: "+99910000211",
    description: "Accepted; reported as delivered before the answer.",
    expected: "accepted"
  },
  "report-upper-case": {
    kind: "report",
    number: "+99910000212",
    description: "Accepted; reported with the id in upper case.",
    expected: "accepted"
  },
  "report-conflict": {
    kind: "report",
    number: "+99910000213",
    description: "Accepted; reported as DELIVRD and as UNDELIV, as parts of a long text can be.",
    expected: "accepted"
  },
  "report-unknown-status": {
    kind: "report",
    number: "+99910000214",
    description: "Accepted; reported with the status BUFFERED.",
    expected: "accepted"
  },
  "report-alias": {
    kind: "report",
    number: "+99910000215",
    description: "Accepted; reported as DELIVERED.",
    expected: "accepted"
  },
  "report-by-get": {
    kind: "report",
    number: "+99910000216",
    description: "Accepted; reported by GET.",
    expected: "accepted"
  },
  "report-without-id": {
    kind: "report",
    number: "+99910000217",
    description: "Accepted; reported without an id.",
    expected: "accepted"
  },
  "report-never": {
    kind: "report",
    number: "+99910000218",
    description: "Accepted; never reported.",
    expected: "accepted"
  },
  "report-after-reset": {
    kind: "report",
    number: "+99910000219",
    description: "The connection is reset after the request was read; then reported as delivered.",
    expected: "unknown"
  }
};

// sandbox/magic-shapes.ts
var shapeNumbers = {
  "no-id": {
    kind: "shape",
    number: "+99910000001",
    description: "Accepted without a message id.",
    expected: "accepted"
  },
  "colon-id": {
    kind: "shape",
    number: "+99910000002",
    description: "Accepted with a colon before the id, in any dialect.",
    expected: "accepted"
  },
  "bare-code": {
    kind: "shape",
    number: "+99910000003",
    description: "The whole request is refused by a code alone (1707).",
    expected: "rejected"
  },
  "na-tuple": {
    kind: "shape",
    number: "+99910000004",
    description: "Refused as an unusable number that is not echoed: 1706|NA.",
    expected: "rejected"
  },
  "missing-tuple": {
    kind: "shape",
    number: "+99910000005",
    description: "Missing from the answer; if it is the only recipient, the answer is empty.",
    expected: "unknown"
  },
  "stopped-batch": {
    kind: "shape",
    number: "+99910000006",
    description: "Refused for insufficient credit (1725 or 1025); the answer omits all destinations after it.",
    expected: "rejected"
  },
  "extra-tuple": {
    kind: "shape",
    number: "+99910000007",
    description: "Accepted, with an extra tuple for a number that was not requested.",
    expected: "accepted"
  },
  "wrong-destination": {
    kind: "shape",
    number: "+99910000008",
    description: "A different number is accepted instead.",
    expected: "unknown"
  },
  "trailing-newline": {
    kind: "shape",
    number: "+99910000009",
    description: "The answer ends with a line end.",
    expected: "accepted"
  },
  "contradictory-tuples": {
    kind: "shape",
    number: "+99910000010",
    description: "Both accepted and refused (1706) in one answer.",
    expected: "unknown"
  },
  "duplicate-tuple": {
    kind: "shape",
    number: "+99910000011",
    description: "The same accepted tuple twice.",
    expected: "accepted"
  },
  "no-plus": {
    kind: "shape",
    number: "+99910000012",
    description: "Accepted, echoed without its plus sign, in any dialect.",
    expected: "accepted"
  },
  "with-plus": {
    kind: "shape",
    number: "+99910000013",
    description: "Accepted, echoed with a plus sign, in any dialect.",
    expected: "accepted"
  },
  "trailing-pipe": {
    kind: "shape",
    number: "+99910000014",
    description: "Refused (1706) with a pipe at the end of the tuple.",
    expected: "rejected"
  },
  "unknown-code": {
    kind: "shape",
    number: "+99910000015",
    description: "Answered with an undefined code (9999).",
    expected: "unknown"
  },
  "code-zero": { kind: "shape", number: "+99910000016", description: "Answered with code 0.", expected: "unknown" },
  "free-text": {
    kind: "shape",
    number: "+99910000017",
    description: "The answer is an English sentence.",
    expected: "unknown"
  },
  "empty-body": { kind: "shape", number: "+99910000018", description: "The answer is empty.", expected: "unknown" },
  "json-body": {
    kind: "shape",
    number: "+99910000019",
    description: "The accepted answer inside JSON.",
    expected: "unknown"
  },
  "html-body": {
    kind: "shape",
    number: "+99910000020",
    description: "The accepted answer inside an HTML page.",
    expected: "unknown"
  },
  "first-1709-then-accepted": {
    kind: "shape",
    number: "+99910000021",
    description: "Alternately refused with 1709 and accepted: a client that sends again succeeds.",
    expected: "accepted"
  },
  "refused-with-id": {
    kind: "shape",
    number: "+99910000022",
    description: "Refused (1706) with an id after the number.",
    expected: "rejected"
  },
  "several-ids": {
    kind: "shape",
    number: "+99910000023",
    description: "Accepted in two tuples with different ids, as the parts of a long message may be.",
    expected: "accepted"
  }
};

// sandbox/magic-numbers.ts
var unsettledCodes = [8, 1710, 1715];
var codeNumbers = [...statusCodes].map(([code, row]) => {
  const expected = code === 1701 ? "accepted" : unsettledCodes.includes(code) ? "unknown" : "rejected";
  const number = `+9990000${String(code).padStart(4, "0")}`;
  return { number, name: `code-${code}`, kind: "code", description: `Code ${code}: ${row.meaning}.`, expected, code };
});
var magicNumbers = [
  ...codeNumbers.sort((a, b) => (a.code ?? 0) - (b.code ?? 0)),
  ...Object.entries(shapeNumbers).map(([name, row]) => ({ name, ...row })),
  ...Object.entries(faultNumbers).map(([name, row]) => ({ name, ...row })),
  ...Object.entries(reportNumbers).map(([name, row]) => ({ name, ...row }))
];
var magicNumbersByDigits = new Map(
  magicNumbers.map((magic) => [magic.number.slice(1), magic])
);
function codeOfNumber(digits) {
  const code = /^9990000(\d{4})$/.exec(digits)?.[1];
  return code === void 0 ? void 0 : Number(code);
}

// sandbox/report-scripts.ts
var enroute = { status: "ENROUTE", at: 0.2 };
var final = (status) => [enroute, { status, at: 1 }];
var ordinaryScript = final("DELIVRD");
var reportScripts = {
  "report-undelivered": final("UNDELIV"),
  "report-rejected": final("REJECTD"),
  "report-expired": final("EXPIRED"),
  "report-deleted": final("DELETED"),
  "report-unknown": final("UNKNOWN"),
  "report-acked": [{ status: "ACKED", at: 0.2 }],
  "report-accepted": [{ status: "ACCEPTED", at: 0.2 }],
  "report-late": [{ status: "DELIVRD", at: 10 }],
  "report-repeated": [0.2, 0.4, 0.6].map((at) => ({ status: "DELIVRD", at })),
  "report-out-of-order": [
    { status: "DELIVRD", at: 0.2 },
    { status: "ENROUTE", at: 1 }
  ],
  "report-before-answer": [{ status: "DELIVRD", at: 0 }],
  "report-upper-case": [{ status: "DELIVRD", at: 1, id: "upper" }],
  "report-conflict": [
    { status: "DELIVRD", at: 0.2 },
    { status: "UNDELIV", at: 1 }
  ],
  "report-unknown-status": [{ status: "BUFFERED", at: 0.2 }],
  "report-alias": [{ status: "DELIVERED", at: 0.2 }],
  "report-by-get": [{ status: "DELIVRD", at: 0.2, method: "GET" }],
  "report-without-id": [{ status: "DELIVRD", at: 0.2, id: "none" }],
  "report-never": [],
  "report-after-reset": [{ status: "DELIVRD", at: 1 }]
};
var isReportScriptName = (name) => Object.hasOwn(reportScripts, name);

// sandbox/answer.ts
var scheduledTuple = "Scheduled|";
function createAnswerer(dialect) {
  const turns = /* @__PURE__ */ new Map();
  function tupleContext(destination, scheduleId) {
    const { digits } = destination;
    const turn = (turns.get(digits) ?? 0) + 1;
    if (magicNumbersByDigits.has(digits)) turns.set(digits, turn);
    const echo = echoOf(dialect, destination);
    const accepted = () => scheduleId === void 0 ? `1701|${echo}${dialect.idSeparator}${randomUUID()}` : `${scheduledTuple}${scheduleId}`;
    const refused2 = (code) => `${dialect.aliases[code] ?? code}|${echo}`;
    return { echo, digits, turn, newId: randomUUID, accepted, refused: refused2 };
  }
  return ({ destinations, schedule }) => {
    const scheduleId = dialect.scheduledAnswer && schedule !== void 0 ? randomUUID() : void 0;
    const tuples = [];
    const scheduled = [];
    for (const destination of destinations) {
      const own = tuplesFor(destination, tupleContext(destination, scheduleId));
      if (own.some((tuple) => tuple.startsWith(scheduledTuple))) scheduled.push(destination);
      tuples.push(...own);
      if (nameOf(destination) === "stopped-batch") break;
    }
    const joined = (scheduleId === void 0 ? tuples : [...new Set(tuples)]).join(",");
    const names = destinations.map(nameOf);
    const bodyShape = names.find(isBodyShapeName);
    const body = bodyShape === void 0 ? joined : bodyShapes[bodyShape](joined);
    const isReportedLater = names.includes("report-after-reset");
    const fault = names.find(isFaultName) ?? (isReportedLater ? "reset-after-request" : void 0);
    const isReported = fault === void 0 || isReportedLater;
    const reports = isReported ? [...reportsOf(destinations, body), ...scheduledReportsOf(scheduled, body)] : [];
    return { body, reports, ...fault !== void 0 && { fault } };
  };
}
function reportsOf(destinations, body) {
  const asked = new Map(destinations.map((destination) => [destination.digits, nameOf(destination)]));
  const reported = /* @__PURE__ */ new Set();
  return [...body.matchAll(/1701\|\+?(\d+)[|:]([0-9a-f-]{36})/g)].flatMap(([, digits = "", id = ""]) => {
    const name = asked.get(digits);
    if (name === void 0 || reported.has(id)) return [];
    reported.add(id);
    return [{ digits, id, script: scriptOf(name) }];
  });
}
function scheduledReportsOf(destinations, body) {
  const id = /Scheduled\|([0-9a-f-]{36})/.exec(body)?.[1];
  if (id === void 0) return [];
  return destinations.map((destination) => ({ digits: destination.digits, id, script: scriptOf(nameOf(destination)) }));
}
var scriptOf = (name) => isReportScriptName(name) ? reportScripts[name] : ordinaryScript;
function tuplesFor(destination, context) {
  if (!destination.usable) return [context.refused(1706)];
  const code = codeOfNumber(destination.digits);
  if (code !== void 0) return [code === 1701 ? context.accepted() : context.refused(code)];
  const magic = magicNumbersByDigits.get(destination.digits);
  return magic !== void 0 && isTupleShapeName(magic.name) ? tupleShapes[magic.name](context) : [context.accepted()];
}
var nameOf = (destination) => magicNumbersByDigits.get(destination.digits)?.name ?? "";
function echoOf(dialect, { sent, digits, usable }) {
  if (!usable && (dialect.unusableAsNa || !/^\+?\d+$/.test(sent))) return "NA";
  return dialect.echo === "digits" ? digits : sent;
}

// sandbox/description.ts
function describeSandbox({ dialect, sendPath, schedulePath, creditPath }) {
  return {
    name: "bulksms sandbox",
    description: "A simulated bulksms upstream. It sends nothing to anyone.",
    dialect: { name: dialect, description: dialects[dialect].description },
    send: `GET or POST ${sendPath}`,
    schedule: `GET or POST ${schedulePath}`,
    credit: `GET ${creditPath}`,
    inbox: "GET /inbox shows what arrived, newest first; DELETE /inbox empties it",
    otherCodes: "+9990000 and any other four digits is answered with that code.",
    otherNumbers: "Every other valid number is accepted with a UUID.",
    magicNumbers: magicNumbers.map(({ number, name, description, expected }) => ({
      number,
      name,
      description,
      expected
    }))
  };
}

// sandbox/door.ts
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as setTimeoutPromise } from "node:timers/promises";
var maxConnections = 1024;
var relistenDelayMs = 100;
function createDoor({ admit, isBusy }) {
  const sockets = /* @__PURE__ */ new Set();
  let mode = "open";
  let bound;
  let timer;
  const isClosed = () => mode === "closed";
  let connections = 0;
  let shutCount = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on("error", () => {
    });
    if (mode === "resetting") {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    admit(socket);
  });
  server.maxConnections = maxConnections;
  function shut(next, durationMs) {
    if (isClosed()) return;
    mode = next;
    shutCount++;
    if (next === "refusing") server.close();
    for (const socket of sockets) if (!isBusy(socket)) socket.destroy();
    clearTimeout(timer);
    timer = setTimeout(() => void open(), durationMs);
  }
  async function bind(address) {
    server.listen(address);
    await once(server, "listening");
  }
  async function open() {
    clearTimeout(timer);
    const shutBefore = shutCount;
    while (!isClosed() && bound !== void 0 && !server.listening) {
      await bind(bound).catch(() => setTimeoutPromise(relistenDelayMs));
      if (shutCount !== shutBefore) return;
    }
    if (isClosed()) server.close();
    else mode = "open";
  }
  return {
    async listen(address) {
      await bind(address);
      const actual = server.address();
      if (actual === null || typeof actual === "string") throw new Error("The sandbox listens on no TCP port");
      bound = { host: address.host, port: actual.port };
      return { port: actual.port };
    },
    refuseFor: (durationMs) => shut("refusing", durationMs),
    resetFor: (durationMs) => shut("resetting", durationMs),
    isShut: () => mode !== "open",
    open,
    connectionCount: () => connections,
    async close() {
      mode = "closed";
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, "close");
    }
  };
}

// sandbox/inbox.ts
var maxInboxEntries = 1e3;
var maxInboxBytes = 8 * 1024 * 1024;
function createInbox() {
  let kept = [];
  let keptBytes = 0;
  let received = 0;
  return {
    entries: () => kept.map(({ entry }) => entry).reverse(),
    receivedCount: () => received,
    clear() {
      kept = [];
      keptBytes = 0;
      received = 0;
    },
    add(entry, bytes) {
      received++;
      kept.push({ entry, bytes });
      keptBytes += bytes;
      while (kept.length > maxInboxEntries || keptBytes > maxInboxBytes) keptBytes -= kept.shift()?.bytes ?? 0;
    }
  };
}

// sandbox/parameters.ts
function parseParameters(...sources) {
  const parameters = /* @__PURE__ */ new Map();
  for (const pair of sources.flatMap((source) => source.split("&"))) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === void 0 || value === void 0 || parameters.has(name)) return void 0;
    parameters.set(name, value);
  }
  return parameters;
}
function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return void 0;
  }
}
function showParameters(parameters) {
  return Object.fromEntries([...parameters].filter(([name]) => !/pass/i.test(name)));
}

// sandbox/report-sender.ts
import { Agent, request } from "node:http";
var systemClock = {
  nowMs: Date.now,
  startTimer(act, ms) {
    const timer = setTimeout(act, ms).unref();
    return () => clearTimeout(timer);
  }
};
var timeoutMs = 1e4;
var retriesAfter = [1, 2, 4];
var maxPending = 1e4;
var maxPostponed = 2500;
var maxTimerMs = 2 ** 31 - 1;
var maxSockets = 16;
function createReportSender(urlOf, unitMs, { nowMs, startTimer } = systemClock) {
  const pending = /* @__PURE__ */ new Set();
  const postponed = /* @__PURE__ */ new Set();
  const agent = new Agent({ keepAlive: true, maxSockets });
  let openCount = 0;
  let closed = false;
  let hasWarned = false;
  function warnOfDrop() {
    if (!hasWarned) process.emitWarning(`delivery reports are dropped: more than ${maxPending} wait in the sandbox`);
    hasWarned = true;
  }
  function wait(act, ms, waiting) {
    if (closed) return;
    const cancel = startTimer(() => {
      waiting.delete(cancel);
      act();
    }, ms);
    waiting.add(cancel);
  }
  function later(act, units) {
    wait(act, units * unitMs, pending);
    const [oldest] = pending;
    if (pending.size <= maxPending || oldest === void 0) return;
    oldest();
    pending.delete(oldest);
    warnOfDrop();
  }
  async function deliver(message, step, retries = retriesAfter) {
    const url = urlOf();
    if (closed || url === void 0) return;
    if (openCount >= maxPending) return warnOfDrop();
    openCount++;
    const isTaken = await post(agent, url, step.method ?? "POST", formatReport(message, step, new Date(nowMs())));
    openCount--;
    const [next, ...others] = retries;
    if (!isTaken && next !== void 0) later(() => void deliver(message, step, others), next);
  }
  async function send(message, script) {
    if (urlOf() === void 0) return;
    let last = Promise.resolve();
    const deliverNext = (step) => last = last.then(() => deliver(message, step));
    for (const step of script) if (step.at > 0) later(() => void deliverNext(step), step.at);
    for (const step of script) if (step.at === 0) void deliverNext(step);
    await last;
  }
  return {
    send,
    canPostpone(sendAtMs, messageCount) {
      if (sendAtMs - nowMs() > maxTimerMs) return "too-far";
      return postponed.size + messageCount > maxPostponed ? "too-many" : "possible";
    },
    postpone({ sendAtMs, ...message }, script) {
      const submittedAt = new Date(sendAtMs);
      const ms = Math.max(0, sendAtMs - nowMs());
      wait(() => void send({ ...message, submittedAt }, script), ms, postponed);
    },
    close() {
      closed = true;
      agent.destroy();
      for (const waiting of [pending, postponed]) {
        for (const cancel of waiting) cancel();
        waiting.clear();
      }
    }
  };
}
function formatReport({ source, digits, id, submittedAt }, step, doneAt) {
  const delivered = step.status.startsWith("DELIV");
  return new URLSearchParams({
    sSender: source,
    sMobileNo: digits,
    sStatus: step.status,
    dtSubmit: formatDate(submittedAt),
    dtDone: formatDate(doneAt),
    sMessageId: step.id === "none" ? "NULL" : step.id === "upper" ? id.toUpperCase() : id,
    iCostPerSms: "1",
    iCharge: "1",
    iMCCMNC: "00101",
    iErrCode: delivered ? "000" : "001"
  }).toString();
}
var formatDate = (date) => date.toISOString().slice(0, 19).replace("T", " ");
function post(agent, url, method, form) {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(form) };
    const target = method === "GET" ? `${url}?${form}` : url;
    const sending = request(
      target,
      { agent, method, timeout: timeoutMs, ...method === "POST" && { headers } },
      (answer2) => {
        answer2.resume();
        resolve(answer2.statusCode === 200 || answer2.statusCode === 202);
      }
    );
    sending.on("timeout", () => sending.destroy());
    sending.on("error", () => resolve(false));
    sending.end(method === "POST" ? form : void 0);
  });
}

// sandbox/request-body.ts
var maxBodyBytes = 64 * 1024;
var bodyTimeoutMs = 1e4;
async function readFormBody(request2) {
  const isForm = (request2.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  const timer = setTimeout(() => request2.destroy(), bodyTimeoutMs);
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of request2.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > maxBodyBytes) return void 0;
      chunks.push(chunk);
    }
  } catch {
    return void 0;
  } finally {
    clearTimeout(timer);
  }
  return isForm ? Buffer.concat(chunks).toString("latin1") : "";
}

// sandbox/message-decoding.ts
var messageTypes = {
  0: { kind: "text", encoding: "gsm7", flash: false },
  1: { kind: "text", encoding: "gsm7", flash: true },
  2: { kind: "text", encoding: "ucs2", flash: false },
  4: { kind: "wap-push", encoding: "wap-push", flash: false },
  5: { kind: "text", encoding: "latin1", flash: false },
  6: { kind: "text", encoding: "ucs2", flash: true },
  7: { kind: "text", encoding: "latin1", flash: true }
};
function messageTypeOf(type) {
  return new Map(Object.entries(messageTypes)).get(type);
}
var gsmCharacters = new Set(
  `@\xA3$\xA5\xE8\xE9\xF9\xEC\xF2\xC7
\xD8\xF8\r\xC5\xE5\u0394_\u03A6\u0393\u039B\u03A9\u03A0\u03A8\u03A3\u0398\u039E\xC6\xE6\xDF\xC9 !"#\xA4%&'()*+,-./0123456789:;<=>?\xA1ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC4\xD6\xD1\xDC\xA7\xBFabcdefghijklmnopqrstuvwxyz\xE4\xF6\xF1\xFC\xE0\f^{}\\[~]|\u20AC`
);
var canSay = {
  gsm7: (text) => [...text].every((character) => gsmCharacters.has(character)),
  latin1: (text) => /^[\u0001-\u00ff]*$/.test(text),
  ucs2: (text) => text.isWellFormed() && !text.includes("\0"),
  "wap-push": (text) => !text.includes("\0")
};
function decodeMessage(type, message, url) {
  const row = messageTypeOf(type);
  if (row === void 0) return void 0;
  const hex = row.encoding === "ucs2" && /^(?:[0-9a-f]{4})+$/i.test(message);
  const text = hex ? decodeUtf16Hex(message) : message;
  if (!canSay[row.encoding](text)) return void 0;
  const wire = hex ? "utf16be-hex" : "utf8";
  return { type: Number(type), ...row, text, wire, ...url === void 0 ? {} : { url } };
}
function decodeUtf16Hex(digits) {
  const units = digits.match(/.{4}/g) ?? [];
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("");
}

// sandbox/schedule.ts
function parseSentSchedule(date, time, gmt) {
  const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(date);
  const clock = /^(0\d|1[0-2]):([0-5]\d) (am|pm)$/.exec(time);
  const offset = /^(?:GMT )?([+-])(0\d|1[0-2]):(00|30)$/.exec(gmt);
  if (day === null || clock === null || offset === null) return void 0;
  const hour = Number(clock[1]) % 12 + (clock[3] === "pm" ? 12 : 0);
  const midnight = instantOf(Number(day[3]), Number(day[1]), Number(day[2]));
  if (midnight === void 0) return void 0;
  const offsetMinutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1);
  const minutes = hour * 60 + Number(clock[2]) - offsetMinutes;
  return { date, time, gmt, sendAt: new Date(midnight + minutes * 6e4).toISOString() };
}
function instantOf(year, month, day) {
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const exists = midnight.getUTCFullYear() === year && midnight.getUTCMonth() === month - 1;
  return exists && midnight.getUTCDate() === day ? midnight.getTime() : void 0;
}

// sandbox/submission.ts
var refused = (code) => ({ accepted: false, code });
var requiredParameters = ["username", "password", "type", "dlr", "destination", "source", "message"];
var maxDestinations = 1e3;
function readSubmission(parameters, rules) {
  const get = (name) => parameters?.get(name) ?? "";
  const isBlank = (name) => get(name).trim() === "";
  if (requiredParameters.some(isBlank)) return refused(1702);
  const url = messageTypeOf(get("type"))?.kind === "wap-push" ? get("url") : void 0;
  if (url !== void 0 && !isWebUrl(url)) return refused(1702);
  const { dateParameter, timeParameter } = rules.dialect;
  const scheduled = rules.scheduleRequired || [dateParameter, timeParameter, "gmt"].some((name) => get(name) !== "");
  const schedule = scheduled ? parseSentSchedule(get(dateParameter), get(timeParameter), get("gmt")) : void 0;
  if (scheduled && schedule === void 0) return refused(1702);
  if (get("username") !== rules.username || get("password") !== rules.password) return refused(1703);
  if (messageTypeOf(get("type")) === void 0) return refused(1704);
  const content = decodeMessage(get("type"), get("message"), url);
  if (content === void 0) return refused(1705);
  if (!isSender(get("source"))) return refused(1707);
  if (!/^[01]$/.test(get("dlr"))) return refused(1708);
  const destinations = get("destination").split(",").map(readDestination);
  if (destinations.length > maxDestinations) return refused(1713);
  const submission = { source: get("source"), destinations, deliveryReport: get("dlr") === "1", content };
  return { accepted: true, submission: schedule === void 0 ? submission : { ...submission, schedule } };
}
function readDestination(sent) {
  return { sent, digits: sent.replace(/^\+/, ""), usable: /^\+?[1-9]\d{6,14}$/.test(sent) };
}
function isSender(source) {
  if (/^\+?\d+$/.test(source)) return source.length <= 18;
  return source.length <= 11 && /^[\x20-\x7e]+$/.test(source) && source === source.trim();
}
function isWebUrl(url) {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

// sandbox/create-sandbox.ts
var maxUrlBytes = 32 * 1024;
var maxHeldConnections = 256;
var inactivityMs = 15e4;
function createSandbox(options) {
  const { username, password, onRequest } = options;
  const dialect = dialects[options.dialect];
  const timings = { ...defaultFaultTimings, reportUnitMs: 1e3, ...options.timings };
  const sendPath = options.sendPath ?? "/bulksms/bulksms";
  const schedulePath = options.schedulePath ?? "/bulksms/schedulemsg";
  const creditPath = options.creditPath ?? "/CreditCheck/checkcredits";
  const creditAnswer = options.creditAnswer ?? "Credits:1000.00";
  const reportsUrl = options.deliveryReportsUrl ?? (() => void 0);
  const inbox = createInbox();
  const answer2 = createAnswerer(dialect);
  const reportSender = createReportSender(reportsUrl, timings.reportUnitMs, options.clock);
  const busy = /* @__PURE__ */ new Set();
  const held = /* @__PURE__ */ new Set();
  let loopbackNamesOnly = true;
  const isServed = (host) => (
    // HTTP/1.0 clients may omit it. Browsers never do.
    !loopbackNamesOnly || host === void 0 || isLoopback(host.replace(/:[0-9]*$/, ""))
  );
  const server = createServer2({ maxHeaderSize: 2 * maxUrlBytes }, (request2, response) => {
    busy.add(request2.socket);
    response.once("close", () => busy.delete(request2.socket));
    route(request2, response).catch((error) => {
      process.emitWarning(asError(error));
      request2.socket.destroy();
    });
  });
  server.timeout = inactivityMs;
  const door = createDoor({
    admit: (socket) => server.emit("connection", socket),
    isBusy: (socket) => busy.has(socket)
  });
  async function route(request2, response) {
    const [path = "", query = ""] = splitOnce(request2.url ?? "", "?");
    const method = request2.method ?? "";
    if (!isServed(request2.headers.host)) {
      return reply(response, 421, "Only localhost, 127.0.0.0/8 and [::1], unless SANDBOX_HOST is no loopback address\n");
    }
    if ((request2.url ?? "").length > maxUrlBytes) return reply(response, 414, "The URL is too long\n");
    if (path === sendPath || path === schedulePath) {
      if (method !== "GET" && method !== "POST") return notAllowed(response, "GET, POST");
      return submit(request2, response, path, query);
    }
    if (path === creditPath) {
      if (method !== "GET") return notAllowed(response, "GET");
      const given = new URLSearchParams(query);
      const known = given.get("username") === username && given.get("password") === password;
      return reply(response, 200, known ? creditAnswer : "PERMISSION DENIED");
    }
    if (path === "/inbox") {
      if (method === "DELETE") inbox.clear();
      else if (method !== "GET") return notAllowed(response, "GET, DELETE");
      return replyJson(response, { received: inbox.receivedCount(), entries: inbox.entries() });
    }
    if (path !== "/" && path !== "/healthz") return reply(response, 404, "Nothing here; GET / says what there is\n");
    if (method !== "GET") return notAllowed(response, "GET");
    if (path === "/healthz") return replyJson(response, { status: "ok" });
    return replyJson(response, describeSandbox({ dialect: options.dialect, sendPath, schedulePath, creditPath }));
  }
  async function submit(request2, response, path, query) {
    const form = await readFormBody(request2);
    if (form === void 0) return reply(response, 413, "The body is too large\n");
    const parameters = parseParameters(query, form);
    const scheduleRequired = path === schedulePath && path !== sendPath;
    const reading = readSubmission(parameters, { username, password, dialect, scheduleRequired });
    const { body, fault, reports } = reading.accepted ? answer2(reading.submission) : { body: String(reading.code), fault: void 0, reports: [] };
    const announcement = reading.accepted ? planReports(reading.submission, reports) : "none";
    const entry = {
      id: randomUUID2(),
      receivedAt: (/* @__PURE__ */ new Date()).toISOString(),
      method: request2.method ?? "",
      path,
      parameters: parameters === void 0 ? {} : showParameters(parameters),
      ...reading.accepted ? { message: reading.submission } : {},
      answer: body,
      ...fault === void 0 ? {} : { fault },
      ...announcement === "too-far" || announcement === "too-many" ? { notReported: announcement } : {}
    };
    inbox.add(entry, query.length + form.length + body.length);
    onRequest?.(entry);
    if (reading.accepted && announcement === "possible") await announce(reading.submission, reports);
    if (fault === void 0) return reply(response, 200, body);
    const { socket } = request2;
    hold(socket);
    faults[fault]({ socket, body, timings, door, reset: () => socket.resetAndDestroy() });
  }
  function planReports({ deliveryReport, schedule }, reports) {
    if (!deliveryReport || reportsUrl() === void 0) return "none";
    return schedule === void 0 ? "possible" : reportSender.canPostpone(Date.parse(schedule.sendAt), reports.length);
  }
  async function announce({ source, schedule }, reports) {
    if (schedule !== void 0) {
      const sendAtMs = Date.parse(schedule.sendAt);
      for (const { digits, id, script } of reports) reportSender.postpone({ source, digits, id, sendAtMs }, script);
      return;
    }
    const submittedAt = /* @__PURE__ */ new Date();
    await Promise.all(
      reports.map(({ digits, id, script }) => reportSender.send({ source, digits, id, submittedAt }, script))
    );
  }
  function hold(socket) {
    held.add(socket);
    socket.once("close", () => held.delete(socket));
    const [oldest] = held;
    if (held.size > maxHeldConnections) oldest?.resetAndDestroy();
  }
  function reply(response, status, body, headers = {}) {
    const connection = door.isShut() || status >= 400 ? { connection: "close" } : {};
    const type = { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(body) };
    response.writeHead(status, { ...type, ...connection, ...headers }).end(body);
  }
  const replyJson = (response, value) => reply(response, 200, `${JSON.stringify(value, null, 2)}
`, { "content-type": "application/json" });
  const notAllowed = (response, allow) => reply(response, 405, `Only ${allow}
`, { allow });
  return {
    inbox,
    async listen(address) {
      loopbackNamesOnly = isLoopback(address.host);
      const { port } = await door.listen(address);
      return { origin: `http://${formatReachableHost(address.host)}:${port}` };
    },
    async close() {
      reportSender.close();
      await door.close();
    }
  };
}
function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
var asError = (error) => error instanceof Error ? error : new Error(String(error));
export {
  createSandbox
};
