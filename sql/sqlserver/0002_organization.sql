CREATE TABLE dbo.organization
(
    organization_id bigint NOT NULL,
    kind            varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code            varchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    name            nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    name_pinyin     varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    parent_id       bigint NULL,
    region_code     varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_active       bit NOT NULL,
    home_center     varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version     int NOT NULL,
    CONSTRAINT PK_organization PRIMARY KEY (organization_id),
    CONSTRAINT FK_organization_parent FOREIGN KEY (parent_id) REFERENCES dbo.organization (organization_id),
    CONSTRAINT FK_organization_region_code FOREIGN KEY (region_code) REFERENCES dbo.region (region_code)
);
CREATE UNIQUE INDEX UX_organization_code ON dbo.organization (code) WHERE code IS NOT NULL;
CREATE INDEX IX_organization_parent ON dbo.organization (parent_id);

CREATE TABLE dbo.school
(
    school_id             bigint NOT NULL,
    status                varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    type_code             varchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organizer_code        varchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    supervising_id        bigint NOT NULL,
    county_id             bigint NOT NULL,
    city_id               bigint NULL,
    province_id           bigint NOT NULL,
    location_code         varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    urban_rural_code      varchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    english_name          nvarchar(180) COLLATE Chinese_PRC_CI_AS NULL,
    address               nvarchar(180) COLLATE Chinese_PRC_CI_AS NOT NULL,
    postal_code           varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    phone                 varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fax                   varchar(30) COLLATE Latin1_General_100_BIN2 NULL,
    email                 nvarchar(40) COLLATE Chinese_PRC_CI_AS NULL,
    website               nvarchar(60) COLLATE Chinese_PRC_CI_AS NULL,
    founded_on            date NULL,
    credit_code           varchar(18) COLLATE Latin1_General_100_BIN2 NULL,
    legal_representative  nvarchar(36) COLLATE Chinese_PRC_CI_AS NULL,
    principal_name        nvarchar(36) COLLATE Chinese_PRC_CI_AS NULL,
    owner_code            varchar(3) COLLATE Latin1_General_100_BIN2 NULL,
    ethnic_attribute_code varchar(1) COLLATE Latin1_General_100_BIN2 NULL,
    language_code         varchar(3) COLLATE Latin1_General_100_BIN2 NULL,
    schooling_system      varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_year           int NOT NULL,
    CONSTRAINT PK_school PRIMARY KEY (school_id),
    CONSTRAINT FK_school_school FOREIGN KEY (school_id) REFERENCES dbo.organization (organization_id),
    CONSTRAINT FK_school_supervising FOREIGN KEY (supervising_id) REFERENCES dbo.organization (organization_id),
    CONSTRAINT FK_school_county FOREIGN KEY (county_id) REFERENCES dbo.organization (organization_id),
    CONSTRAINT FK_school_province FOREIGN KEY (province_id) REFERENCES dbo.organization (organization_id)
);
CREATE INDEX IX_school_county ON dbo.school (county_id);
CREATE INDEX IX_school_supervising ON dbo.school (supervising_id);

-- Who may see a school: the school, its bureaus up the tree and its supervising bureau. The one table that scope is cut by.
CREATE TABLE dbo.school_scope
(
    organization_id bigint NOT NULL,
    school_id       bigint NOT NULL,
    CONSTRAINT PK_school_scope PRIMARY KEY (organization_id, school_id),
    CONSTRAINT FK_school_scope_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id)
);
CREATE INDEX IX_school_scope_school ON dbo.school_scope (school_id, organization_id);

-- Every code ever issued (一校一码); a void one is never given to another school.
CREATE TABLE dbo.school_code
(
    code        varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_id   bigint NOT NULL,
    state       varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    assigned_on date NOT NULL,
    voided_on   date NULL,
    reason      nvarchar(200) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_school_code PRIMARY KEY (code)
);

