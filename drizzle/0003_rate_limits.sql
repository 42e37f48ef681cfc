-- Requests counted within a minute. Unlogged: no flush to disk for a count, and after a crash counting begins anew.
CREATE UNLOGGED TABLE rate_limits (key text PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
