import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  JournalError
} from "./chunk-MSWVM5GX.js";
import {
  failed,
  pickUpstreamIds,
  problemOf,
  problems,
  upstreamIdsOf
} from "./chunk-G37RINV3.js";

// src/messages/clocks.ts
var systemClocks = { wallMs: Date.now, steadyMs: () => performance.now() };

// src/sms/instant.ts
var dayMs = 864e5;
function createInstantFormat() {
  let lastAt2 = Number.NaN;
  let text = "";
  return (at) => {
    if (at !== lastAt2) {
      text = new Date(at).toISOString();
      lastAt2 = at;
    }
    return text;
  };
}
var formatInstant = createInstantFormat();

// src/journal/journal-clock.ts
var maxCorrectionMs = 1e6;
var maxPauseMs = dayMs;
var earliestStart = Date.UTC(2020, 0);
var latestStart = Date.UTC(2060, 0);
function createJournalClock(clocks, { stored, newestAt }, observer) {
  const startedAt = clocks.steadyMs();
  const known = [stored?.seenAt, newestAt].filter((at) => at !== void 0);
  let origin = known.length > 0 ? Math.max(...known) : clamp(clocks.wallMs());
  let ahead = stored ? stored.wallAt - stored.seenAt : Math.trunc(clocks.wallMs()) - origin;
  let doubtMs = stored?.doubtMs ?? 0;
  let doubtSince = stored?.doubtSince ?? origin;
  const seenAt = () => origin + Math.trunc(clocks.steadyMs() - startedAt);
  const confirmedInMs = () => Math.max(0, Math.abs(doubtMs) - (seenAt() - doubtSince));
  function trust(because) {
    if (doubtMs === 0) return;
    doubtMs = 0;
    observer?.trusted({ because });
  }
  function observe(atStart = false) {
    const aheadNow = Math.trunc(clocks.wallMs()) - seenAt();
    const movedMs = aheadNow - ahead;
    ahead = aheadNow;
    const isOrdinary = Math.abs(movedMs) <= maxCorrectionMs || atStart && movedMs > 0 && movedMs <= maxPauseMs;
    if (doubtMs !== 0 && Math.abs(doubtMs + movedMs) <= maxCorrectionMs) trust("set-right");
    else if (!isOrdinary) doubt(movedMs, atStart);
    else if (confirmedInMs() === 0) trust("time");
  }
  function doubt(movedMs, atStart) {
    doubtMs += movedMs;
    doubtSince = seenAt();
    tell(atStart);
  }
  const tell = (atStart) => observer?.moved({ movedMs: doubtMs, atStart, confirmedInMs: confirmedInMs() });
  observe(true);
  if (doubtMs !== 0 && doubtMs === stored?.doubtMs) tell(true);
  return {
    seenAt,
    observe,
    /** Another gateway of the same journal has counted this far. */
    advanceTo(at) {
      const missedMs = at - seenAt();
      if (missedMs <= 0) return;
      observe();
      origin += missedMs;
      ahead -= missedMs;
    },
    status() {
      observe();
      if (doubtMs === 0) return { state: "trusted" };
      return { state: "in-doubt", movedMs: doubtMs, confirmedInMs: confirmedInMs() };
    },
    /** The wall clock's time if it can be relied on. */
    trustedWallAt() {
      observe();
      return doubtMs === 0 ? Math.trunc(clocks.wallMs()) : void 0;
    },
    /** An operator has confirmed the wall clock. */
    confirm() {
      observe();
      trust("operator");
    },
    read: () => ({ seenAt: seenAt(), wallAt: seenAt() + ahead, doubtMs, doubtSince })
  };
}
var clamp = (at) => Math.trunc(Math.min(Math.max(at, earliestStart), latestStart));

