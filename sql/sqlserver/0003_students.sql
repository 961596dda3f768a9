-- The pupil as he stands now. row_version is the version of the whole pupil: any row that bears the student_id moves it.
CREATE TABLE dbo.student
(
    student_id               bigint NOT NULL,
    student_number           varchar(19) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number_state             varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_id                bigint NOT NULL,
    class_id                 bigint NOT NULL,
    county_id                bigint NOT NULL,
    on_roll                  bit NOT NULL,
    status_code              varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name                     nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_pinyin              varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    former_name              nvarchar(36) COLLATE Chinese_PRC_CI_AS NULL,
    sex_code                 varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    birth_date               date NOT NULL,
    birth_place_code         varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    native_place             nvarchar(20) COLLATE Chinese_PRC_CI_AS NULL,
    ethnicity_code           varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    nationality_code         varchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document_type            varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document_number          varchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    document_valid_period    nvarchar(17) COLLATE Latin1_General_100_BIN2 NULL,
    hmt_overseas_code        varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    political_status_code    varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    health_code              varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    photo_hash               varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    household_place_code     varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    household_type_code      varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    specialty                nvarchar(100) COLLATE Chinese_PRC_CI_AS NULL,
    auxiliary_number         varchar(30) COLLATE Latin1_General_100_BIN2 NULL,
    seat_number              varchar(4) COLLATE Latin1_General_100_BIN2 NULL,
    entry_month              varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    admission_method_code    varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    attendance_mode_code     varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    pupil_source_code        varchar(1) COLLATE Latin1_General_100_BIN2 NULL,
    residence_address        nvarchar(180) COLLATE Chinese_PRC_CI_AS NOT NULL,
    mailing_address          nvarchar(180) COLLATE Chinese_PRC_CI_AS NOT NULL,
    home_address             nvarchar(180) COLLATE Chinese_PRC_CI_AS NOT NULL,
    phone                    varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    postal_code              varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    email                    nvarchar(40) COLLATE Chinese_PRC_CI_AS NULL,
    website                  nvarchar(60) COLLATE Chinese_PRC_CI_AS NULL,
    is_only_child            bit NOT NULL,
    had_preschool            bit NOT NULL,
    left_behind_code         varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_migrant_child         bit NOT NULL,
    is_orphan                bit NOT NULL,
    is_martyr_child          bit NOT NULL,
    inclusive_education_code varchar(1) COLLATE Latin1_General_100_BIN2 NULL,
    disability_code          varchar(1) COLLATE Latin1_General_100_BIN2 NULL,
    has_purchased_place      bit NULL,
    applies_for_aid          bit NOT NULL,
    receives_subsidy         bit NOT NULL,
    commute_distance_km      decimal(6,1) NOT NULL,
    commute_mode_code        varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    needs_school_bus         bit NOT NULL,
    registered_at            datetime2(6) NOT NULL,
    home_center              varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version              int NOT NULL,
    CONSTRAINT PK_student PRIMARY KEY (student_id),
    CONSTRAINT FK_student_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id),
    CONSTRAINT FK_student_class FOREIGN KEY (class_id) REFERENCES dbo.school_class (class_id)
);
CREATE INDEX IX_student_school ON dbo.student (school_id, on_roll, name_pinyin, student_id);
CREATE INDEX IX_student_county_name ON dbo.student (county_id, name, student_id);
CREATE INDEX IX_student_class ON dbo.student (class_id, student_id);
-- Those that wait for their number, a few.
CREATE INDEX IX_student_pending ON dbo.student (student_id) WHERE number_state = 'pending';

CREATE TABLE dbo.student_family_member
(
    student_id           bigint NOT NULL,
    member_number        int NOT NULL,
    name                 nvarchar(36) COLLATE Chinese_PRC_CI_AS NOT NULL,
    relation_code        varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    relation_note        nvarchar(40) COLLATE Chinese_PRC_CI_AS NULL,
    is_guardian          bit NOT NULL,
    phone                varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ethnicity_code       varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    workplace            nvarchar(60) COLLATE Chinese_PRC_CI_AS NULL,
    job_title            nvarchar(60) COLLATE Chinese_PRC_CI_AS NULL,
    residence_address    nvarchar(180) COLLATE Chinese_PRC_CI_AS NULL,
    household_place_code varchar(12) COLLATE Latin1_General_100_BIN2 NULL,
    document_type        varchar(1) COLLATE Latin1_General_100_BIN2 NULL,
    document_number      nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT PK_student_family_member PRIMARY KEY (student_id, member_number),
    CONSTRAINT FK_student_family_member_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);

