-- 处分: what was decided against a pupil, and when it was lifted. A row stays for ever.
CREATE TABLE dbo.student_discipline
(
    student_id      bigint NOT NULL,
    discipline_id   bigint NOT NULL,
    kind_code       varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    decided_on      date NOT NULL,
    reason          nvarchar(400) COLLATE Chinese_PRC_CI_AS NOT NULL,
    document_number nvarchar(24) COLLATE Chinese_PRC_CI_AS NULL,
    recorded_by     bigint NOT NULL,
    recorded_at     datetime2(6) NOT NULL,
    lifted_on       date NULL,
    lift_reason     nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    lifted_by       bigint NULL,
    CONSTRAINT PK_student_discipline PRIMARY KEY (student_id, discipline_id),
    CONSTRAINT FK_student_discipline_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);
