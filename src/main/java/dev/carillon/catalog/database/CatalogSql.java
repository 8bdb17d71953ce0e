package dev.carillon.catalog.database;

/** Every statement of the broker. Those that load take null for a project to mean all of them. */
final class CatalogSql {
    static final long LOCK_KEY = 0x4361_7269_6c6c_6f6eL; // "Carillon"

    static final String TRY_LOCK = "SELECT pg_try_advisory_lock($1)";

    static final String LOCK_HOLDER = """
            SELECT activity.pid, activity.application_name, COALESCE(host(activity.client_addr), 'local') AS address
              FROM pg_locks AS held
              JOIN pg_stat_activity AS activity USING (pid)
             WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
               AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND ((held.classid::bigint << 32) | held.objid::bigint) = $1
            """;

    static final String TERMINATE = "SELECT pg_terminate_backend($1)";

    static final String LISTEN_API_KEYS = "LISTEN carillon_api_keys";

    static final String PING = "SELECT 1";

    static final String INSTANCE = "SELECT id, epoch, key_id, key_check FROM instance";

    static final String RAISE_EPOCH = "UPDATE instance SET epoch = epoch + 1 RETURNING epoch";

    static final String SET_KEY = "UPDATE instance SET key_id = $1, key_check = $2";

    /** Waits for a broker that is taking over, and makes one that would take over wait. */
    static final String HOLD_EPOCH = "SELECT epoch FROM instance WHERE epoch = $1 FOR SHARE";

    static final String PROJECTS = """
            SELECT project_id, region, generation, activated_at, updated_at
              FROM project
             WHERE activated_at IS NOT NULL AND ($1::uuid IS NULL OR (project_id = $1 AND region = $2))
            """;

    static final String CREDENTIALS = """
            SELECT project_id, region, id, name, access_key, sealed_secret, secret_checksum,
                   can_publish, can_receive, can_manage, created_at, credential.updated_at
              FROM credential JOIN project USING (project_no)
             WHERE $1::uuid IS NULL OR (project_id = $1 AND region = $2)
             ORDER BY credential_no
            """;

    static final String TOPICS = """
            SELECT project_id, region, topic_no, partition, name, attributes, tags, subscriptions_deleted
              FROM topic JOIN project USING (project_no)
             WHERE $1::uuid IS NULL OR (project_id = $1 AND region = $2)
             ORDER BY topic_no
            """;

    static final String SUBSCRIPTIONS = """
            SELECT topic_no, subscription_no, id, protocol, endpoint, token_hash, expires_at, start_seq,
                   is_confirmation_authenticated, is_unsubscribe_authenticated, created_at, subscription.attributes
              FROM subscription JOIN topic USING (topic_no) JOIN project USING (project_no)
             WHERE $1::uuid IS NULL OR (project_id = $1 AND region = $2)
             ORDER BY subscription_no
            """;

    /** Waits until a change of the project whose outcome is unknown has been decided, be it the project's first. */
    static final String CLAIM_PROJECT = """
            INSERT INTO project (project_id, region) VALUES ($1, $2)
            ON CONFLICT (project_id, region) DO UPDATE SET generation = project.generation
            """;

    static final String ACTIVATE = """
            INSERT INTO project (project_id, region, generation, activated_at, updated_at) VALUES ($1, $2, 1, $3, $3)
            ON CONFLICT (project_id, region) DO UPDATE
               SET generation = project.generation + 1, activated_at = $3, updated_at = $3
            RETURNING generation
            """;

    static final String DEACTIVATE = """
            UPDATE project SET generation = generation + 1, activated_at = NULL, updated_at = NULL
             WHERE project_id = $1 AND region = $2
            RETURNING project_no
            """;

    static final String DELETE_ALL_TOPICS = "DELETE FROM topic WHERE project_no = $1";

    static final String DELETE_ALL_CREDENTIALS = "DELETE FROM credential WHERE project_no = $1";

    /** Comes first in every change, so that whoever waits for the project's row waits for the whole change. */
    static final String RAISE_GENERATION = """
            UPDATE project SET generation = generation + 1
             WHERE project_id = $1 AND region = $2 AND generation = $3 AND activated_at IS NOT NULL
            RETURNING project_no
            """;

    static final String INSERT_CREDENTIAL = """
            INSERT INTO credential (id, project_no, name, access_key, sealed_secret, key_id, secret_checksum,
                                    can_publish, can_receive, can_manage, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;

    static final String UPDATE_CREDENTIAL = """
            UPDATE credential SET name = $2, can_publish = $3, can_receive = $4, can_manage = $5, updated_at = $6
             WHERE id = $1
            """;

    static final String DELETE_CREDENTIAL = "DELETE FROM credential WHERE id = $1";

    static final String INSERT_TOPIC = """
            INSERT INTO topic (project_no, partition, name, attributes, tags) VALUES ($1, $2, $3, $4, $5)
            RETURNING topic_no
            """;

    static final String UPDATE_TOPIC =
            "UPDATE topic SET attributes = $2, subscriptions_deleted = $3, tags = $4 WHERE topic_no = $1";

    static final String DELETE_TOPIC = "DELETE FROM topic WHERE topic_no = $1";

    static final String INSERT_SUBSCRIPTION = """
            INSERT INTO subscription (topic_no, id, protocol, endpoint, token_hash, expires_at, start_seq,
                                      is_confirmation_authenticated, is_unsubscribe_authenticated, created_at, attributes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            RETURNING subscription_no
            """;

    static final String UPDATE_SUBSCRIPTION = """
            UPDATE subscription
               SET token_hash = $2, expires_at = $3, start_seq = $4, is_confirmation_authenticated = $5,
                   is_unsubscribe_authenticated = $6, attributes = $7
             WHERE subscription_no = $1
            """;

    static final String DELETE_SUBSCRIPTIONS = "DELETE FROM subscription WHERE subscription_no = ANY($1)";

    static final String EXPIRED_TOPICS = """
            SELECT DISTINCT project_id, region, topic_no
              FROM subscription JOIN topic USING (topic_no) JOIN project USING (project_no)
             WHERE expires_at <= $1
             LIMIT 1000
            """;

    static final String API_KEYS = """
            SELECT id, name, token_hash, created_at, expires_at, projects FROM api_key ORDER BY key_no
            """;

    static final String INSERT_API_KEY = """
            INSERT INTO api_key (id, name, token_hash, created_at, expires_at, projects)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING
            """;

    static final String DELETE_API_KEY = "DELETE FROM api_key WHERE id = $1";

    private CatalogSql() {}
}
