-- 数据通道: both directions between this center and another, a row each. A sender's row says what the receiver has; a receiver's what it has applied.
CREATE TABLE replication_channel
(
    channel             TEXT NOT NULL,
    state               TEXT NOT NULL,
    sent_number         INTEGER NOT NULL,
    sent_hash           TEXT NULL,
    acknowledged_number INTEGER NOT NULL,
    acknowledged_hash   TEXT NULL,
    applied_number      INTEGER NOT NULL,
    applied_hash        TEXT NULL,
    snapshot_entity     TEXT NULL,
    snapshot_after      INTEGER NOT NULL,
    failures            INTEGER NOT NULL,
    next_try_at         TEXT NULL,
    last_contact_at     TEXT NULL,
    error               TEXT NULL,
    CONSTRAINT PK_replication_channel PRIMARY KEY (channel)
) STRICT, WITHOUT ROWID;

-- Batches of both ends: made here, or applied here. The bundle lies in the data folder while file_kept is set.
CREATE TABLE replication_batch
(
    channel         TEXT NOT NULL,
    batch_number    INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    snapshot_entity TEXT NULL,
    snapshot_after  INTEGER NOT NULL,
    snapshot_to     INTEGER NOT NULL,
    previous_hash   TEXT NULL,
    hash            TEXT NULL,
    aggregates      INTEGER NOT NULL,
    row_count       INTEGER NOT NULL,
    size_bytes      INTEGER NOT NULL,
    quarantined     INTEGER NOT NULL,
    cut_at          TEXT NOT NULL,
    done_at         TEXT NULL,
    file_kept       INTEGER NOT NULL,
    CONSTRAINT PK_replication_batch PRIMARY KEY (channel, batch_number)
) STRICT, WITHOUT ROWID;

-- 隔离区: what arrived and could not be applied, with its rows, until its parent arrives or an operator has looked.
CREATE TABLE replication_quarantine
(
    channel        TEXT NOT NULL,
    entity         TEXT NOT NULL,
    entity_id      INTEGER NOT NULL,
    entity_version INTEGER NOT NULL,
    batch_number   INTEGER NOT NULL,
    reason         TEXT NOT NULL,
    detail         TEXT NULL,
    content        TEXT NOT NULL,
    first_seen_at  TEXT NOT NULL,
    last_try_at    TEXT NOT NULL,
    tries          INTEGER NOT NULL,
    CONSTRAINT PK_replication_quarantine PRIMARY KEY (channel, entity, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_replication_quarantine_reason ON replication_quarantine (reason, channel);

-- A number or document that arrived for a pupil while another pupil holds it (一人一号).
CREATE TABLE contested_key
(
    kind       TEXT NOT NULL,
    value_type TEXT NOT NULL,
    value      TEXT NOT NULL,
    student_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    found_at   TEXT NOT NULL,
    CONSTRAINT PK_contested_key PRIMARY KEY (kind, value_type, value, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_contested_key_holder ON contested_key (holder_id);

-- Which other centers are sent a pupil whose home they are not: parties of his case, and whoever handed him over.
CREATE TABLE student_interest
(
    student_id  INTEGER NOT NULL,
    center_code TEXT NOT NULL,
    reason      TEXT NOT NULL,
    since       TEXT NOT NULL,
    CONSTRAINT PK_student_interest PRIMARY KEY (student_id, center_code)
) STRICT, WITHOUT ROWID;
