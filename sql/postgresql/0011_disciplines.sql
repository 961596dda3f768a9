-- 处分: what was decided against a pupil, and when it was lifted. A row stays for ever.
CREATE TABLE student_discipline
(
    student_id      bigint NOT NULL,
    discipline_id   bigint NOT NULL,
    kind_code       varchar(2) COLLATE "C" NOT NULL,
    decided_on      date NOT NULL,
    reason          varchar(400) NOT NULL,
    document_number varchar(24) NULL,
    recorded_by     bigint NOT NULL,
    recorded_at     timestamptz NOT NULL,
    lifted_on       date NULL,
    lift_reason     varchar(400) NULL,
    lifted_by       bigint NULL,
    CONSTRAINT PK_student_discipline PRIMARY KEY (student_id, discipline_id),
    CONSTRAINT FK_student_discipline_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);
