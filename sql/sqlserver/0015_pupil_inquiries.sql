-- 调档查询: a school asks the nation for a pupil of another province. Two keys, as for any transfer; the asking province writes it.
CREATE TABLE dbo.pupil_inquiry
(
    inquiry_id      bigint NOT NULL,
    school_id       bigint NOT NULL,
    student_number  varchar(19) COLLATE Latin1_General_100_BIN2 NULL,
    document_type   varchar(1) COLLATE Latin1_General_100_BIN2 NULL,
    document_number varchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    name            nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    asked_by        bigint NOT NULL,
    asked_at        datetime2(6) NOT NULL,
    row_version     int NOT NULL,
    CONSTRAINT PK_pupil_inquiry PRIMARY KEY (inquiry_id)
);

-- The nation's answer, once: found, or the keys fit nobody. It never says which of them does not.
CREATE TABLE dbo.pupil_inquiry_answer
(
    inquiry_id  bigint NOT NULL,
    state       varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_id  bigint NULL,
    answered_at datetime2(6) NOT NULL,
    CONSTRAINT PK_pupil_inquiry_answer PRIMARY KEY (inquiry_id)
);
