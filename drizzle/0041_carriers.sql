CREATE TABLE "labels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parcel_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"state" text DEFAULT 'ordered' NOT NULL,
	"carrier" text NOT NULL,
	"service" text NOT NULL,
	"weight_grams" integer NOT NULL,
	"quoted_minor" bigint NOT NULL,
	"cost_minor" bigint,
	"currency" text NOT NULL,
	"tracking_number" text,
	"tracking_url" text,
	"refusal" text,
	"called_at" timestamp with time zone,
	"noted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"bought_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	"scan_code" text,
	"scanned_at" timestamp with time zone,
	"ask_at" timestamp with time zone,
	"asks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "labels_trackingNumber_unique" UNIQUE("tracking_number"),
	CONSTRAINT "labels_state" CHECK (state in ('ordered', 'bought', 'voiding', 'voided', 'refused', 'used')),
	CONSTRAINT "labels_bought" CHECK ((bought_at is null) = (tracking_number is null) and (bought_at is null) = (cost_minor is null) and (state not in ('bought', 'used') or bought_at is not null)),
	CONSTRAINT "labels_ended" CHECK ((ended_at is null) = (state in ('ordered', 'bought', 'voiding'))),
	CONSTRAINT "labels_costs" CHECK (quoted_minor >= 0 and cost_minor >= 0),
	CONSTRAINT "labels_weight" CHECK (weight_grams > 0),
	CONSTRAINT "labels_scanned" CHECK ((scan_code is null) = (scanned_at is null))
);
--> statement-breakpoint
CREATE TABLE "tracking_events" (
	"id" text PRIMARY KEY NOT NULL,
	"label_id" uuid NOT NULL,
	"code" text NOT NULL,
	"place" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"heard_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heard_by" text NOT NULL,
	CONSTRAINT "tracking_events_code" CHECK (code in ('accepted', 'in_transit', 'out_for_delivery', 'damaged', 'lost', 'undeliverable', 'delivered', 'returned_to_sender')),
	CONSTRAINT "tracking_events_place_length" CHECK (char_length(place) <= 200)
);
--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD COLUMN "labels" text DEFAULT 'typed' NOT NULL;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "labels" ADD CONSTRAINT "labels_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "labels" ADD CONSTRAINT "labels_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "tracking_events" ADD CONSTRAINT "tracking_events_label_id_labels_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."labels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE UNIQUE INDEX "labels_live_idx" ON "labels" USING btree ("parcel_id") WHERE state in ('ordered', 'bought', 'voiding');--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "labels_parcel_idx" ON "labels" USING btree ("parcel_id","noted_at");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "labels_order_idx" ON "labels" USING btree ("order_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "labels_ask_idx" ON "labels" USING btree ("ask_at") WHERE ask_at is not null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "labels_unsettled_idx" ON "labels" USING btree ("noted_at") WHERE state in ('ordered', 'voiding');--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "tracking_events_label_idx" ON "tracking_events" USING btree ("label_id","at");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "tracking_events_heard_idx" ON "tracking_events" USING brin ("heard_at");--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_labels" CHECK (labels in ('typed', 'bought'));--> statement-breakpoint
-- What a carrier and customs ask about each variant.
CREATE VIEW "shipped_goods" AS
SELECT v.id AS variant_id, p.name, v.weight_grams, p.customs_code, p.origin_country
FROM variants v JOIN products p ON p.id = v.product_id;
