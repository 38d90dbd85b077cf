-- API keys: what is stored is an HMAC, and the checks keep raw material out.
CREATE TABLE api_key (
    id         varchar(10)  PRIMARY KEY CHECK (id ~ '^[0-9A-Za-z]{10}$'),
    name       varchar(100) NOT NULL,
    key_hash   char(64)     NOT NULL CHECK (key_hash ~ '^[0-9a-f]{64}$'),
    created_at timestamptz  NOT NULL,
    revoked_at timestamptz
);

-- What was done with keys: append only.
CREATE TABLE audit_log (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    time   timestamptz  NOT NULL,
    action varchar(40)  NOT NULL,
    key_id varchar(10)  NOT NULL,
    detail varchar(200) NOT NULL
);

CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_log is append only';
END $$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_is_append_only();