CREATE TABLE dbo.school_event
(
    school_id       bigint NOT NULL,
    event_id        bigint NOT NULL,
    kind            varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    occurred_on     date NOT NULL,
    before_value    nvarchar(200) COLLATE Chinese_PRC_CI_AS NULL,
    after_value     nvarchar(200) COLLATE Chinese_PRC_CI_AS NULL,
    other_school_id bigint NULL,
    document_number nvarchar(24) COLLATE Chinese_PRC_CI_AS NULL,
    note            nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    recorded_by     bigint NOT NULL,
    recorded_at     datetime2(6) NOT NULL,
    CONSTRAINT PK_school_event PRIMARY KEY (school_id, event_id),
    CONSTRAINT FK_school_event_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id)
);

CREATE TABLE dbo.sub_unit
(
    sub_unit_id bigint NOT NULL,
    school_id   bigint NOT NULL,
    name        nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    type_code   varchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    address     nvarchar(180) COLLATE Chinese_PRC_CI_AS NULL,
    is_active   bit NOT NULL,
    home_center varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version int NOT NULL,
    CONSTRAINT PK_sub_unit PRIMARY KEY (sub_unit_id),
    CONSTRAINT FK_sub_unit_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id)
);
CREATE INDEX IX_sub_unit_school ON dbo.sub_unit (school_id);

CREATE TABLE dbo.staff
(
    staff_id              bigint NOT NULL,
    school_id             bigint NOT NULL,
    staff_number          varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name                  nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_pinyin           varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sex_code              varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    birth_date            date NOT NULL,
    document_type         varchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document_number       nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ethnicity_code        varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    nationality_code      varchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    birth_place_code      varchar(6) COLLATE Latin1_General_100_BIN2 NULL,
    political_status_code varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    education_level_code  varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    post_code             varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    establishment_code    varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    subject               nvarchar(40) COLLATE Chinese_PRC_CI_AS NULL,
    work_started_on       date NULL,
    joined_on             date NULL,
    phone                 varchar(30) COLLATE Latin1_General_100_BIN2 NULL,
    email                 nvarchar(40) COLLATE Chinese_PRC_CI_AS NULL,
    is_active             bit NOT NULL,
    home_center           varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version           int NOT NULL,
    CONSTRAINT PK_staff PRIMARY KEY (staff_id),
    CONSTRAINT FK_staff_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id)
);
CREATE UNIQUE INDEX UX_staff_number ON dbo.staff (school_id, staff_number);
CREATE INDEX IX_staff_document ON dbo.staff (document_type, document_number);

CREATE TABLE dbo.school_class
(
    class_id         bigint NOT NULL,
    school_id        bigint NOT NULL,
    sub_unit_id      bigint NULL,
    stage            int NOT NULL,
    entry_year       int NOT NULL,
    class_number     int NOT NULL,
    grade            varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name             nvarchar(20) COLLATE Chinese_PRC_CI_AS NOT NULL,
    type_code        varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    schooling_system varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    head_teacher_id  bigint NULL,
    status           varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    formed_on        date NOT NULL,
    finished_on      date NULL,
    home_center      varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version      int NOT NULL,
    CONSTRAINT PK_school_class PRIMARY KEY (class_id),
    CONSTRAINT FK_school_class_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id),
    CONSTRAINT FK_school_class_sub_unit FOREIGN KEY (sub_unit_id) REFERENCES dbo.sub_unit (sub_unit_id)
);
CREATE UNIQUE INDEX UX_school_class_number ON dbo.school_class (school_id, stage, entry_year, class_number);

-- What the ministry monitors of a school, a row a year.
CREATE TABLE dbo.school_condition
(
    school_id                  bigint NOT NULL,
    year                       int NOT NULL,
    site_area                  decimal(12,2) NULL,
    building_area              decimal(12,2) NULL,
    teaching_area              decimal(12,2) NULL,
    dormitory_area             decimal(12,2) NULL,
    dangerous_area             decimal(12,2) NULL,
    classroom_count            int NULL,
    multimedia_classroom_count int NULL,
    broadband_mbps             int NULL,
    has_campus_network         bit NULL,
    computer_count             int NULL,
    teaching_computer_count    int NULL,
    library_volumes            int NULL,
    ebook_volumes              int NULL,
    sports_ground_area         decimal(12,2) NULL,
    full_time_teacher_count    int NULL,
    pupil_count                int NULL,
    home_center                varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version                int NOT NULL,
    CONSTRAINT PK_school_condition PRIMARY KEY (school_id, year),
    CONSTRAINT FK_school_condition_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id)
);
