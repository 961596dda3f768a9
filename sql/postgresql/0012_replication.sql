-- 数据通道: both directions between this center and another, a row each. A sender's row says what the receiver has; a receiver's what it has applied.
CREATE TABLE replication_channel
(
    channel             varchar(5) COLLATE "C" NOT NULL,
    state               varchar(12) COLLATE "C" NOT NULL,
    sent_number         bigint NOT NULL,
    sent_hash           varchar(64) COLLATE "C" NULL,
    acknowledged_number bigint NOT NULL,
    acknowledged_hash   varchar(64) COLLATE "C" NULL,
    applied_number      bigint NOT NULL,
    applied_hash        varchar(64) COLLATE "C" NULL,
    snapshot_entity     varchar(30) COLLATE "C" NULL,
    snapshot_after      bigint NOT NULL,
    failures            integer NOT NULL,
    next_try_at         timestamptz NULL,
    last_contact_at     timestamptz NULL,
    error               varchar(400) NULL,
    CONSTRAINT PK_replication_channel PRIMARY KEY (channel)
);

-- Batches of both ends: made here, or applied here. The bundle lies in the data folder while file_kept is set.
CREATE TABLE replication_batch
(
    channel         varchar(5) COLLATE "C" NOT NULL,
    batch_number    bigint NOT NULL,
    kind            varchar(10) COLLATE "C" NOT NULL,
    snapshot_entity varchar(30) COLLATE "C" NULL,
    snapshot_after  bigint NOT NULL,
    snapshot_to     bigint NOT NULL,
    previous_hash   varchar(64) COLLATE "C" NULL,
    hash            varchar(64) COLLATE "C" NULL,
    aggregates      integer NOT NULL,
    row_count       bigint NOT NULL,
    size_bytes      bigint NOT NULL,
    quarantined     integer NOT NULL,
    cut_at          timestamptz NOT NULL,
    done_at         timestamptz NULL,
    file_kept       boolean NOT NULL,
    CONSTRAINT PK_replication_batch PRIMARY KEY (channel, batch_number)
);

-- 隔离区: what arrived and could not be applied, with its rows, until its parent arrives or an operator has looked.
CREATE TABLE replication_quarantine
(
    channel        varchar(5) COLLATE "C" NOT NULL,
    entity         varchar(30) COLLATE "C" NOT NULL,
    entity_id      bigint NOT NULL,
    entity_version integer NOT NULL,
    batch_number   bigint NOT NULL,
    reason         varchar(20) COLLATE "C" NOT NULL,
    detail         varchar(400) NULL,
    content        text NOT NULL,
    first_seen_at  timestamptz NOT NULL,
    last_try_at    timestamptz NOT NULL,
    tries          integer NOT NULL,
    CONSTRAINT PK_replication_quarantine PRIMARY KEY (channel, entity, entity_id)
);
CREATE INDEX IX_replication_quarantine_reason ON replication_quarantine (reason, channel);

-- A number or document that arrived for a pupil while another pupil holds it (一人一号).
CREATE TABLE contested_key
(
    kind       varchar(10) COLLATE "C" NOT NULL,
    value_type varchar(1) COLLATE "C" NOT NULL,
    value      varchar(20) COLLATE "C" NOT NULL,
    student_id bigint NOT NULL,
    holder_id  bigint NOT NULL,
    found_at   timestamptz NOT NULL,
    CONSTRAINT PK_contested_key PRIMARY KEY (kind, value_type, value, student_id)
);
CREATE INDEX IX_contested_key_holder ON contested_key (holder_id);

-- Which other centers are sent a pupil whose home they are not: parties of his case, and whoever handed him over.
CREATE TABLE student_interest
(
    student_id  bigint NOT NULL,
    center_code varchar(2) COLLATE "C" NOT NULL,
    reason      varchar(20) COLLATE "C" NOT NULL,
    since       timestamptz NOT NULL,
    CONSTRAINT PK_student_interest PRIMARY KEY (student_id, center_code)
);
