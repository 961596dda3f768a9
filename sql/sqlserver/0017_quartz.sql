-- The tables that Quartz.NET 4.7 keeps its schedules in on the server engines; names, columns and widths are Quartz's, and Quartz alone reads and writes
-- them. On SQLite they stay empty: one process has the file, and its schedules are read again at every start.
CREATE TABLE dbo.qrtz_job_details
(
    sched_name        nvarchar(120) NOT NULL,
    job_name          nvarchar(150) NOT NULL,
    job_group         nvarchar(150) NOT NULL,
    description       nvarchar(250) NULL,
    job_class_name    nvarchar(250) NOT NULL,
    is_durable        bit NOT NULL,
    is_nonconcurrent  bit NOT NULL,
    is_update_data    bit NOT NULL,
    requests_recovery bit NOT NULL,
    job_data          varbinary(max) NULL,
    CONSTRAINT PK_qrtz_job_details PRIMARY KEY (sched_name, job_name, job_group)
);
CREATE INDEX IX_qrtz_job_details_j_g_n ON dbo.qrtz_job_details (sched_name, job_group, job_name);

CREATE TABLE dbo.qrtz_triggers
(
    sched_name              nvarchar(120) NOT NULL,
    trigger_name            nvarchar(150) NOT NULL,
    trigger_group           nvarchar(150) NOT NULL,
    job_name                nvarchar(150) NOT NULL,
    job_group               nvarchar(150) NOT NULL,
    description             nvarchar(250) NULL,
    next_fire_time          bigint NULL,
    prev_fire_time          bigint NULL,
    priority                int NULL,
    trigger_state           nvarchar(16) NOT NULL,
    trigger_type            nvarchar(8) NOT NULL,
    start_time              bigint NOT NULL,
    end_time                bigint NULL,
    calendar_name           nvarchar(200) NULL,
    misfire_instr           int NULL,
    misfire_orig_fire_time  bigint NULL,
    execution_group         nvarchar(200) NULL,
    preferred_node          nvarchar(200) NULL,
    preferred_node_auto     bit NOT NULL CONSTRAINT DF_qrtz_triggers_preferred_node_auto DEFAULT 0,
    retry_policy            nvarchar(250) NULL,
    retry_attempt           int NULL,
    continues_trigger_name  nvarchar(150) NULL,
    continues_trigger_group nvarchar(150) NULL,
    continuation_condition  int NULL,
    overlap_policy          int NULL,
    pause_reason            nvarchar(250) NULL,
    paused_by               nvarchar(200) NULL,
    paused_at               bigint NULL,
    misfire_threshold       bigint NULL,
    fixed_delay             bit NULL,
    job_data                varbinary(max) NULL,
    CONSTRAINT PK_qrtz_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_triggers_sched_name_job_name_job_group FOREIGN KEY (sched_name, job_name, job_group) REFERENCES dbo.qrtz_job_details (sched_name, job_name, job_group)
);
CREATE INDEX IX_qrtz_triggers_t_j ON dbo.qrtz_triggers (sched_name, job_name, job_group);
CREATE INDEX IX_qrtz_triggers_t_g_n ON dbo.qrtz_triggers (sched_name, trigger_group, trigger_name);
CREATE INDEX IX_qrtz_triggers_t_c ON dbo.qrtz_triggers (sched_name, calendar_name);
CREATE INDEX IX_qrtz_triggers_t_nft_st ON dbo.qrtz_triggers (sched_name, trigger_state, next_fire_time, priority DESC, misfire_instr);

