CREATE TABLE "stock_aside" (
	"variant_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"place" text NOT NULL,
	"units" integer NOT NULL,
	CONSTRAINT "stock_aside_variant_id_warehouse_id_place_pk" PRIMARY KEY("variant_id","warehouse_id","place"),
	CONSTRAINT "stock_aside_units" CHECK (units >= 0),
	CONSTRAINT "stock_aside_place" CHECK (place in ('returns', 'repair', 'quarantine'))
);
--> statement-breakpoint
-- Safe: a process of the version before writes what the new checks take too.
ALTER TABLE "stock_movements" DROP CONSTRAINT "stock_movements_quantity";--> statement-breakpoint
ALTER TABLE "stock_movements" DROP CONSTRAINT "stock_movements_reason";--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "units" integer;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "from_place" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "to_place" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "cause_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_aside" ADD CONSTRAINT "stock_aside_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_aside" ADD CONSTRAINT "stock_aside_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_of_a_line" CHECK (reason not in ('came_back', 'inspected') or order_line_id is not null) NOT VALID;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_units" CHECK (case when units is null then quantity <> 0 and from_place is null and to_place is null
        else units > 0 and quantity = units * ((to_place = 'shelf')::int - (from_place = 'shelf')::int) end) NOT VALID;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_pair" CHECK (case when units is null then reason in ('received', 'shipped', 'returned', 'adjusted', 'moved') else coalesce(
        (reason, from_place, to_place) in (
          ('received', 'supplier', 'shelf'), ('received', 'supplier', 'quarantine'), ('shipped', 'shelf', 'customer'),
          ('returned', 'customer', 'shelf'), ('adjusted', 'lost', 'shelf'), ('adjusted', 'shelf', 'lost'),
          ('moved', 'shelf', 'split'), ('moved', 'split', 'shelf'), ('came_back', 'customer', 'returns'),
          ('inspected', 'returns', 'shelf'), ('inspected', 'returns', 'repair'), ('inspected', 'returns', 'scrap'),
          ('inspected', 'returns', 'customer'), ('sorted', 'repair', 'shelf'), ('sorted', 'repair', 'scrap'),
          ('sorted', 'quarantine', 'shelf'), ('sorted', 'quarantine', 'scrap'), ('sorted', 'quarantine', 'supplier')), false) end) NOT VALID;--> statement-breakpoint
-- Both sides of every row. Rows from before there were places, and those of a process of the version before, say theirs by their reason.
CREATE VIEW "stock_ledger" AS
SELECT id, at, variant_id, warehouse_id, coalesce(units, abs(quantity)) AS units,
  coalesce(from_place, CASE WHEN quantity < 0 THEN 'shelf' WHEN reason = 'received' THEN 'supplier' WHEN reason = 'returned' THEN 'customer'
    WHEN reason = 'moved' THEN 'split' ELSE 'lost' END) AS from_place,
  coalesce(to_place, CASE WHEN quantity > 0 THEN 'shelf' WHEN reason = 'shipped' THEN 'customer' WHEN reason = 'moved' THEN 'split' ELSE 'lost' END) AS to_place,
  reason, order_line_id, cause_id, note, actor
FROM stock_movements;--> statement-breakpoint
-- The units of each order line that its customer has.
CREATE VIEW "units_with_customers" AS
SELECT order_line_id, sum(units * ((to_place = 'customer')::int - (from_place = 'customer')::int)) AS units
FROM stock_ledger WHERE order_line_id IS NOT NULL GROUP BY order_line_id;--> statement-breakpoint
-- The units of each order line that came back with a return and were not sent to the customer again.
CREATE VIEW "units_back" AS
SELECT order_line_id, sum(units * ((reason = 'came_back')::int - (to_place = 'customer')::int)) AS units
FROM stock_ledger WHERE order_line_id IS NOT NULL AND reason IN ('came_back', 'inspected') GROUP BY order_line_id;
