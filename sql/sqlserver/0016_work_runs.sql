-- 作业运行记录: a run of scheduled work that did something or failed. A run that found nothing to do leaves only work_lease.taken_at.
CREATE TABLE dbo.work_run
(
    run_id      bigint NOT NULL,
    work        varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    node        nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_at  datetime2(6) NOT NULL,
    finished_at datetime2(6) NOT NULL,
    outcome     varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_count   bigint NOT NULL,
    size_bytes  bigint NOT NULL,
    lag_seconds int NULL,
    error       nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_work_run PRIMARY KEY (run_id)
);
CREATE INDEX IX_work_run_work ON dbo.work_run (work, run_id);

-- 作业租约: who does work that no two nodes may do at once. Whoever books something under a lease checks in the same transaction that the fence is still his.
CREATE TABLE dbo.work_lease
(
    name        varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    owner       nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fence       bigint NOT NULL,
    lease_until datetime2(6) NOT NULL,
    taken_at    datetime2(6) NOT NULL,
    CONSTRAINT PK_work_lease PRIMARY KEY (name)
);