CREATE TABLE dbo.qrtz_simple_triggers
(
    sched_name      nvarchar(120) NOT NULL,
    trigger_name    nvarchar(150) NOT NULL,
    trigger_group   nvarchar(150) NOT NULL,
    repeat_count    int NOT NULL,
    repeat_interval bigint NOT NULL,
    times_triggered int NOT NULL,
    CONSTRAINT PK_qrtz_simple_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_simple_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES dbo.qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE dbo.qrtz_cron_triggers
(
    sched_name      nvarchar(120) NOT NULL,
    trigger_name    nvarchar(150) NOT NULL,
    trigger_group   nvarchar(150) NOT NULL,
    cron_expression nvarchar(120) NOT NULL,
    time_zone_id    nvarchar(80) NULL,
    CONSTRAINT PK_qrtz_cron_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_cron_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES dbo.qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE dbo.qrtz_simprop_triggers
(
    sched_name    nvarchar(120) NOT NULL,
    trigger_name  nvarchar(150) NOT NULL,
    trigger_group nvarchar(150) NOT NULL,
    str_prop_1    nvarchar(512) NULL,
    str_prop_2    nvarchar(512) NULL,
    str_prop_3    nvarchar(512) NULL,
    int_prop_1    int NULL,
    int_prop_2    int NULL,
    long_prop_1   bigint NULL,
    long_prop_2   bigint NULL,
    dec_prop_1    decimal(13,4) NULL,
    dec_prop_2    decimal(13,4) NULL,
    bool_prop_1   bit NULL,
    bool_prop_2   bit NULL,
    time_zone_id  nvarchar(80) NULL,
    CONSTRAINT PK_qrtz_simprop_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_simprop_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES dbo.qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE dbo.qrtz_blob_triggers
(
    sched_name    nvarchar(120) NOT NULL,
    trigger_name  nvarchar(150) NOT NULL,
    trigger_group nvarchar(150) NOT NULL,
    blob_data     varbinary(max) NULL,
    CONSTRAINT PK_qrtz_blob_triggers PRIMARY KEY (sched_name, trigger_name, trigger_group),
    CONSTRAINT FK_qrtz_blob_triggers_sched_name_trigger_name_trigger_group FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES dbo.qrtz_triggers (sched_name, trigger_name, trigger_group) ON DELETE CASCADE
);

CREATE TABLE dbo.qrtz_calendars
(
    sched_name    nvarchar(120) NOT NULL,
    calendar_name nvarchar(200) NOT NULL,
    calendar      varbinary(max) NOT NULL,
    CONSTRAINT PK_qrtz_calendars PRIMARY KEY (sched_name, calendar_name)
);

CREATE TABLE dbo.qrtz_paused_trigger_grps
(
    sched_name    nvarchar(120) NOT NULL,
    trigger_group nvarchar(150) NOT NULL,
    pause_reason  nvarchar(250) NULL,
    paused_by     nvarchar(200) NULL,
    paused_at     bigint NULL,
    CONSTRAINT PK_qrtz_paused_trigger_grps PRIMARY KEY (sched_name, trigger_group)
);

CREATE TABLE dbo.qrtz_paused_job_grps
(
    sched_name   nvarchar(120) NOT NULL,
    job_group    nvarchar(150) NOT NULL,
    pause_reason nvarchar(250) NULL,
    paused_by    nvarchar(200) NULL,
    paused_at    bigint NULL,
    CONSTRAINT PK_qrtz_paused_job_grps PRIMARY KEY (sched_name, job_group)
);

CREATE TABLE dbo.qrtz_fired_triggers
(
    sched_name               nvarchar(120) NOT NULL,
    entry_id                 nvarchar(140) NOT NULL,
    trigger_name             nvarchar(150) NOT NULL,
    trigger_group            nvarchar(150) NOT NULL,
    instance_name            nvarchar(200) NOT NULL,
    fired_time               bigint NOT NULL,
    sched_time               bigint NOT NULL,
    priority                 int NOT NULL,
    state                    nvarchar(16) NOT NULL,
    job_name                 nvarchar(150) NULL,
    job_group                nvarchar(150) NULL,
    is_nonconcurrent         bit NOT NULL,
    requests_recovery        bit NULL,
    execution_group          nvarchar(200) NULL,
    progress                 int NULL,
    progress_message         nvarchar(250) NULL,
    interrupt_requested_time bigint NULL,
    CONSTRAINT PK_qrtz_fired_triggers PRIMARY KEY (sched_name, entry_id)
);
CREATE INDEX IX_qrtz_fired_triggers_ft_inst_job_req_rcvry ON dbo.qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
CREATE INDEX IX_qrtz_fired_triggers_ft_j_g ON dbo.qrtz_fired_triggers (sched_name, job_name, job_group);
CREATE INDEX IX_qrtz_fired_triggers_ft_t_g ON dbo.qrtz_fired_triggers (sched_name, trigger_name, trigger_group);

CREATE TABLE dbo.qrtz_scheduler_state
(
    sched_name        nvarchar(120) NOT NULL,
    instance_name     nvarchar(200) NOT NULL,
    last_checkin_time bigint NOT NULL,
    checkin_interval  bigint NOT NULL,
    quartz_version    nvarchar(20) NULL,
    CONSTRAINT PK_qrtz_scheduler_state PRIMARY KEY (sched_name, instance_name)
);

CREATE TABLE dbo.qrtz_locks
(
    sched_name nvarchar(120) NOT NULL,
    lock_name  nvarchar(40) NOT NULL,
    CONSTRAINT PK_qrtz_locks PRIMARY KEY (sched_name, lock_name)
);
