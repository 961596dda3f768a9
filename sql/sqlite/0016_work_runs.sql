-- 作业运行记录: a run of scheduled work that did something or failed. A run that found nothing to do leaves only work_lease.taken_at.
CREATE TABLE work_run
(
    run_id      INTEGER NOT NULL,
    work        TEXT NOT NULL,
    node        TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    row_count   INTEGER NOT NULL,
    size_bytes  INTEGER NOT NULL,
    lag_seconds INTEGER NULL,
    error       TEXT NULL,
    CONSTRAINT PK_work_run PRIMARY KEY (run_id)
) STRICT;
CREATE INDEX IX_work_run_work ON work_run (work, run_id);

-- 作业租约: who does work that no two nodes may do at once. Whoever books something under a lease checks in the same transaction that the fence is still his.
CREATE TABLE work_lease
(
    name        TEXT NOT NULL,
    owner       TEXT NOT NULL,
    fence       INTEGER NOT NULL,
    lease_until TEXT NOT NULL,
    taken_at    TEXT NOT NULL,
    CONSTRAINT PK_work_lease PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
