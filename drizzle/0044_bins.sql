CREATE TABLE "arrivals" (
	"warehouse_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "arrivals_warehouse_id_variant_id_pk" PRIMARY KEY("warehouse_id","variant_id")
);
--> statement-breakpoint
CREATE TABLE "bin_levels" (
	"warehouse_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"bin" text NOT NULL,
	"units" integer NOT NULL,
	CONSTRAINT "bin_levels_warehouse_id_variant_id_bin_pk" PRIMARY KEY("warehouse_id","variant_id","bin"),
	CONSTRAINT "bin_levels_units" CHECK (units >= 0)
);
--> statement-breakpoint
CREATE TABLE "bins" (
	"warehouse_id" uuid NOT NULL,
	"code" text NOT NULL,
	"walk_key" text NOT NULL,
	CONSTRAINT "bins_warehouse_id_code_pk" PRIMARY KEY("warehouse_id","code"),
	CONSTRAINT "bins_code_length" CHECK (char_length(code) between 1 and 20)
);
--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "warehouse" text;--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "from_bin" text;--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "bin" text;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "arrivals" ADD CONSTRAINT "arrivals_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "arrivals" ADD CONSTRAINT "arrivals_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "bin_levels" ADD CONSTRAINT "bin_levels_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "bin_levels" ADD CONSTRAINT "bin_levels_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "bin_levels" ADD CONSTRAINT "bin_levels_bin" FOREIGN KEY ("warehouse_id","bin") REFERENCES "public"."bins"("warehouse_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "bins" ADD CONSTRAINT "bins_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "arrivals_oldest_idx" ON "arrivals" USING btree ("warehouse_id","since","variant_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "bin_levels_bin_idx" ON "bin_levels" USING btree ("warehouse_id","bin");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "bins_walk_idx" ON "bins" USING btree ("warehouse_id","walk_key","code");--> statement-breakpoint
-- The homes of before name the bins. What lies in them nobody has counted yet, so no bin has units.
INSERT INTO bins (warehouse_id, code, walk_key) SELECT DISTINCT warehouse_id, bin, walk_key FROM homes ON CONFLICT DO NOTHING;--> statement-breakpoint
CREATE VIEW "shelf_stock" AS
SELECT variant_id, warehouse_id, sum(on_hand)::int AS units FROM stock_levels GROUP BY variant_id, warehouse_id;--> statement-breakpoint
CREATE VIEW "units_in_hand" AS
SELECT warehouse_id, variant_id, sum(picked)::int AS units FROM (
  SELECT p.warehouse_id, l.variant_id, l.picked FROM floor_parcels p JOIN floor_lines l ON l.parcel_id = p.id
    WHERE p.state IN ('waiting', 'released', 'picking', 'picked', 'packed') AND l.picked > 0
  UNION ALL
  SELECT p.warehouse_id, l.variant_id, l.picked FROM floor_parcels p JOIN floor_lines l ON l.parcel_id = p.id
    WHERE p.put_back_since IS NOT NULL AND l.picked > 0) held
GROUP BY warehouse_id, variant_id;--> statement-breakpoint
-- Everybody who changes the bins of a variant in a warehouse, or the shelf that they are a part of, does so one after the other.
CREATE FUNCTION lock_bins(of_warehouse uuid, of_variant uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(of_warehouse::text || of_variant::text, 43));
$$;--> statement-breakpoint
-- Takes off the bins what they have more than the shelf, those at the end of the walk first: what is in totes and boxes is not in them.
CREATE FUNCTION keep_bins_within_shelf(of_warehouse uuid, of_variant uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE over int;
BEGIN
  PERFORM lock_bins(of_warehouse, of_variant);
  IF NOT EXISTS (SELECT FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant)
    AND NOT EXISTS (SELECT FROM arrivals WHERE warehouse_id = of_warehouse AND variant_id = of_variant) THEN RETURN; END IF;
  SELECT coalesce((SELECT sum(units) FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant), 0)
    + coalesce((SELECT units FROM units_in_hand WHERE warehouse_id = of_warehouse AND variant_id = of_variant), 0)
    - coalesce((SELECT units FROM shelf_stock WHERE warehouse_id = of_warehouse AND variant_id = of_variant), 0) INTO over;
  IF over > 0 THEN
    WITH queued AS (
      SELECT b.bin, coalesce(sum(b.units) OVER (ORDER BY k.walk_key DESC, b.bin DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS before
      FROM bin_levels b JOIN bins k ON k.warehouse_id = b.warehouse_id AND k.code = b.bin
      WHERE b.warehouse_id = of_warehouse AND b.variant_id = of_variant
    )
    UPDATE bin_levels b SET units = b.units - least(b.units, over - q.before) FROM queued q
    WHERE b.warehouse_id = of_warehouse AND b.variant_id = of_variant AND b.bin = q.bin AND q.before < over;
    DELETE FROM bin_levels WHERE warehouse_id = of_warehouse AND variant_id = of_variant AND units = 0;
  END IF;
  IF over >= 0 THEN
    DELETE FROM arrivals WHERE warehouse_id = of_warehouse AND variant_id = of_variant;
  END IF;
END $$;--> statement-breakpoint
-- The bins follow every change of the shelf, whatever makes it: a parcel that leaves, a count, a correction, SQL by hand, and a process of the version before.
CREATE FUNCTION follow_shelf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM bins WHERE warehouse_id = NEW.warehouse_id) THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND NEW.on_hand < OLD.on_hand THEN
    PERFORM keep_bins_within_shelf(NEW.warehouse_id, NEW.variant_id);
  ELSIF EXISTS (SELECT FROM warehouses WHERE id = NEW.warehouse_id AND floor = 'own') THEN
    PERFORM lock_bins(NEW.warehouse_id, NEW.variant_id);
    INSERT INTO arrivals (warehouse_id, variant_id) VALUES (NEW.warehouse_id, NEW.variant_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
-- Safe: adding a trigger reads no rows. Placing changes what is promised and not what lies there, so it never fires.
CREATE TRIGGER bins_follow_shelf AFTER UPDATE OF on_hand ON stock_levels FOR EACH ROW WHEN (OLD.on_hand <> NEW.on_hand) EXECUTE FUNCTION follow_shelf();--> statement-breakpoint
CREATE TRIGGER bins_follow_new_shelf AFTER INSERT ON stock_levels FOR EACH ROW WHEN (NEW.on_hand > 0) EXECUTE FUNCTION follow_shelf();
