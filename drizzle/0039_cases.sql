CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"parcel_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text,
	"lines" jsonb NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_by" text NOT NULL,
	"outcome" text,
	"settled_at" timestamp with time zone,
	"settled_by" text,
	"settled_because" text,
	CONSTRAINT "cases_kind" CHECK (kind in ('lost', 'damaged', 'undeliverable')),
	CONSTRAINT "cases_state" CHECK (state in ('open', 'settled')),
	CONSTRAINT "cases_outcome" CHECK (outcome in ('refund', 'nothing')),
	CONSTRAINT "cases_settled" CHECK ((state = 'settled') = (settled_at is not null) and (settled_at is null) = (settled_by is null) and (state = 'open' or outcome is not null)),
	CONSTRAINT "cases_note_length" CHECK (char_length(note) <= 200),
	CONSTRAINT "cases_settled_because_length" CHECK (char_length(settled_because) <= 200)
);
--> statement-breakpoint
ALTER TABLE "parcels" ADD COLUMN "exception" text;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "cases_order_idx" ON "cases" USING btree ("order_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "cases_newest_idx" ON "cases" USING btree ("opened_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE UNIQUE INDEX "cases_open_idx" ON "cases" USING btree ("parcel_id") WHERE state = 'open';--> statement-breakpoint
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_exception" CHECK (exception in ('lost', 'damaged', 'undeliverable')) NOT VALID;--> statement-breakpoint
-- Managers and support report and settle what happens to parcels.
UPDATE roles SET permissions = array_append(permissions, 'cases.write')
  WHERE id IN ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000103') AND NOT 'cases.write' = ANY (permissions);