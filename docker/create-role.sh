#!/bin/sh
# Executed once by the image of PostgreSQL, when its volume is empty: the role of the service owns its database, as the
# service creates and drops the monthly partitions of the event log, and has no other right in the server.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE ino LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE ino OWNER ino TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE ino FROM PUBLIC;
SQL
