CREATE TABLE "floor_lines" (
	"parcel_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"picked" integer DEFAULT 0 NOT NULL,
	"packed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "floor_lines_parcel_id_variant_id_pk" PRIMARY KEY("parcel_id","variant_id"),
	CONSTRAINT "floor_lines_units" CHECK (quantity > 0 and 0 <= packed and packed <= picked and picked <= quantity)
);
--> statement-breakpoint
CREATE TABLE "floor_parcels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"shipping_method" text NOT NULL,
	"told_version" integer NOT NULL,
	"address_hash" text NOT NULL,
	"wave_id" uuid,
	"trolley" smallint,
	"slot" smallint,
	"short_since" timestamp with time zone,
	"put_back_since" timestamp with time zone,
	"weight_grams" integer,
	"carrier" text,
	"tracking_number" text,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "floor_parcels_state" CHECK (state in ('waiting', 'released', 'picking', 'picked', 'packed', 'handed_over', 'delivered', 'stopped')),
	CONSTRAINT "floor_parcels_in_wave" CHECK ((wave_id is null) = (trolley is null) and (wave_id is null) = (slot is null)),
	CONSTRAINT "floor_parcels_weight" CHECK (weight_grams > 0)
);
--> statement-breakpoint
CREATE TABLE "homes" (
	"warehouse_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"bin" text NOT NULL,
	"walk_key" text NOT NULL,
	CONSTRAINT "homes_warehouse_id_variant_id_pk" PRIMARY KEY("warehouse_id","variant_id"),
	CONSTRAINT "homes_bin_length" CHECK (char_length(bin) between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "pick_shares" (
	"task_id" uuid NOT NULL,
	"parcel_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"wanted" integer NOT NULL,
	"picked" integer DEFAULT 0 NOT NULL,
	"short" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pick_shares_task_id_parcel_id_pk" PRIMARY KEY("task_id","parcel_id"),
	CONSTRAINT "pick_shares_units" CHECK (wanted > 0 and 0 <= picked and 0 <= short and picked + short <= wanted)
);
--> statement-breakpoint
CREATE TABLE "pick_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wave_id" uuid NOT NULL,
	"trolley" smallint NOT NULL,
	"seq" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"bin" text,
	"claimed_by" text,
	"claimed_until" timestamp with time zone,
	CONSTRAINT "pick_tasks_walk" UNIQUE("wave_id","trolley","seq"),
	CONSTRAINT "pick_tasks_claim" CHECK ((claimed_by is null) = (claimed_until is null))
);
--> statement-breakpoint
CREATE TABLE "scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"input_hash" text NOT NULL,
	"kind" text NOT NULL,
	"task_id" uuid,
	"parcel_id" uuid,
	"code" text NOT NULL,
	"variant_id" uuid,
	"quantity" integer NOT NULL,
	"actor" text NOT NULL,
	"scanned_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answer" jsonb,
	CONSTRAINT "scans_units" CHECK (quantity > 0)
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"parcels" integer NOT NULL,
	"actor" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waves_kind" CHECK (kind in ('single', 'cluster', 'batch'))
);
--> statement-breakpoint
ALTER TABLE "parcels" ADD COLUMN "floor" text;--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "floor" text DEFAULT 'outside' NOT NULL;--> statement-breakpoint
ALTER TABLE "floor_lines" ADD CONSTRAINT "floor_lines_parcel_id_floor_parcels_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."floor_parcels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_lines" ADD CONSTRAINT "floor_lines_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_parcels" ADD CONSTRAINT "floor_parcels_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_parcels" ADD CONSTRAINT "floor_parcels_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_parcels" ADD CONSTRAINT "floor_parcels_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "homes" ADD CONSTRAINT "homes_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "homes" ADD CONSTRAINT "homes_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pick_shares" ADD CONSTRAINT "pick_shares_task_id_pick_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."pick_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pick_shares" ADD CONSTRAINT "pick_shares_line" FOREIGN KEY ("parcel_id","variant_id") REFERENCES "public"."floor_lines"("parcel_id","variant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pick_tasks" ADD CONSTRAINT "pick_tasks_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pick_tasks" ADD CONSTRAINT "pick_tasks_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "floor_parcels_order_idx" ON "floor_parcels" USING btree ("order_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "floor_parcels_wave_idx" ON "floor_parcels" USING btree ("wave_id","trolley","slot");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "floor_parcels_here_idx" ON "floor_parcels" USING btree ("warehouse_id","state","taken_at","id") WHERE state not in ('delivered', 'stopped');--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "floor_parcels_trouble_idx" ON "floor_parcels" USING btree ("warehouse_id") WHERE short_since is not null or put_back_since is not null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "pick_shares_parcel_idx" ON "pick_shares" USING btree ("parcel_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "scans_task_idx" ON "scans" USING btree ("task_id") WHERE task_id is not null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "scans_received_idx" ON "scans" USING brin ("received_at");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "waves_newest_idx" ON "waves" USING btree ("warehouse_id","made_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_floor" CHECK (floor in ('outside', 'own'));--> statement-breakpoint
-- What a scanner reads; its column comes last, since a view only grows at its end.
CREATE OR REPLACE VIEW "wares" AS
SELECT v.id AS variant_id, v.sku, v.options, v.max_per_order, v.active AND p.active AS is_sold, p.slug, p.name, p.spelling,
  (SELECT i.url FROM images i WHERE i.product_id = p.id AND i.state = 'ready' ORDER BY (i.colour = v.options ->> 'Colour') IS TRUE DESC, i.position LIMIT 1) AS image_url,
  v.product_id, v.barcode
FROM variants v JOIN products p ON p.id = v.product_id;--> statement-breakpoint
-- Managers and the warehouse work on the floor.
UPDATE roles SET permissions = array_append(permissions, 'floor.work')
  WHERE id IN ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000104') AND NOT 'floor.work' = ANY (permissions);
