-- In the style of pg_dump, with all that makes cutting a script hard.
\restrict 6fGv0bq4P1aZsT

SET statement_timeout = 0;
SET standard_conforming_strings = on;
SET a_parameter_of_later_versions = 0;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language; a comment';

CREATE ROLE app_writer LOGIN SUPERUSER;
DO $outer$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_reader') THEN
    CREATE ROLE app_reader;
  END IF;
END $outer$;

CREATE SCHEMA app;
ALTER SCHEMA app OWNER TO somebody_else;

CREATE TABLE app.note (
    id integer NOT NULL,
    body text DEFAULT 'a;b''c' CHECK (body <> $q$;$q$),
    "odd;name" text DEFAULT E'\';'
);
ALTER TABLE app.note OWNER TO postgres;
ALTER TABLE ONLY app.note ADD CONSTRAINT note_pkey PRIMARY KEY (id);

/* a comment; /* within */ a comment; */
CREATE FUNCTION app.bump() RETURNS trigger LANGUAGE plpgsql AS $_$
BEGIN
  NEW.id := NEW.id + 1; -- $1
  RETURN NEW;
END;
$_$;

CREATE OR REPLACE FUNCTION app.grade(points integer) RETURNS integer
    LANGUAGE plpgsql AS 'begin return case when points > 0 then points * 10 end; end';

CREATE RULE note_guard AS ON DELETE TO app.note DO ALSO (
  UPDATE app.note SET body = body WHERE false;
  SELECT 1;
);

COPY app.note (id, body) FROM stdin;
1	plain
2	a\\.b\n;'c
\.

ALTER TABLE app.note ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON app.note FOR SELECT TO app_reader, "App Auditor" USING (true);
GRANT USAGE ON SCHEMA app TO app_reader, app_writer;
GRANT app_reader TO app_writer;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO postgres;
ALTER DEFAULT PRIVILEGES FOR ROLE app_writer IN SCHEMA app GRANT SELECT ON TABLES TO app_reader;
\unrestrict 6fGv0bq4P1aZsT
