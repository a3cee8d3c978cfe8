# syntax=docker/dockerfile:1
# One image for the web process, the worker and the migration; the command says which. docs/deploying.md.
ARG NODE_IMAGE=node:24-slim

# Everything: writes the database client and builds the pages.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
# What `npm ci` reads, its postinstall included: while it is the same, so is the layer.
COPY package.json package-lock.json .npmrc ./
COPY scripts/generate.mjs scripts/installation.mjs scripts/
COPY prisma/schema.prisma prisma/
COPY prisma.config.ts ./
RUN npm ci
COPY . .
RUN npm run build

# The packages that production needs, and no others: Prisma's generator and TypeScript are optional peers of its client.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/generate.mjs scripts/installation.mjs scripts/
RUN npm ci --omit=dev --omit=optional

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json server.ts web.ts worker.ts compose.ts ./
COPY prisma/migrations prisma/migrations
COPY scripts/migrate.ts scripts/
COPY scripts/support/plain-error.ts scripts/support/
# With the database client that the build has written.
COPY --from=build /app/app app
COPY --from=build /app/build build
USER node
EXPOSE 3000
# Whether the process lives. That the database is away is no reason to start it again; /readyz tells that.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.ts"]
