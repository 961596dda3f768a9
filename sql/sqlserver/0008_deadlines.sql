-- 代办: while an officer is away somebody of the same organization has his role as well.
CREATE TABLE dbo.delegation
(
    delegation_id   bigint NOT NULL,
    organization_id bigint NOT NULL,
    from_user_id    bigint NOT NULL,
    to_user_id      bigint NOT NULL,
    role            varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    from_day        date NOT NULL,
    until_day       date NOT NULL,
    created_by      bigint NOT NULL,
    created_at      datetime2(6) NOT NULL,
    revoked_by      bigint NULL,
    revoked_at      datetime2(6) NULL,
    row_version     int NOT NULL,
    CONSTRAINT PK_delegation PRIMARY KEY (delegation_id),
    CONSTRAINT FK_delegation_organization FOREIGN KEY (organization_id) REFERENCES dbo.organization (organization_id),
    CONSTRAINT FK_delegation_from_user FOREIGN KEY (from_user_id) REFERENCES dbo.app_user (user_id),
    CONSTRAINT FK_delegation_to_user FOREIGN KEY (to_user_id) REFERENCES dbo.app_user (user_id)
);
CREATE INDEX IX_delegation_to_user ON dbo.delegation (to_user_id);
CREATE INDEX IX_delegation_from_user ON dbo.delegation (from_user_id);

-- The figures of a month.
CREATE INDEX IX_case_file_submitted ON dbo.case_file (kind, submitted_at);
