CREATE TABLE "closed_days" (
	"warehouse_id" uuid NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "closed_days_warehouse_id_day_pk" PRIMARY KEY("warehouse_id","day")
);
--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "cut_off_minute" smallint DEFAULT 960 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "working_days" smallint[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "closed_days" ADD CONSTRAINT "closed_days_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_cut_off" CHECK (cut_off_minute between 0 and 1439);--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_working_days" CHECK (cardinality(working_days) between 1 and 7 and working_days <@ '{0,1,2,3,4,5,6}');