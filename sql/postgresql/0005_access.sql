CREATE TABLE app_user
(
    user_id              bigint NOT NULL,
    user_name            varchar(60) NOT NULL,
    normalized_user_name varchar(60) COLLATE "C" NOT NULL,
    display_name         varchar(60) NOT NULL,
    kind                 varchar(10) COLLATE "C" NOT NULL,
    organization_id      bigint NOT NULL,
    phone                varchar(30) COLLATE "C" NULL,
    password_hash        varchar(200) COLLATE "C" NOT NULL,
    security_stamp       varchar(64) COLLATE "C" NOT NULL,
    access_failed_count  integer NOT NULL,
    lockout_end          timestamptz NULL,
    is_enabled           boolean NOT NULL,
    must_change_password boolean NOT NULL,
    password_changed_at  timestamptz NOT NULL,
    last_sign_in_at      timestamptz NULL,
    created_at           timestamptz NOT NULL,
    row_version          integer NOT NULL,
    CONSTRAINT PK_app_user PRIMARY KEY (user_id),
    CONSTRAINT FK_app_user_organization FOREIGN KEY (organization_id) REFERENCES organization (organization_id)
);
CREATE UNIQUE INDEX UX_app_user_name ON app_user (normalized_user_name);
CREATE INDEX IX_app_user_organization ON app_user (organization_id);

CREATE TABLE app_user_role
(
    user_id bigint NOT NULL,
    role    varchar(30) COLLATE "C" NOT NULL,
    CONSTRAINT PK_app_user_role PRIMARY KEY (user_id, role),
    CONSTRAINT FK_app_user_role_user FOREIGN KEY (user_id) REFERENCES app_user (user_id)
);

CREATE TABLE password_history
(
    user_id       bigint NOT NULL,
    changed_at    timestamptz NOT NULL,
    password_hash varchar(200) COLLATE "C" NOT NULL,
    CONSTRAINT PK_password_history PRIMARY KEY (user_id, changed_at),
    CONSTRAINT FK_password_history_user FOREIGN KEY (user_id) REFERENCES app_user (user_id)
);

CREATE TABLE data_protection_key
(
    friendly_name varchar(100) COLLATE "C" NOT NULL,
    xml           text NOT NULL,
    CONSTRAINT PK_data_protection_key PRIMARY KEY (friendly_name)
);

-- Append-only. A seal (audit_seal) covers lines afterwards, so that writers do not wait for each other.
CREATE TABLE audit_event
(
    audit_id        bigint NOT NULL,
    occurred_at     timestamptz NOT NULL,
    user_id         bigint NULL,
    user_name       varchar(60) NULL,
    organization_id bigint NULL,
    remote_address  varchar(45) COLLATE "C" NULL,
    action          varchar(40) COLLATE "C" NOT NULL,
    entity          varchar(30) COLLATE "C" NOT NULL,
    entity_id       bigint NULL,
    student_id      bigint NULL,
    result          varchar(10) COLLATE "C" NOT NULL,
    reason          varchar(400) NULL,
    detail          text NULL,
    seal_id         bigint NULL,
    CONSTRAINT PK_audit_event PRIMARY KEY (audit_id)
);
CREATE INDEX IX_audit_event_student ON audit_event (student_id, audit_id);
CREATE INDEX IX_audit_event_seal ON audit_event (seal_id, audit_id);

CREATE TABLE audit_seal
(
    seal_id       bigint NOT NULL,
    sealed_at     timestamptz NOT NULL,
    line_count    integer NOT NULL,
    previous_hash varchar(64) COLLATE "C" NOT NULL,
    hash          varchar(64) COLLATE "C" NOT NULL,
    CONSTRAINT PK_audit_seal PRIMARY KEY (seal_id)
);

CREATE TABLE idempotency_record
(
    user_id         bigint NOT NULL,
    idempotency_key varchar(100) COLLATE "C" NOT NULL,
    request_hash    varchar(64) COLLATE "C" NOT NULL,
    status_code     integer NOT NULL,
    headers         text NOT NULL,
    body            text NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT PK_idempotency_record PRIMARY KEY (user_id, idempotency_key)
);

-- What replication carries. One line an aggregate and write; the row itself is read when a batch is made. Without destination: for the nation
-- when a province wrote it, to be routed when the nation has it. origin is the center that it came from.
CREATE TABLE change_log
(
    change_id      bigint NOT NULL,
    entity         varchar(30) COLLATE "C" NOT NULL,
    entity_id      bigint NOT NULL,
    entity_version integer NOT NULL,
    operation      varchar(10) COLLATE "C" NOT NULL,
    logged_at      timestamptz NOT NULL,
    destination    varchar(2) COLLATE "C" NULL,
    origin         varchar(2) COLLATE "C" NULL,
    batch_number   bigint NULL,
    CONSTRAINT PK_change_log PRIMARY KEY (change_id)
);
CREATE INDEX IX_change_log_waiting ON change_log (destination, change_id) WHERE batch_number IS NULL;
CREATE INDEX IX_change_log_batch ON change_log (batch_number, change_id) WHERE batch_number IS NOT NULL;

CREATE TABLE job
(
    job_id           bigint NOT NULL,
    kind             varchar(30) COLLATE "C" NOT NULL,
    state            varchar(12) COLLATE "C" NOT NULL,
    requested_by     bigint NOT NULL,
    organization_id  bigint NOT NULL,
    parameters       text NOT NULL,
    input_hash       varchar(64) COLLATE "C" NULL,
    result           text NULL,
    result_hash      varchar(64) COLLATE "C" NULL,
    error            varchar(2000) NULL,
    percent_done     integer NOT NULL,
    rows_done        bigint NOT NULL,
    rows_total       bigint NULL,
    cancel_requested boolean NOT NULL,
    confirmed        boolean NOT NULL,
    lease_owner      varchar(120) COLLATE "C" NULL,
    lease_until      timestamptz NULL,
    fence            bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz NULL,
    finished_at      timestamptz NULL,
    CONSTRAINT PK_job PRIMARY KEY (job_id),
    CONSTRAINT FK_job_input_hash FOREIGN KEY (input_hash) REFERENCES stored_file (file_hash),
    CONSTRAINT FK_job_result_hash FOREIGN KEY (result_hash) REFERENCES stored_file (file_hash)
);
CREATE INDEX IX_job_state ON job (state, job_id);
CREATE INDEX IX_job_organization ON job (organization_id, job_id);
