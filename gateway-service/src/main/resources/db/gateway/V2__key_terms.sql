-- What a key may do, for how long, from where, and what became of it. Keys that are there already stay as they were.
ALTER TABLE api_key
    ADD COLUMN owner           varchar(100) NOT NULL DEFAULT 'operator' CHECK (owner <> ''),
    ADD COLUMN scopes          text[]       NOT NULL DEFAULT '{read,stream}'
        CHECK (scopes <@ '{read,stream}' AND cardinality(scopes) > 0),
    ADD COLUMN allowed_cidrs   cidr[]       NOT NULL DEFAULT '{}',
    ADD COLUMN quota_class     varchar(40)  NOT NULL DEFAULT 'default' CHECK (quota_class ~ '^[a-z0-9][a-z0-9-]*$'),
    ADD COLUMN expires_at      timestamptz,
    ADD COLUMN last_used_at    timestamptz,
    ADD COLUMN exposed_at      timestamptz,
    ADD COLUMN pepper_id       varchar(20)  NOT NULL DEFAULT '1' CHECK (pepper_id ~ '^[0-9A-Za-z-]+$'),
    ADD COLUMN rotated_from    varchar(10)  REFERENCES api_key (id),
    ADD COLUMN rotated_to      varchar(10)  UNIQUE REFERENCES api_key (id),
    ADD COLUMN rotated_at      timestamptz,
    ADD COLUMN overlap_ends_at timestamptz,
    ADD CHECK (name <> ''),
    ADD CHECK ((rotated_to IS NULL) = (rotated_at IS NULL) AND (rotated_to IS NULL) = (overlap_ends_at IS NULL)),
    ADD CHECK (overlap_ends_at >= rotated_at);

CREATE INDEX api_key_owner ON api_key (owner, id);

-- Every gateway listens: what ends or narrows a key reaches all of them within a moment, whoever did it.
CREATE FUNCTION api_key_tells_of_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM pg_notify('gateway_api_key', OLD.id || ' revoked');
    ELSIF NEW.revoked_at IS NOT NULL THEN
        PERFORM pg_notify('gateway_api_key', NEW.id || ' revoked');
    ELSIF least(NEW.expires_at, NEW.overlap_ends_at) IS NOT NULL THEN
        PERFORM pg_notify('gateway_api_key', NEW.id || ' ends '
            || floor(extract(epoch FROM least(NEW.expires_at, NEW.overlap_ends_at)) * 1000)::bigint);
    ELSE
        PERFORM pg_notify('gateway_api_key', NEW.id || ' changed');
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER api_key_tells_of_changes
    AFTER UPDATE OF key_hash, pepper_id, revoked_at, owner, scopes, allowed_cidrs, quota_class, expires_at, overlap_ends_at
    ON api_key FOR EACH ROW EXECUTE FUNCTION api_key_tells_of_changes();

CREATE TRIGGER api_key_tells_of_its_end AFTER DELETE ON api_key
    FOR EACH ROW EXECUTE FUNCTION api_key_tells_of_changes();

-- Requests per key and day (UTC), added up by the gateways about once a minute.
CREATE TABLE key_usage (
    key_id   varchar(10) NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
    day      date        NOT NULL,
    requests bigint      NOT NULL,
    in_query bigint      NOT NULL,
    PRIMARY KEY (key_id, day)
);

-- First answers of the admin plane, to be given again when a request is repeated. No secret is in them.
CREATE TABLE admin_request (
    credential      varchar(110) NOT NULL,
    idempotency_key varchar(255) NOT NULL,
    fingerprint     char(64)     NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    status          smallint     NOT NULL,
    answer          text         NOT NULL,
    created_at      timestamptz  NOT NULL,
    PRIMARY KEY (credential, idempotency_key)
);

CREATE INDEX admin_request_age ON admin_request (created_at);

-- Not everything that is noted is about a key, and who did it is noted too.
ALTER TABLE audit_log
    ALTER COLUMN key_id DROP NOT NULL,
    ADD COLUMN actor varchar(110) NOT NULL DEFAULT 'gateway';

CREATE TRIGGER audit_log_is_not_emptied BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only();
