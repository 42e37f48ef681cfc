ALTER TABLE "warehouses" ADD COLUMN "state" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
-- Safe: the migration before made the table, with the few parcels that are under way.
CREATE INDEX "parcels_of_warehouse_idx" ON "parcels" USING btree ("warehouse_id","dispatched_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_state" CHECK (state in ('open', 'paused', 'closed'));--> statement-breakpoint
CREATE OR REPLACE VIEW "sellable_stock" AS
SELECT s.variant_id, sum(s.on_hand - s.reserved) AS units
FROM stock_levels s JOIN warehouses w ON w.id = s.warehouse_id AND w.state = 'open' GROUP BY s.variant_id;
