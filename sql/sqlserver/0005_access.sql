CREATE TABLE dbo.app_user
(
    user_id              bigint NOT NULL,
    user_name            nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    normalized_user_name varchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    display_name         nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    kind                 varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organization_id      bigint NOT NULL,
    phone                varchar(30) COLLATE Latin1_General_100_BIN2 NULL,
    password_hash        varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    security_stamp       varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    access_failed_count  int NOT NULL,
    lockout_end          datetime2(6) NULL,
    is_enabled           bit NOT NULL,
    must_change_password bit NOT NULL,
    password_changed_at  datetime2(6) NOT NULL,
    last_sign_in_at      datetime2(6) NULL,
    created_at           datetime2(6) NOT NULL,
    row_version          int NOT NULL,
    CONSTRAINT PK_app_user PRIMARY KEY (user_id),
    CONSTRAINT FK_app_user_organization FOREIGN KEY (organization_id) REFERENCES dbo.organization (organization_id)
);
CREATE UNIQUE INDEX UX_app_user_name ON dbo.app_user (normalized_user_name);
CREATE INDEX IX_app_user_organization ON dbo.app_user (organization_id);

CREATE TABLE dbo.app_user_role
(
    user_id bigint NOT NULL,
    role    varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_app_user_role PRIMARY KEY (user_id, role),
    CONSTRAINT FK_app_user_role_user FOREIGN KEY (user_id) REFERENCES dbo.app_user (user_id)
);

CREATE TABLE dbo.password_history
(
    user_id       bigint NOT NULL,
    changed_at    datetime2(6) NOT NULL,
    password_hash varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_password_history PRIMARY KEY (user_id, changed_at),
    CONSTRAINT FK_password_history_user FOREIGN KEY (user_id) REFERENCES dbo.app_user (user_id)
);

CREATE TABLE dbo.data_protection_key
(
    friendly_name varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    xml           nvarchar(max) NOT NULL,
    CONSTRAINT PK_data_protection_key PRIMARY KEY (friendly_name)
);

-- Append-only. A seal (audit_seal) covers lines afterwards, so that writers do not wait for each other.
CREATE TABLE dbo.audit_event
(
    audit_id        bigint NOT NULL,
    occurred_at     datetime2(6) NOT NULL,
    user_id         bigint NULL,
    user_name       nvarchar(60) COLLATE Chinese_PRC_CI_AS NULL,
    organization_id bigint NULL,
    remote_address  varchar(45) COLLATE Latin1_General_100_BIN2 NULL,
    action          varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity          varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity_id       bigint NULL,
    student_id      bigint NULL,
    result          varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason          nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    detail          nvarchar(max) NULL,
    seal_id         bigint NULL,
    CONSTRAINT PK_audit_event PRIMARY KEY (audit_id)
);
CREATE INDEX IX_audit_event_student ON dbo.audit_event (student_id, audit_id);
CREATE INDEX IX_audit_event_seal ON dbo.audit_event (seal_id, audit_id);

CREATE TABLE dbo.audit_seal
(
    seal_id       bigint NOT NULL,
    sealed_at     datetime2(6) NOT NULL,
    line_count    int NOT NULL,
    previous_hash varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash          varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_audit_seal PRIMARY KEY (seal_id)
);

CREATE TABLE dbo.idempotency_record
(
    user_id         bigint NOT NULL,
    idempotency_key varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_hash    varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status_code     int NOT NULL,
    headers         nvarchar(max) NOT NULL,
    body            nvarchar(max) NOT NULL,
    created_at      datetime2(6) NOT NULL,
    CONSTRAINT PK_idempotency_record PRIMARY KEY (user_id, idempotency_key)
);

-- What replication carries. One line an aggregate and write; the row itself is read when a batch is made. Without destination: for the nation
-- when a province wrote it, to be routed when the nation has it. origin is the center that it came from.
CREATE TABLE dbo.change_log
(
    change_id      bigint NOT NULL,
    entity         varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity_id      bigint NOT NULL,
    entity_version int NOT NULL,
    operation      varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    logged_at      datetime2(6) NOT NULL,
    destination    varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    origin         varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    batch_number   bigint NULL,
    CONSTRAINT PK_change_log PRIMARY KEY (change_id)
);
CREATE INDEX IX_change_log_waiting ON dbo.change_log (destination, change_id) WHERE batch_number IS NULL;
CREATE INDEX IX_change_log_batch ON dbo.change_log (batch_number, change_id) WHERE batch_number IS NOT NULL;

CREATE TABLE dbo.job
(
    job_id           bigint NOT NULL,
    kind             varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state            varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    requested_by     bigint NOT NULL,
    organization_id  bigint NOT NULL,
    parameters       nvarchar(max) NOT NULL,
    input_hash       varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    result           nvarchar(max) NULL,
    result_hash      varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    error            nvarchar(2000) COLLATE Chinese_PRC_CI_AS NULL,
    percent_done     int NOT NULL,
    rows_done        bigint NOT NULL,
    rows_total       bigint NULL,
    cancel_requested bit NOT NULL,
    confirmed        bit NOT NULL,
    lease_owner      nvarchar(120) COLLATE Latin1_General_100_BIN2 NULL,
    lease_until      datetime2(6) NULL,
    fence            bigint NOT NULL,
    created_at       datetime2(6) NOT NULL,
    started_at       datetime2(6) NULL,
    finished_at      datetime2(6) NULL,
    CONSTRAINT PK_job PRIMARY KEY (job_id),
    CONSTRAINT FK_job_input_hash FOREIGN KEY (input_hash) REFERENCES dbo.stored_file (file_hash),
    CONSTRAINT FK_job_result_hash FOREIGN KEY (result_hash) REFERENCES dbo.stored_file (file_hash)
);
CREATE INDEX IX_job_state ON dbo.job (state, job_id);
CREATE INDEX IX_job_organization ON dbo.job (organization_id, job_id);