// src/journal/postgres/database-errors.ts
var overText = "This process was away for longer than its lease, or another one has its REPLICA_NAME: its messages are settled, and it can record no more";
var createOverError = () => new JournalError(overText, { kind: "over" });
var refusals = {
  GW001: { kind: "over", text: overText },
  GW002: { kind: "failed", text: "Another process writes under the run of this one" },
  GW003: {
    kind: "failed",
    text: 'The database has lost commits that it had acknowledged, as after a failover to a standby that was behind: messages may have been sent that it does not know. See docs/operations.md, "Lost commits"'
  }
};
var passing = /^(?:08|25|28|3D|40|53|55|57|58)/;
function codeOf(error) {
  if (!(error instanceof Error) || !("severity" in error) || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}
function translateError(error) {
  if (error instanceof JournalError) return error;
  const code = codeOf(error);
  const refusal = refusals[code ?? ""];
  if (refusal !== void 0) return new JournalError(refusal.text, { kind: refusal.kind, cause: plain(error) });
  if (code === void 0 || passing.test(code))
    return new JournalError("The database cannot be reached", { kind: "unavailable", cause: plain(error) });
  return plain(error);
}
var isLoss = (error) => codeOf(error) === "GW003";
var isUnavailable = (error) => error instanceof JournalError && error.kind === "unavailable";
function plain(error) {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code !== void 0) return new Error(/^2[23]/.test(code) ? `SQLSTATE ${code}` : `${message} (SQLSTATE ${code})`);
  const system = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return new Error(message.includes(system.slice(2, -1)) ? message : message + system);
}

// src/messages/delivery.ts
var reportStatuses = [
  "DELIVRD",
  "UNDELIV",
  "REJECTD",
  "EXPIRED",
  "DELETED",
  "UNKNOWN",
  "ENROUTE",
  "ACKED",
  "ACCEPTED",
  "other"
];
var failures = ["REJECTD", "UNDELIV", "EXPIRED", "DELETED"];
var interim = ["ENROUTE", "ACKED", "ACCEPTED"];
var deliveryStatuses = [
  "delivered",
  "partially-delivered",
  "undelivered",
  "unknown",
  "pending",
  "awaited",
  "not-requested"
];
function deliveryOf({ ids, segments = 1, reportRequested }, reports) {
  const byId = Map.groupBy(reports, ({ upstreamMessageId }) => foldId(upstreamMessageId));
  for (const id of ids) if (!byId.has(foldId(id))) byId.set(foldId(id), []);
  const parts = [...byId.values()].map((ofId) => partOf(ofId, segments));
  const status = statusOfParts(parts.map((part) => part.status));
  if (status === "awaited" && !reportRequested) return { status: "not-requested" };
  const decisive = decisiveOf(status, parts);
  return {
    status,
    ...decisive?.error !== void 0 && { error: decisive.error },
    ...decisive?.doneAt !== void 0 && { doneAt: decisive.doneAt },
    ...parts.length > 1 && { parts: countParts(parts) }
  };
}
var foldId = (id) => id.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
function partOf(reports, segments) {
  const find = (wanted) => reports.find(({ status }) => status === wanted);
  const delivered = find("DELIVRD");
  const failure = failures.map(find).find((report) => report !== void 0);
  if (delivered && failure && segments > 1) return { status: "partially-delivered", decisive: failure };
  if (delivered) return { status: "delivered", decisive: delivered };
  if (failure) return { status: "undelivered", decisive: failure };
  const unknown = find("UNKNOWN");
  if (unknown) return { status: "unknown", decisive: unknown };
  const onItsWay = interim.map(find).find((report) => report !== void 0);
  return onItsWay ? { status: "pending", decisive: onItsWay } : { status: "awaited" };
}
function statusOfParts(statuses) {
  const has = (status) => statuses.includes(status);
  if (statuses.length === 0) return "awaited";
  if (statuses.every((status) => status === "delivered")) return "delivered";
  if (has("partially-delivered") || has("delivered") && has("undelivered")) return "partially-delivered";
  if (has("undelivered")) return "undelivered";
  if (has("unknown")) return "unknown";
  return has("delivered") || has("pending") ? "pending" : "awaited";
}
function decisiveOf(status, parts) {
  const wanted = status === "partially-delivered" ? ["undelivered", "partially-delivered"] : [status];
  return wanted.map((one) => parts.find((part) => part.status === one)?.decisive).find((report) => report !== void 0);
}
function countParts(parts) {
  const count = (status) => parts.filter((part) => part.status === status).length;
  return { count: parts.length, delivered: count("delivered"), undelivered: count("undelivered") };
}

// src/journal/installation-key.ts
import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname as dirname3 } from "node:path";

