-- The broker's metadata. Messages are not here: they are in the journals of the data folder.

-- One row. Every broker that takes the database over raises the epoch, and every change checks it: a broker that lost
-- the database to another, and has not noticed yet, can change nothing.
-- The id tells databases apart, so that a data folder is never used with another one's topics.
-- The key's id and something encrypted with it tell at the start whether a broker has the right key.
CREATE TABLE instance (
    is_only   boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    id        uuid    NOT NULL DEFAULT gen_random_uuid(),
    epoch     bigint  NOT NULL DEFAULT 0,
    key_id    text,
    key_check bytea
);
INSERT INTO instance DEFAULT VALUES;

-- A project in a region. The row outlives a deactivation (activated_at is null then), so that the generation of a
-- project never goes back, and its change can be waited for even when the project is not there yet.
CREATE TABLE project (
    project_no   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id   uuid        NOT NULL,
    region       text        NOT NULL,
    generation   bigint      NOT NULL DEFAULT 0,
    activated_at timestamptz,
    updated_at   timestamptz,
    UNIQUE (project_id, region)
);

-- The secret must be readable to verify signatures: AES-256-GCM, 12 bytes of nonce first, the id as associated data.
-- key_id says with which key, so that keys can be changed. credential_no keeps the order in which they were made.
CREATE TABLE credential (
    id              uuid        PRIMARY KEY,
    credential_no   bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    project_no      bigint      NOT NULL REFERENCES project ON DELETE CASCADE,
    name            text        NOT NULL,
    access_key      text        NOT NULL UNIQUE,
    sealed_secret   bytea       NOT NULL,
    key_id          text        NOT NULL,
    secret_checksum text        NOT NULL,
    can_publish     boolean     NOT NULL,
    can_receive     boolean     NOT NULL,
    can_manage      boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX ON credential (project_no);

-- topic_no names the topic's folder on disk. An identity never gives a committed number twice, so that a topic made
-- anew never finds the messages of its deleted namesake.
CREATE TABLE topic (
    topic_no              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_no            bigint NOT NULL REFERENCES project ON DELETE CASCADE,
    partition             text   NOT NULL,
    name                  text   NOT NULL,
    attributes            jsonb  NOT NULL,
    subscriptions_deleted bigint NOT NULL DEFAULT 0,
    UNIQUE (project_no, name)
);

-- subscription_no names the subscription in the delivery state on disk; it is never given twice either.
-- A pending one has expires_at, a confirmed one start_seq; token_hash is empty where no token was needed.
CREATE TABLE subscription (
    subscription_no               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic_no                      bigint      NOT NULL REFERENCES topic ON DELETE CASCADE,
    id                            uuid        NOT NULL UNIQUE,
    protocol                      text        NOT NULL,
    endpoint                      text        NOT NULL,
    token_hash                    text        NOT NULL,
    expires_at                    timestamptz,
    start_seq                     bigint,
    is_confirmation_authenticated boolean     NOT NULL,
    is_unsubscribe_authenticated  boolean     NOT NULL,
    created_at                    timestamptz NOT NULL,
    attributes                    jsonb       NOT NULL,
    CHECK ((expires_at IS NULL) <> (start_seq IS NULL))
);
-- One subscription of a topic to each endpoint. Endpoints are longer than an index entry may be, hence the hash.
CREATE UNIQUE INDEX ON subscription (topic_no, protocol, hashtextextended(endpoint, 0));
-- For deleting those that nobody confirmed.
CREATE INDEX ON subscription (expires_at) WHERE expires_at IS NOT NULL;

-- Only the SHA-256 of a token is kept. expires_at is null when the key never expires; no projects means all of them.
CREATE TABLE api_key (
    id         uuid        PRIMARY KEY,
    key_no     bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    name       text        NOT NULL UNIQUE,
    token_hash text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    projects   uuid[]      NOT NULL
);

-- Keys are made and revoked by other processes, too; the broker listens. In the database, so that nobody can forget it.
CREATE FUNCTION notify_api_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('carillon_api_keys', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER api_key_changed AFTER INSERT OR UPDATE OR DELETE ON api_key
    FOR EACH STATEMENT EXECUTE FUNCTION notify_api_keys();
