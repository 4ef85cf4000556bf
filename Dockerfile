# This image runs the gateway (the default), the sandbox (`node dist/sandbox/server.js`), the forwarder of events (`node
# dist/forward/main.js`) or the tool (`bulksms-gateway --help`).
ARG NODE_IMAGE=node:26-slim

FROM ${NODE_IMAGE} AS bundle
WORKDIR /app
COPY package.json package-lock.json ./
# No dependency needs an install script here, so none may run.
RUN npm ci --ignore-scripts
COPY scripts/bundle.ts scripts/bundling.ts scripts/journal.ts scripts/third-party.ts scripts/
COPY src src
COPY sandbox sandbox
COPY forward forward
COPY cli cli
RUN node scripts/bundle.ts

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="bulksms-gateway" \
      org.opencontainers.image.description="A JSON API in front of a legacy bulksms HTTP provider that never sends a message twice" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/gateway.db
WORKDIR /app
COPY --from=bundle /app/dist dist
COPY package.json LICENSE ./
COPY bin bin
RUN ln -s /app/bin/bulksms-gateway.js /usr/local/bin/bulksms-gateway
COPY console console
# Fills Node's compile cache, to save compilation at every start. This takes a complete start, because functions are compiled when
# first called. The cache belongs to a user, so the user that runs the gateway creates it.
USER 1000:1000
# Port 0 takes one that is free: a build may share the network of the machine.
RUN HOST=127.0.0.1 PORT=0 DATABASE_URL=sqlite:/tmp/warm-up/gateway.db NODE_COMPILE_CACHE=/tmp/compile-cache \
    node -e "import('/app/dist/main.js').then(() => process.kill(process.pid, 'SIGTERM'))"
USER 0
RUN cp -r /tmp/compile-cache .compile-cache && chmod -R a=rX .compile-cache && rm -r /tmp/compile-cache /tmp/warm-up
ENV NODE_COMPILE_CACHE=/app/.compile-cache
# The journal's folder, the only writable one.
RUN mkdir --mode=700 /data && chown 1000:1000 /data
VOLUME /data
# A numeric id lets an orchestrator verify that it is not root.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1 and handles SIGTERM: no shell or npm in between. SIGUSR1 would open the inspector. A young generation
# larger than 3 × 16 MiB uses more memory without making messages faster: docs/performance.md.
CMD ["node", "--disable-sigusr1", "--max-semi-space-size=16", "dist/main.js"]
