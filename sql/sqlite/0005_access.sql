CREATE TABLE app_user
(
    user_id              INTEGER NOT NULL,
    user_name            TEXT NOT NULL,
    normalized_user_name TEXT NOT NULL,
    display_name         TEXT NOT NULL,
    kind                 TEXT NOT NULL,
    organization_id      INTEGER NOT NULL,
    phone                TEXT NULL,
    password_hash        TEXT NOT NULL,
    security_stamp       TEXT NOT NULL,
    access_failed_count  INTEGER NOT NULL,
    lockout_end          TEXT NULL,
    is_enabled           INTEGER NOT NULL,
    must_change_password INTEGER NOT NULL,
    password_changed_at  TEXT NOT NULL,
    last_sign_in_at      TEXT NULL,
    created_at           TEXT NOT NULL,
    row_version          INTEGER NOT NULL,
    CONSTRAINT PK_app_user PRIMARY KEY (user_id),
    CONSTRAINT FK_app_user_organization FOREIGN KEY (organization_id) REFERENCES organization (organization_id)
) STRICT;
CREATE UNIQUE INDEX UX_app_user_name ON app_user (normalized_user_name);
CREATE INDEX IX_app_user_organization ON app_user (organization_id);

CREATE TABLE app_user_role
(
    user_id INTEGER NOT NULL,
    role    TEXT NOT NULL,
    CONSTRAINT PK_app_user_role PRIMARY KEY (user_id, role),
    CONSTRAINT FK_app_user_role_user FOREIGN KEY (user_id) REFERENCES app_user (user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE password_history
(
    user_id       INTEGER NOT NULL,
    changed_at    TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    CONSTRAINT PK_password_history PRIMARY KEY (user_id, changed_at),
    CONSTRAINT FK_password_history_user FOREIGN KEY (user_id) REFERENCES app_user (user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE data_protection_key
(
    friendly_name TEXT NOT NULL,
    xml           TEXT NOT NULL,
    CONSTRAINT PK_data_protection_key PRIMARY KEY (friendly_name)
) STRICT, WITHOUT ROWID;

-- Append-only. A seal (audit_seal) covers lines afterwards, so that writers do not wait for each other.
CREATE TABLE audit_event
(
    audit_id        INTEGER NOT NULL,
    occurred_at     TEXT NOT NULL,
    user_id         INTEGER NULL,
    user_name       TEXT NULL,
    organization_id INTEGER NULL,
    remote_address  TEXT NULL,
    action          TEXT NOT NULL,
    entity          TEXT NOT NULL,
    entity_id       INTEGER NULL,
    student_id      INTEGER NULL,
    result          TEXT NOT NULL,
    reason          TEXT NULL,
    detail          TEXT NULL,
    seal_id         INTEGER NULL,
    CONSTRAINT PK_audit_event PRIMARY KEY (audit_id)
) STRICT;
CREATE INDEX IX_audit_event_student ON audit_event (student_id, audit_id);
CREATE INDEX IX_audit_event_seal ON audit_event (seal_id, audit_id);

CREATE TABLE audit_seal
(
    seal_id       INTEGER NOT NULL,
    sealed_at     TEXT NOT NULL,
    line_count    INTEGER NOT NULL,
    previous_hash TEXT NOT NULL,
    hash          TEXT NOT NULL,
    CONSTRAINT PK_audit_seal PRIMARY KEY (seal_id)
) STRICT;

CREATE TABLE idempotency_record
(
    user_id         INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash    TEXT NOT NULL,
    status_code     INTEGER NOT NULL,
    headers         TEXT NOT NULL,
    body            TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    CONSTRAINT PK_idempotency_record PRIMARY KEY (user_id, idempotency_key)
) STRICT, WITHOUT ROWID;

-- What replication carries. One line an aggregate and write; the row itself is read when a batch is made. Without destination: for the nation
-- when a province wrote it, to be routed when the nation has it. origin is the center that it came from.
CREATE TABLE change_log
(
    change_id      INTEGER NOT NULL,
    entity         TEXT NOT NULL,
    entity_id      INTEGER NOT NULL,
    entity_version INTEGER NOT NULL,
    operation      TEXT NOT NULL,
    logged_at      TEXT NOT NULL,
    destination    TEXT NULL,
    origin         TEXT NULL,
    batch_number   INTEGER NULL,
    CONSTRAINT PK_change_log PRIMARY KEY (change_id)
) STRICT;
CREATE INDEX IX_change_log_waiting ON change_log (destination, change_id) WHERE batch_number IS NULL;
CREATE INDEX IX_change_log_batch ON change_log (batch_number, change_id) WHERE batch_number IS NOT NULL;

CREATE TABLE job
(
    job_id           INTEGER NOT NULL,
    kind             TEXT NOT NULL,
    state            TEXT NOT NULL,
    requested_by     INTEGER NOT NULL,
    organization_id  INTEGER NOT NULL,
    parameters       TEXT NOT NULL,
    input_hash       TEXT NULL,
    result           TEXT NULL,
    result_hash      TEXT NULL,
    error            TEXT NULL,
    percent_done     INTEGER NOT NULL,
    rows_done        INTEGER NOT NULL,
    rows_total       INTEGER NULL,
    cancel_requested INTEGER NOT NULL,
    confirmed        INTEGER NOT NULL,
    lease_owner      TEXT NULL,
    lease_until      TEXT NULL,
    fence            INTEGER NOT NULL,
    created_at       TEXT NOT NULL,
    started_at       TEXT NULL,
    finished_at      TEXT NULL,
    CONSTRAINT PK_job PRIMARY KEY (job_id),
    CONSTRAINT FK_job_input_hash FOREIGN KEY (input_hash) REFERENCES stored_file (file_hash),
    CONSTRAINT FK_job_result_hash FOREIGN KEY (result_hash) REFERENCES stored_file (file_hash)
) STRICT;
CREATE INDEX IX_job_state ON job (state, job_id);
CREATE INDEX IX_job_organization ON job (organization_id, job_id);
