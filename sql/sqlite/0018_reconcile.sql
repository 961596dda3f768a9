-- 核对报告: what was found when this center and the other one compared their rows, and what was sent again.
CREATE TABLE reconcile_report
(
    report_id   INTEGER NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    aggregates  INTEGER NOT NULL,
    differing   INTEGER NOT NULL,
    resent      INTEGER NOT NULL,
    content     TEXT NOT NULL,
    CONSTRAINT PK_reconcile_report PRIMARY KEY (report_id)
) STRICT;

-- Changes that arrive in full batches one after the other: a mass change (a rule, a region re-coded) shows here before it is through.
CREATE TABLE replication_run
(
    channel     TEXT NOT NULL,
    entity      TEXT NOT NULL,
    touched     INTEGER NOT NULL,
    owned       INTEGER NOT NULL,
    is_approved INTEGER NOT NULL,
    CONSTRAINT PK_replication_run PRIMARY KEY (channel, entity)
) STRICT, WITHOUT ROWID;
