CREATE TABLE "put_back_losses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parcel_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"units" integer NOT NULL,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"noted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "put_back_losses_units" CHECK (units > 0)
);
--> statement-breakpoint
CREATE TABLE "put_back_holds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"bucket" smallint DEFAULT 0 NOT NULL,
	"units" integer NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "put_back_holds_units" CHECK (units > 0),
	CONSTRAINT "put_back_holds_span" CHECK (since <= until)
);
--> statement-breakpoint
-- Parcels that were called off before this have their goods on sale already, and keep them so: nothing is held of them, so their scans find nothing to set free.
ALTER TABLE "floor_parcels" ADD COLUMN "held_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "put_back_losses" ADD CONSTRAINT "put_back_losses_line" FOREIGN KEY ("parcel_id","variant_id") REFERENCES "public"."floor_lines"("parcel_id","variant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "put_back_losses_parcel_idx" ON "put_back_losses" USING btree ("parcel_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "put_back_holds_open_idx" ON "put_back_holds" USING btree ("order_id") WHERE until is null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "put_back_holds_past_idx" ON "put_back_holds" USING btree ("variant_id","warehouse_id");--> statement-breakpoint
CREATE VIEW "units_to_put_back" AS
SELECT p.order_id, p.warehouse_id, l.variant_id, sum(l.picked)::int AS units FROM floor_parcels p JOIN floor_lines l ON l.parcel_id = p.id
WHERE p.put_back_since IS NOT NULL AND l.picked > 0 GROUP BY p.order_id, p.warehouse_id, l.variant_id;--> statement-breakpoint
CREATE VIEW "floor_losses" AS
SELECT id, variant_id, units FROM put_back_losses;--> statement-breakpoint
-- An order that gives units back and somebody who puts them back do so one after the other.
CREATE FUNCTION lock_put_back(of_order uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(of_order::text, 47));
$$;--> statement-breakpoint
-- Sets free what is held of an order's units of a variant beyond so many, what is held longest first, and answers how many that were.
CREATE FUNCTION keep_put_back_holds(of_order uuid, of_warehouse uuid, of_variant uuid, most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE beyond int;
BEGIN
  PERFORM lock_put_back(of_order);
  SELECT coalesce(sum(units), 0)::int - most FROM put_back_holds
    WHERE order_id = of_order AND warehouse_id = of_warehouse AND variant_id = of_variant AND until IS NULL INTO beyond;
  IF beyond <= 0 THEN RETURN 0; END IF;
  -- Somebody may be bringing the buckets of this shelf together, and the rows of before with them.
  PERFORM FROM stock_levels WHERE variant_id = of_variant AND warehouse_id = of_warehouse ORDER BY bucket FOR UPDATE;
  WITH queued AS (
    SELECT h.*, coalesce(sum(h.units) OVER (ORDER BY h.since, h.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS before
    FROM put_back_holds h WHERE h.order_id = of_order AND h.warehouse_id = of_warehouse AND h.variant_id = of_variant AND h.until IS NULL
  ), freed AS (
    SELECT q.*, least(q.units, beyond - q.before) AS gone FROM queued q WHERE q.before < beyond
  ), whole AS (
    UPDATE put_back_holds h SET until = greatest(h.since, now()) FROM freed f WHERE h.id = f.id AND f.gone = f.units
  ), kept AS (
    UPDATE put_back_holds h SET units = h.units - f.gone FROM freed f WHERE h.id = f.id AND f.gone < f.units
  ), parted AS (
    INSERT INTO put_back_holds (order_id, variant_id, warehouse_id, bucket, units, since, until)
    SELECT order_id, variant_id, warehouse_id, bucket, gone, since, greatest(since, now()) FROM freed WHERE gone < units
  ), owed AS (
    SELECT bucket, sum(gone)::int AS units FROM freed GROUP BY bucket
  )
  UPDATE stock_levels s SET reserved = s.reserved - owed.units FROM owed
    WHERE s.variant_id = of_variant AND s.warehouse_id = of_warehouse AND s.bucket = owed.bucket;
  RETURN beyond;
END $$;--> statement-breakpoint
-- What is held follows every unit that comes out of a tote again, whatever says so: a scan, a loss, SQL by hand, and a process of the version before.
CREATE FUNCTION follow_put_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parcel record;
BEGIN
  SELECT order_id, warehouse_id FROM floor_parcels WHERE id = NEW.parcel_id INTO parcel;
  PERFORM lock_put_back(parcel.order_id);
  PERFORM keep_put_back_holds(parcel.order_id, parcel.warehouse_id, NEW.variant_id, coalesce((
    SELECT units FROM units_to_put_back u
    WHERE u.order_id = parcel.order_id AND u.warehouse_id = parcel.warehouse_id AND u.variant_id = NEW.variant_id), 0));
  RETURN NULL;
END $$;--> statement-breakpoint
-- Safe: adding a trigger reads no rows. Picking adds to what is picked, so it never fires.
CREATE TRIGGER holds_follow_put_back AFTER UPDATE OF picked ON floor_lines FOR EACH ROW WHEN (NEW.picked < OLD.picked) EXECUTE FUNCTION follow_put_back();--> statement-breakpoint
CREATE TABLE "bin_movements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bin_movements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"warehouse_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"bin" text NOT NULL,
	"gained" integer NOT NULL,
	"corrected" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bin_movements_gained" CHECK (gained <> 0)
);
--> statement-breakpoint
ALTER TABLE "counts" ADD COLUMN "bin" text;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "bin_movements_past_idx" ON "bin_movements" USING btree ("warehouse_id","variant_id","bin","at");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "bin_movements_at_idx" ON "bin_movements" USING brin ("at");--> statement-breakpoint
CREATE VIEW "known_bins" AS
SELECT warehouse_id, code AS bin FROM bins;--> statement-breakpoint
CREATE VIEW "bin_stock" AS
SELECT warehouse_id, variant_id, bin, units FROM bin_levels;--> statement-breakpoint
CREATE VIEW "bin_gains" AS
SELECT warehouse_id, variant_id, bin, gained, corrected, at FROM bin_movements;--> statement-breakpoint
-- Every change of a bin is noted, whatever makes it. What nobody carried is a correction: its writer says so for as long as it writes.
CREATE FUNCTION note_bin_movement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  level bin_levels := coalesce(NEW, OLD);
  gained int := coalesce(NEW.units, 0) - coalesce(OLD.units, 0);
BEGIN
  IF gained <> 0 THEN
    INSERT INTO bin_movements (warehouse_id, variant_id, bin, gained, corrected)
    VALUES (level.warehouse_id, level.variant_id, level.bin, gained, coalesce(current_setting('orderly.bins', true), '') = 'corrected');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
-- Safe: adding a trigger reads no rows. A scan writes one small row more.
CREATE TRIGGER bins_are_noted AFTER INSERT OR UPDATE OF units OR DELETE ON bin_levels FOR EACH ROW EXECUTE FUNCTION note_bin_movement();--> statement-breakpoint
-- Somebody has looked: a bin has so many more than its books say, or so many fewer.
CREATE FUNCTION correct_bin(of_warehouse uuid, of_variant uuid, of_bin text, difference int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_bins(of_warehouse, of_variant);
  PERFORM set_config('orderly.bins', 'corrected', true);
  IF difference > 0 THEN
    INSERT INTO bin_levels (warehouse_id, variant_id, bin, units) VALUES (of_warehouse, of_variant, of_bin, difference)
    ON CONFLICT (warehouse_id, variant_id, bin) DO UPDATE SET units = bin_levels.units + excluded.units;
  ELSE
    UPDATE bin_levels SET units = greatest(0, units + difference) WHERE warehouse_id = of_warehouse AND variant_id = of_variant AND bin = of_bin;
    DELETE FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant AND units = 0;
  END IF;
  PERFORM set_config('orderly.bins', '', true);
END $$;--> statement-breakpoint
-- Takes off the bins what they have more than the shelf, those at the end of the walk first: what is in totes and boxes is not in them.
CREATE OR REPLACE FUNCTION keep_bins_within_shelf(of_warehouse uuid, of_variant uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE over int;
BEGIN
  PERFORM lock_bins(of_warehouse, of_variant);
  IF NOT EXISTS (SELECT FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant)
    AND NOT EXISTS (SELECT FROM arrivals WHERE warehouse_id = of_warehouse AND variant_id = of_variant) THEN RETURN; END IF;
  SELECT coalesce((SELECT sum(units) FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant), 0)
    + coalesce((SELECT units FROM units_in_hand WHERE warehouse_id = of_warehouse AND variant_id = of_variant), 0)
    - coalesce((SELECT units FROM shelf_stock WHERE warehouse_id = of_warehouse AND variant_id = of_variant), 0) INTO over;
  IF over > 0 THEN
    PERFORM set_config('orderly.bins', 'corrected', true);
    WITH queued AS (
      SELECT b.bin, coalesce(sum(b.units) OVER (ORDER BY k.walk_key DESC, b.bin DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS before
      FROM bin_levels b JOIN bins k ON k.warehouse_id = b.warehouse_id AND k.code = b.bin
      WHERE b.warehouse_id = of_warehouse AND b.variant_id = of_variant
    )
    UPDATE bin_levels b SET units = b.units - least(b.units, over - q.before) FROM queued q
    WHERE b.warehouse_id = of_warehouse AND b.variant_id = of_variant AND b.bin = q.bin AND q.before < over;
    DELETE FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant AND units = 0;
    PERFORM set_config('orderly.bins', '', true);
  END IF;
  IF over >= 0 THEN
    DELETE FROM arrivals WHERE warehouse_id = of_warehouse AND variant_id = of_variant;
  END IF;
END $$;
