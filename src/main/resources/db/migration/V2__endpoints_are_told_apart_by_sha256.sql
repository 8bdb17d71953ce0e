-- One subscription of a topic to each endpoint, as before, but no two endpoints are ever taken for one: for a 64-bit hash
-- anybody can make two of the same value, for SHA-256 nobody can. Not the endpoint itself: it may be longer than the 2,704
-- bytes that an entry of a B-tree may have.

-- convert_to is only STABLE because its target may be any encoding's name; to UTF8, and from an encoding that a database
-- keeps for life, it always gives the same.
CREATE FUNCTION endpoint_sha256(endpoint text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN sha256(convert_to(endpoint, 'UTF8'));

CREATE UNIQUE INDEX subscription_endpoint ON subscription (topic_no, protocol, endpoint_sha256(endpoint));
DROP INDEX subscription_topic_no_protocol_hashtextextended_idx;
