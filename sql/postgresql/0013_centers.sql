-- The other data centers that this one speaks to: at the nation the provinces, in a province the nation.
CREATE TABLE known_center
(
    center_code varchar(2) COLLATE "C" NOT NULL,
    name        varchar(100) NOT NULL,
    state       varchar(12) COLLATE "C" NOT NULL,
    address     varchar(400) COLLATE "C" NULL,
    enrolled_at timestamptz NOT NULL,
    CONSTRAINT PK_known_center PRIMARY KEY (center_code)
);

-- Public keys (ECDSA P-256) of this center and the others. A key that followed another carries that one's signature over it.
CREATE TABLE center_key
(
    center_code varchar(2) COLLATE "C" NOT NULL,
    key_id      varchar(32) COLLATE "C" NOT NULL,
    public_key  varchar(200) COLLATE "C" NOT NULL,
    valid_from  timestamptz NOT NULL,
    valid_to    timestamptz NULL,
    endorsed_by varchar(32) COLLATE "C" NULL,
    endorsement varchar(100) COLLATE "C" NULL,
    CONSTRAINT PK_center_key PRIMARY KEY (center_code, key_id)
);

-- One-time tokens with which a province joins; only their hash is here.
CREATE TABLE center_invitation
(
    token_hash  varchar(64) COLLATE "C" NOT NULL,
    center_code varchar(2) COLLATE "C" NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  varchar(50) NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz NULL,
    used_by_key varchar(32) COLLATE "C" NULL,
    CONSTRAINT PK_center_invitation PRIMARY KEY (token_hash)
);

-- Requests of centers that were seen lately: each is taken once.
CREATE TABLE center_nonce
(
    center_code varchar(2) COLLATE "C" NOT NULL,
    nonce       varchar(40) COLLATE "C" NOT NULL,
    seen_at     timestamptz NOT NULL,
    CONSTRAINT PK_center_nonce PRIMARY KEY (center_code, nonce)
);
CREATE INDEX IX_center_nonce_seen_at ON center_nonce (seen_at);
