CREATE TABLE "stock_checkpoints" (
	"variant_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer NOT NULL,
	CONSTRAINT "stock_checkpoints_variant_id_at_warehouse_id_pk" PRIMARY KEY("variant_id","at","warehouse_id")
);
--> statement-breakpoint
-- A row that is written with a time of more than an hour ago, or that rewrites what has ended, may change a checkpoint: those from its time on go, and are made again.
-- Checkpoints are never younger than an hour, so everything that is written at its own time passes without a lock or a statement. The lock is the one under
-- which checkpoints are made: either this row is seen by them, or they are seen here.
CREATE FUNCTION forget_checkpoints() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('stock_checkpoints', 50));
  DELETE FROM stock_checkpoints WHERE variant_id = (written->>'variant_id')::uuid AND at >= (written->>TG_ARGV[0])::timestamptz;
  RETURN NULL;
END $$;--> statement-breakpoint
-- Safe: adding a trigger reads no rows. The ledger is append-only, so nothing else can happen to its rows.
CREATE TRIGGER checkpoints_follow_ledger AFTER INSERT ON stock_movements FOR EACH ROW
  WHEN (NEW.at <= clock_timestamp() - interval '1 hour') EXECUTE FUNCTION forget_checkpoints('at');--> statement-breakpoint
-- Safe: adding a trigger reads no rows. Placing reserves at its own time. What ends in part is written with its old beginning, and ends at its own time: the past stays as it was.
CREATE TRIGGER checkpoints_follow_reserving AFTER INSERT ON reservations FOR EACH ROW
  WHEN (CASE NEW.state WHEN 'held' THEN NEW.created_at ELSE NEW.updated_at END <= clock_timestamp() - interval '1 hour')
  EXECUTE FUNCTION forget_checkpoints('created_at');--> statement-breakpoint
-- Safe: adding a trigger reads no rows.
CREATE TRIGGER checkpoints_follow_ending AFTER UPDATE ON reservations FOR EACH ROW
  WHEN (OLD.state <> 'held' OR (NEW.state <> 'held' AND NEW.updated_at <= clock_timestamp() - interval '1 hour'))
  EXECUTE FUNCTION forget_checkpoints('created_at');--> statement-breakpoint
-- Safe: adding a trigger reads no rows.
CREATE TRIGGER checkpoints_follow_deleting AFTER DELETE ON reservations FOR EACH ROW EXECUTE FUNCTION forget_checkpoints('created_at');--> statement-breakpoint
-- Safe: adding a trigger reads no rows.
CREATE TRIGGER checkpoints_follow_holding AFTER INSERT ON put_back_holds FOR EACH ROW
  WHEN (coalesce(NEW.until, NEW.since) <= clock_timestamp() - interval '1 hour') EXECUTE FUNCTION forget_checkpoints('since');--> statement-breakpoint
-- Safe: adding a trigger reads no rows.
CREATE TRIGGER checkpoints_follow_putting_back AFTER UPDATE ON put_back_holds FOR EACH ROW
  WHEN (OLD.until IS NOT NULL OR NEW.until <= clock_timestamp() - interval '1 hour') EXECUTE FUNCTION forget_checkpoints('since');--> statement-breakpoint
-- Safe: adding a trigger reads no rows.
CREATE TRIGGER checkpoints_follow_dropping AFTER DELETE ON put_back_holds FOR EACH ROW EXECUTE FUNCTION forget_checkpoints('since');
