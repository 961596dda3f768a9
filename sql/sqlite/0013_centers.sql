-- The other data centers that this one speaks to: at the nation the provinces, in a province the nation.
CREATE TABLE known_center
(
    center_code TEXT NOT NULL,
    name        TEXT NOT NULL,
    state       TEXT NOT NULL,
    address     TEXT NULL,
    enrolled_at TEXT NOT NULL,
    CONSTRAINT PK_known_center PRIMARY KEY (center_code)
) STRICT, WITHOUT ROWID;

-- Public keys (ECDSA P-256) of this center and the others. A key that followed another carries that one's signature over it.
CREATE TABLE center_key
(
    center_code TEXT NOT NULL,
    key_id      TEXT NOT NULL,
    public_key  TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_to    TEXT NULL,
    endorsed_by TEXT NULL,
    endorsement TEXT NULL,
    CONSTRAINT PK_center_key PRIMARY KEY (center_code, key_id)
) STRICT, WITHOUT ROWID;

-- One-time tokens with which a province joins; only their hash is here.
CREATE TABLE center_invitation
(
    token_hash  TEXT NOT NULL,
    center_code TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    expires_at  TEXT NOT NULL,
    used_at     TEXT NULL,
    used_by_key TEXT NULL,
    CONSTRAINT PK_center_invitation PRIMARY KEY (token_hash)
) STRICT, WITHOUT ROWID;

-- Requests of centers that were seen lately: each is taken once.
CREATE TABLE center_nonce
(
    center_code TEXT NOT NULL,
    nonce       TEXT NOT NULL,
    seen_at     TEXT NOT NULL,
    CONSTRAINT PK_center_nonce PRIMARY KEY (center_code, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_center_nonce_seen_at ON center_nonce (seen_at);