// src/journal/disk-sync.ts
import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
function openDiskSync(databaseFile) {
  const descriptor = openSync(`${databaseFile}-wal`, "r+");
  try {
    fdatasyncSync(descriptor);
    syncDirectory(dirname(databaseFile));
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return {
    sync: (done) => fdatasync(descriptor, done),
    close: () => closeSync(descriptor)
  };
}
function syncDirectory(directory) {
  const descriptor = openSync(directory, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

// src/journal/journal-file.ts
import {
  accessSync,
  closeSync as closeSync2,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync as openSync2,
  readlinkSync,
  realpathSync,
  statSync
} from "node:fs";
import { basename, dirname as dirname2, join, resolve } from "node:path";
var logFileOf = (databaseFile) => `${databaseFile}-wal`;
var keyFileOf = (databaseFile) => `${databaseFile}.key`;
function locateJournal(file) {
  createDirectory(dirname2(file));
  const path = followLinks(file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === void 0 || stats.size === 0) refuseLoss(path);
  if (stats !== void 0) checkFile(stats);
  refuseKeyBesideLink(file, path);
  createFile(path);
  for (const used of [path, logFileOf(path)]) if (existsSync(used)) accessSync(used, constants.R_OK | constants.W_OK);
  accessSync(dirname2(path), constants.W_OK | constants.X_OK);
  return path;
}
var maxLinks = 40;
function followLinks(file) {
  let path = file;
  for (let count = 0; count <= maxLinks; count++) {
    const directory = realpathSync(dirname2(path));
    path = join(directory, basename(path));
    if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
    path = resolve(directory, readlinkSync(path));
  }
  throw new Error("too many symbolic links");
}
function checkFile(stats) {
  if (!stats.isFile()) throw new Error("it is not a regular file");
  if (stats.nlink > 1) {
    throw new Error(
      `it has ${stats.nlink} names (hard links); remove the others. Under another name it has neither its log nor its key, and the same message could be sent again`
    );
  }
}
function refuseLoss(path) {
  const left = [keyFileOf(path), logFileOf(path)].filter((file) => existsSync(file));
  if (left.length === 0) return;
  throw new Error(
    `it is missing or empty, but there is ${left.join(" and ")}. Restore the journal. To start with an empty one, which does not know what was sent before, delete the remaining files of the old one`
  );
}
function refuseKeyBesideLink(given, path) {
  const [beside, expected] = [keyFileOf(given), keyFileOf(path)];
  if (!existsSync(beside) || existsSync(expected)) return;
  throw new Error(`it is a symbolic link, and its key file is beside the link; move ${beside} to ${expected}`);
}
function createFile(path) {
  try {
    closeSync2(openSync2(path, "wx", 384));
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}
function createDirectory(path) {
  if (existsSync(path)) return;
  createDirectory(dirname2(path));
  mkdirSync(path, { mode: 448 });
  syncDirectory(dirname2(path));
}
function explainDenial(error) {
  const { code, path } = error;
  if (code === "EROFS") return "the file system is read-only";
  if (code !== "EACCES" && code !== "EPERM" || path === void 0) return void 0;
  let denying = path;
  while (lookAt(denying) === void 0 && denying !== dirname2(denying)) denying = dirname2(denying);
  const stats = lookAt(denying);
  if (stats === void 0) return void 0;
  const mode = (stats.mode & 4095).toString(8).padStart(4, "0");
  return `permission denied: ${denying} (mode ${mode}) belongs to user ${stats.uid}, group ${stats.gid}, and the gateway runs as user ${process.getuid?.()}, group ${process.getgid?.()}`;
}
function lookAt(path) {
  try {
    return statSync(path);
  } catch {
    return void 0;
  }
}

// src/journal/installation-key.ts
var keyBytes = 32;
function readInstallationKey(journalFile, onCreated = () => {
}) {
  if (journalFile === ":memory:") return randomBytes(keyBytes);
  const file = keyFileOf(journalFile);
  try {
    writeFileSync(file, randomBytes(keyBytes), { flag: "wx", mode: 384, flush: true });
    syncDirectory(dirname3(file));
    onCreated(file);
  } catch (error) {
    if (error.code !== "EEXIST") throw unusable(file, error);
  }
  return readKeyFile(file);
}
function readKeyFile(file) {
  try {
    const key = readFileSync(file);
    if (key.length !== keyBytes) throw new Error(`it has ${key.length} bytes and not ${keyBytes}`);
    return key;
  } catch (error) {
    throw unusable(file, error);
  }
}
var unusable = (file, cause) => new JournalError(`The key file ${file} cannot be used: ${explainDenial(cause) ?? cause.message}`, {
  cause
});
function createContentHash(key) {
  const secret = createSecretKey(key);
  return (text) => createHmac("sha256", secret).update(text).digest();
}

// src/journal/rows.ts
var formatUpstreamIds = ({ upstreamMessageId, upstreamMessageIds }) => upstreamMessageIds?.join(",") ?? upstreamMessageId ?? null;
function messageFromRows({ row, finished, attempts, resolutions, reports }) {
  const byPosition = Map.groupBy(attempts, (attempt) => attempt.position);
  const recipients = [...byPosition].map(
    ([position, own]) => recipientFromRows(own, reports.get(position) ?? noReports)
  );
  const { encoding, segments, reference, scheduled_at } = row;
  return {
    id: row.id,
    caller: row.caller,
    requestId: row.request_id,
    createdAt: row.created_at,
    from: row.sender,
    ...encoding !== null && { encoding },
    ...segments !== null && { segments },
    ...reference !== null && { reference },
    ...scheduled_at !== null && { scheduledAt: scheduled_at },
    deliveryReport: row.wants_report === 1,
    finished,
    recipients,
    resolutions: resolutions.map((resolution) => ({
      to: byPosition.get(resolution.position)?.[0]?.recipient ?? "",
      outcome: resolution.outcome,
      reason: resolution.reason,
      by: resolution.resolved_by,
      ...resolution.caller !== null && { caller: resolution.caller },
      at: resolution.resolved_at,
      before: failureFromRow(resolution.problem, resolution)
    }))
  };
}
var noReports = [];
function recipientFromRows(attempts, reports) {
  return { to: attempts[0]?.recipient ?? "", attempts: attempts.map(attemptFromRow), reports };
}
function attemptFromRow(row) {
  const { number, state, problem, upstream_id, started_at, ended_at } = row;
  return {
    number,
    state,
    ...problem !== null && { failure: failureFromRow(problem, row) },
    ...upstream_id !== null && upstreamIdsOf(upstream_id.split(",")),
    ...started_at !== null && { startedAt: started_at },
    ...ended_at !== null && { endedAt: ended_at }
  };
}
function failureFromRow(code, row) {
  const { upstream_code: upstreamCode, smpp_name: name, duplicate_of: duplicateOf = null } = row;
  return {
    code,
    ...upstreamCode !== null && { upstreamCode },
    ...name !== null && upstreamCode !== null && { smpp: { commandStatus: upstreamCode, name } },
    ...duplicateOf !== null && { duplicateOf }
  };
}

// src/journal/report-proof.ts
var windowMs = 72 * 36e5;
var submitToleranceMs = 6e4;
function findProven({ sender, submittedAt }, attempts, receivedAt) {
  if (sender === void 0) return void 0;
  const fromSender = attempts.filter((attempt) => attempt.sender === sender);
  if (fromSender.some(({ state }) => state === "sending")) return void 0;
  const inWindow = fromSender.filter(
    ({ started_at: startedAt }) => startedAt !== null && startedAt <= receivedAt && startedAt >= receivedAt - windowMs && (submittedAt === void 0 || Math.abs(submittedAt - startedAt) <= submitToleranceMs)
  );
  const withoutId = inWindow.filter(
    ({ state, upstream_id: id }) => id === null && ["unknown", "accepted", "rejected"].includes(state)
  );
  const [only] = withoutId;
  if (only === void 0 || withoutId.length > 1 || only.state !== "unknown") return void 0;
  const isLong = ({ segments }) => segments === null || segments > 1;
  return inWindow.some((attempt) => attempt !== only && isLong(attempt)) ? void 0 : only;
}

// src/journal/report-statements.ts
var newestOfNumber = `SELECT message, position, state, upstream_id, started_at FROM attempts INDEXED BY attempts_by_recipient
  WHERE recipient = ? ORDER BY message DESC LIMIT 1000`;
function prepareReportStatements(database) {
  const prepare = (text) => database.prepare(text);
  return {
    // Ids are not indexed: that would cost every send 15 to 45 µs, and a report gains nothing by it.
    findById: prepare(
      `SELECT message, position, upstream_id, started_at,
         (SELECT scheduled_at FROM messages WHERE number = message) AS scheduled_at FROM (${newestOfNumber}) AS attempt
       WHERE upstream_id IS NOT NULL AND instr(lower(upstream_id), ?) > 0`
    ),
    attemptsTo: prepare(
      `SELECT attempt.*, messages.sender, messages.segments FROM (${newestOfNumber}) AS attempt
       JOIN messages ON messages.number = message`
    ),
    pastRefusalsOf: prepare(
      `SELECT message, started_at FROM past_attempts WHERE message = ? AND position = ? AND state = 'rejected'`
    ),
    insert: prepare(
      `INSERT INTO delivery_reports
         (message, position, upstream_id, status, error, submitted, done, done_at, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
    ),
    settle: prepare(
      `UPDATE attempts SET state = 'accepted', problem = NULL, upstream_code = NULL, smpp_name = NULL, upstream_id = ?
       WHERE message = ? AND position = ?`
    ),
    insertUnmatched: prepare(
      `INSERT INTO unmatched_reports
         (recipient, upstream_id, status, sender, error, submitted, submitted_at, done, done_at, received_at, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
    ),
    anyUnmatched: prepare("SELECT 1 FROM unmatched_reports LIMIT 1"),
    countUnmatched: prepare("SELECT count(*) AS count FROM unmatched_reports"),
    unmatchedTo: prepare("SELECT * FROM unmatched_reports WHERE recipient = ? ORDER BY number"),
    unmatchedToUnknown: prepare(
      `SELECT DISTINCT unmatched_reports.recipient AS recipient FROM unmatched_reports
       JOIN attempts INDEXED BY attempts_unknown ON attempts.recipient = unmatched_reports.recipient
       WHERE state = 'unknown'`
    ),
    listUnmatched: prepare("SELECT * FROM unmatched_reports WHERE number < ? ORDER BY number DESC LIMIT ?"),
    hints: prepare(
      `SELECT messages.id FROM attempts INDEXED BY attempts_unknown JOIN messages ON messages.number = message
       WHERE state = 'unknown' AND recipient = ? LIMIT 10`
    ),
    deleteUnmatched: prepare("DELETE FROM unmatched_reports WHERE number = ?"),
    purgeUnmatched: prepare(
      `DELETE FROM unmatched_reports
       WHERE number IN (SELECT number FROM unmatched_reports WHERE seen_at < ? ORDER BY seen_at LIMIT ?)`
    ),
    dropUnmatchedUpTo: prepare("DELETE FROM unmatched_reports WHERE number <= ?")
  };
}

// src/journal/reports.ts
var unmatchedRetentionMs = 7 * dayMs;
var maxUnmatched = 1e5;
function createReports(database, context) {
  const { deliveries, settle, trustedWallAt, seenAt, keepResolution, compared } = context;
  const sql = prepareReportStatements(database);
  let anyUnmatched = true;
  function record(report, receivedAt) {
    return match(report, receivedAt) ?? (keepUnmatched(report, receivedAt) ? "unmatched" : "repeated");
  }
  function match(report, receivedAt) {
    const { to, upstreamMessageId: id } = report;
    if (to === void 0 || id === void 0) return void 0;
    const attempt = findById(to, id);
    if (attempt !== void 0) {
      if (!apply(attempt, report, id, receivedAt)) return "repeated";
      compareClocks(report, attempt);
      return "applied";
    }
    const proven = settle === "exclusive" ? findSettled(report, to, receivedAt) : void 0;
    if (proven === void 0) return void 0;
    keepResolution(proven, receivedAt);
    sql.settle.run(id, proven.message, proven.position);
    deliveries.tell(proven, "recipient.settled", receivedAt);
    apply(proven, report, id, receivedAt);
    return "settled";
  }
  function findById(to, id) {
    const wanted = foldId(id);
    const rows = sql.findById.all(to, wanted);
    return rows.find(({ upstream_id }) => upstream_id.split(",").some((one) => foldId(one) === wanted));
  }
  function compareClocks({ submittedAt }, { started_at, scheduled_at }) {
    if (submittedAt === void 0 || started_at === null || scheduled_at !== null) return;
    compared?.({ submittedAt, startedAt: started_at });
  }
  function findSettled(report, to, receivedAt) {
    if (report.status === "other" || trustedWallAt() === void 0) return void 0;
    const attempts = sql.attemptsTo.all(to);
    const refused = attempts.flatMap(
      (attempt) => sql.pastRefusalsOf.all(attempt.message, attempt.position).map((row) => ({ ...attempt, state: "rejected", upstream_id: null, started_at: Number(row["started_at"]) }))
    );
    return findProven(report, [...attempts, ...refused], receivedAt);
  }
  function apply(place, report, id, receivedAt) {
    const { status, error, submit, done, doneAt } = report;
    const texts = [error ?? null, submit ?? null, done ?? null];
    const { changes } = sql.insert.run(place.message, place.position, id, status, ...texts, doneAt ?? null, receivedAt);
    if (changes === 0) return false;
    deliveries.update(place, receivedAt);
    return true;
  }
  function keepUnmatched(report, receivedAt) {
    const { to, upstreamMessageId, status, sender, error, submit, submittedAt, done, doneAt } = report;
    const { changes, lastInsertRowid } = sql.insertUnmatched.run(
      to ?? null,
      upstreamMessageId ?? null,
      status,
      sender ?? null,
      error ?? null,
      submit ?? null,
      submittedAt ?? null,
      done ?? null,
      doneAt ?? null,
      receivedAt,
      seenAt()
    );
    if (changes === 0) return false;
    anyUnmatched = true;
    sql.dropUnmatchedUpTo.run(Number(lastInsertRowid) - maxUnmatched);
    return true;
  }
  function rejoin(to) {
    if (!anyUnmatched) return;
    for (const row of sql.unmatchedTo.all(to)) {
      if (match(reportFromUnmatched(row), row.received_at) !== void 0) sql.deleteUnmatched.run(row.number);
    }
  }
  const hintsOf = (to) => sql.hints.all(to).map(({ id }) => String(id)).sort().reverse();
  return {
    record,
    rejoin,
    /** Whether there are reports to numbers with an unknown outcome. */
    mayRejoinUnknown: () => sql.unmatchedToUnknown.get() !== void 0,
    /** Looks at the reports to numbers whose outcome a crash has made unknown. */
    rejoinUnknown() {
      for (const row of sql.unmatchedToUnknown.all()) rejoin(String(row["recipient"]));
    },
    listUnmatched(before, limit) {
      const rows = sql.listUnmatched.all(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const reports = rows.slice(0, limit).map(
        (row) => ({
          ...reportFromUnmatched(row),
          number: row.number,
          receivedAt: row.received_at,
          hints: row.recipient === null ? [] : hintsOf(row.recipient)
        })
      );
      const last = reports.at(-1);
      return rows.length <= limit || last === void 0 ? { reports } : { reports, next: last.number };
    },
    countUnmatched: () => Number(sql.countUnmatched.get()?.["count"]),
    purge: (seenBefore, limit) => Number(sql.purgeUnmatched.run(seenBefore, limit).changes),
    /** Looks whether anything is unmatched. Outside of a transaction: what it finds must be there to stay. */
    lookForUnmatched() {
      anyUnmatched = sql.anyUnmatched.get() !== void 0;
    }
  };
}
function reportFromUnmatched(row) {
  const { recipient, upstream_id: id, status, sender, error, submitted, submitted_at: submittedAt, done, done_at } = row;
  return {
    status,
    ...recipient !== null && { to: recipient },
    ...id !== null && { upstreamMessageId: id },
    ...sender !== null && { sender },
    ...error !== null && { error },
    ...submitted !== null && { submit: submitted },
    ...submittedAt !== null && { submittedAt },
    ...done !== null && { done },
    ...done_at !== null && { doneAt: done_at }
  };
}

// src/messages/journal-entry.ts
import { randomUUIDv7 } from "node:crypto";
function createMessageId(seenAt) {
  if (seenAt !== lastAt) {
    const time = seenAt.toString(16).padStart(12, "0");
    lastAt = seenAt;
    lastTime = `${time.slice(0, 8)}-${time.slice(8)}`;
  }
  const id = randomUUIDv7();
  return id.startsWith(lastTime) ? id : lastTime + id.slice(13);
}
var lastAt = Number.NaN;
var lastTime = "";
function createEntry(message, identity, hash) {
  const { to, from, content, reference, schedule, deliveryReport } = message;
  const { id, caller, requestId, createdAt } = identity;
  const contentHash = hash(JSON.stringify([caller, from, content]));
  const entry = { id, caller, requestId, createdAt, to, from, deliveryReport, contentHash };
  if (content.kind === "text") {
    entry.encoding = content.encoding;
    entry.segments = content.segments;
  }
  if (reference !== void 0) entry.reference = reference;
  if (schedule !== void 0) entry.scheduledAt = schedule.sendAt.epochMilliseconds;
  return entry;
}
var standingAttempt = ({ attempts }) => attempts.findLast(({ state }) => state !== "not-attempted") ?? attempts.at(-1);
function resultOf(recipient) {
  const { to } = recipient;
  const last = standingAttempt(recipient);
  if (last?.state === "accepted") return { to, accepted: true, ...pickUpstreamIds(last) };
  return last?.failure && failed(to, last.failure);
}
var recipientsNotAttempted = ({ recipients }) => recipients.flatMap((recipient) => resultOf(recipient) ?? []).filter((result) => !result.accepted).filter(
  ({ failure }) => problems[failure.code].outcome === "not-attempted" && problems[failure.code].resend === "safe"
).map(({ to }) => to);
var recordedResults = ({ recipients }) => recipients.flatMap((recipient) => resultOf(recipient) ?? []);
var finalResults = ({ recipients }) => recipients.map((recipient) => resultOf(recipient) ?? failed(recipient.to, { code: "outcome-unknown" }));

// src/messages/message-list.ts
var indexedDeliveries = ["undelivered", "partially-delivered"];
var isIndexedDelivery = (delivery) => indexedDeliveries.some((indexed) => indexed === delivery);
var isIndexed = ({ caller, outcome, delivery, to, reference, from }) => caller !== void 0 || to !== void 0 || outcome !== void 0 && outcome !== "accepted" || isIndexedDelivery(delivery) || reference === void 0 && from === void 0;

// src/journal/deliveries.ts
var eventOf = {
  delivered: "recipient.delivered",
  undelivered: "recipient.undelivered",
  "partially-delivered": "recipient.partially-delivered"
};
function createDeliveries(database, events) {
  const findRecipient = database.prepare(
    `SELECT messages.id, messages.caller, reference, segments, wants_report, recipient, state, problem, upstream_id, delivery
     FROM attempts JOIN messages ON messages.number = message WHERE message = ? AND position = ?`
  );
  const reportsOf = database.prepare("SELECT * FROM delivery_reports WHERE message = ? AND position = ?");
  const reportsOfMessage = database.prepare("SELECT * FROM delivery_reports WHERE message = ?");
  const setDelivery = database.prepare(
    "UPDATE attempts SET delivery = ?, caller = ? WHERE message = ? AND position = ?"
  );
  const find = ({ message, position }) => findRecipient.get(message, position);
  function deliveryNow(row, { message, position }) {
    const reports = reportsOf.all(message, position).map(reportFromRow);
    const ids = row.upstream_id?.split(",") ?? [];
    return deliveryOf({ ids, segments: row.segments ?? void 0, reportRequested: row.wants_report === 1 }, reports);
  }
  function addEvent(row, type, at, delivery) {
    const { id, caller, reference, recipient: to, state: outcome, problem } = row;
    events.add({
      type,
      at,
      caller,
      messageId: id,
      ...reference !== null && { reference },
      to,
      outcome,
      ...problem !== null && { resend: problemOf(problem).resend },
      ...delivery && { delivery }
    });
  }
  return {
    /** Tells the feed what holds of a recipient now. */
    tell(place, type, at) {
      const row = find(place);
      addEvent(row, type, at, row.state === "accepted" ? deliveryNow(row, place) : void 0);
    },
    /** Brings the delivery in line with the reports, and tells the feed if it has changed. */
    update(place, at) {
      const row = find(place);
      const delivery = deliveryNow(row, place);
      if (delivery.status === row.delivery) return;
      const caller = isIndexedDelivery(delivery.status) ? row.caller : null;
      setDelivery.run(delivery.status, caller, place.message, place.position);
      const type = eventOf[delivery.status];
      if (type !== void 0) addEvent(row, type, at, row.state === "accepted" ? delivery : void 0);
    },
    /** The reports of a message, by the position of their recipient. */
    reportsOfMessage(message) {
      const rows = reportsOfMessage.all(message);
      if (rows.length === 0) return none;
      const groups = Map.groupBy(rows, ({ position }) => position);
      return new Map([...groups].map(([position, ofRecipient]) => [position, inOrder(ofRecipient).map(reportFromRow)]));
    }
  };
}
var inOrder = (rows) => rows.toSorted((one, other) => one.received_at - other.received_at);
var none = /* @__PURE__ */ new Map();
function reportFromRow(row) {
  const { upstream_id: upstreamMessageId, status, error, submitted, done, done_at: doneAt } = row;
  return {
    upstreamMessageId,
    status,
    ...error !== null && { error },
    ...submitted !== null && { submit: submitted },
    ...done !== null && { done },
    ...doneAt !== null && { doneAt },
    receivedAt: row.received_at
  };
}

// src/journal/events.ts
function createEvents(database, seenAt, onAdded = () => {
}) {
  const insert = database.prepare(
    `INSERT INTO events (caller, type, message_id, reference, recipient, outcome, resend, delivery, at, seen_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  );
  const list = database.prepare("SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?");
  const listOfCaller = database.prepare(
    "SELECT * FROM events INDEXED BY events_of_caller WHERE caller = ? AND seq > ? ORDER BY seq LIMIT ?"
  );
  const findLast = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  const findOldest = database.prepare("SELECT min(seq) AS seq FROM events");
  const remove = database.prepare(
    "DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE seen_at < ? ORDER BY seen_at LIMIT ?)"
  );
  const lastSeq = () => Number(findLast.get()?.["seq"] ?? 0);
  const floor = () => {
    const oldest = findOldest.get()?.["seq"];
    return typeof oldest === "number" ? oldest - 1 : lastSeq();
  };
  return {
    lastSeq,
    add(event) {
      const { caller, type, messageId, reference, to, outcome, resend, delivery, at } = event;
      const text = delivery === void 0 ? null : JSON.stringify(delivery);
      insert.run(caller, type, messageId, reference ?? null, to, outcome, resend ?? null, text, at, seenAt());
      onAdded(caller);
    },
    list({ caller, after, limit }) {
      if (after !== 0 && after < floor() || after > lastSeq()) return { kind: "gone", oldest: floor() };
      const rows = caller === void 0 ? list.all(after, limit) : listOfCaller.all(caller, after, limit);
      const events = rows.map(eventFromRow);
      const next = events.length < limit ? Math.max(after, lastSeq()) : events.at(-1)?.seq ?? after;
      return { kind: "page", events, next };
    },
    purge: (seenBefore, limit) => Number(remove.run(seenBefore, limit).changes)
  };
}
function eventFromRow(row) {
  return {
    seq: row.seq,
    type: row.type,
    at: row.at,
    caller: row.caller,
    messageId: row.message_id,
    ...row.reference !== null && { reference: row.reference },
    to: row.recipient,
    outcome: row.outcome,
    ...row.resend !== null && { resend: row.resend },
    ...row.delivery !== null && { delivery: parse(row.delivery) }
  };
}
var parse = (delivery) => typeof delivery === "string" ? JSON.parse(delivery) : delivery;

// src/journal/event-watch.ts
function createEventWatch() {
  const waiting = /* @__PURE__ */ new Set();
  const noted = /* @__PURE__ */ new Set();
  return {
    wait(caller, timeoutMs, signal) {
      const { promise, resolve: resolve2 } = Promise.withResolvers();
      const stop = () => waiter.end(false);
      const timer = setTimeout(stop, timeoutMs);
      const waiter = {
        caller,
        end(isThere) {
          clearTimeout(timer);
          signal.removeEventListener("abort", stop);
          waiting.delete(waiter);
          resolve2(isThere);
        }
      };
      waiting.add(waiter);
      signal.addEventListener("abort", stop);
      if (signal.aborted) stop();
      return promise;
    },
    note: (caller) => void noted.add(caller),
    wake() {
      if (noted.size === 0) return;
      const callers = new Set(noted);
      noted.clear();
      for (const { caller, end } of [...waiting]) if (caller === void 0 || callers.has(caller)) end(true);
    }
  };
}

// src/journal/finish-watch.ts
function createFinishWatch() {
  const waiting = /* @__PURE__ */ new Map();
  return {
    wait(messageId, timeoutMs) {
      const { promise, resolve: resolve2 } = Promise.withResolvers();
      const waiters = waiting.get(messageId) ?? /* @__PURE__ */ new Set();
      waiting.set(messageId, waiters);
      const finish = () => end(true);
      const timer = setTimeout(() => end(false), timeoutMs);
      function end(isFinished) {
        clearTimeout(timer);
        waiters.delete(finish);
        if (waiters.size === 0 && waiting.get(messageId) === waiters) waiting.delete(messageId);
        resolve2(isFinished);
      }
      waiters.add(finish);
      return promise;
    },
    tell(messageId) {
      if (waiting.size === 0) return;
      for (const finish of [...waiting.get(messageId) ?? []]) finish();
    }
  };
}

export {
  dayMs,
  createInstantFormat,
  formatInstant,
  createMessageId,
  createEntry,
  standingAttempt,
  recipientsNotAttempted,
  recordedResults,
  finalResults,
  reportStatuses,
  deliveryStatuses,
  deliveryOf,
  foldId,
  indexedDeliveries,
  isIndexedDelivery,
  isIndexed,
  openDiskSync,
  logFileOf,
  locateJournal,
  explainDenial,
  readInstallationKey,
  readKeyFile,
  createContentHash,
  eventOf,
  createDeliveries,
  reportFromRow,
  createEvents,
  eventFromRow,
  systemClocks,
  formatUpstreamIds,
  messageFromRows,
  createEventWatch,
  createFinishWatch,
  findProven,
  unmatchedRetentionMs,
  maxUnmatched,
  createReports,
  reportFromUnmatched,
  createJournalClock,
  createOverError,
  translateError,
  isLoss,
  isUnavailable
};
