CREATE TABLE "count_entries" (
	"count_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"turn" smallint NOT NULL,
	"counted" integer NOT NULL,
	"expected" integer NOT NULL,
	"worth_minor" bigint,
	"actor" text NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "count_entries_count_id_variant_id_turn_pk" PRIMARY KEY("count_id","variant_id","turn"),
	CONSTRAINT "count_entries_units" CHECK (counted >= 0 and turn between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "count_lines" (
	"count_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"state" text NOT NULL,
	"difference" integer,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "count_lines_count_id_variant_id_pk" PRIMARY KEY("count_id","variant_id"),
	CONSTRAINT "count_lines_state" CHECK (case state when 'matched' then difference = 0 when 'booked' then difference <> 0
        when 'dropped' then difference is null when 'recount' then difference is null when 'promised' then difference is null else false end
        and (state in ('recount', 'promised')) = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "counts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"input_hash" text NOT NULL,
	"actor" text NOT NULL,
	"counted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipt_lines" (
	"receipt_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"expected" integer,
	"accepted" integer NOT NULL,
	"damaged" integer NOT NULL,
	CONSTRAINT "receipt_lines_receipt_id_variant_id_pk" PRIMARY KEY("receipt_id","variant_id"),
	CONSTRAINT "receipt_lines_units" CHECK (accepted >= 0 and damaged >= 0 and expected >= 0 and accepted + damaged + coalesce(expected, 0) > 0)
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"supplier" text,
	"reference" text,
	"input_hash" text NOT NULL,
	"actor" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sortings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"from_place" text NOT NULL,
	"to_place" text NOT NULL,
	"units" integer NOT NULL,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"sorted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sortings_units" CHECK (units > 0)
);
--> statement-breakpoint
ALTER TABLE "count_entries" ADD CONSTRAINT "count_entries_line" FOREIGN KEY ("count_id","variant_id") REFERENCES "public"."count_lines"("count_id","variant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_count_id_counts_id_fk" FOREIGN KEY ("count_id") REFERENCES "public"."counts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counts" ADD CONSTRAINT "counts_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_lines" ADD CONSTRAINT "receipt_lines_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_lines" ADD CONSTRAINT "receipt_lines_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sortings" ADD CONSTRAINT "sortings_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sortings" ADD CONSTRAINT "sortings_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "count_lines_open_idx" ON "count_lines" USING btree ("count_id") WHERE state in ('recount', 'promised');--> statement-breakpoint
CREATE INDEX "counts_newest_idx" ON "counts" USING btree ("counted_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "receipts_newest_idx" ON "receipts" USING btree ("received_at" DESC NULLS LAST,"id" DESC NULLS LAST);