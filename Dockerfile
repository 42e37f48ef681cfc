# syntax=docker/dockerfile:1
# One image for every process of the shop; compose.yaml says which command each runs.
# `docker buildx imagetools inspect node:24-bookworm-slim` prints a newer digest.
FROM node:24-bookworm-slim@sha256:235600a8101ab264e117b1768e925532262668dc9b581ef1dd7d96ced463b8e7 AS base
WORKDIR /shop
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1

# Install scripts bring a Node, a Postgres and a browser for people's own machines: none is needed here.
FROM base AS build
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --ignore-scripts
COPY . .
RUN node_modules/.bin/next build && rm -rf .next/cache

FROM base AS installed
COPY package.json package-lock.json ./
# Next.js' compiler is an optional package of a package that runs here, and does not run itself.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/@next/swc-*

FROM base
COPY --from=installed /shop/node_modules node_modules
COPY package.json next.config.mjs tsconfig.json ./
COPY drizzle drizzle
COPY src src
COPY --from=build /shop/.next .next
# Invoices where no bucket is named, and the scripts of earlier builds.
RUN mkdir /data && chown node:node /data
# Within the container's own network; its published ports decide who gets in.
ENV DATA_DIR=/data BIND_ADDRESS=0.0.0.0
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/live').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "src/run/web.ts"]