-- Every number a pupil ever had. Unique over the nation, found by any past number.
CREATE TABLE dbo.student_number
(
    number     varchar(19) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_id bigint NOT NULL,
    CONSTRAINT PK_student_number PRIMARY KEY (number)
);

CREATE TABLE dbo.student_number_history
(
    student_id bigint NOT NULL,
    number     varchar(19) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind       varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    valid_from datetime2(6) NOT NULL,
    valid_to   datetime2(6) NULL,
    reason     nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    CONSTRAINT PK_student_number_history PRIMARY KEY (student_id, number),
    CONSTRAINT FK_student_number_history_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);

-- Which pupil an identity document belongs to; the exact-duplicate check.
CREATE TABLE dbo.identity_document
(
    document_type   varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document_number varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_id      bigint NOT NULL,
    CONSTRAINT PK_identity_document PRIMARY KEY (document_number, document_type)
);

-- Pupils without a document, by name + sex + birth date: the likely-duplicate check.
CREATE TABLE dbo.student_likeness
(
    name       nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sex_code   varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    birth_date date NOT NULL,
    student_id bigint NOT NULL,
    CONSTRAINT PK_student_likeness PRIMARY KEY (name, sex_code, birth_date, student_id)
);

-- Extra fields that a province defines (非基础学籍信息, 办法(2025) Art. 3).
CREATE TABLE dbo.province_field
(
    province_code   varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    field_code      varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    title           nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    data_type       varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_required     bit NOT NULL,
    code_table_name varchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    max_length      int NOT NULL,
    sort            int NOT NULL,
    is_active       bit NOT NULL,
    row_version     int NOT NULL,
    CONSTRAINT PK_province_field PRIMARY KEY (province_code, field_code)
);

CREATE TABLE dbo.student_extra_field
(
    student_id bigint NOT NULL,
    field_code varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value      nvarchar(400) COLLATE Chinese_PRC_CI_AS NOT NULL,
    CONSTRAINT PK_student_extra_field PRIMARY KEY (student_id, field_code),
    CONSTRAINT FK_student_extra_field_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);

CREATE TABLE dbo.stored_file
(
    file_hash  varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    media_type varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    size_bytes bigint NOT NULL,
    stored_at  datetime2(6) NOT NULL,
    CONSTRAINT PK_stored_file PRIMARY KEY (file_hash)
);

CREATE TABLE dbo.student_file
(
    student_id  bigint NOT NULL,
    file_id     bigint NOT NULL,
    kind        varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    file_hash   varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    file_name   nvarchar(120) COLLATE Chinese_PRC_CI_AS NOT NULL,
    uploaded_by bigint NOT NULL,
    uploaded_at datetime2(6) NOT NULL,
    CONSTRAINT PK_student_file PRIMARY KEY (student_id, file_id),
    CONSTRAINT FK_student_file_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id),
    CONSTRAINT FK_student_file_file_hash FOREIGN KEY (file_hash) REFERENCES dbo.stored_file (file_hash)
);

-- What the archive holds beside the form (学籍档案): quality report, health, awards, aid …
CREATE TABLE dbo.student_archive_item
(
    student_id  bigint NOT NULL,
    item_id     bigint NOT NULL,
    category    int NOT NULL,
    occurred_on date NOT NULL,
    title       nvarchar(120) COLLATE Chinese_PRC_CI_AS NOT NULL,
    content     nvarchar(2000) COLLATE Chinese_PRC_CI_AS NULL,
    file_hash   varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    recorded_by bigint NOT NULL,
    recorded_at datetime2(6) NOT NULL,
    CONSTRAINT PK_student_archive_item PRIMARY KEY (student_id, item_id),
    CONSTRAINT FK_student_archive_item_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);

-- Old and new values of every field that was changed, for ever.
CREATE TABLE dbo.student_revision
(
    student_id  bigint NOT NULL,
    revision_id bigint NOT NULL,
    changed_at  datetime2(6) NOT NULL,
    changed_by  bigint NOT NULL,
    source      varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changes     nvarchar(max) NOT NULL,
    CONSTRAINT PK_student_revision PRIMARY KEY (student_id, revision_id),
    CONSTRAINT FK_student_revision_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);
