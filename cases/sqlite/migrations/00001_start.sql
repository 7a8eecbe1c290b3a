-- +goose Up

-- What is known of this very installation: instance, started.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for every message ever seen, with its outcome for ever; kind is NULL until there is one.
CREATE TABLE mail (
  id         INTEGER PRIMARY KEY,
  org        TEXT    NOT NULL,
  sha256     TEXT    NOT NULL,           -- of the raw bytes
  ident      TEXT    NOT NULL,           -- of what no relay adds
  message_id TEXT    NOT NULL,           -- '' when it has none
  start      INTEGER NOT NULL,           -- of its bytes in the file of raw mail
  size       INTEGER NOT NULL,           -- bytes
  arrived    INTEGER NOT NULL,           -- in the mailbox
  accepted   INTEGER NOT NULL,           -- here
  imported   INTEGER NOT NULL,
  twin       INTEGER,                    -- an earlier mail with this message_id and other content
  attempts   INTEGER NOT NULL DEFAULT 0, -- readings that ended the process, and the one that gave the outcome
  survived   INTEGER NOT NULL DEFAULT 0, -- readings after which the process still lived, of those that were in doubt
  kind       TEXT,
  settled    INTEGER,
  ref        TEXT    NOT NULL DEFAULT '',
  aside      INTEGER NOT NULL DEFAULT 0,
  reason     TEXT    NOT NULL DEFAULT '',
  sender     TEXT    NOT NULL DEFAULT '',
  subject    TEXT    NOT NULL DEFAULT '',
  text       TEXT    NOT NULL DEFAULT '', -- new text
  seal       TEXT    NOT NULL DEFAULT '' -- hash over all of the above that never changes once there is an outcome
) STRICT;
CREATE INDEX mail_waiting  ON mail (arrived, id) WHERE kind IS NULL;
CREATE INDEX mail_identity ON mail (message_id, ident) WHERE message_id <> '';
CREATE INDEX mail_sha256   ON mail (sha256);
CREATE INDEX mail_ref      ON mail (ref) WHERE ref <> '';
CREATE INDEX mail_scan     ON mail (id) WHERE kind = 'scan';
CREATE INDEX mail_command  ON mail (sender, settled) WHERE kind = 'command';
CREATE INDEX mail_early    ON mail (org, arrived, id) WHERE kind = 'before-start';

