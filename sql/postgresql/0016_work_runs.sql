-- 作业运行记录: a run of scheduled work that did something or failed. A run that found nothing to do leaves only work_lease.taken_at.
CREATE TABLE work_run
(
    run_id      bigint NOT NULL,
    work        varchar(40) COLLATE "C" NOT NULL,
    node        varchar(120) COLLATE "C" NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    outcome     varchar(12) COLLATE "C" NOT NULL,
    row_count   bigint NOT NULL,
    size_bytes  bigint NOT NULL,
    lag_seconds integer NULL,
    error       varchar(400) NULL,
    CONSTRAINT PK_work_run PRIMARY KEY (run_id)
);
CREATE INDEX IX_work_run_work ON work_run (work, run_id);

-- 作业租约: who does work that no two nodes may do at once. Whoever books something under a lease checks in the same transaction that the fence is still his.
CREATE TABLE work_lease
(
    name        varchar(40) COLLATE "C" NOT NULL,
    owner       varchar(120) COLLATE "C" NOT NULL,
    fence       bigint NOT NULL,
    lease_until timestamptz NOT NULL,
    taken_at    timestamptz NOT NULL,
    CONSTRAINT PK_work_lease PRIMARY KEY (name)
);
