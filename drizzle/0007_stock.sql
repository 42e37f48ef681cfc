CREATE TABLE "launches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"buckets" smallint NOT NULL,
	"admit_per_minute" integer,
	"turn_seconds" integer DEFAULT 600 NOT NULL,
	"tickets_given" integer DEFAULT 0 NOT NULL,
	"planned_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"split_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "launches_span" CHECK (starts_at < ends_at),
	CONSTRAINT "launches_buckets" CHECK (buckets between 1 and 64),
	CONSTRAINT "launches_line" CHECK (admit_per_minute > 0 and turn_seconds > 0 and tickets_given >= 0)
);
--> statement-breakpoint
CREATE TABLE "line_steps" (
	"launch_id" uuid NOT NULL,
	"served_to" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "line_steps_launch_id_served_to_pk" PRIMARY KEY("launch_id","served_to")
);
--> statement-breakpoint
ALTER TABLE "stock_movements" DROP CONSTRAINT "stock_movements_reason";--> statement-breakpoint
ALTER TABLE "reservations" DROP CONSTRAINT "reservations_variant_id_variants_id_fk";
--> statement-breakpoint
ALTER TABLE "reservations" DROP CONSTRAINT "reservations_warehouse_id_warehouses_id_fk";
--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "launches" ADD CONSTRAINT "launches_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_steps" ADD CONSTRAINT "line_steps_launch_id_launches_id_fk" FOREIGN KEY ("launch_id") REFERENCES "public"."launches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "launches_one_open_idx" ON "launches" USING btree ("variant_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "stock_levels_split_idx" ON "stock_levels" USING btree ("variant_id") WHERE bucket > 0;--> statement-breakpoint
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_bucket" CHECK (0 <= bucket AND bucket < 64);--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_reason" CHECK (reason in ('received', 'shipped', 'returned', 'adjusted', 'moved'));