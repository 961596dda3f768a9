-- 问题学籍: what is wrong with a record, how it was found, and how it was cleared. The pupil's number_state follows the open ones.
CREATE TABLE dbo.problem_record
(
    student_id       bigint NOT NULL,
    problem_id       bigint NOT NULL,
    problem_type     varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state            varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    found_by         varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    found_at         datetime2(6) NOT NULL,
    other_student_id bigint NULL,
    note             nvarchar(200) COLLATE Chinese_PRC_CI_AS NULL,
    case_id          bigint NULL,
    handling         varchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    cleared_at       datetime2(6) NULL,
    row_version      int NOT NULL,
    CONSTRAINT PK_problem_record PRIMARY KEY (student_id, problem_id),
    CONSTRAINT FK_problem_record_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);
CREATE UNIQUE INDEX UX_problem_record_open ON dbo.problem_record (student_id, problem_type) WHERE state = 'open';
CREATE INDEX IX_problem_record_state ON dbo.problem_record (state, problem_id);
CREATE INDEX IX_problem_record_other ON dbo.problem_record (other_student_id);

-- 重复学籍: which record a merged one stands for now. The rows of the merged record stay under its own key.
CREATE TABLE dbo.student_merge
(
    student_id  bigint NOT NULL,
    survivor_id bigint NOT NULL,
    case_id     bigint NOT NULL,
    merged_at   datetime2(6) NOT NULL,
    CONSTRAINT PK_student_merge PRIMARY KEY (student_id),
    CONSTRAINT FK_student_merge_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);
CREATE INDEX IX_student_merge_survivor ON dbo.student_merge (survivor_id);
