CREATE TABLE "station_pins" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "station_shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"active_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "station_shifts_hash_unique" UNIQUE("hash"),
	CONSTRAINT "station_shifts_end_in_time" CHECK (ends_at <= began_at + interval '12 hours')
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "stations_hash_unique" UNIQUE("hash"),
	CONSTRAINT "stations_name_length" CHECK (char_length(name) between 1 and 60),
	CONSTRAINT "stations_end_in_time" CHECK (ends_at <= opened_at + interval '720 hours'),
	CONSTRAINT "stations_ended" CHECK ((ended_at is null) = (ended_by is null))
);
--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "station_id" uuid;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "station_pins" ADD CONSTRAINT "station_pins_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "station_shifts" ADD CONSTRAINT "station_shifts_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "station_shifts" ADD CONSTRAINT "station_shifts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE UNIQUE INDEX "station_shifts_open_idx" ON "station_shifts" USING btree ("station_id") WHERE ended_at is null;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "station_shifts_person_idx" ON "station_shifts" USING btree ("customer_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "station_shifts_age_idx" ON "station_shifts" USING btree ("began_at");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "stations_open_idx" ON "stations" USING btree ("warehouse_id") WHERE ended_at is null;--> statement-breakpoint
-- The warehouses belong to a slice above the stations, so the column is bound to them here.
-- Safe: the table is new and empty.
ALTER TABLE "stations" ADD CONSTRAINT "stations_warehouse_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id");--> statement-breakpoint
-- Somebody who leaves the staff leaves no PIN behind, whatever took their last role away.
CREATE FUNCTION forget_pin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM station_pins WHERE customer_id = NEW.id;
  UPDATE station_shifts SET ended_at = now() WHERE customer_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER customers_forget_pin AFTER UPDATE OF role ON customers FOR EACH ROW WHEN (OLD.role = 'admin' AND NEW.role <> 'admin') EXECUTE FUNCTION forget_pin();