-- Where messages stand. A UID means something only with its UIDVALIDITY (RFC 3501 2.3.1.1).
CREATE TABLE place (
  account  TEXT    NOT NULL,
  mailbox  TEXT    NOT NULL,
  validity INTEGER NOT NULL,
  uid      INTEGER NOT NULL,
  mail     INTEGER NOT NULL REFERENCES mail,
  state    TEXT    NOT NULL CHECK (state IN ('waiting', 'settled', 'filed', 'left')), -- left: has an outcome and is not to be moved
  PRIMARY KEY (account, mailbox, validity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_mail    ON place (mail);
CREATE INDEX place_settled ON place (account, mailbox, validity, uid, mail) WHERE state = 'settled';

-- The state of each case: the fold of its history.
CREATE TABLE "case" (
  id        INTEGER PRIMARY KEY,
  ref       TEXT    NOT NULL UNIQUE,
  org       TEXT    NOT NULL,
  year      INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  head      TEXT    NOT NULL,            -- hash of the last history row
  state     TEXT    NOT NULL,
  live      INTEGER NOT NULL,            -- something has still to be done
  closed_on TEXT    NOT NULL,            -- '' or a civil date
  address   TEXT    NOT NULL,            -- of the complainant
  next      INTEGER,                     -- when its earliest duty is due: a tick reads no more than these
  brief     TEXT    NOT NULL,            -- what a year is counted from, beginning with the date of receipt; '' for nothing
  body      TEXT    NOT NULL,            -- JSON
  UNIQUE (org, year, number)
) STRICT;
CREATE INDEX case_next    ON "case" (next, ref) WHERE next IS NOT NULL;
CREATE INDEX case_live    ON "case" (org) WHERE live = 1;
CREATE INDEX case_closed  ON "case" (org, closed_on) WHERE live = 0 AND closed_on <> '';
CREATE INDEX case_brief   ON "case" (org, brief) WHERE brief <> '';
CREATE INDEX case_address ON "case" (org, address) WHERE address <> '';

-- Append-only. Only who, which is personal, may be taken out: the chain covers who_sum instead.
CREATE TABLE history (
  ref     TEXT    NOT NULL REFERENCES "case" (ref) DEFERRABLE INITIALLY DEFERRED,
  seq     INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  actor   TEXT    NOT NULL,
  level   INTEGER NOT NULL,
  proof   TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  facts   TEXT    NOT NULL,              -- JSON
  who     TEXT,                          -- JSON
  who_sum TEXT    NOT NULL,
  prev    TEXT    NOT NULL,
  hash    TEXT    NOT NULL,
  PRIMARY KEY (ref, seq)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER history_stays BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER history_fixed BEFORE UPDATE ON history
WHEN NEW.who IS NOT NULL OR OLD.ref <> NEW.ref OR OLD.seq <> NEW.seq OR OLD.at <> NEW.at
  OR OLD.actor <> NEW.actor OR OLD.level <> NEW.level OR OLD.proof <> NEW.proof OR OLD.kind <> NEW.kind
  OR OLD.facts <> NEW.facts OR OLD.who_sum <> NEW.who_sum OR OLD.prev <> NEW.prev OR OLD.hash <> NEW.hash
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
-- +goose StatementEnd

-- The outbox: one row for each recipient. next is when it may leave or is tried again; NULL: never again.
CREATE TABLE letter (
  id         INTEGER PRIMARY KEY,
  org        TEXT    NOT NULL,
  ref        TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  sender     TEXT    NOT NULL,
  recipient  TEXT    NOT NULL,
  message_id TEXT    NOT NULL,
  token      TEXT    NOT NULL,
  auto       INTEGER NOT NULL,
  nth        INTEGER,                    -- ordinal among the unattended letters of the organisation
  queued     INTEGER NOT NULL,
  release    INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN
             ('held', 'due', 'sending', 'dotted', 'sent', 'uncertain', 'failed', 'cancelled', 'paper')),
  next       INTEGER,
  attempts   INTEGER NOT NULL DEFAULT 0,
  lost       INTEGER NOT NULL DEFAULT 0, -- final dots whose answer was lost
  settled    INTEGER,
  reason     TEXT    NOT NULL DEFAULT '',
  seal       TEXT    NOT NULL DEFAULT '' -- hash over what of the letter and its body never changes
) STRICT;
CREATE UNIQUE INDEX letter_message ON letter (message_id) WHERE message_id <> '';
CREATE INDEX letter_next      ON letter (org, next, id) WHERE next IS NOT NULL;
CREATE INDEX letter_recipient ON letter (recipient, queued);
CREATE INDEX letter_nth       ON letter (org, release, nth) WHERE nth IS NOT NULL;
CREATE INDEX letter_alert     ON letter (org, queued) WHERE kind = 'alert';
CREATE INDEX letter_digest   ON letter (org, recipient, queued) WHERE kind = 'digest';
CREATE INDEX letter_reminder ON letter (org, queued, recipient) WHERE kind = 'reminder';
CREATE INDEX letter_ref       ON letter (ref) WHERE ref <> '';

-- What of a letter never changes, apart from what does: a new state then writes a hundred bytes.
CREATE TABLE letter_body (
  letter  INTEGER PRIMARY KEY REFERENCES letter,
  subject TEXT NOT NULL,
  files   TEXT NOT NULL,                 -- JSON
  sha256  TEXT NOT NULL,                 -- of bytes
  text    TEXT NOT NULL,
  bytes   BLOB NOT NULL
) STRICT;

-- The files that go with letters, each once, by its hash. Cut like a mail.
CREATE TABLE file_chunk (
  sha256 TEXT    NOT NULL,               -- of the whole file
  number INTEGER NOT NULL,               -- 0, 1, 2
  bytes  BLOB    NOT NULL,
  PRIMARY KEY (sha256, number)
) STRICT;

-- Where they belong in the bytes of a letter, which are kept without them. letter_body.sha256 is that of the whole.
CREATE TABLE letter_file (
  letter  INTEGER NOT NULL REFERENCES letter,
  number  INTEGER NOT NULL,              -- 0, 1, 2
  at      INTEGER NOT NULL,              -- in the whole bytes
  size    INTEGER NOT NULL,              -- of the file
  encoded INTEGER NOT NULL,              -- it stands there in base64
  sha256  TEXT    NOT NULL,
  PRIMARY KEY (letter, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
  id      INTEGER PRIMARY KEY,           -- 30 bits
  key     INTEGER NOT NULL,
  org     TEXT    NOT NULL,
  ref     TEXT    NOT NULL,
  party   TEXT    NOT NULL,
  scope   TEXT    NOT NULL,
  expires TEXT    NOT NULL,              -- '' or a civil date
  revoked INTEGER NOT NULL
) STRICT;

-- What the cron table has done.
CREATE TABLE job_run (
  org  TEXT    NOT NULL,
  job  TEXT    NOT NULL,
  slot TEXT    NOT NULL,
  at   INTEGER NOT NULL,
  PRIMARY KEY (org, job, slot)
) STRICT, WITHOUT ROWID;

-- Tokens that nobody was handed, by the case that their mail named: of the last day.
CREATE TABLE guess (
  org TEXT    NOT NULL,
  ref TEXT    NOT NULL,                  -- '' for none
  n   INTEGER NOT NULL,
  at  INTEGER NOT NULL
) STRICT;
CREATE INDEX guess_at ON guess (org, at);
