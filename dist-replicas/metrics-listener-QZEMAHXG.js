import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import "./chunk-KJFL4LYA.js";

// src/http/metrics-listener.ts
import { createServer } from "node:http";
var limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5e3,
  requestTimeout: 5e3,
  connectionsCheckingInterval: 1e3,
  keepAliveTimeout: 75e3
};
var maxConnections = 32;
function createMetricsListener(exposition, onError, isServed = () => true) {
  const server = createServer(limits, (request, response) => {
    const end = (status, text, contentType = "text/plain; charset=utf-8") => {
      response.writeHead(status, { "content-type": contentType, "content-length": Buffer.byteLength(text) });
      response.end(request.method === "HEAD" ? void 0 : text);
    };
    if (request.headers["content-length"] !== void 0 || request.headers["transfer-encoding"] !== void 0) {
      response.setHeader("connection", "close");
      return end(400, "A request body is not accepted\n");
    }
    if (!isServed(request.headers.host)) return end(421, "This host name is not served: see ALLOWED_HOSTS\n");
    if (request.url !== "/metrics") return end(404, "Only /metrics is served here\n");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return end(405, "Only GET is allowed\n");
    }
    exposition.format().then(
      (text) => end(200, text, exposition.contentType),
      (error) => {
        onError(error);
        end(500, "The metrics could not be collected\n");
      }
    );
  });
  server.maxConnections = maxConnections;
  server.timeout = limits.requestTimeout;
  let listening = false;
  return {
    listen: ({ host, port }) => new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        listening = true;
        const { address, family, port: taken } = server.address();
        resolve(`http://${family === "IPv6" ? `[${address}]` : address}:${taken}`);
      });
    }),
    async close() {
      if (!listening) return;
      const closed = new Promise((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    }
  };
}
export {
  createMetricsListener
};
