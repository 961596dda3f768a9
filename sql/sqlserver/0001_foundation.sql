-- One row: which center this database is.
CREATE TABLE dbo.center
(
    center_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name        nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    tier        varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    region_code varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at  datetime2(6) NOT NULL,
    CONSTRAINT PK_center PRIMARY KEY (center_code)
);

-- Blocks of the center's own number space; see docs/decisions on identifiers.
CREATE TABLE dbo.id_allocator
(
    name       varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    next_value bigint NOT NULL,
    CONSTRAINT PK_id_allocator PRIMARY KEY (name)
);

CREATE TABLE dbo.code_table
(
    table_name varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    title      nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    standard   nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    note       nvarchar(200) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_code_table PRIMARY KEY (table_name)
);

CREATE TABLE dbo.code_item
(
    table_name     varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code           varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name           nvarchar(120) COLLATE Chinese_PRC_CI_AS NOT NULL,
    sort           int NOT NULL,
    parent_code    varchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    valid_from     date NULL,
    valid_to       date NULL,
    successor_code varchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    outward_code   varchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT PK_code_item PRIMARY KEY (table_name, code),
    CONSTRAINT FK_code_item_table_name FOREIGN KEY (table_name) REFERENCES dbo.code_table (table_name)
);

-- GB/T 2260 with validity: a birth place may lie in an abolished county.
CREATE TABLE dbo.region
(
    region_code         varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name                nvarchar(60) COLLATE Chinese_PRC_CI_AS NOT NULL,
    level               varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    parent_code         varchar(6) COLLATE Latin1_General_100_BIN2 NULL,
    kind                varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_county_authority bit NOT NULL,
    has_center          bit NOT NULL,
    valid_from          date NULL,
    valid_to            date NULL,
    successor_code      varchar(6) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT PK_region PRIMARY KEY (region_code)
);
CREATE INDEX IX_region_parent ON dbo.region (parent_code);

CREATE TABLE dbo.calendar_day
(
    day         date NOT NULL,
    is_working  bit NOT NULL,
    name        nvarchar(40) COLLATE Chinese_PRC_CI_AS NULL,
    provisional bit NOT NULL,
    CONSTRAINT PK_calendar_day PRIMARY KEY (day)
);

CREATE TABLE dbo.province_rule
(
    province_code varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rule_name     varchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    valid_from    date NOT NULL,
    valid_to      date NULL,
    value         nvarchar(200) COLLATE Chinese_PRC_CI_AS NOT NULL,
    source        nvarchar(200) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_province_rule PRIMARY KEY (province_code, rule_name, valid_from)
);

-- One row a part of the reference data (code tables, regions, calendar, rules): its version as a whole.
CREATE TABLE dbo.reference_version
(
    part        varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_version int NOT NULL,
    CONSTRAINT PK_reference_version PRIMARY KEY (part)
);
