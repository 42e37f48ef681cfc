CREATE TABLE "line_tickets" (
	"launch_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"visitor_id" uuid,
	"network" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	"spent_by" uuid,
	"closed_at" timestamp with time zone,
	CONSTRAINT "line_tickets_launch_id_number_pk" PRIMARY KEY("launch_id","number")
);
--> statement-breakpoint
CREATE TABLE "order_attempts" (
	"party" text PRIMARY KEY NOT NULL,
	"open" uuid[] NOT NULL,
	"failed" integer NOT NULL,
	"paid" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	"closed_until" timestamp with time zone,
	CONSTRAINT "order_attempts_counts" CHECK (failed >= 0 and paid >= 0)
);
--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "max_per_order" integer;--> statement-breakpoint
ALTER TABLE "launches" ADD COLUMN "units_per_turn" smallint DEFAULT 4 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "parties" text[];--> statement-breakpoint
ALTER TABLE "line_tickets" ADD CONSTRAINT "line_tickets_launch_id_launches_id_fk" FOREIGN KEY ("launch_id") REFERENCES "public"."launches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "line_tickets_one_open_idx" ON "line_tickets" USING btree ("launch_id","visitor_id") WHERE spent_by is null and closed_at is null;--> statement-breakpoint
CREATE INDEX "line_tickets_network_idx" ON "line_tickets" USING btree ("launch_id","network") WHERE spent_by is null and closed_at is null;--> statement-breakpoint
CREATE INDEX "line_tickets_spent_idx" ON "line_tickets" USING btree ("spent_by") WHERE spent_by is not null;--> statement-breakpoint
CREATE INDEX "line_tickets_visitor_idx" ON "line_tickets" USING btree ("visitor_id") WHERE visitor_id is not null;--> statement-breakpoint
CREATE INDEX "order_attempts_closed_idx" ON "order_attempts" USING btree ("closed_until") WHERE closed_until is not null;--> statement-breakpoint
ALTER TABLE "launches" ADD CONSTRAINT "launches_units_per_turn" CHECK (units_per_turn > 0);--> statement-breakpoint
-- Rows are rewritten with each attempt: room in the page keeps them where they are.
ALTER TABLE "order_attempts" SET (fillfactor = 70);
