-- 核对报告: what was found when this center and the other one compared their rows, and what was sent again.
CREATE TABLE dbo.reconcile_report
(
    report_id   bigint NOT NULL,
    started_at  datetime2(6) NOT NULL,
    finished_at datetime2(6) NOT NULL,
    aggregates  bigint NOT NULL,
    differing   bigint NOT NULL,
    resent      bigint NOT NULL,
    content     nvarchar(max) NOT NULL,
    CONSTRAINT PK_reconcile_report PRIMARY KEY (report_id)
);

-- Changes that arrive in full batches one after the other: a mass change (a rule, a region re-coded) shows here before it is through.
CREATE TABLE dbo.replication_run
(
    channel     varchar(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity      varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    touched     bigint NOT NULL,
    owned       bigint NOT NULL,
    is_approved bit NOT NULL,
    CONSTRAINT PK_replication_run PRIMARY KEY (channel, entity)
);
