CREATE TABLE "closed_days" (
	"warehouse_id" uuid NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "closed_days_warehouse_id_day_pk" PRIMARY KEY("warehouse_id","day")
);
--> statement-breakpoint
CREATE TABLE "parcel_promises" (
	"order_id" uuid NOT NULL,
	"parcel_id" uuid NOT NULL,
	"warehouse_id" uuid,
	"shipping_method" text NOT NULL,
	"country" text NOT NULL,
	"carrier" text,
	"first_by" date NOT NULL,
	"earliest" date NOT NULL,
	"promised_by" date NOT NULL,
	"day_number" smallint DEFAULT 1 NOT NULL,
	"delays" smallint DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"left_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"look_at" timestamp with time zone,
	"lost_since" timestamp with time zone,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parcel_promises_order_id_parcel_id_pk" PRIMARY KEY("order_id","parcel_id"),
	CONSTRAINT "parcel_promises_state" CHECK (state in ('open', 'kept', 'broken', 'void')),
	CONSTRAINT "parcel_promises_days" CHECK (earliest <= promised_by and first_by <= promised_by),
	CONSTRAINT "parcel_promises_delays" CHECK (0 <= delays and delays <= 3),
	CONSTRAINT "parcel_promises_ended" CHECK ((state = 'open') = (ended_at is null)),
	CONSTRAINT "parcel_promises_looked_at" CHECK ((look_at is not null) = (state = 'open' and lost_since is null))
);
--> statement-breakpoint
CREATE TABLE "promise_days" (
	"order_id" uuid NOT NULL,
	"parcel_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"earliest" date NOT NULL,
	"promised_by" date NOT NULL,
	"reason" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "promise_days_order_id_parcel_id_number_pk" PRIMARY KEY("order_id","parcel_id","number"),
	CONSTRAINT "promise_days_number" CHECK (number > 0)
);
--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "cut_off_minute" smallint DEFAULT 960 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "warehouses" ADD COLUMN "working_days" smallint[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "closed_days" ADD CONSTRAINT "closed_days_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_days" ADD CONSTRAINT "promise_days_parcel" FOREIGN KEY ("order_id","parcel_id") REFERENCES "public"."parcel_promises"("order_id","parcel_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcel_promises_parcel_idx" ON "parcel_promises" USING btree ("parcel_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcel_promises_look_idx" ON "parcel_promises" USING btree ("look_at") WHERE look_at is not null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcel_promises_late_idx" ON "parcel_promises" USING btree ("promised_by","parcel_id") WHERE state = 'open' and promised_by > first_by;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "parcel_promises_ended_idx" ON "parcel_promises" USING btree ("ended_at") WHERE state in ('kept', 'broken');--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_cut_off" CHECK (cut_off_minute between 0 and 1439);--> statement-breakpoint
-- Safe: a shop has few warehouses.
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_working_days" CHECK (cardinality(working_days) between 1 and 7 and working_days <@ '{0,1,2,3,4,5,6}');--> statement-breakpoint
-- Published: the orders of which something is promised.
CREATE VIEW "promised_orders" AS SELECT order_id FROM parcel_promises;--> statement-breakpoint
CREATE TRIGGER promise_days_append_only BEFORE UPDATE OR DELETE ON promise_days FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
