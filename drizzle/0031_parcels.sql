CREATE TABLE "parcels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"warehouse_id" uuid,
	"state" text NOT NULL,
	"carrier" text,
	"tracking_number" text,
	"facts_at" timestamp with time zone,
	"told_version" integer,
	"dispatched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ask_at" timestamp with time zone,
	"asks" integer DEFAULT 0 NOT NULL,
	"missing_since" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcels_order_idx" ON "parcels" USING btree ("order_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcels_newest_idx" ON "parcels" USING btree ("dispatched_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcels_tracking_idx" ON "parcels" USING btree (lower(tracking_number)) WHERE tracking_number is not null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcels_ask_idx" ON "parcels" USING btree ("ask_at") WHERE ask_at is not null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcels_missing_idx" ON "parcels" USING btree ("missing_since") WHERE missing_since is not null;--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_delivery";--> statement-breakpoint
-- The new states are the old ones and one more, so no row that stands can break it; drizzle/beside/orders_checks.sql looks at them.
ALTER TABLE "orders" ADD CONSTRAINT "orders_delivery" CHECK (delivery in ('unfulfilled', 'picking', 'packed', 'partly_shipped', 'shipped', 'delivered', 'returned')) NOT VALID;--> statement-breakpoint
CREATE VIEW "parcel_numbers" AS
  SELECT lower(tracking_number) AS word, order_id FROM parcels WHERE tracking_number IS NOT NULL;--> statement-breakpoint
-- Of the orders under way, each is one parcel with the order's id (fulfillment/adopt-dispatches.ts).
INSERT INTO parcels (id, order_id, state, carrier, tracking_number, facts_at, dispatched_at, updated_at, ask_at, asks, missing_since)
  SELECT order_id, order_id, state, carrier, tracking_number, facts_at, dispatched_at, updated_at, ask_at, asks, missing_since
  FROM dispatches WHERE ask_at IS NOT NULL;