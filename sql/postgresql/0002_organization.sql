CREATE TABLE organization
(
    organization_id bigint NOT NULL,
    kind            varchar(10) COLLATE "C" NOT NULL,
    code            varchar(10) COLLATE "C" NULL,
    name            varchar(60) NOT NULL,
    name_pinyin     varchar(200) COLLATE "C" NOT NULL,
    parent_id       bigint NULL,
    region_code     varchar(6) COLLATE "C" NOT NULL,
    is_active       boolean NOT NULL,
    home_center     varchar(2) COLLATE "C" NOT NULL,
    row_version     integer NOT NULL,
    CONSTRAINT PK_organization PRIMARY KEY (organization_id),
    CONSTRAINT FK_organization_parent FOREIGN KEY (parent_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_organization_region_code FOREIGN KEY (region_code) REFERENCES region (region_code)
);
CREATE UNIQUE INDEX UX_organization_code ON organization (code) WHERE code IS NOT NULL;
CREATE INDEX IX_organization_parent ON organization (parent_id);

CREATE TABLE school
(
    school_id             bigint NOT NULL,
    status                varchar(10) COLLATE "C" NOT NULL,
    type_code             varchar(3) COLLATE "C" NOT NULL,
    organizer_code        varchar(3) COLLATE "C" NOT NULL,
    supervising_id        bigint NOT NULL,
    county_id             bigint NOT NULL,
    city_id               bigint NULL,
    province_id           bigint NOT NULL,
    location_code         varchar(12) COLLATE "C" NOT NULL,
    urban_rural_code      varchar(3) COLLATE "C" NOT NULL,
    english_name          varchar(180) NULL,
    address               varchar(180) NOT NULL,
    postal_code           varchar(6) COLLATE "C" NOT NULL,
    phone                 varchar(30) COLLATE "C" NOT NULL,
    fax                   varchar(30) COLLATE "C" NULL,
    email                 varchar(40) NULL,
    website               varchar(60) NULL,
    founded_on            date NULL,
    credit_code           varchar(18) COLLATE "C" NULL,
    legal_representative  varchar(36) NULL,
    principal_name        varchar(36) NULL,
    owner_code            varchar(3) COLLATE "C" NULL,
    ethnic_attribute_code varchar(1) COLLATE "C" NULL,
    language_code         varchar(3) COLLATE "C" NULL,
    schooling_system      varchar(2) COLLATE "C" NOT NULL,
    school_year           integer NOT NULL,
    CONSTRAINT PK_school PRIMARY KEY (school_id),
    CONSTRAINT FK_school_school FOREIGN KEY (school_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_school_supervising FOREIGN KEY (supervising_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_school_county FOREIGN KEY (county_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_school_province FOREIGN KEY (province_id) REFERENCES organization (organization_id)
);
CREATE INDEX IX_school_county ON school (county_id);
CREATE INDEX IX_school_supervising ON school (supervising_id);

-- Who may see a school: the school, its bureaus up the tree and its supervising bureau. The one table that scope is cut by.
CREATE TABLE school_scope
(
    organization_id bigint NOT NULL,
    school_id       bigint NOT NULL,
    CONSTRAINT PK_school_scope PRIMARY KEY (organization_id, school_id),
    CONSTRAINT FK_school_scope_school FOREIGN KEY (school_id) REFERENCES school (school_id)
);
CREATE INDEX IX_school_scope_school ON school_scope (school_id, organization_id);

-- Every code ever issued (一校一码); a void one is never given to another school.
CREATE TABLE school_code
(
    code        varchar(10) COLLATE "C" NOT NULL,
    school_id   bigint NOT NULL,
    state       varchar(10) COLLATE "C" NOT NULL,
    assigned_on date NOT NULL,
    voided_on   date NULL,
    reason      varchar(200) NULL,
    CONSTRAINT PK_school_code PRIMARY KEY (code)
);

CREATE TABLE school_event
(
    school_id       bigint NOT NULL,
    event_id        bigint NOT NULL,
    kind            varchar(20) COLLATE "C" NOT NULL,
    occurred_on     date NOT NULL,
    before_value    varchar(200) NULL,
    after_value     varchar(200) NULL,
    other_school_id bigint NULL,
    document_number varchar(24) NULL,
    note            varchar(400) NULL,
    recorded_by     bigint NOT NULL,
    recorded_at     timestamptz NOT NULL,
    CONSTRAINT PK_school_event PRIMARY KEY (school_id, event_id),
    CONSTRAINT FK_school_event_school FOREIGN KEY (school_id) REFERENCES school (school_id)
);

CREATE TABLE sub_unit
(
    sub_unit_id bigint NOT NULL,
    school_id   bigint NOT NULL,
    name        varchar(60) NOT NULL,
    type_code   varchar(3) COLLATE "C" NOT NULL,
    address     varchar(180) NULL,
    is_active   boolean NOT NULL,
    home_center varchar(2) COLLATE "C" NOT NULL,
    row_version integer NOT NULL,
    CONSTRAINT PK_sub_unit PRIMARY KEY (sub_unit_id),
    CONSTRAINT FK_sub_unit_school FOREIGN KEY (school_id) REFERENCES school (school_id)
);
CREATE INDEX IX_sub_unit_school ON sub_unit (school_id);

CREATE TABLE staff
(
    staff_id              bigint NOT NULL,
    school_id             bigint NOT NULL,
    staff_number          varchar(20) COLLATE "C" NOT NULL,
    name                  varchar(36) COLLATE "C" NOT NULL,
    name_pinyin           varchar(200) COLLATE "C" NOT NULL,
    sex_code              varchar(1) COLLATE "C" NOT NULL,
    birth_date            date NOT NULL,
    document_type         varchar(1) COLLATE "C" NOT NULL,
    document_number       varchar(20) COLLATE "C" NOT NULL,
    ethnicity_code        varchar(2) COLLATE "C" NOT NULL,
    nationality_code      varchar(3) COLLATE "C" NOT NULL,
    birth_place_code      varchar(6) COLLATE "C" NULL,
    political_status_code varchar(2) COLLATE "C" NULL,
    education_level_code  varchar(2) COLLATE "C" NULL,
    post_code             varchar(2) COLLATE "C" NULL,
    establishment_code    varchar(2) COLLATE "C" NULL,
    subject               varchar(40) NULL,
    work_started_on       date NULL,
    joined_on             date NULL,
    phone                 varchar(30) COLLATE "C" NULL,
    email                 varchar(40) NULL,
    is_active             boolean NOT NULL,
    home_center           varchar(2) COLLATE "C" NOT NULL,
    row_version           integer NOT NULL,
    CONSTRAINT PK_staff PRIMARY KEY (staff_id),
    CONSTRAINT FK_staff_school FOREIGN KEY (school_id) REFERENCES school (school_id)
);
CREATE UNIQUE INDEX UX_staff_number ON staff (school_id, staff_number);
CREATE INDEX IX_staff_document ON staff (document_type, document_number);

CREATE TABLE school_class
(
    class_id         bigint NOT NULL,
    school_id        bigint NOT NULL,
    sub_unit_id      bigint NULL,
    stage            integer NOT NULL,
    entry_year       integer NOT NULL,
    class_number     integer NOT NULL,
    grade            varchar(2) COLLATE "C" NOT NULL,
    name             varchar(20) NOT NULL,
    type_code        varchar(2) COLLATE "C" NOT NULL,
    schooling_system varchar(2) COLLATE "C" NOT NULL,
    head_teacher_id  bigint NULL,
    status           varchar(10) COLLATE "C" NOT NULL,
    formed_on        date NOT NULL,
    finished_on      date NULL,
    home_center      varchar(2) COLLATE "C" NOT NULL,
    row_version      integer NOT NULL,
    CONSTRAINT PK_school_class PRIMARY KEY (class_id),
    CONSTRAINT FK_school_class_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_school_class_sub_unit FOREIGN KEY (sub_unit_id) REFERENCES sub_unit (sub_unit_id)
);
CREATE UNIQUE INDEX UX_school_class_number ON school_class (school_id, stage, entry_year, class_number);

-- What the ministry monitors of a school, a row a year.
CREATE TABLE school_condition
(
    school_id                  bigint NOT NULL,
    year                       integer NOT NULL,
    site_area                  numeric(12,2) NULL,
    building_area              numeric(12,2) NULL,
    teaching_area              numeric(12,2) NULL,
    dormitory_area             numeric(12,2) NULL,
    dangerous_area             numeric(12,2) NULL,
    classroom_count            integer NULL,
    multimedia_classroom_count integer NULL,
    broadband_mbps             integer NULL,
    has_campus_network         boolean NULL,
    computer_count             integer NULL,
    teaching_computer_count    integer NULL,
    library_volumes            integer NULL,
    ebook_volumes              integer NULL,
    sports_ground_area         numeric(12,2) NULL,
    full_time_teacher_count    integer NULL,
    pupil_count                integer NULL,
    home_center                varchar(2) COLLATE "C" NOT NULL,
    row_version                integer NOT NULL,
    CONSTRAINT PK_school_condition PRIMARY KEY (school_id, year),
    CONSTRAINT FK_school_condition_school FOREIGN KEY (school_id) REFERENCES school (school_id)
);
