-- The tables that Quartz.NET 4.7 keeps its schedules in on the server engines; names, columns and widths are Quartz's, and Quartz alone reads and writes
-- them. On SQLite they stay empty: one process has the file, and its schedules are read again at every start.
CREATE TABLE qrtz_job_details
(
    sched_name        text NOT NULL,
    job_name          text NOT NULL,
    job_group         text NOT NULL,
    description       text NULL,
    job_class_name    text NOT NULL,
    is_durable        boolean NOT NULL,
    is_nonconcurrent  boolean NOT NULL,
    is_update_data    boolean NOT NULL,
    requests_recovery boolean NOT NULL,
    job_data          bytea NULL,
    CONSTRAINT PK_qrtz_job_details PRIMARY KEY (sched_name, job_name, job_group)
);
CREATE INDEX IX_qrtz_job_details_j_g_n ON qrtz_job_details (sched_name, job_group, job_name);

CREATE TABLE qrtz_triggers
(
    sched_name              text NOT NULL,
    trigger_name            text NOT NULL,
    trigger_group           text NOT NULL,
    job_name                text NOT NULL,
    job_group               text NOT NULL,
    description             text NULL,
    next_fire_time          bigint NULL,
    prev_fire_time          bigint NULL,
    priority                integer NULL,
    trigger_state           text NOT NULL,
    trigger_type            text NOT NULL,
    start_time              bigint NOT NULL,
    end_time                bigint NULL,
    calendar_name           text NULL,
    misfire_instr           smallint NULL,
    misfire_orig_fire_time  bigint NULL,
    execution_group         text NULL,
    preferred_node          text NULL,
    preferred_node_auto     boolean NOT NULL DEFAULT false,
    retry_policy            text NULL,
    retry_attempt           integer NULL,
    continues_trigger_name  text NULL,
    continues_trigger_group text NULL,
    continuation_condition  integer NULL,
    overlap_policy          integer NULL,
    pause_reason            text NULL,
    paused_by               text NULL,
    paused_at               bigint NULL,
    misfire_threshold       bigint NULL,
    fixed_delay             boolean NULL,
    job_data                bytea NULL,
    CONSTRAINT PK_qrtz_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_triggers_sched_name_job_name_job_group FOREIGN KEY (sched_name, job_name, job_group) REFERENCES qrtz_job_details (sched_name, job_name, job_group)
);
CREATE INDEX IX_qrtz_triggers_t_j ON qrtz_triggers (sched_name, job_name, job_group);
CREATE INDEX IX_qrtz_triggers_t_g_n ON qrtz_triggers (sched_name, trigger_group, trigger_name);
CREATE INDEX IX_qrtz_triggers_t_c ON qrtz_triggers (sched_name, calendar_name);
CREATE INDEX IX_qrtz_triggers_t_nft_st ON qrtz_triggers (sched_name, trigger_state, next_fire_time, priority DESC, misfire_instr);

CREATE TABLE qrtz_simple_triggers
(
    sched_name      text NOT NULL,
    trigger_name    text NOT NULL,
    trigger_group   text NOT NULL,
    repeat_count    bigint NOT NULL,
    repeat_interval bigint NOT NULL,
    times_triggered bigint NOT NULL,
    CONSTRAINT PK_qrtz_simple_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_simple_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE qrtz_cron_triggers
(
    sched_name      text NOT NULL,
    trigger_name    text NOT NULL,
    trigger_group   text NOT NULL,
    cron_expression text NOT NULL,
    time_zone_id    text NULL,
    CONSTRAINT PK_qrtz_cron_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_cron_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE qrtz_simprop_triggers
(
    sched_name    text NOT NULL,
    trigger_name  text NOT NULL,
    trigger_group text NOT NULL,
    str_prop_1    text NULL,
    str_prop_2    text NULL,
    str_prop_3    text NULL,
    int_prop_1    integer NULL,
    int_prop_2    integer NULL,
    long_prop_1   bigint NULL,
    long_prop_2   bigint NULL,
    dec_prop_1    numeric(13,4) NULL,
    dec_prop_2    numeric(13,4) NULL,
    bool_prop_1   boolean NULL,
    bool_prop_2   boolean NULL,
    time_zone_id  text NULL,
    CONSTRAINT PK_qrtz_simprop_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_simprop_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE qrtz_blob_triggers
(
    sched_name    text NOT NULL,
    trigger_name  text NOT NULL,
    trigger_group text NOT NULL,
    blob_data     bytea NULL,
    CONSTRAINT PK_qrtz_blob_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_blob_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE qrtz_calendars
(
    sched_name    text NOT NULL,
    calendar_name text NOT NULL,
    calendar      bytea NOT NULL,
    CONSTRAINT PK_qrtz_calendars PRIMARY KEY (sched_name, calendar_name)
);

CREATE TABLE qrtz_paused_trigger_grps
(
    sched_name    text NOT NULL,
    trigger_group text NOT NULL,
    pause_reason  text NULL,
    paused_by     text NULL,
    paused_at     bigint NULL,
    CONSTRAINT PK_qrtz_paused_trigger_grps PRIMARY KEY (sched_name, trigger_group)
);

CREATE TABLE qrtz_paused_job_grps
(
    sched_name   text NOT NULL,
    job_group    text NOT NULL,
    pause_reason text NULL,
    paused_by    text NULL,
    paused_at    bigint NULL,
    CONSTRAINT PK_qrtz_paused_job_grps PRIMARY KEY (sched_name, job_group)
);

CREATE TABLE qrtz_fired_triggers
(
    sched_name               text NOT NULL,
    entry_id                 text NOT NULL,
    trigger_name             text NOT NULL,
    trigger_group            text NOT NULL,
    instance_name            text NOT NULL,
    fired_time               bigint NOT NULL,
    sched_time               bigint NOT NULL,
    priority                 integer NOT NULL,
    state                    text NOT NULL,
    job_name                 text NULL,
    job_group                text NULL,
    is_nonconcurrent         boolean NOT NULL,
    requests_recovery        boolean NULL,
    execution_group          text NULL,
    progress                 integer NULL,
    progress_message         text NULL,
    interrupt_requested_time bigint NULL,
    CONSTRAINT PK_qrtz_fired_triggers PRIMARY KEY (sched_name, entry_id)
);
CREATE INDEX IX_qrtz_fired_triggers_ft_inst_job_req_rcvry ON qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
CREATE INDEX IX_qrtz_fired_triggers_ft_j_g ON qrtz_fired_triggers (sched_name, job_name, job_group);
CREATE INDEX IX_qrtz_fired_triggers_ft_t_g ON qrtz_fired_triggers (sched_name, trigger_name, trigger_group);

CREATE TABLE qrtz_scheduler_state
(
    sched_name        text NOT NULL,
    instance_name     text NOT NULL,
    last_checkin_time bigint NOT NULL,
    checkin_interval  bigint NOT NULL,
    quartz_version    text NULL,
    CONSTRAINT PK_qrtz_scheduler_state PRIMARY KEY (sched_name, instance_name)
);

CREATE TABLE qrtz_locks
(
    sched_name text NOT NULL,
    lock_name  text NOT NULL,
    CONSTRAINT PK_qrtz_locks PRIMARY KEY (sched_name, lock_name)
);
