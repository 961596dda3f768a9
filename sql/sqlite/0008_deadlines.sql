-- 代办: while an officer is away somebody of the same organization has his role as well.
CREATE TABLE delegation
(
    delegation_id   INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    from_user_id    INTEGER NOT NULL,
    to_user_id      INTEGER NOT NULL,
    role            TEXT NOT NULL,
    from_day        TEXT NOT NULL,
    until_day       TEXT NOT NULL,
    created_by      INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    revoked_by      INTEGER NULL,
    revoked_at      TEXT NULL,
    row_version     INTEGER NOT NULL,
    CONSTRAINT PK_delegation PRIMARY KEY (delegation_id),
    CONSTRAINT FK_delegation_organization FOREIGN KEY (organization_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_delegation_from_user FOREIGN KEY (from_user_id) REFERENCES app_user (user_id),
    CONSTRAINT FK_delegation_to_user FOREIGN KEY (to_user_id) REFERENCES app_user (user_id)
) STRICT;
CREATE INDEX IX_delegation_to_user ON delegation (to_user_id);
CREATE INDEX IX_delegation_from_user ON delegation (from_user_id);

-- The figures of a month.
CREATE INDEX IX_case_file_submitted ON case_file (kind, submitted_at);
