CREATE TABLE "manifest_parcels" (
	"parcel_id" uuid PRIMARY KEY NOT NULL,
	"manifest_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "manifests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"actor" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"input_hash" text NOT NULL,
	"stayed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "manifests_carrier_length" CHECK (char_length(carrier) between 1 and 60)
);
--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "manifest_parcels" ADD CONSTRAINT "manifest_parcels_parcel_id_floor_parcels_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."floor_parcels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "manifest_parcels" ADD CONSTRAINT "manifest_parcels_manifest_id_manifests_id_fk" FOREIGN KEY ("manifest_id") REFERENCES "public"."manifests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "manifests" ADD CONSTRAINT "manifests_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "manifest_parcels_list_idx" ON "manifest_parcels" USING btree ("manifest_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "manifests_newest_idx" ON "manifests" USING btree ("warehouse_id","made_at" DESC NULLS LAST,"id" DESC NULLS LAST);
