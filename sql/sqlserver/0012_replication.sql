-- 数据通道: both directions between this center and another, a row each. A sender's row says what the receiver has; a receiver's what it has applied.
CREATE TABLE dbo.replication_channel
(
    channel             varchar(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state               varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sent_number         bigint NOT NULL,
    sent_hash           varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    acknowledged_number bigint NOT NULL,
    acknowledged_hash   varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    applied_number      bigint NOT NULL,
    applied_hash        varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    snapshot_entity     varchar(30) COLLATE Latin1_General_100_BIN2 NULL,
    snapshot_after      bigint NOT NULL,
    failures            int NOT NULL,
    next_try_at         datetime2(6) NULL,
    last_contact_at     datetime2(6) NULL,
    error               nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_replication_channel PRIMARY KEY (channel)
);

-- Batches of both ends: made here, or applied here. The bundle lies in the data folder while file_kept is set.
CREATE TABLE dbo.replication_batch
(
    channel         varchar(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
    batch_number    bigint NOT NULL,
    kind            varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    snapshot_entity varchar(30) COLLATE Latin1_General_100_BIN2 NULL,
    snapshot_after  bigint NOT NULL,
    snapshot_to     bigint NOT NULL,
    previous_hash   varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    hash            varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    aggregates      int NOT NULL,
    row_count       bigint NOT NULL,
    size_bytes      bigint NOT NULL,
    quarantined     int NOT NULL,
    cut_at          datetime2(6) NOT NULL,
    done_at         datetime2(6) NULL,
    file_kept       bit NOT NULL,
    CONSTRAINT PK_replication_batch PRIMARY KEY (channel, batch_number)
);

-- 隔离区: what arrived and could not be applied, with its rows, until its parent arrives or an operator has looked.
CREATE TABLE dbo.replication_quarantine
(
    channel        varchar(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity         varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity_id      bigint NOT NULL,
    entity_version int NOT NULL,
    batch_number   bigint NOT NULL,
    reason         varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    detail         nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    content        nvarchar(max) NOT NULL,
    first_seen_at  datetime2(6) NOT NULL,
    last_try_at    datetime2(6) NOT NULL,
    tries          int NOT NULL,
    CONSTRAINT PK_replication_quarantine PRIMARY KEY (channel, entity, entity_id)
);
CREATE INDEX IX_replication_quarantine_reason ON dbo.replication_quarantine (reason, channel);

-- A number or document that arrived for a pupil while another pupil holds it (一人一号).
CREATE TABLE dbo.contested_key
(
    kind       varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value_type varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value      nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_id bigint NOT NULL,
    holder_id  bigint NOT NULL,
    found_at   datetime2(6) NOT NULL,
    CONSTRAINT PK_contested_key PRIMARY KEY (kind, value_type, value, student_id)
);
CREATE INDEX IX_contested_key_holder ON dbo.contested_key (holder_id);

-- Which other centers are sent a pupil whose home they are not: parties of his case, and whoever handed him over.
CREATE TABLE dbo.student_interest
(
    student_id  bigint NOT NULL,
    center_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason      varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    since       datetime2(6) NOT NULL,
    CONSTRAINT PK_student_interest PRIMARY KEY (student_id, center_code)
);
