CREATE TABLE "back_order_offers" (
	"variant_id" uuid PRIMARY KEY NOT NULL,
	"expected_on" date NOT NULL,
	"most" integer NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "back_order_offers_most" CHECK (most between 1 and 10000),
	CONSTRAINT "back_order_offers_waiting" CHECK (0 <= waiting and waiting <= most)
);
--> statement-breakpoint
CREATE TABLE "waiting_lines" (
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"waiting" integer NOT NULL,
	"unplanned" integer DEFAULT 0 NOT NULL,
	"told_on" date NOT NULL,
	"since" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waiting_lines_variant_id_id_pk" PRIMARY KEY("variant_id","id"),
	CONSTRAINT "waiting_lines_units" CHECK (0 < quantity and 0 <= waiting and 0 <= unplanned and waiting + unplanned <= quantity)
);
--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "back_order_offers" ADD CONSTRAINT "back_order_offers_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "waiting_lines" ADD CONSTRAINT "waiting_lines_variant_id_back_order_offers_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."back_order_offers"("variant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "waiting_lines_order_idx" ON "waiting_lines" USING btree ("order_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "waiting_lines_next_idx" ON "waiting_lines" USING btree ("variant_id","since","id") WHERE waiting > 0;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "waiting_lines_come_idx" ON "waiting_lines" USING btree ("since") WHERE unplanned > 0;--> statement-breakpoint
CREATE VIEW "back_orders" AS
SELECT o.variant_id, o.expected_on, o.most - o.waiting AS room FROM back_order_offers o
WHERE o.ended_at IS NULL AND o.waiting < o.most AND o.expected_on >= (now() AT TIME ZONE 'Europe/London')::date
  AND NOT EXISTS (SELECT FROM launches l WHERE l.variant_id = o.variant_id AND l.closed_at IS NULL);--> statement-breakpoint
CREATE VIEW "waiting_units" AS
SELECT order_id, variant_id, waiting AS units FROM waiting_lines WHERE waiting > 0;--> statement-breakpoint
CREATE VIEW "come_units" AS
SELECT order_id, sum(unplanned)::int AS units, min(since) AS since FROM waiting_lines WHERE unplanned > 0 GROUP BY order_id;--> statement-breakpoint
-- Gives the free units of a shelf to the lines that wait for them, the first that came first. The caller holds the shelf. The offer's row is locked before anything
-- is read: everybody who joins the line holds it too, so either the line is seen here, or these units are seen there.
CREATE FUNCTION fill_waiting(of_variant uuid, of_warehouse uuid, of_bucket smallint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE free int; line record; taken int; filled int := 0;
BEGIN
  PERFORM FROM back_order_offers WHERE variant_id = of_variant FOR UPDATE;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM waiting_lines WHERE variant_id = of_variant AND waiting > 0) THEN RETURN 0; END IF;
  SELECT s.on_hand - s.reserved INTO free FROM stock_levels s JOIN warehouses w ON w.id = s.warehouse_id AND w.state = 'open'
    WHERE s.variant_id = of_variant AND s.warehouse_id = of_warehouse AND s.bucket = of_bucket;
  IF coalesce(free, 0) <= 0 THEN RETURN 0; END IF;
  FOR line IN SELECT * FROM waiting_lines WHERE variant_id = of_variant AND waiting > 0 ORDER BY since, id FOR UPDATE LOOP
    EXIT WHEN filled = free;
    taken := least(line.waiting, free - filled);
    INSERT INTO reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity)
      VALUES (gen_random_uuid(), line.order_id, line.order_line_id, of_variant, of_warehouse, of_bucket, taken);
    UPDATE waiting_lines SET waiting = waiting - taken, unplanned = unplanned + taken, updated_at = now()
      WHERE variant_id = of_variant AND id = line.id;
    filled := filled + taken;
  END LOOP;
  UPDATE stock_levels SET reserved = reserved + filled WHERE variant_id = of_variant AND warehouse_id = of_warehouse AND bucket = of_bucket;
  UPDATE back_order_offers SET waiting = waiting - filled WHERE variant_id = of_variant;
  RETURN filled;
END $$;--> statement-breakpoint
-- Everything that comes onto a shelf or is free again goes to the next in line first, whatever brings it: a delivery, a count, a cancelled order, SQL by hand, and
-- a process of the version before.
CREATE FUNCTION fill_from_shelf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM fill_waiting(NEW.variant_id, NEW.warehouse_id, NEW.bucket);
  RETURN NULL;
END $$;--> statement-breakpoint
-- Safe: adding a trigger reads no rows. Placing makes fewer units free and shipping takes what was promised, so neither fires it.
CREATE TRIGGER waiting_filled_from_shelf AFTER UPDATE OF on_hand, reserved ON stock_levels FOR EACH ROW
  WHEN (NEW.on_hand - NEW.reserved > OLD.on_hand - OLD.reserved) EXECUTE FUNCTION fill_from_shelf();--> statement-breakpoint
CREATE TRIGGER waiting_filled_from_new_shelf AFTER INSERT ON stock_levels FOR EACH ROW
  WHEN (NEW.on_hand > NEW.reserved) EXECUTE FUNCTION fill_from_shelf();--> statement-breakpoint
-- What lies in a warehouse that opens can be promised from then on. Its shelves are locked first, in the order in which everybody locks them.
CREATE FUNCTION fill_from_opened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE shelf record;
BEGIN
  PERFORM FROM stock_levels s JOIN back_order_offers o USING (variant_id) WHERE s.warehouse_id = NEW.id
    ORDER BY s.variant_id, s.warehouse_id, s.bucket FOR UPDATE OF s;
  FOR shelf IN SELECT s.variant_id, s.bucket FROM stock_levels s JOIN back_order_offers o USING (variant_id)
    WHERE s.warehouse_id = NEW.id AND s.on_hand > s.reserved ORDER BY 1, 2 LOOP
    PERFORM fill_waiting(shelf.variant_id, NEW.id, shelf.bucket);
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
-- Safe: adding a trigger reads no rows, and there are at most two hundred warehouses.
CREATE TRIGGER waiting_filled_from_opened AFTER UPDATE OF state ON warehouses FOR EACH ROW
  WHEN (NEW.state = 'open' AND OLD.state <> 'open') EXECUTE FUNCTION fill_from_opened();
