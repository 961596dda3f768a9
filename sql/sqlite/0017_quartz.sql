-- The tables that Quartz.NET 4.7 keeps its schedules in on the server engines; names, columns and widths are Quartz's, and Quartz alone reads and writes
-- them. On SQLite they stay empty: one process has the file, and its schedules are read again at every start.
CREATE TABLE qrtz_job_details
(
    sched_name        TEXT NOT NULL,
    job_name          TEXT NOT NULL,
    job_group         TEXT NOT NULL,
    description       TEXT NULL,
    job_class_name    TEXT NOT NULL,
    is_durable        INTEGER NOT NULL,
    is_nonconcurrent  INTEGER NOT NULL,
    is_update_data    INTEGER NOT NULL,
    requests_recovery INTEGER NOT NULL,
    job_data          BLOB NULL,
    CONSTRAINT PK_qrtz_job_details PRIMARY KEY (sched_name, job_name, job_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_qrtz_job_details_j_g_n ON qrtz_job_details (sched_name, job_group, job_name);

CREATE TABLE qrtz_triggers
(
    sched_name              TEXT NOT NULL,
    trigger_name            TEXT NOT NULL,
    trigger_group           TEXT NOT NULL,
    job_name                TEXT NOT NULL,
    job_group               TEXT NOT NULL,
    description             TEXT NULL,
    next_fire_time          INTEGER NULL,
    prev_fire_time          INTEGER NULL,
    priority                INTEGER NULL,
    trigger_state           TEXT NOT NULL,
    trigger_type            TEXT NOT NULL,
    start_time              INTEGER NOT NULL,
    end_time                INTEGER NULL,
    calendar_name           TEXT NULL,
    misfire_instr           INTEGER NULL,
    misfire_orig_fire_time  INTEGER NULL,
    execution_group         TEXT NULL,
    preferred_node          TEXT NULL,
    preferred_node_auto     INTEGER NOT NULL DEFAULT 0,
    retry_policy            TEXT NULL,
    retry_attempt           INTEGER NULL,
    continues_trigger_name  TEXT NULL,
    continues_trigger_group TEXT NULL,
    continuation_condition  INTEGER NULL,
    overlap_policy          INTEGER NULL,
    pause_reason            TEXT NULL,
    paused_by               TEXT NULL,
    paused_at               INTEGER NULL,
    misfire_threshold       INTEGER NULL,
    fixed_delay             INTEGER NULL,
    job_data                BLOB NULL,
    CONSTRAINT PK_qrtz_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_triggers_sched_name_job_name_job_group FOREIGN KEY (sched_name, job_name, job_group) REFERENCES qrtz_job_details (sched_name, job_name, job_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_qrtz_triggers_t_j ON qrtz_triggers (sched_name, job_name, job_group);
CREATE INDEX IX_qrtz_triggers_t_g_n ON qrtz_triggers (sched_name, trigger_group, trigger_name);
CREATE INDEX IX_qrtz_triggers_t_c ON qrtz_triggers (sched_name, calendar_name);
CREATE INDEX IX_qrtz_triggers_t_nft_st ON qrtz_triggers (sched_name, trigger_state, next_fire_time, priority DESC, misfire_instr);

CREATE TABLE qrtz_simple_triggers
(
    sched_name      TEXT NOT NULL,
    trigger_name    TEXT NOT NULL,
    trigger_group   TEXT NOT NULL,
    repeat_count    INTEGER NOT NULL,
    repeat_interval INTEGER NOT NULL,
    times_triggered INTEGER NOT NULL,
    CONSTRAINT PK_qrtz_simple_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_simple_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_cron_triggers
(
    sched_name      TEXT NOT NULL,
    trigger_name    TEXT NOT NULL,
    trigger_group   TEXT NOT NULL,
    cron_expression TEXT NOT NULL,
    time_zone_id    TEXT NULL,
    CONSTRAINT PK_qrtz_cron_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_cron_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_simprop_triggers
(
    sched_name    TEXT NOT NULL,
    trigger_name  TEXT NOT NULL,
    trigger_group TEXT NOT NULL,
    str_prop_1    TEXT NULL,
    str_prop_2    TEXT NULL,
    str_prop_3    TEXT NULL,
    int_prop_1    INTEGER NULL,
    int_prop_2    INTEGER NULL,
    long_prop_1   INTEGER NULL,
    long_prop_2   INTEGER NULL,
    dec_prop_1    REAL NULL,
    dec_prop_2    REAL NULL,
    bool_prop_1   INTEGER NULL,
    bool_prop_2   INTEGER NULL,
    time_zone_id  TEXT NULL,
    CONSTRAINT PK_qrtz_simprop_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_simprop_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_blob_triggers
(
    sched_name    TEXT NOT NULL,
    trigger_name  TEXT NOT NULL,
    trigger_group TEXT NOT NULL,
    blob_data     BLOB NULL,
    CONSTRAINT PK_qrtz_blob_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_blob_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_calendars
(
    sched_name    TEXT NOT NULL,
    calendar_name TEXT NOT NULL,
    calendar      BLOB NOT NULL,
    CONSTRAINT PK_qrtz_calendars PRIMARY KEY (sched_name, calendar_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_paused_trigger_grps
(
    sched_name    TEXT NOT NULL,
    trigger_group TEXT NOT NULL,
    pause_reason  TEXT NULL,
    paused_by     TEXT NULL,
    paused_at     INTEGER NULL,
    CONSTRAINT PK_qrtz_paused_trigger_grps PRIMARY KEY (sched_name, trigger_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_paused_job_grps
(
    sched_name   TEXT NOT NULL,
    job_group    TEXT NOT NULL,
    pause_reason TEXT NULL,
    paused_by    TEXT NULL,
    paused_at    INTEGER NULL,
    CONSTRAINT PK_qrtz_paused_job_grps PRIMARY KEY (sched_name, job_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_fired_triggers
(
    sched_name               TEXT NOT NULL,
    entry_id                 TEXT NOT NULL,
    trigger_name             TEXT NOT NULL,
    trigger_group            TEXT NOT NULL,
    instance_name            TEXT NOT NULL,
    fired_time               INTEGER NOT NULL,
    sched_time               INTEGER NOT NULL,
    priority                 INTEGER NOT NULL,
    state                    TEXT NOT NULL,
    job_name                 TEXT NULL,
    job_group                TEXT NULL,
    is_nonconcurrent         INTEGER NOT NULL,
    requests_recovery        INTEGER NULL,
    execution_group          TEXT NULL,
    progress                 INTEGER NULL,
    progress_message         TEXT NULL,
    interrupt_requested_time INTEGER NULL,
    CONSTRAINT PK_qrtz_fired_triggers PRIMARY KEY (sched_name, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_qrtz_fired_triggers_ft_inst_job_req_rcvry ON qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
CREATE INDEX IX_qrtz_fired_triggers_ft_j_g ON qrtz_fired_triggers (sched_name, job_name, job_group);
CREATE INDEX IX_qrtz_fired_triggers_ft_t_g ON qrtz_fired_triggers (sched_name, trigger_name, trigger_group);

CREATE TABLE qrtz_scheduler_state
(
    sched_name        TEXT NOT NULL,
    instance_name     TEXT NOT NULL,
    last_checkin_time INTEGER NOT NULL,
    checkin_interval  INTEGER NOT NULL,
    quartz_version    TEXT NULL,
    CONSTRAINT PK_qrtz_scheduler_state PRIMARY KEY (sched_name, instance_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE qrtz_locks
(
    sched_name TEXT NOT NULL,
    lock_name  TEXT NOT NULL,
    CONSTRAINT PK_qrtz_locks PRIMARY KEY (sched_name, lock_name)
) STRICT, WITHOUT ROWID;
